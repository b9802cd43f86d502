internal import GRDB
internal import WageDomain

/// Finds or makes the firm of each row while files are loaded, and keeps the firms' series of each
/// feed, so that a run reads them once and not once a file.
///
/// Holds what the open transaction has written: make a new one after a roll-back.
public final class FirmRegister {
  private var index: FirmIndex
  /// ``Day/number`` of the day each firm became known, by id; id 0 is no firm.
  private var knownOn: [Int32]
  private var earlier: Set<Int32> = []
  private var byName: [String: Int32]?
  private var series: [Feed: SeriesIndex] = [:]
  private let insert, update: BoundStatement

  /// Reads every firm of the store.
  public init(_ transaction: StoreTransaction) throws {
    let db = transaction.db
    var index = FirmIndex(expecting: try transaction.snapshot.firmCount())
    var knownOn = [Int32.max]
    try transaction.snapshot.forEachFirm { id, code, day in
      index.insert(code, id: id)
      while knownOn.count <= Int(id) { knownOn.append(Int32.max) }
      knownOn[Int(id)] = day.number
    }
    self.index = index
    self.knownOn = knownOn
    // The id is given, not left to SQLite: blocks need ids without gaps.
    insert = try BoundStatement(
      "INSERT INTO firm (id, creditCode, name, firstName, knownOn) VALUES (?, ?, ?, ?, ?)", in: db)
    update = try BoundStatement("UPDATE firm SET knownOn = ? WHERE id = ?", in: db)
  }

  /// The firm of a code, nil when it is new.
  private func knownFirm(code: UInt128, knownOn day: Int32) -> Int32? {
    guard let id = index.id(code) else { return nil }
    if day < knownOn[Int(id)] {
      knownOn[Int(id)] = day
      earlier.insert(id)
    }
    return id
  }

  /// The firms of a batch's codes, 0 where a firm is new.
  func knownFirms(codes: [UInt128], knownOn days: [Int32]) -> [Int32] {
    // Locals: a class's properties would be checked for exclusive access at every row.
    let (index, known) = (index, knownOn)
    var isEarlier = false
    var last: Int32 = 0
    let firms = zip(codes, days).map { code, day -> Int32 in
      // Agencies list firms in one order, month after month: the next one is often the one meant.
      let following = last + 1
      guard let id = index.isCode(code, of: following) ? following : index.id(code) else {
        return 0
      }
      last = id
      if day < known[Int(id)] { isEarlier = true }
      return id
    }
    if isEarlier {
      for (id, day) in zip(firms, days) where id > 0 && day < knownOn[Int(id)] {
        knownOn[Int(id)] = day
        earlier.insert(id)
      }
    }
    return firms
  }

  /// The firm of a code, made when it is new.
  func firm(
    code: UInt128, knownOn day: Int32, name: @autoclosure () -> String?
  ) throws -> Int32 {
    if let id = knownFirm(code: code, knownOn: day) { return id }
    return try make(code: code, knownOn: day, name: name())
  }

  /// Hands over the series of a feed; give them back with ``keep(_:)``, or they are read anew.
  func takeSeries(of feed: Feed, in db: Database) throws -> SeriesIndex {
    try series.removeValue(forKey: feed) ?? SeriesIndex(feed: feed, in: db)
  }

  func keep(_ index: SeriesIndex) { series[index.feed] = index }

  /// The one firm of exactly this name, brackets and spaces apart; nil when none or several have it.
  func firm(named name: String, in db: Database) throws -> Int32? {
    if byName == nil { byName = try names(in: db) }
    let id = byName?[Self.normalised(name)]
    return id == Self.several ? nil : id
  }

  /// Writes the earlier known-on days found since the last time.
  func save() throws {
    for id in earlier.sorted() {
      update.bind(Day(number: knownOn[Int(id)]).description)
      update.bind(Int64(id))
      try update.run()
    }
    earlier = []
  }

  /// Names are read anew when they are next asked for: a register file has changed them.
  func forgetNames() { byName = nil }

  private static let several: Int32 = -1

  private func make(code: UInt128, knownOn day: Int32, name: String?) throws -> Int32 {
    let id = Int32(knownOn.count)
    insert.bind(Int64(id))
    insert.bind(CreditCode(checkedPacked: code).text)
    insert.bind(name)
    insert.bind(name)
    insert.bind(Day(number: day).description)
    try insert.run()
    index.insert(code, id: id)
    knownOn.append(day)
    if let name, byName != nil { remember(name, id) }
    return id
  }

  private func names(in db: Database) throws -> [String: Int32] {
    byName = [:]
    let rows = try Row.fetchCursor(db, sql: "SELECT id, name FROM firm WHERE name IS NOT NULL")
    while let row = try rows.next() { remember(row[1], row[0]) }
    return byName ?? [:]
  }

  private func remember(_ name: String, _ id: Int32) {
    let key = Self.normalised(name)
    let holder = byName?[key]
    byName?[key] = holder == nil || holder == id ? id : Self.several
  }

  private static func normalised(_ name: String) -> String {
    var name = name
    return name.withUTF8 { bytes in
      String(unsafeUninitializedCapacity: bytes.count) { normal in
        var written = 0
        var read = 0
        while read < bytes.count {
          let rest = bytes[read...].prefix(3)
          switch bytes[read] {
          case 0x20: read += 1
          case 0xE3 where rest.elementsEqual([0xE3, 0x80, 0x80]): read += 3  // U+3000
          case 0xEF where rest.elementsEqual([0xEF, 0xBC, 0x88]):  // （
            normal[written] = UInt8(ascii: "(")
            written += 1
            read += 3
          case 0xEF where rest.elementsEqual([0xEF, 0xBC, 0x89]):  // ）
            normal[written] = UInt8(ascii: ")")
            written += 1
            read += 3
          case let byte:
            normal[written] = byte
            written += 1
            read += 1
          }
        }
        return written
      }
    }
  }
}
