import NightlyRun
import Testing
import WageDomain
import WageStore

@Suite("Rows whose firm a later file tells count from the day on which that was known")
struct WaitingAsOfTests {
  @Test(
    "Names, places and holders of accounts known later move nothing as of an earlier day",
    arguments: 0..<16)
  func laterMovesNothing(seed: Int) throws {
    var dice = DeliveryDice(state: UInt64(seed))
    let files = WaitingFiles(isMixed: true, &dice).files
    let split = Int.random(in: 2..<files.count - 1, using: &dice)
    let days = files[..<split].map(\.day)
    let desk = try NightDesk()
    for file in files[..<split].shuffled(using: &dice) { try Self.send(file, to: desk, &dice) }
    _ = try desk.matching.run()
    let before = try Self.content(of: desk, days)
    for file in files[split...].shuffled(using: &dice) { try Self.send(file, to: desk, &dice) }
    _ = try desk.matching.run()
    #expect(try Self.content(of: desk, days) == before, "seed \(seed)")
  }

  @Test("All files in one run after the fact say what they said night by night", arguments: 0..<16)
  func afterTheFact(seed: Int) throws {
    var dice = DeliveryDice(state: UInt64(seed) &+ 1_000)
    let files = WaitingFiles(isMixed: false, &dice).files
    let (nightly, atOnce) = (try NightDesk(), try NightDesk())
    for file in files {
      try nightly.put(file.name, file.text)
      try nightly.ingest(file.day)
      _ = try nightly.matching.run()
    }
    for file in files { try atOnce.put(file.name, file.text) }
    try atOnce.ingest(WaitingFiles.lastDay)
    _ = try atOnce.matching.run()
    let days = files.map(\.day)
    #expect(try Self.content(of: atOnce, days) == Self.content(of: nightly, days), "seed \(seed)")
  }

  @Test("A report by a name that the register tells a month later: no points before that day")
  func laterName() throws {
    let desk = try NightDesk()
    let (then, later) = (WaitingFiles.day(4), WaitingFiles.day(8))
    try desk.put("firms_1__known-2026-02-01.csv", "credit_code,name\n\(Firms.first),湖州桓柯翊五金有限公司\n")
    try desk.put(
      "grid_reports_1__known-\(WaitingFiles.day(3)).csv",
      """
      report_no,reporter,occurred_on,firm_name,finding
      G1,town,2026-02-20,湖州澄朔彧电梯有限公司,owner_missing

      """)
    #expect(try desk.night(then).match?.waiting == 1)
    #expect(try desk.flagged(then, code: Firms.first) == nil)
    try desk.put(
      "firms_2__known-\(later).csv", "credit_code,name\n\(Firms.first),湖州澄朔彧电梯有限公司\n")
    #expect(try desk.night(later).match?.outcome.rows == 1)
    #expect(try desk.flagged(later, code: Firms.first)?.tier == .orange)
    #expect(try desk.score(then).isUnchanged)
    #expect(try desk.flagged(then, code: Firms.first) == nil)
  }

  @Test(
    "Of two rows found to be a firm's on one day, the one known later holds, whichever came first")
  func ownDayDecides() throws {
    let header = "credit_code,account_no,month,quantity\n"
    let files = [
      ("electricity_1__known-2026-02-05.csv", "\(header),A,2026-01,100\n"),
      ("electricity_2__known-2026-02-20.csv", "\(header),A,2026-01,200\n"),
      ("electricity_3__known-2026-03-05.csv", "\(header)\(Firms.first),A,2026-02,7\n"),
    ]
    for order in [[0, 1, 2], [1, 0, 2], [2, 1, 0], [2, 0, 1]] {
      let desk = try NightDesk()
      for file in order {
        try desk.put(files[file].0, files[file].1)
        try desk.ingest(WaitingFiles.lastDay)
      }
      _ = try desk.matching.run()
      let rows = try desk.database.read { snapshot in
        let firm = try #require(try snapshot.firmId(CreditCode(Firms.first)))
        return try ["2026-03-04", "2026-03-05"].map { day in
          try snapshot.signalRows(
            firm: firm, asOf: CaseDatabase.day(day),
            months: WaitingFiles.months
          ).map { "\($0.month) \($0.values.values.sorted())" }
        }
      }
      #expect(rows == [[], ["2026-01 [200000]", "2026-02 [7000]"]], "\(order)")
    }
  }

  private static func send(
    _ file: WaitingFiles.File, to desk: NightDesk, _ dice: inout DeliveryDice
  ) throws {
    try desk.put(file.name, file.text)
    try desk.ingest(WaitingFiles.lastDay)
    if Bool.random(using: &dice) { _ = try desk.matching.run() }
  }

  /// What scoring reads of the firms as of each day.
  private static func content(of desk: NightDesk, _ days: [Day]) throws -> [String] {
    try desk.database.read { snapshot in
      var lines: [String] = []
      for day in days {
        let events = try snapshot.firmEvents(asOf: day)
        for code in WaitingFiles.codes {
          guard let firm = try snapshot.firmId(CreditCode(code)) else { continue }
          lines += try snapshot.signalRows(firm: firm, asOf: day, months: WaitingFiles.months)
            .map { row in
              let values = row.values.sorted { $0.key.rawValue < $1.key.rawValue }
              return "\(day) \(code) \(row.month) \(row.series ?? "-") "
                + values.map { "\($0.key.name)=\($0.value)" }.joined(separator: " ")
            }
          for event in events[firm] ?? [] {
            lines.append(
              "\(day) \(code) \(event.feed) \(event.occurredOn) \(event.word ?? "") \(event.persons ?? 0)"
            )
          }
        }
      }
      return lines.sorted()
    }
  }
}

/// Register, reports, complaints and readings, each known on a day of its own, oldest first; most
/// rows name no code.
private struct WaitingFiles {
  struct File {
    let name: String
    let text: String
    let day: Day
  }

  static let codes = Array(Firms.codes.prefix(2))
  static let months = CaseDatabase.day("2025-06-01").month...lastDay.month
  static let lastDay = CaseDatabase.day("2026-08-01")
  private static let names = ["湖州桓柯翊五金有限公司", "湖州澄朔彧电梯有限公司", "湖州棠沅琰家具有限公司"]
  private static let feeds = ["firms", "electricity", "electricity", "grid_reports", "complaints"]

  let files: [File]

  static func day(_ number: Int) -> Day {
    CaseDatabase.day("2026-02-01").adding(days: number * 7)
  }

  /// `isMixed`: rows with an account may have a name too.
  init(isMixed: Bool, _ dice: inout DeliveryDice) {
    var files: [File] = []
    for number in 0..<10 {
      let feed = Self.feeds.randomElement(using: &dice) ?? "firms"
      let text = Self.text(feed, number, isMixed: isMixed, &dice)
      let day = Self.day(number)
      files.append(File(name: "\(feed)_\(number)__known-\(day).csv", text: text, day: day))
    }
    self.files = files
  }

  private static func text(
    _ feed: String, _ number: Int, isMixed: Bool, _ dice: inout DeliveryDice
  ) -> String {
    let name = names.randomElement(using: &dice) ?? ""
    let persons = Int.random(in: 1...9, using: &dice)
    // Few numbers, so that some rows correct others.
    let row = Int.random(in: 1...2, using: &dice)
    switch feed {
    case "firms":
      let town = ["330503100", "330521100", ""].randomElement(using: &dice) ?? ""
      let code = codes.randomElement(using: &dice) ?? ""
      return "credit_code,name,town_code\n\(code),\(name),\(town)\n"
    case "grid_reports":
      return "report_no,reporter,occurred_on,firm_name,town_code,finding,persons\n"
        + "G\(row),town,2026-01-2\(row),\(name),330503100,layoff,\(persons)\n"
    case "complaints":
      return "complaint_no,channel,received_at,firm_name,persons\n"
        + "C\(row),12345,2026-01-1\(row) 09:00,\(name),\(persons)\n"
    default: return readings(isMixed: isMixed, &dice)
    }
  }

  private static func readings(isMixed: Bool, _ dice: inout DeliveryDice) -> String {
    var text = "credit_code,account_no,name,month,quantity\n"
    for account in ["A", "B", ""] {
      for month in ["2025-12", "2026-01"] where Bool.random(using: &dice) {
        let isCoded = Int.random(in: 0..<4, using: &dice) == 0
        let code = isCoded ? codes.randomElement(using: &dice) ?? "" : ""
        let isNamed = !isCoded && (account.isEmpty || isMixed && Bool.random(using: &dice))
        let name = isNamed ? names.randomElement(using: &dice) ?? "" : ""
        let quantity = [100, 200].randomElement(using: &dice) ?? 100
        text += "\(code),\(account),\(name),\(month),\(quantity)\n"
      }
    }
    return text
  }
}
