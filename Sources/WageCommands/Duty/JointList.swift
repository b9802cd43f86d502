import CaseHandling
import WageDomain
import WageStore

/// What the joint duty of a day looks at (N7): firms, warnings, cases, groups, incidents.
struct JointList {
  let windows: [KeyDateWindow]
  /// Key dates of these days whose year has no holiday notice yet.
  let unknown: [UnknownKeyDate]
  let roster: [DutyEntry]
  let rows: [JSONValue]

  /// What a row is about, in the order of the list.
  enum Section: String, CaseIterable {
    case incident
    case group
    case due
    case warning
    case firm

    var title: Bilingual {
      switch self {
      case .incident: Bilingual(zh: "群体事件", en: "incident")
      case .group: Bilingual(zh: "群体案件", en: "group case")
      case .due: Bilingual(zh: "到期案件", en: "case due")
      case .warning: Bilingual(zh: "预警核查", en: "warning")
      case .firm: Bilingual(zh: "走访企业", en: "firm to visit")
      }
    }
  }

  init(
    _ snapshot: StoreSnapshot, policy: KeyDatePolicy, calendar: WorkCalendar, rules: WorkflowRules,
    asOf day: Day, language: Language
  ) throws {
    windows = policy.windows(on: day, calendar: calendar)
    unknown = policy.unknown(around: day, calendar: calendar)
    roster = try snapshot.dutyRoster(day...day).entries
    let cases = try snapshot.cases(asOf: day, rules: rules)
    let incidents = try snapshot.incidents(isDrill: false, asOf: day).filter(\.isOpen)
    let dues = try snapshot.dues(
      asOf: day, .by(day.adding(days: policy.dueWithinDays)), rules: rules)
    let warnings = try snapshot.warnings(asOf: day)
      .filter { $0.status.dueOn.days(since: day) <= policy.dueWithinDays }
    let firms = try snapshot.lastRun(asOf: day).map { run -> [FlaggedFirm] in
      var query = FlaggedQuery()
      query.tiers = [.red, .orange]
      query.onlyFirstReason = true
      return try snapshot.flaggedFirms(run: run, query)
    }
    let groups = cases.filter { !$0.state.isFinal && $0.persons ?? 0 >= policy.groupPersons }
    var rows = incidents.map { Self.row(incident: $0, day, language) }
    rows += groups.map { Self.row(group: $0, day, language) }
    rows += dues.map { Self.row(due: $0) }
    rows += warnings.map { Self.row(warning: $0, day, language) }
    rows += (firms ?? []).map { Self.row(firm: $0, language) }
    self.rows = rows
  }

  static let keys = [
    "section", "number", "name", "body", "due_on", "days_left", "persons", "why",
    "county",
  ]

  private static func row(
    _ section: Section, _ number: String, name: String?, body: String? = nil, county: String? = nil,
    dueOn: Day? = nil, daysLeft: Int? = nil, persons: Int64?, why: String
  ) -> JSONValue {
    .object([
      "section": .string(section.rawValue), "number": .string(number), "name": .optional(name),
      "body": .optional(body), "due_on": .optional(dueOn?.description),
      "days_left": .optional(daysLeft), "persons": .optional(persons), "why": .string(why),
      "county": .optional(county),
    ])
  }

  private static func row(
    incident: Incident, _ day: Day, _ language: Language
  ) -> JSONValue {
    let next = incident.toDo.first
    return row(
      .incident, incident.number, name: incident.firmName, dueOn: next?.dueAt.day,
      daysLeft: next?.dueAt.day.days(since: day), persons: incident.persons,
      why: next?.title.text(language) ?? "")
  }

  private static func row(group listed: ListedCase, _ day: Day, _ language: Language) -> JSONValue {
    row(
      .group, listed.caseNo, name: listed.firmName ?? listed.creditCode, body: listed.body,
      county: listed.county, dueOn: listed.runningDueOn,
      daysLeft: listed.runningDueOn?.days(since: day), persons: listed.persons,
      why: listed.state.title.text(language))
  }

  private static func row(due: CaseDue) -> JSONValue {
    row(
      .due, due.caseNo, name: nil, body: due.body, county: due.county, dueOn: due.dueOn,
      daysLeft: due.daysLeft, persons: due.persons, why: due.clock)
  }

  private static func row(
    warning: ListedWarning, _ day: Day, _ language: Language
  ) -> JSONValue {
    let status = warning.status
    return row(
      .warning, warning.warningNo, name: warning.name, body: status.assignedTo, dueOn: status.dueOn,
      daysLeft: status.dueOn.days(since: day), persons: warning.persons,
      why: status.tier.name.text(language))
  }

  private static func row(firm: FlaggedFirm, _ language: Language) -> JSONValue {
    row(
      .firm, firm.creditCode, name: firm.name, persons: firm.persons,
      why: "\(firm.tier.name.text(language)) \(firm.points)")
  }
}

extension JointList {
  /// Which window it is, and who is on duty; nil outside of all windows.
  func headline(_ policy: KeyDatePolicy) -> Bilingual? {
    guard !windows.isEmpty else { return nil }
    let zh = windows.map { "\($0.keyDate.title.zh) \($0.on)（\($0.first) 至 \($0.last)）" }
    let en = windows.map { "\($0.keyDate.title.en) \($0.on) (\($0.first) to \($0.last))" }
    let names = roster.map { "\($0.person) \($0.body)" }
    let nobody = Bilingual(
      zh: "未排班，请用 wagewatch duty set 排班", en: "nobody, set the roster with `wagewatch duty set`")
    return Bilingual(
      zh: "重要节点：\(zh.joined(separator: "；"))，\(policy.version)；值班："
        + (names.isEmpty ? nobody.zh : names.joined(separator: "、")),
      en: "Key date: \(en.joined(separator: "; ")), \(policy.version); on duty: "
        + (names.isEmpty ? nobody.en : names.joined(separator: ", ")))
  }

  /// How many of each section, in a line.
  var counts: Bilingual {
    let numbers = Section.allCases.map { section in
      (section.title, rows.count { $0["section"].cell == section.rawValue })
    }
    return Bilingual(
      zh: numbers.map { "\($0.zh) \($1)" }.joined(separator: "，"),
      en: numbers.map { "\($0.en) \($1)" }.joined(separator: ", "))
  }

  static func columns(_ language: Language, _ names: CaseNames) -> [Listing.Column] {
    [
      .init(zh: "类别", en: "what") { row in
        Section(rawValue: row["section"].cell)?.title.text(language) ?? ""
      },
      .init("number", zh: "编号", en: "number"), .init("name", zh: "单位", en: "firm"),
      names.body(language), .init("due_on", zh: "到期", en: "due on"),
      .init("days_left", zh: "剩余天数", en: "days left", isNumber: true),
      .init("persons", zh: "人数", en: "persons", isNumber: true),
      .init(zh: "说明", en: "why") { row in
        let why = row["why"].cell
        return row["section"].cell == Section.due.rawValue && language == .chinese
          ? names.clock(why) : why
      },
    ]
  }
}
