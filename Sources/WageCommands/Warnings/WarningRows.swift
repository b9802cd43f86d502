import WageDomain
import WageStore

/// Warnings as rows of a list.
enum WarningRows {
  static let keys = [
    "number", "tier", "state", "firm_id", "credit_code", "name", "town_code", "persons",
    "fired_on", "due_on", "days_left", "assigned_to", "assigned_on", "outcome", "recorded_on",
    "key_date",
  ]

  /// Why a check is due earlier than usual has a column where one is.
  static func columns(
    _ language: Language, _ warnings: [ListedWarning] = [], _ names: [String: String]
  ) -> [Listing.Column] {
    let reasons = warnings.map { warning in
      (warning.warningNo, sooner(warning.status, names)?.text(language) ?? "")
    }
    guard reasons.contains(where: { !$0.1.isEmpty }) else { return usualColumns(language) }
    let texts = Dictionary(reasons, uniquingKeysWith: { first, _ in first })
    return usualColumns(language) + [
      .init(zh: "重要节点提前", en: "sooner for") { row in texts[row["number"].cell] ?? "" }
    ]
  }

  /// For which key date, by its name where the policy knows it.
  private static func sooner(_ status: WarningStatus, _ names: [String: String]) -> Bilingual? {
    status.shortened.map { $0.text(names[$0.keyDate] ?? $0.keyDate) }
  }

  private static func usualColumns(_ language: Language) -> [Listing.Column] {
    [
      .init("number", zh: "预警", en: "warning"),
      .init(zh: "级别", en: "tier") { row in
        Tier(rawValue: row["tier"].cell)?.name.text(language) ?? ""
      },
      .init(zh: "状态", en: "state") { row in
        WarningStatus.State(rawValue: row["state"].cell)?.title.text(language) ?? ""
      },
      .init("due_on", zh: "核查期限", en: "check by"),
      .init("days_left", zh: "剩余天数", en: "days left", isNumber: true),
      .init("credit_code", zh: "统一社会信用代码", en: "credit code"),
      .init("name", zh: "企业", en: "firm"), .init("assigned_to", zh: "核查人", en: "with"),
      .init(zh: "结果", en: "outcome") { row in
        WarningOutcome(rawValue: row["outcome"].cell)?.title.text(language) ?? ""
      },
    ]
  }

  /// A warning as it stood on a day; `days_left` is negative when overdue, null once closed.
  static func row(_ warning: ListedWarning, asOf day: Day) -> JSONValue {
    let status = warning.status
    return .object([
      "number": .string(warning.warningNo), "tier": .string(status.tier.rawValue),
      "state": .string(warning.state.rawValue), "firm_id": .integer(status.firm),
      "credit_code": .string(warning.creditCode), "name": .optional(warning.name),
      "town_code": .optional(warning.townCode), "persons": .optional(warning.persons),
      "fired_on": .string(status.firedOn.description),
      "due_on": .string(status.dueOn.description),
      "days_left": .optional(status.isOpen ? status.dueOn.days(since: day) : nil),
      "assigned_to": .optional(status.assignedTo),
      "assigned_on": .optional(status.assignedOn?.description),
      "outcome": .optional(status.outcome?.rawValue),
      "recorded_on": .optional(status.recordedOn?.description),
      "key_date": .optional(status.shortened?.text.en),
    ])
  }

  /// Where a warning stands, in a line.
  static func text(
    _ warning: ListedWarning, _ language: Language, _ names: [String: String]
  ) -> String {
    let status = warning.status
    let state = warning.state.title.text(language)
    let tier = status.tier.name.text(language)
    if let outcome = status.outcome, let day = status.recordedOn {
      return "\(warning.warningNo)  \(tier)  \(outcome.title.text(language))  \(day)"
    }
    let sooner = sooner(status, names).map { Bilingual(zh: "（\($0.zh)）", en: " (\($0.en))") }
    let due = Bilingual(
      zh: "\(status.dueOn) 前核查\(sooner?.zh ?? "")",
      en: "check by \(status.dueOn)\(sooner?.en ?? "")")
    return "\(warning.warningNo)  \(tier)  \(state)  \(due.text(language))"
      + (status.assignedTo.map { "  \($0)" } ?? "")
  }
}

extension Workspace {
  /// What Chinese pages call the key dates, by id; none where no policy can be read.
  var keyDateNames: [String: String] {
    let policy = (try? keyDates()) ?? nil
    return Dictionary(
      (policy?.dates ?? []).map { ($0.id, $0.title.zh) }, uniquingKeysWith: { first, _ in first })
  }
}
