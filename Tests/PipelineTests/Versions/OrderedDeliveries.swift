import NightlyRun
import Testing
import WageDomain
import WageStore

/// Files of one feed that speak of two things, each with a known-on day of its own.
struct OrderedDeliveries {
  struct File {
    let name: String
    let text: String
    let day: String
    /// What the file says of each thing; nil where it does not speak of it.
    let said: [Int?]
  }

  static let days = ["2026-03-10", "2026-03-20", "2026-04-10", "2026-05-10"]
  let feed: Feed
  let files: [File]

  init(_ feed: Feed, seed: UInt64) {
    var random = DeliveryDice(state: seed)
    self.feed = feed
    files = (0..<Int.random(in: 3...7, using: &random)).map { number in
      let day = Self.days.randomElement(using: &random) ?? Self.days[0]
      var said: [Int?] = (0..<2).map { _ in [1, 2, 2, nil].randomElement(using: &random) ?? nil }
      if said == [nil, nil] { said[0] = 1 }
      return Self.file(feed, number, day, said)
    }
  }

  static func file(_ feed: Feed, _ number: Int, _ day: String, _ said: [Int?]) -> File {
    let rows = said.enumerated().compactMap { thing, value in
      value.map { row(feed, thing, $0) }
    }
    return File(
      name: "\(feed.rawValue)_\(number)__known-\(day).csv",
      text: header(feed) + "\n" + rows.joined(separator: "\n") + "\n", day: day, said: said)
  }

  /// Another order of arrival. Of files known on one day the last one counts: these keep theirs.
  func shuffled(seed: UInt64) -> [File] {
    var random = DeliveryDice(state: seed)
    var order = files.shuffled(using: &random)
    for day in Self.days {
      var ofDay = files.filter { $0.day == day }[...]
      for place in order.indices where order[place].day == day {
        if let next = ofDay.popFirst() { order[place] = next }
      }
    }
    return order
  }

  /// What is known of each thing by the day: of the files that speak of it, the one known last.
  func known(by day: String) -> [Int?] {
    (0..<2).map { thing in
      let speaking = files.filter { $0.day <= day && $0.said[thing] != nil }
      return speaking.max { $0.day < $1.day }.flatMap { latest in
        speaking.last { $0.day == latest.day }?.said[thing]
      }
    }
  }

  private static func header(_ feed: Feed) -> String {
    switch feed {
    case .electricity: "credit_code,account_no,month,quantity,fee_yuan"
    case .firms: "credit_code,name,persons"
    case .projects: "project_code,name,kind,general_contractor_code,labour_fee_bp"
    case .inspections: "inspection_no,credit_code,occurred_on,kind,persons"
    default: "complaint_no,channel,received_at,credit_code,persons,amount_yuan"
    }
  }

  private static func row(_ feed: Feed, _ thing: Int, _ value: Int) -> String {
    let code = Firms.codes[thing]
    return switch feed {
    case .electricity: "\(code),A\(thing),2026-02,\(value),\(value == 1 ? "" : "7")"
    case .firms: "\(code),甲乙\(thing)厂,\(value)"
    case .projects: "P\(thing),新楼,housing,\(Firms.codes[2]),\(value)"
    case .inspections: "N\(thing),\(code),2026-02-03,on_site,\(value)"
    default: "Z-\(thing),12345,2026-02-03 09:00,\(code),\(value),900"
    }
  }

  /// The same of a store, as the program itself asks it.
  func known(in desk: NightDesk, by day: String) throws -> [Int?] {
    let asOf = CaseDatabase.day(day)
    if feed == .projects {
      let rows = try desk.query(
        """
        SELECT p.projectCode, (
          SELECT v.labourFeeBp FROM projectVersion v
          WHERE v.projectId = p.id AND v.knownOn <= '\(day)'
          ORDER BY v.knownOn DESC, v.fileId DESC LIMIT 1) AS bp
        FROM project p
        """)
      return (0..<2).map { thing in
        rows.first { $0.contains("\"P\(thing)\"") }?.firstMatch(of: /bp:(\d+)/)
          .flatMap { Int($0.output.1) }
      }
    }
    return try (0..<2).map { thing in
      let code = try CreditCode(Firms.codes[thing])
      return try desk.database.read { try value($0, of: code, asOf: asOf) }.map { Int($0) }
    }
  }

  private func value(
    _ snapshot: StoreSnapshot, of code: CreditCode, asOf: Day
  ) throws -> Int64? {
    guard let dossier = try snapshot.dossier(code, asOf: asOf) else { return nil }
    let months = Month(year: 2026, month: 1)...Month(year: 2026, month: 12)
    switch feed {
    case .firms: return dossier.persons
    case .electricity:
      let row = try snapshot.signalRows(firm: dossier.id, asOf: asOf, months: months).first
      guard let row else { return nil }
      // The empty cell goes with the value 1.
      let value = (row.values[.electricityQuantity] ?? 0) / 1_000
      #expect((row.values[.electricityFee] == nil) == (value == 1))
      return value
    case .inspections:
      let row = try snapshot.datedRows(
        firm: dossier.id, feed: feed, asOf: asOf, months: months
      ).first
      guard case .number(let persons)? = row?.values.first(where: { $0.column == "persons" })?.value
      else { return nil }
      return persons
    default: return try snapshot.firmEvents(asOf: asOf)[dossier.id]?.first?.persons
    }
  }
}
