import WageDomain

/// Years, days and moved due days as rows of lists.
enum CalendarRows {
  static let yearKeys = [
    "year", "days_off", "make_up_days", "working_days", "notices", "published_on",
  ]

  static var yearColumns: [Listing.Column] {
    [
      .init("year", zh: "年份", en: "year", isNumber: true),
      .init("days_off", zh: "放假日", en: "days off", isNumber: true),
      .init("make_up_days", zh: "调休上班日", en: "make-up days", isNumber: true),
      .init("working_days", zh: "工作日", en: "working days", isNumber: true),
      .init("published_on", zh: "公布日期", en: "published on"),
      .init(zh: "通知", en: "notices") { row in
        guard case .array(let notices) = row["notices"] else { return "" }
        return notices.map(\.cell).joined(separator: ", ")
      },
    ]
  }

  /// - Throws: `CalendarError` for a year that is not loaded.
  static func year(_ year: Int, _ calendar: WorkCalendar) throws -> JSONValue {
    let own = calendar.arrangements.filter { $0.day.year == year }
    let notices = calendar.notices.filter { $0.day.year == year }
      .sorted { ($0.publishedOn, $0.day) < ($1.publishedOn, $1.day) }
    var names: [String] = []
    for notice in notices where !names.contains(notice.noticeNo) { names.append(notice.noticeNo) }
    return .object([
      "year": .integer(Int64(year)),
      "days_off": .integer(Int64(own.count { $0.kind == .off })),
      "make_up_days": .integer(Int64(own.count { $0.kind == .work })),
      "working_days": .integer(Int64(try calendar.workingDays(in: year))),
      "notices": .array(names.map { .string($0) }),
      "published_on": .optional(notices.last?.publishedOn.description),
    ])
  }

  static let dayKeys = [
    "day", "weekday", "kind", "festival", "notice_no", "published_on", "before",
  ]

  static func dayColumns(_ language: Language) -> [Listing.Column] {
    [
      .init("day", zh: "日期", en: "day"),
      .init(zh: "星期", en: "weekday") { row in
        let number = Int(row["weekday"].cell) ?? 1
        return weekdays[max(0, min(6, number - 1))].text(language)
      },
      .init(zh: "安排", en: "kind") { row in kind(row["kind"].cell).text(language) },
      .init("festival", zh: "节日", en: "festival"),
      .init("notice_no", zh: "通知", en: "notice"),
      .init("published_on", zh: "公布日期", en: "published on"),
      .init(zh: "此前", en: "before") { row in kind(row["before"].cell).text(language) },
    ]
  }

  private static let weekdays = [
    Bilingual(zh: "一", en: "Mon"), Bilingual(zh: "二", en: "Tue"), Bilingual(zh: "三", en: "Wed"),
    Bilingual(zh: "四", en: "Thu"), Bilingual(zh: "五", en: "Fri"), Bilingual(zh: "六", en: "Sat"),
    Bilingual(zh: "日", en: "Sun"),
  ]

  static func kind(_ word: String) -> Bilingual {
    switch CalendarEntry.Kind(rawValue: word) {
    case .off: Bilingual(zh: "放假", en: "off")
    case .work: Bilingual(zh: "上班", en: "work")
    case nil: .same("")
    }
  }

  /// `weekday` from Monday, 1; `before` what an earlier notice had made of the day.
  static func day(_ entry: CalendarEntry, _ calendar: WorkCalendar) -> JSONValue {
    let before = calendar.notices.last {
      $0.day == entry.day && $0.publishedOn < entry.publishedOn
    }
    return .object([
      "day": .string(entry.day.description),
      "weekday": .integer(Int64(entry.day.weekday.rawValue)),
      "kind": .string(entry.kind.rawValue), "festival": .string(entry.festival),
      "notice_no": .string(entry.noticeNo),
      "published_on": .string(entry.publishedOn.description),
      "before": .optional(before?.kind.rawValue),
    ])
  }

  static let moveKeys = [
    "case_no", "clock", "round", "from", "to", "running", "why", "days", "applied",
  ]

  static func moveColumns(_ language: Language, _ names: CaseNames) -> [Listing.Column] {
    [
      .init("case_no", zh: "案号", en: "case"), names.clock(language),
      .init("round", zh: "轮次", en: "round", isNumber: true),
      .init(zh: "原到期", en: "from") { dayText($0["from"], language) },
      .init(zh: "现到期", en: "to") { dayText($0["to"], language) },
      .init("why", zh: "原因", en: "why"),
    ]
  }

  private static func dayText(_ value: JSONValue, _ language: Language) -> String {
    value == .null
      ? Bilingual(zh: "无法计算", en: "not countable").text(language) : value.cell
  }

  static func move(_ move: DueDayMove, isApplied: Bool, _ language: Language) -> JSONValue {
    .object([
      "case_no": .string(move.caseNo), "clock": .string(move.clock),
      "round": .integer(Int64(move.round)), "from": .optional(move.from?.description),
      "to": .optional(move.to?.description), "running": .bool(move.isRunning),
      "why": .string(move.cause.text(language)),
      "days": .array(
        move.why.map { entry in
          .object([
            "day": .string(entry.day.description), "kind": .string(entry.kind.rawValue),
            "festival": .string(entry.festival), "notice_no": .string(entry.noticeNo),
            "published_on": .string(entry.publishedOn.description),
          ])
        }),
      "applied": .bool(isApplied),
    ])
  }
}

extension DueDayMove {
  /// Which notice moved it, and which days it arranges.
  var cause: Bilingual {
    guard !why.isEmpty else {
      return Bilingual(
        zh: "没有通知可以解释：日历文件、办理规则或数据库另有改动",
        en: "no notice explains it: the calendar file, the workflow policy or the database was "
          + "changed otherwise")
    }
    var notices: [String] = []
    for entry in why where !notices.contains(entry.noticeNo) { notices.append(entry.noticeNo) }
    let parts = notices.map { notice -> Bilingual in
      let own = why.filter { $0.noticeNo == notice }
      let published = own.first?.publishedOn.description ?? ""
      let zh = own.map { "\($0.day) \(CalendarRows.kind($0.kind.rawValue).zh)" }
      let en = own.map { "\($0.day) \($0.kind.rawValue)" }
      return Bilingual(
        zh: "\(notice)（\(published) 公布）：\(zh.joined(separator: "、"))",
        en: "\(notice) (published \(published)): \(en.joined(separator: ", "))")
    }
    return Bilingual(
      zh: parts.map(\.zh).joined(separator: "；"), en: parts.map(\.en).joined(separator: "; "))
  }
}
