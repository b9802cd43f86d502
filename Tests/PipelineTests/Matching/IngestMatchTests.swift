import NightlyRun
import Testing
import WageDomain
import WageStore

@Suite("ingest alone leaves nothing waiting that the rules can match")
struct IngestMatchTests {
  private static let name = "湖州甲乙丙丁纺织有限公司"
  private static let register =
    (
      file: "firms_2026-01__known-2026-01-05.csv",
      text: "credit_code,name\n\(Firms.first),\(name)\n"
    )
  private static let complaint = """
    complaint_no,channel,received_at,firm_name,persons
    K1,12345,2026-06-10 09:00,\(name),12

    """

  /// The register comes after complaints and electricity in name order.
  private static func desk() throws -> NightDesk {
    let desk = try NightDesk()
    try desk.put(register.file, register.text)
    try desk.put("complaints_2026-06-10__known-2026-06-11.csv", complaint)
    try desk.put(
      "electricity_2026-05__known-2026-06-05.csv",
      "account_no,name,month,quantity\nA1,\(name),2026-05,100\nA2,无名小铺,2026-05,3\n")
    return desk
  }

  @Test(
    "A complaint by the firm's exact name counts from its day on, the night before and after it")
  func complaintByName() throws {
    let desk = try Self.desk()
    let report = try desk.ingest(CaseDatabase.day("2026-06-12"), matching: true)
    let match = try #require(try report.match?.get())
    #expect(match.outcome.storedBefore == 1 && match.outcome.rows == 2 && match.waiting == 1)
    let day = CaseDatabase.day("2026-06-12")
    let first = try desk.score(day).run.id
    #expect(try desk.flagged(day, code: Firms.first)?.points == 30)
    try desk.night(CaseDatabase.day("2026-06-13"))
    #expect(try desk.score(day).run.id == first, "the same inputs")
    #expect(
      try desk.result(ofRun: desk.scoreAgain(day).run.id) == desk.result(ofRun: first))
  }

  @Test(
    "A row that a register lets in holds its account when the files of a later day are read",
    arguments: ["one by one", "at once", "dry run first", "a night"])
  func holderByRegister(way: String) throws {
    let desk = try NightDesk()
    let header = "account_no,credit_code,name,month,quantity,arrears_yuan\n"
    let (day, shop) = (CaseDatabase.day("2026-06-01"), "湖州锴筠服装厂")
    let files = [
      ("electricity_2026-01__known-2026-02-01.csv", header + "A3,,\(shop),2026-01,5,0\n"),
      ("firms_2026-01__known-2026-02-05.csv", "credit_code,name\n\(Firms.neighbour),\(shop)\n"),
      ("electricity_2026-04__known-2026-05-01.csv", header + "A3,\(Firms.first),,2026-04,83,0\n"),
      ("electricity_2026-05__known-2026-06-01.csv", header + "A3,,,2026-05,45,900\n"),
    ]
    for (name, text) in files { try desk.put(name, text) }
    let names = files.map(\.0)
    switch way {
    case "one by one": for name in names { try desk.ingest(day, inOrder: [name]) }
    case "a night":
      let report = try desk.night(day, inOrder: names)
      #expect(report.match?.outcome.rows == 1 && report.match?.waiting == 1)
    default:
      let rehearsed =
        way == "at once" ? nil : try desk.ingest(day, inOrder: names, dryRun: true)
      let done = try desk.ingest(day, inOrder: names)
      #expect(done.counts.stored == 3 && done.counts.waiting == 1)
      #expect(try done.match?.get().outcome.rows == 1)
      if let rehearsed {
        #expect(rehearsed.counts == done.counts)
        #expect(try rehearsed.match?.get() == done.match?.get())
      }
    }
    // Two firms have had the account by then: a person is asked whose the arrears are.
    let waiting = try desk.database.read { try $0.matchGroups([.waiting]) }
    #expect(waiting.map(\.accountNo) == ["A3"] && waiting.map(\.rowsWaiting) == [1])
    #expect(
      try desk.query("SELECT waiting FROM ingestedFile WHERE file LIKE '%06-01.csv'")
        == ["[waiting:1]"])
  }

  @Test("The counts told are those of the ledger, in a dry run, too")
  func counts() throws {
    let desk = try Self.desk()
    let day = CaseDatabase.day("2026-06-12")
    let rehearsed = try desk.ingest(day, matching: true, dryRun: true)
    #expect(try desk.query("SELECT id FROM ingestedFile") == [])
    let done = try desk.ingest(day, matching: true)
    #expect(rehearsed.counts == done.counts)
    #expect(try rehearsed.match?.get() == done.match?.get())
    #expect(done.counts.stored == 3 && done.counts.waiting == 1)
    #expect(
      try desk.query("SELECT sum(stored) AS s, sum(waiting) AS w FROM ingestedFile")
        == ["[s:3 w:1]"])
  }

  @Test("A night after ingest gives the database of a night alone")
  func sameAsNight() throws {
    let (alone, before) = (try Self.desk(), try Self.desk())
    let day = CaseDatabase.day("2026-06-13")
    try alone.night(day)
    try before.ingest(day, matching: true)
    try before.night(day)
    #expect(try before.dump() == alone.dump())
  }

  @Test(
    "Ingested and scored, a day says what it says when it is scored after later nights",
    arguments: 0..<8)
  func anyDayAgain(seed: Int) throws {
    let deliveries = NamedDeliveries(seed: UInt64(seed))
    let later = try NightDesk()
    for day in NamedDeliveries.days {
      try later.put(deliveries.files(knownOn: day).map { ($0.name, Array($0.text.utf8)) })
      try later.night(CaseDatabase.day(day))
    }
    // Each day is scored before its night: a tier that is held goes by the nights before.
    let fresh = try NightDesk()
    for day in NamedDeliveries.days {
      try fresh.put(deliveries.files(knownOn: day).map { ($0.name, Array($0.text.utf8)) })
      let asOf = CaseDatabase.day(day)
      try fresh.ingest(asOf, matching: true)
      let said = try fresh.result(ofRun: fresh.score(asOf).run.id)
      let again = try later.result(ofRun: later.scoreAgain(asOf).run.id)
      #expect(said == again, "seed \(seed), \(day)")
      try fresh.night(asOf)
    }
  }
}

/// Complaints, reports and electricity that name their firms by name only, and the register in parts:
/// whatever becomes known first.
private struct NamedDeliveries {
  static let days = ["2026-06-05", "2026-06-12", "2026-06-19", "2026-07-05"]
  private static let names = ["湖州桓柯翊五金有限公司", "湖州澄朔彧电梯有限公司", "湖州沅棠琰家具有限公司"]

  private var texts: [String: [(name: String, text: String)]] = [:]

  func files(knownOn day: String) -> [(name: String, text: String)] { texts[day] ?? [] }

  init(seed: UInt64) {
    var dice = DeliveryDice(state: seed)
    for (number, name) in Self.names.enumerated() {
      let day = Self.days.randomElement(using: &dice) ?? Self.days[0]
      add("firms_2026-0\(number + 1)", day, "credit_code,name\n\(Firms.codes[number]),\(name)\n")
    }
    for number in 0..<6 {
      let day = Self.days.randomElement(using: &dice) ?? Self.days[0]
      let name = Self.names.randomElement(using: &dice) ?? Self.names[0]
      let spelled = Bool.random(using: &dice) ? name : name.replacing("有限公司", with: "有限责任公司")
      let persons = Int.random(in: 1...60, using: &dice)
      add(
        "complaints_2026-05-1\(number)", day,
        "complaint_no,channel,received_at,firm_name,persons\n"
          + "K\(number),12345,2026-05-1\(number) 09:00,\(spelled),\(persons)\n")
      add(
        "electricity_2026-0\(number % 4 + 1)_\(number)", day,
        "account_no,name,month,quantity,arrears_yuan\n"
          + "A\(number),\(spelled),2026-0\(number % 4 + 1),\(persons),\(persons * 100)\n")
    }
  }

  private mutating func add(_ name: String, _ day: String, _ text: String) {
    texts[day, default: []].append(("\(name)__known-\(day).csv", text))
  }
}
