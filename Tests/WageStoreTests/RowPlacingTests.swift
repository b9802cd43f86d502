import Testing
import WageDomain

@testable import WageStore

@Suite("Rows find their firm, or are kept")
struct RowPlacingTests {
  private let store: TestStore
  private let one = CreditCode.firm(1)
  private let two = CreditCode.firm(2)

  init() throws {
    store = try TestStore()
    try store.load(
      FeedFile(
        .firms, "2026-01-01",
        [
          .firm(one, "甲乙（湖州）制衣厂"), .firm(two, "丙丁五金厂"), .firm(.firm(3), "同名厂"),
          .firm(.firm(4), "同名厂"),
        ]))
    try store.load(
      FeedFile(
        .electricity, "2026-02-10",
        [.power(one, "A", "2026-01", quantity: 1), .power(one, "MOVED", "2026-01", quantity: 1)]))
    try store.load(
      FeedFile(.electricity, "2026-02-11", [.power(two, "MOVED", "2026-01", quantity: 1)]))
  }

  struct Place: CustomTestStringConvertible, Sendable {
    let why: String
    let account: String?
    let name: String?
    /// The firm's number; nil for a row that waits.
    let firm: Int?
    var testDescription: String { why }
  }

  @Test(
    "A row without a code",
    arguments: [
      Place(why: "by its account", account: "A", name: nil, firm: 1),
      Place(why: "the account goes before the name", account: "A", name: "丙丁五金厂", firm: 1),
      Place(why: "by exact name", account: nil, name: "丙丁五金厂", firm: 2),
      Place(why: "wide and narrow brackets are one", account: "NEW", name: "甲乙(湖州)制衣厂", firm: 1),
      Place(why: "spaces do not count", account: nil, name: "丙丁 五金厂", firm: 2),
      Place(
        why: "an account that two firms have had, by name", account: "MOVED",
        name: "丙丁五金厂", firm: 2),
      Place(why: "an account that two firms have had", account: "MOVED", name: nil, firm: nil),
      Place(why: "a name that two firms have", account: nil, name: "同名厂", firm: nil),
      Place(why: "a part of a name", account: nil, name: "丙丁", firm: nil),
      Place(why: "nothing to go by", account: nil, name: nil, firm: nil),
    ])
  func withoutCode(_ place: Place) throws {
    let row = FeedRow.power(nil, place.account, "2026-03", quantity: 9, name: place.name)
    let counts = try store.load(FeedFile(.electricity, "2026-04-10", [row]))
    let found = try store.cells(.electricityQuantity, asOf: "2026-04-10")
      .filter { $0.key.hasSuffix("2026-03") }
    if let firm = place.firm {
      #expect(counts == .of(stored: 1))
      #expect(found == ["\(CreditCode.firm(firm))|2026-03": 9])
    } else {
      #expect(counts == .of(waiting: 1))
      #expect(found.isEmpty)
      #expect(
        try store.texts("SELECT line, row, name, accountNo, raw, status FROM waitingRow")
          == ["2 1 \(place.name ?? "-") \(place.account ?? "-") record 1 waiting"])
    }
  }

  @Test("A new name of the register is found in the same run as in the next")
  func newName() throws {
    let row = FeedRow.power(nil, nil, "2026-03", quantity: 9, name: "新名厂")
    let counts = try store.database.write { transaction in
      let firms = try FirmRegister(transaction)
      let files = [
        FeedFile(.electricity, "2026-04-10", [row], name: "before.csv"),
        FeedFile(.firms, "2026-04-11", [.firm(one, "新名厂")]),
        FeedFile(.electricity, "2026-04-12", [row], name: "after.csv"),
      ]
      return try files.map { try TestStore.load($0, in: transaction, firms: firms) }
    }
    #expect(counts == [.of(waiting: 1), .of(stored: 1, superseded: 1), .of(stored: 1)])
  }

  @Test("A row that is set aside does not make its firm a holder of the account")
  func rejectedHolder() throws {
    try store.load(
      FeedFile(
        .electricity, "2026-04-10",
        [
          .power(one, "A", "2026-03", quantity: 1), .power(two, "A", "2026-03", quantity: 2),
          .power(two, "NEW", "2026-03", quantity: 3),
        ]))
    let later = FeedFile(
      .electricity, "2026-05-10",
      [.power(nil, "A", "2026-04", quantity: 4), .power(nil, "NEW", "2026-04", quantity: 5)])
    #expect(try store.load(later) == .of(stored: 2))
    #expect(
      try store.cells(.electricityQuantity, asOf: "2026-05-10").filter {
        !$0.key.hasSuffix("2026-01")
      } == [
        "\(one)|2026-03": 1, "\(two)|2026-03": 3, "\(one)|2026-04": 4, "\(two)|2026-04": 5,
      ])
  }

  struct Repeated: CustomTestStringConvertible, Sendable {
    let why: String
    let feed: Feed
    let rows: [FeedRow]
    let found: String
    var testDescription: String { why }
  }

  @Test(
    "The second row of a key in a file is set aside with its text, and the first stands",
    arguments: [
      Repeated(
        why: "account and month", feed: .electricity,
        rows: [
          .power(.firm(1), "A", "2026-03", quantity: 1),
          .power(.firm(1), "A", "2026-03", quantity: 2),
        ], found: "account and month"),
      Repeated(
        why: "account and month for two firms", feed: .electricity,
        rows: [
          .power(.firm(1), "A", "2026-03", quantity: 1),
          .power(.firm(2), "A", "2026-03", quantity: 2),
        ], found: "account and month"),
      Repeated(
        why: "firm and month", feed: .tax,
        rows: [.tax(.firm(1), "2026-03", sales: 1), .tax(.firm(1), "2026-03", sales: 1)],
        found: "firm and month"),
      Repeated(
        why: "a payment", feed: .payroll,
        rows: [
          .payment(
            .firm(1), "2026-03", paidOn: "2026-04-12", batch: "1", persons: 1, amount: 1),
          .payment(
            .firm(1), "2026-03", paidOn: "2026-04-12", batch: "1", persons: 2, amount: 2),
        ], found: "firm, wage month, payday and batch"),
      Repeated(
        why: "a firm of the register", feed: .firms,
        rows: [.firm(.firm(1), "甲"), .firm(.firm(1), "乙")], found: "credit_code"),
      Repeated(
        why: "a project", feed: .projects,
        rows: [.project("P1", contractor: .firm(1)), .project("P1", contractor: .firm(2))],
        found: "project_code"),
      Repeated(
        why: "a transaction", feed: .wageAccount,
        rows: [
          .transaction("T1", "P1", on: "2026-03-01", "in", nil, amount: 1),
          .transaction("T1", "P1", on: "2026-03-02", "in", nil, amount: 1),
        ], found: "transaction_no"),
      Repeated(
        why: "a complaint", feed: .complaints,
        rows: [
          .complaint("C1", .firm(1), on: "2026-03-01"),
          .complaint("C1", .firm(1), on: "2026-03-02"),
        ], found: "complaint_no"),
    ])
  func repeated(_ example: Repeated) throws {
    let counts = try store.load(FeedFile(example.feed, "2026-05-01", example.rows))
    #expect(counts.rejected == 1)
    #expect(counts.stored == 1)
    let rejects = try store.database.read { try $0.rejects() }
    #expect(
      rejects.map { [$0.code, $0.found.en, $0.raw, "\($0.line)", "\($0.row)", $0.status] } == [
        [
          "duplicate-key", "a second row for the same \(example.found)", "record 2", "3", "2",
          "open",
        ]
      ])
  }
}
