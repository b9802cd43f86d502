import NightlyRun
import WageDomain
import WageStore

/// A firm as one page for a person, or one JSON object.
struct FirmPage {
  let dossier: FirmDossier
  let asOf: Day
  let language: Language
  /// Feeds that the last run could not use: their indicators say nothing, neither good nor bad.
  var dataLate: [(feed: String, lastMonth: String?)] = []
  var columnsLate: [(measure: Measure, lastMonth: String)] = []
  /// All of the firm's warnings up to the day, those to be checked first.
  var warnings: [ListedWarning] = []
  /// What Chinese pages call the key dates, by id.
  var keyDateNames: [String: String] = [:]
  /// With `--why`: the reasons taken apart.
  var why: WhyPage?

  /// Runs shown in the history of the text page.
  private static let shownRuns = 10

  func text() -> String {
    var lines = ["\(dossier.creditCode)  \(dossier.name ?? say("（无名称）", "(no name)"))"]
    let facts = [
      dossier.townCode.map { say("属地 ", "town ") + $0 },
      dossier.industry.map { say("行业 ", "industry ") + $0 },
      dossier.persons.map { say("从业 \($0) 人", $0.counted("person")) }, dossier.status,
    ].compactMap(\.self)
    if !facts.isEmpty { lines.append(facts.joined(separator: say("，", ", "))) }
    if let register = dossier.register {
      lines.append(say("登记 ", "register ") + "\(register.file):\(register.line)")
    }
    lines += merges
    lines += standing()
    if !warnings.isEmpty {
      lines.append(say("预警：", "warnings:"))
      lines += warnings.map { "  " + WarningRows.text($0, language, keyDateNames) }
    }
    if !dossier.caseNumbers.isEmpty {
      lines.append(say("案件：", "cases: ") + dossier.caseNumbers.joined(separator: ", "))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var merges: [String] {
    func named(_ firm: FirmDossier.MergedFirm) -> String {
      "\(firm.creditCode)  \(firm.name ?? say("（无名称）", "(no name)"))"
    }
    return (dossier.mergedInto.map { [$0] } ?? []).map {
      say("自 \($0.sinceOn) 起并入 ", "counts since \($0.sinceOn) as ") + named($0)
    }
      + dossier.merged.map {
        say("自 \($0.sinceOn) 起含 ", "includes since \($0.sinceOn) ") + named($0)
      }
  }

  private var reasons: [StoredReason] { why?.report.reasons ?? dossier.reasons }

  private func standing() -> [String] {
    guard let now = dossier.history.first else {
      return [say("尚未评分：wagewatch score", "not scored yet: wagewatch score")]
    }
    var lines = [
      say(
        "\(now.asOf) 评分 \(now.points) 分，\(now.tier.name.zh)",
        "\(now.tier.name.en), \(now.points) points as of \(now.asOf)")
    ]
    for (index, reason) in reasons.enumerated() {
      let mark = reason.trigger.map {
        " [\(say("硬性触发：", "hard trigger: "))\($0.name.text(language))]"
      }
      lines.append("  \(signed(reason.points))  \(reason.text.text(language))\(mark ?? "")")
      if let why { lines += why.lines(ofReason: index).map { "         " + $0 } }
    }
    if let why {
      if !reasons.isEmpty { lines.append("  = \(reasons.reduce(0) { $0 + $1.points })") }
      lines += why.closing()
    }
    lines += dataLate.map { feed, month in
      say(
        "     -  数据迟到：\(Feed(rawValue: feed)?.title.zh ?? feed)，最新 \(month ?? "-")，相关指标不判断",
        "     -  data late: \(feed), last month \(month ?? "-"); its indicators say nothing")
    }
    lines += columnsLate.map { measure, month in
      say(
        "     -  数据迟到：\(measure.feed.title.zh)的“\(measure.title.zh)”，最新 \(month)，此后的文件没有此列；相关指标看不到此后的月份",
        "     -  data late: \(measure.name), last month \(month): later files do not have it, "
          + "its indicators see no later month")
    }
    let runs = dossier.history.prefix(Self.shownRuns)
    if runs.count > 1 {
      lines.append(say("历次：", "history: "))
      lines += runs.map { run in
        let card = run.scorecard == now.scorecard ? "" : "  \(run.scorecard)"
        return "  \(run.asOf)  \(run.tier.name.text(language))  \(run.points)\(card)"
      }
    }
    return lines
  }

  var json: JSONValue {
    .object([
      "schema": .integer(1), "as_of": .string(asOf.description), "firm_id": .integer(dossier.id),
      "credit_code": .string(dossier.creditCode), "name": .optional(dossier.name),
      "town_code": .optional(dossier.townCode), "industry": .optional(dossier.industry),
      "status": .optional(dossier.status), "persons": .optional(dossier.persons),
      "points": .optional(dossier.history.first?.points),
      "tier": .optional(dossier.history.first?.tier.rawValue),
      "run": .optional(dossier.history.first?.runId),
      "reasons": .array(reasons.map { FlaggedRows.reason($0, language) }),
      "merged_into": .optional(dossier.mergedInto?.creditCode),
      "merged": .array(dossier.merged.map { .string($0.creditCode) }),
      "data_late": .array(dataLate.map { .string($0.feed) }),
      "data_late_columns": .array(columnsLate.map { .string($0.measure.name) }),
      "warnings": .array(warnings.map { WarningRows.row($0, asOf: asOf) }),
      "cases": .array(dossier.caseNumbers.map(JSONValue.string)),
      "history": .array(
        dossier.history.map { day in
          .object([
            "run": .integer(day.runId), "as_of": .string(day.asOf), "points": .integer(day.points),
            "tier": .string(day.tier.rawValue),
          ])
        }),
      "why": why?.json ?? .null,
    ])
  }

  private func signed(_ points: Int) -> String {
    let text = points > 0 ? "+\(points)" : "\(points)"
    return String(repeating: " ", count: max(0, 4 - text.count)) + text
  }

  private func say(_ zh: String, _ en: String) -> String {
    Bilingual(zh: zh, en: en).text(language)
  }
}
