internal import GRDB
internal import WageDomain

/// A chain recomputed from its first event on.
struct ChainWalk {
  /// Rows.
  private(set) var count = 0
  /// The place of the last event, which is ``count`` in a whole chain.
  private(set) var position: Int64 = 0
  /// The last event's hash as it stands.
  private(set) var head = ChainRow.genesis
  /// Whether the head that was asked for is in the chain.
  private(set) var hasHead = false
  private(set) var findings: [CaseFinding] = []

  /// - Parameters:
  ///   - chain: the table.
  ///   - db: the database.
  ///   - wanted: a head kept outside; nil: none is looked for.
  ///   - named: what an event is called.
  ///   - read: what an event stands for; asked on any thread.
  ///   - visit: is handed each row in order, with what it stands for and what is wrong with its place,
  ///     and says what else is wrong.
  /// - Throws: `DatabaseError`.
  init<Event: Sendable>(
    _ chain: EventChain, in db: Database, wanted: String?, named: (ChainRow) -> Bilingual,
    read: @Sendable (ChainRow) -> Event,
    visit: (ChainRow, Event, _ fault: CaseFinding?) -> CaseFinding?
  ) throws {
    let wanted = wanted?.lowercased()
    let rows = try BoundStatement(
      "SELECT \(chain.columns) FROM \(chain.table) ORDER BY seq", in: db)
    var some: [StoredRow] = []
    func walk() {
      let events = some.mappedBeside { stored in
        var hasher = ChainHasher()
        return (hash: hasher.hash(stored.row), event: read(stored.row))
      }
      for (stored, found) in zip(some, events) {
        let fault = link(stored, hash: found.hash, wanted: wanted, named: named)
        findings += [fault, visit(stored.row, found.event, fault)].compactMap(\.self)
      }
      some.removeAll(keepingCapacity: true)
    }
    try rows.forEach { row in
      some.append(StoredRow(row: ChainRow(row), hash: ChainRow.storedHash(row)))
      if some.count == Self.atOnce { walk() }
    }
    walk()
  }

  private static let atOnce = 4_000

  /// - Returns: what is wrong with the row's place.
  private mutating func link(
    _ stored: StoredRow, hash: String, wanted: String?, named: (ChainRow) -> Bilingual
  ) -> CaseFinding? {
    count += 1
    position += 1
    let fault = stored.row.chainFault(
      hash: hash, stored: stored.hash, position: position, previous: head, named: named)
    // One missing row is one finding: the places go on from what is there.
    if fault != nil { position = stored.row.seq }
    if stored.hash == wanted { hasHead = true }
    head = stored.hash
    return fault
  }
}

private struct StoredRow: Sendable {
  let row: ChainRow
  /// As it stands in the row.
  let hash: String
}

extension ChainRow {
  /// For an event that fits its place and stands for nothing known; nil where its place is at fault
  /// already.
  func unknownEvent(_ isKnown: Bool, after fault: CaseFinding?) -> CaseFinding? {
    fault == nil && !isKnown ? unknownEvent : nil
  }
}

extension CaseFinding {
  /// Stored columns that are not what the events amount to; nil where they are.
  init?(of number: String, stored: [DatabaseValue], rebuilt: [(any DatabaseValueConvertible)?]) {
    let rebuilt = rebuilt.map { $0?.databaseValue ?? .null }
    guard stored != rebuilt else { return nil }
    func text(_ columns: [DatabaseValue]) -> String {
      columns.map(\.description).joined(separator: " ")
    }
    let expected = text(rebuilt)
    self.init(
      seq: nil, caseNo: number, found: .same(text(stored)),
      expected: Bilingual(zh: "按其事件应为 \(expected)", en: "\(expected) by its events"))
  }

  /// Events that could not have followed each other.
  init(of number: String, illegal reason: Bilingual) {
    self.init(
      seq: nil, caseNo: number,
      found: Bilingual(
        zh: "事件次序不合法：\(reason.zh)", en: "events in an illegal order: \(reason.en)"),
      expected: Bilingual(zh: "次序合法的事件", en: "events in a legal order"))
  }
}
