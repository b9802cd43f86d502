import NightlyRun
import Testing
import WageDomain
import WageStore

@Suite("What counts as of a day is what was known by then, in whatever order files came")
struct DeliveryOrderTests {
  static let feeds = [Feed.electricity, .firms, .projects, .inspections, .complaints]
  private static let today = CaseDatabase.day("2026-06-01")

  @Test("Every order of arrival gives the same answers for every day", arguments: feeds)
  func everyOrder(_ feed: Feed) throws {
    for seed in 1...5 as ClosedRange<UInt64> {
      let deliveries = OrderedDeliveries(feed, seed: seed)
      for order in [deliveries.files] + (1...2).map({ deliveries.shuffled(seed: seed * 97 + $0) }) {
        let desk = try NightDesk()
        for file in order { try Self.send(file, to: desk) }
        for day in ["2026-03-09"] + OrderedDeliveries.days {
          #expect(
            try deliveries.known(in: desk, by: day) == deliveries.known(by: day),
            "seed \(seed), as of \(day): \(order.map(\.name))")
        }
      }
    }
  }

  @Test(
    "What a file said again holds from its day on against one that comes late", arguments: feeds)
  func saidAgain(_ feed: Feed) throws {
    let desk = try NightDesk()
    for (number, day, value) in [
      (0, "2026-03-10", 1), (1, "2026-05-10", 1), (2, "2026-04-10", 2),
    ] {
      try Self.send(OrderedDeliveries.file(feed, number, day, [value, 1]), to: desk)
    }
    let deliveries = OrderedDeliveries(feed, seed: 1)
    for (day, value) in [("2026-03-20", 1), ("2026-04-20", 2), ("2026-05-20", 1)] {
      #expect(try deliveries.known(in: desk, by: day) == [value, 1], "as of \(day)")
    }
  }

  @Test(
    "A row holds since the first day it was said, in whatever order its files came",
    arguments: [
      (order: ["2026-02-03", "2026-02-05"], middle: nil, since: "2026-02-03"),
      (["2026-02-05", "2026-02-03"], nil, "2026-02-03"),
      (["2026-02-03", "2026-02-04", "2026-02-05"], "2026-02-04", "2026-02-05"),
      (["2026-02-05", "2026-02-03", "2026-02-04"], "2026-02-04", "2026-02-05"),
      (["2026-02-03", "2026-02-05", "2026-02-04"], "2026-02-04", "2026-02-05"),
    ])
  func heldSince(order: [String], middle: String?, since: String) throws {
    let desk = try NightDesk()
    for day in order {
      try desk.put(
        "electricity_2026-01_\(day)__known-\(day).csv",
        "credit_code,account_no,month,quantity\n\(Firms.first),A1,2026-01,\(day == middle ? 7 : 5)\n"
      )
      try desk.ingest(Self.today)
    }
    let january = Month(year: 2026, month: 1)
    let rows = try desk.database.read { snapshot in
      try snapshot.signalRows(
        firm: 1, asOf: Self.today, months: january...january)
    }
    #expect(rows.map(\.knownOn) == [since])
    #expect(rows.map(\.values) == [[.electricityQuantity: 5_000]])
  }

  @Test("A package keeps what was said again: a late file meets it there too", arguments: feeds)
  func package(_ feed: Feed) throws {
    for seed in 21...22 as ClosedRange<UInt64> {
      let deliveries = OrderedDeliveries(feed, seed: seed)
      let (desk, other) = (try NightDesk(), try NightDesk())
      for file in deliveries.files { try Self.send(file, to: desk) }
      try other.put(try desk.package(asOf: Self.today).tables)
      try other.ingest(Self.today)
      let late = OrderedDeliveries.file(feed, 99, OrderedDeliveries.days[1], [3, 3])
      for desk in [desk, other] { try Self.send(late, to: desk) }
      for day in ["2026-03-09"] + OrderedDeliveries.days {
        #expect(
          try deliveries.known(in: other, by: day) == deliveries.known(in: desk, by: day),
          "seed \(seed), as of \(day)")
      }
    }
  }

  @Test("A late complaint tells its case nothing that a later one has overtaken")
  func lateComplaint() throws {
    let desk = try NightDesk()
    let file = { OrderedDeliveries.file(.complaints, $0, $1, [$2, nil]) }
    try Self.send(file(0, "2026-03-10", 1), to: desk)
    try Self.send(file(1, "2026-05-10", 1), to: desk)
    try desk.night(Self.today)
    try Self.send(file(2, "2026-04-10", 2), to: desk)
    try desk.night(Self.today)
    #expect(
      try desk.query("SELECT persons FROM complaintCase").map(\.description) == ["[persons:1]"])
    #expect(try desk.query("SELECT persons FROM complaint") == ["[persons:1]"])
    try Self.send(file(3, "2026-05-20", 2), to: desk)
    try desk.night(Self.today)
    #expect(try desk.query("SELECT persons FROM complaintCase") == ["[persons:2]"])
    try Self.send(file(4, "2026-02-20", 2), to: desk)
    #expect(try desk.query("SELECT knownOn FROM complaint") == ["[knownOn:\"2026-02-20\"]"])
  }

  private static func send(_ file: OrderedDeliveries.File, to desk: NightDesk) throws {
    try desk.put(file.name, file.text)
    try desk.ingest(today, only: file.name)
  }
}
