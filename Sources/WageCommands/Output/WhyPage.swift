import NightlyRun
import RiskScoring
import WageDomain
import WageStore

/// The reasons of a firm taken apart, for a person or as JSON.
struct WhyPage {
  let report: WhyReport
  let language: Language
  let titles: ColumnTitles

  /// What stands under one reason: value and bin, formula, values compared, what would clear it.
  func lines(ofReason index: Int) -> [String] {
    let reason = report.reasons[index]
    var lines: [String] = []
    if let why = why(index) {
      let reached = why.reached.map {
        // A yes or no is its own bin.
        $0.value == $0.bin
          ? say("，\($0.value.zh)", ", \($0.value.en)")
          : say("，\($0.value.zh)，\($0.bin.zh)", ", \($0.value.en), \($0.bin.en)")
      }
      lines.append(
        "\(why.title.text(language))\(say("，", ", "))\(reason.indicator)\(reached ?? "") -> \(reason.points)"
      )
      lines.append(say("算法：", "formula: ") + why.formula.text(language))
      if !why.compared.isEmpty {
        let values = why.compared.map {
          "\($0.note.text(language)) \($0.text.text(language))"
        }
        lines.append(say("比较：", "compared: ") + values.joined(separator: say("；", "; ")))
      }
      if why.otherSites > 0 {
        lines.append(
          say(
            "另有 \(why.otherSites) 个工地单独看也达到给分的程度",
            "and \(why.otherSites.counted("other site")) that would give points alone"
          ))
      }
      lines += why.remedies.map { text($0) }
    }
    return lines
      + report.rows[index].map { row in
        "\(row.line.file):\(row.line.line)"
          + (row.cells.isEmpty
            ? ""
            : "  " + row.cells.map { text($0, row.line.feed) }.joined(separator: say("，", ", ")))
      }
  }

  /// What follows the sum: the way down, and what changed since the run before.
  func closing() -> [String] {
    var lines: [String] = []
    if report.isRecomputed {
      lines.append(
        say(
          "第 \(report.run.id) 次评分未存理由，以上按其输入重新计算，结果一致",
          "run \(report.run.id) stored no reasons: these are worked out again from what it read, and agree"
        ))
    } else if report.why == nil, !report.reasons.isEmpty {
      lines.append(
        say(
          "第 \(report.run.id) 次评分所用的评分卡、日历或数据已变：只列出已存的理由",
          "what run \(report.run.id) read has changed since: the stored reasons alone"))
    }
    if let way = report.why?.wayDown { lines.append(text(way)) }
    if let change = report.change { lines += text(change) }
    return lines
  }

  private func why(_ index: Int) -> ReasonWhy? {
    report.why(ofReason: index)
  }

  private func text(_ remedy: Remedy) -> String {
    say(
      "消除：若\(Self.apart(remedy.text.zh))，本项 \(remedy.points) 分；企业 \(remedy.firmPoints) 分，\(remedy.tier.name.zh)",
      "clears: \(remedy.points) if \(remedy.text.en); the firm then has \(remedy.firmPoints), \(remedy.tier.name.en)"
    )
  }

  /// To follow a Chinese word: Chinese stands apart from digits and Latin letters only.
  private static func apart(_ text: String) -> String {
    text.first?.isASCII == true ? " \(text)" : text
  }

  private func text(_ cell: EvidenceRow.Cell, _ feed: String) -> String {
    let column = titles.title(cell.column, feed)
    return switch cell.value {
    case .text(let text): "\(column) \(titles.word(text, cell.column))"
    case .quantity(let value, let unit): "\(column) \(shown(value, unit))"
    }
  }

  /// A column's name says yuan and persons already.
  private func shown(_ value: Int64, _ unit: Measure.Unit) -> String {
    let text = unit.shown(value).text(language)
    let isNamed = unit == .fen || unit == .persons
    return isNamed ? String(text.prefix { $0 != " " }) : text
  }

  private func text(_ way: WayDown) -> String {
    guard !way.changes.isEmpty else {
      return say("降级：仅凭本企业的数据不能降级", "way down: nothing in the firm's own rows lowers the tier")
    }
    let changes =
      language == .chinese
      ? way.changes.map { Self.apart($0.zh) }.joined(separator: "，且")
      : way.changes.map(\.en).joined(separator: ", and ")
    let tier = way.tier.name
    let line =
      way.changes.count == 1
      ? say(
        "降级：若\(changes)，评分降为 \(way.points) 分（\(tier.zh)）",
        "way down: scored \(tier.en), \(way.points) points, if \(changes)")
      : say(
        "降级：单独一项都不够；若\(changes)，评分降为 \(way.points) 分（\(tier.zh)）",
        "way down: none alone; scored \(tier.en), \(way.points) points, if \(changes)")
    return line + standing
  }

  /// That a tier outlasts its cause; for a held one the day that its first reason names.
  private var standing: String {
    let (tier, days) = (report.tier.name, report.standsDays)
    if report.isHeld {
      return report.loweredOn.map {
        say("；\(tier.zh)级维持至 \($0) 下调", "; \(tier.en) stands until it is lowered on \($0)")
      } ?? say("；数据迟到，\(tier.zh)级维持", "; \(tier.en) stands while its feeds are late")
    }
    guard days > 0 else { return "" }
    let late = report.lateNames.map {
      say("；\($0.zh)迟到，到齐后才起算", "; \($0.en) is late, and the days begin only when it has come")
    }
    return say(
      "；级别自原因消除之日起再维持 \(days) 天后下调",
      "; \(tier.en) stands \(days) more days from the day the cause is gone") + (late ?? "")
  }

  private func text(_ change: FirmChange) -> [String] {
    var lines = [
      say("自 \(change.before.asOf) 以来：", "since \(change.before.asOf): ")
        + change.tierWords.text(language)
    ]
    if !change.isKnown {
      lines.append(
        say(
          "  第 \(change.before.runId) 次评分的理由未存，也无法重新计算",
          "  the reasons of run \(change.before.runId) were not stored and cannot be worked out again"
        ))
    }
    lines += change.merged.map {
      say(
        "  自 \($0.sinceOn) 起含 \($0.creditCode)", "  includes \($0.creditCode) since \($0.sinceOn)")
    }
    return lines + change.moves.flatMap { text($0) }
  }

  private func text(_ move: FirmChange.Move) -> [String] {
    let before = move.pointsBefore.map(String.init)
    let now = move.pointsNow.map(String.init)
    let word =
      before == nil ? say("新增", "new") : now == nil ? say("消除", "gone") : say("变化", "changed")
    let points = [before, now].compactMap(\.self).joined(separator: " -> ")
    // An indicator has no title of its own; its class's is in both languages.
    let name =
      language == .chinese
      ? move.title.map { "\($0.zh)（\(move.indicator)）" } ?? move.indicator : move.indicator
    return ["  \(word) \(name) \(points)"]
      + move.newLines.map { "    \($0.file):\($0.line)" }
  }

  private func say(_ zh: String, _ en: String) -> String {
    Bilingual(zh: zh, en: en).text(language)
  }
}

extension WhyPage {
  var json: JSONValue {
    .object([
      "run": .integer(report.run.id), "run_as_of": .string(report.run.asOf.description),
      "scorecard": .string(report.run.scorecard), "recomputed": .bool(report.isRecomputed),
      "complete": .bool(report.why != nil || report.reasons.isEmpty),
      "sum": .integer(Int64(report.reasons.reduce(0) { $0 + $1.points })),
      "reasons": .array(report.reasons.indices.map(reason)),
      "way_down": report.why?.wayDown.map(json) ?? .null,
      "stands_days": .integer(Int64(report.standsDays)),
      "lowered_on": .optional(report.loweredOn?.description),
      "late": .optional(report.lateNames?.text(language)),
      "change": report.change.map(json) ?? .null,
    ])
  }

  private func reason(_ index: Int) -> JSONValue {
    let reason = report.reasons[index]
    let why = why(index)
    return .object([
      "indicator": .string(reason.indicator), "points": .integer(Int64(reason.points)),
      "title": .optional(why?.title.text(language)),
      "value": .optional(why?.reached?.value.text(language)),
      "bin": .optional(why?.reached?.bin.text(language)),
      "formula": .optional(why?.formula.text(language)),
      "compared": .array(
        (why?.compared ?? []).map { value in
          .object([
            "name": .string(value.name), "note": .string(value.note.text(language)),
            "text": .string(value.text.text(language)),
          ])
        }),
      "other_sites": .integer(Int64(why?.otherSites ?? 0)),
      "rows": .array(report.rows[index].map(row)),
      "clears": .array(
        (why?.remedies ?? []).map { remedy in
          .object([
            "if": .string(remedy.text.text(language)), "points": .integer(Int64(remedy.points)),
            "firm_points": .integer(Int64(remedy.firmPoints)),
            "tier": .string(remedy.tier.rawValue),
          ])
        }),
    ])
  }

  private func row(_ row: EvidenceRow) -> JSONValue {
    .object([
      "feed": .string(row.line.feed), "file": .string(row.line.file),
      "line": .integer(row.line.line),
      "values": .array(
        row.cells.map { cell in
          let text: Bilingual
          switch cell.value {
          case .text(let plain): text = .same(plain)
          case .quantity(let value, let unit): text = unit.shown(value)
          }
          return .object([
            "column": .string(cell.column), "text": .string(text.text(language)),
          ])
        }),
    ])
  }

  private func json(_ way: WayDown) -> JSONValue {
    .object([
      "if": .array(way.changes.map { .string($0.text(language)) }),
      "points": .integer(Int64(way.points)), "tier": .string(way.tier.rawValue),
    ])
  }

  private func json(_ change: FirmChange) -> JSONValue {
    .object([
      "run": .integer(change.before.runId), "as_of": .string(change.before.asOf),
      "points": .integer(change.before.points), "tier": .string(change.before.tier.rawValue),
      "known": .bool(change.isKnown), "tier_text": .string(change.tierWords.text(language)),
      "reasons": .array(
        change.moves.map { move in
          .object([
            "indicator": .string(move.indicator), "points_before": .optional(move.pointsBefore),
            "points": .optional(move.pointsNow),
            "new_rows": .array(
              move.newLines.map { line in
                .object([
                  "feed": .string(line.feed), "file": .string(line.file),
                  "line": .integer(line.line),
                ])
              }),
          ])
        }),
    ])
  }
}
