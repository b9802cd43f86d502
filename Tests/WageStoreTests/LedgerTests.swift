import GRDB
import Testing
import WageDomain

@testable import WageStore

@Suite("The ledger of files")
struct LedgerTests {
  private let store: TestStore
  private let file = FeedFile(
    .electricity, "2026-02-10", [.power(.firm(1), "A", "2026-01", quantity: 5)])

  init() throws { store = try TestStore() }

  @Test("Counts every row of a file once")
  func counts() throws {
    try store.load(file)
    var mixed = FeedFile(
      .electricity, "2026-02-20",
      [
        .power(.firm(1), "A", "2026-01", quantity: 5),
        .power(.firm(1), "B", "2026-01", quantity: 5),
        .power(.firm(1), "B", "2026-01", quantity: 6),
        .power(nil, "?", "2026-01", quantity: 6),
      ])
    mixed.rejects = [reject]
    let counts = try store.load(mixed)
    #expect(counts == .of(stored: 1, rejected: 2, unchanged: 1, waiting: 1))
    let ledger = try store.database.read { try $0.files() }
    #expect(ledger.map(\.status) == ["loaded", "loaded"])
    #expect(ledger.last?.counts == counts)
    #expect(try store.texts("SELECT rows FROM ingestedFile") == ["1", "5"])
    #expect(try store.database.read { try $0.openRejectCount() } == 2)
  }

  @Test("Refuses counts that do not add up")
  func check() throws {
    try store.load(file)
    #expect(throws: StoreError.self) { try store.execute("UPDATE ingestedFile SET rows = 7") }
  }

  @Test("Knows the same bytes again, under whatever name, for the same feed only")
  func sameBytes() throws {
    let identity = TestStore.identity(of: file)
    let renamed = identity.named("copy.csv")
    #expect(try !isKnown(identity) && !isRepeat(renamed))
    try store.load(file)
    #expect(try isKnown(identity) && !isKnown(renamed) && isRepeat(renamed))
    var water = renamed
    water.feed = .water
    #expect(try !isRepeat(water))
    for _ in 1...2 { try store.database.write { try $0.recordRepeat(renamed) } }
    try store.database.write { try $0.recordRepeat(identity) }
    #expect(try isKnown(renamed))
    #expect(
      try store.texts("SELECT file, status FROM ingestedFile ORDER BY id")
        == ["electricity_2026-02-10.csv loaded", "copy.csv unchanged"])
  }

  @Test("The same bytes are no mere repeat after a file that may have corrected them")
  func afterCorrection() throws {
    try store.load(file)
    let renamed = TestStore.identity(of: file).named("copy.csv")
    try store.load(
      FeedFile(.electricity, "2026-03-10", [.power(.firm(1), "A", "2026-02", quantity: 5)]))
    #expect(try isRepeat(renamed), "another month")
    var later = renamed
    later.knownOn = .of("2026-02-11")
    #expect(try !isRepeat(later), "known on another day")
    try store.load(
      FeedFile(.electricity, "2026-03-11", [.power(.firm(2), "B", "2026-01", quantity: 5)]))
    #expect(try !isRepeat(renamed), "the same month")
    #expect(try isKnown(TestStore.identity(of: file)))
  }

  @Test("Records a refusal once, and anew when its reason has changed")
  func refusal() throws {
    let identity = TestStore.identity(of: file)
    for column in ["month", "month", "fee_yuan"] {
      let refusal = FileRefusal(
        code: "missing-column", found: Bilingual(zh: "没有 \(column)", en: "no \(column)"),
        expected: .same(column), remedy: Bilingual(zh: "请补报。", en: "Ask for it."))
      _ = try store.database.write { try $0.recordRefusal(identity, refusal: refusal) }
    }
    #expect(
      try store.texts("SELECT status, fault, rows FROM ingestedFile") == [
        "refused missing-column: found no fee_yuan, expected fee_yuan. Ask for it. 0"
      ])
    #expect(
      try store.texts("SELECT faultZh FROM ingestedFile")
        == ["missing-column：发现 没有 fee_yuan，应为 fee_yuan。请补报。"])
    #expect(try !isKnown(identity) && !isRepeat(identity))
    try store.load(file)
    #expect(
      try store.texts("SELECT status FROM ingestedFile ORDER BY id") == ["refused", "loaded"])
  }

  @Test("Keeps the text of a rejected row with personal data apart, and lists it masked")
  func masked() throws {
    var complaints = FeedFile(.complaints, "2026-02-10", [])
    complaints.rejects = [reject]
    complaints.hasPersonalData = true
    try store.load(complaints)
    #expect(try store.database.read { try $0.rejects().map(\.raw) } == ["masked"])
    #expect(try store.texts("SELECT raw FROM rejectedRaw") == ["as it came"])
  }

  @Test("That text is erased when it is kept no longer, and the reject given up")
  func retention() throws {
    var complaints = FeedFile(.complaints, "2026-02-10", [])
    complaints.rejects = [reject]
    complaints.hasPersonalData = true
    try store.load(complaints)
    let rule = RetentionRule(years: 3, source: "x")
    func erase(_ text: String) throws -> Int {
      guard let day = Day(text) else { return -1 }
      return try store.database.erase { transaction in
        let due = try transaction.snapshot.rejectRetention(
          asOf: day, rule: rule, feeds: [.complaints])
        try transaction.erase(due, policy: "nanxun@5", actor: "keeper", at: Instant(day: day))
        return due.rejects.count
      }.value
    }
    #expect(try erase("2029-02-10") == 0, "the last day")
    #expect(try store.texts("SELECT raw FROM rejectedRaw") == ["as it came"])
    #expect(try erase("2029-02-11") == 1)
    #expect(try erase("2029-02-11") == 0, "once")
    #expect(try store.texts("SELECT raw FROM rejectedRaw") == [])
    #expect(
      try store.texts(
        "SELECT r.status, e.reason, e.actor FROM rejectedRow r JOIN rejectEvent e ON e.rejectId = r.id"
      )
        == ["dropped retention nanxun@5 keeper"])
  }

  @Test("A file whose load fails leaves nothing behind")
  func rollBack() throws {
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try store.database.write { transaction in
        try TestStore.load(file, in: transaction, firms: FirmRegister(transaction))
        throw Stop()
      }
    }
    for table in ["ingestedFile", "firm", "seriesSheet", "layer", "slab"] {
      #expect(try store.texts("SELECT count(*) FROM \(table)") == ["0"], "\(table)")
    }
  }

  @Test("A rehearsal says what a load would, and leaves nothing behind")
  func rehearsal() throws {
    let counts = try store.database.rehearse {
      try TestStore.load(file, in: $0, firms: FirmRegister($0))
    }
    #expect(counts == .of(stored: 1))
    #expect(try store.texts("SELECT count(*) FROM ingestedFile") == ["0"])
  }

  private let reject = RejectedRow(
    line: 9, row: 8, column: "month", code: "month", found: .same("2026-13"),
    expected: .same("YYYY-MM"),
    raw: "as it came")

  private func isKnown(_ identity: FileIdentity) throws -> Bool {
    try store.database.read { try $0.isKnown(identity) { identity.sha256 } }
  }

  private func isRepeat(_ identity: FileIdentity) throws -> Bool {
    try store.database.read { try $0.isRepeat(identity) { identity.sha256 } }
  }
}

extension FileIdentity {
  fileprivate func named(_ file: String) -> FileIdentity {
    FileIdentity(
      file: file, feed: feed, sha256: sha256, bytes: bytes, encoding: encoding, knownOn: knownOn,
      ingestedAt: ingestedAt)
  }
}
