import NightlyRun
import SignalIngest
import Testing
import WageDomain
import WageStore

@Suite("A file sent again after its correction")
struct SentAgainTests {
  private static let day = CaseDatabase.day("2026-05-01")
  private static let known = OrderedDeliveries.days[0]

  private struct Office {
    let desk: NightDesk
    let feed: Feed

    init(_ feed: Feed) throws {
      desk = try NightDesk()
      self.feed = feed
    }

    /// A file that says `value`, under a name of its own or the one given.
    func send(_ value: Int, as name: String) throws {
      let file = OrderedDeliveries.file(feed, 0, SentAgainTests.known, [value, 1])
      try desk.put("\(feed.rawValue)_\(name)__known-\(SentAgainTests.known).csv", file.text)
      try desk.ingest(SentAgainTests.day)
    }

    var value: Int? {
      get throws {
        try OrderedDeliveries(feed, seed: 1).known(in: desk, by: SentAgainTests.known)[0]
      }
    }

    var ledger: [String] {
      get throws {
        try desk.database.read { snapshot in
          try snapshot.files().map { file in
            "\(file.status) \(file.counts.stored) \(file.counts.unchanged) \(file.counts.superseded) "
              + (try snapshot.findings(file: file.id).map(\.code).joined())
          }
        }
      }
    }
  }

  @Test(
    "Counts again under a new name, and the ledger says what it replaced",
    arguments: DeliveryOrderTests.feeds)
  func newName(_ feed: Feed) throws {
    let office = try Office(feed)
    for (name, value) in [("1", 1), ("2", 2), ("3", 1)] { try office.send(value, as: name) }
    #expect(try office.value == 1)
    #expect(
      try office.ledger == ["loaded 2 0 0 ", "loaded 1 1 1 ", "loaded 1 1 1 sent-again"])
  }

  @Test("Counts again under its old name", arguments: DeliveryOrderTests.feeds)
  func oldName(_ feed: Feed) throws {
    let office = try Office(feed)
    for value in [1, 2, 1, 2, 1] { try office.send(value, as: "1") }
    #expect(try office.value == 1)
    #expect(try office.ledger.count == 5)
  }

  @Test("All of them lie in the inbox for ever: further nights change nothing")
  func nights() throws {
    let office = try Office(.electricity)
    for (name, value) in [("1", 1), ("2", 2), ("3", 1)] { try office.send(value, as: name) }
    let before = try office.desk.dump()
    for day in ["2026-05-02", "2026-06-02"] {
      try office.desk.ingest(CaseDatabase.day(day))
    }
    #expect(try office.desk.dump() == before)
  }

  @Test("Twice without another in between changes nothing", arguments: DeliveryOrderTests.feeds)
  func twice(_ feed: Feed) throws {
    let office = try Office(feed)
    try office.send(1, as: "1")
    let before = try office.desk.dump().filter { !$0.hasPrefix("ingestedFile") }
    try office.send(1, as: "2")
    #expect(try office.desk.dump().filter { !$0.hasPrefix("ingestedFile") } == before)
    #expect(try office.ledger.last == "unchanged 0 0 0 ")
  }

  @Test("A first file, its correction and the first again in one run are taken in their order")
  func oneRun() throws {
    let office = try Office(.firms)
    for (name, value) in [("1", 1), ("2", 2), ("3", 1)] {
      let file = OrderedDeliveries.file(.firms, 0, Self.known, [value, nil])
      try office.desk.put("firms_\(name)__known-\(Self.known).csv", file.text)
    }
    try office.desk.ingest(Self.day)
    #expect(try office.value == 1)
  }

  @Test("A dry run says of it what the run then does")
  func rehearsal() throws {
    let office = try Office(.firms)
    for (name, value) in [("1", 1), ("2", 2)] { try office.send(value, as: name) }
    let file = OrderedDeliveries.file(.firms, 0, Self.known, [1, 1])
    try office.desk.put("firms_3__known-\(Self.known).csv", file.text)
    let report = try IngestStage(
      database: office.desk.database, feeds: office.desk.policies.feeds, asOf: Self.day,
      now: { Instant(day: Self.day) }
    ).run(try office.desk.inbox(), dryRun: true)
    #expect(report.counts.superseded == 1)
    #expect(try office.value == 2)
  }
}
