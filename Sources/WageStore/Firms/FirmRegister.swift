internal import GRDB
public import WageDomain

/// Finds or makes the firm of each row while files are loaded, and keeps the firms' series of each
/// feed and the projects, so that a run reads them once and not once a file.
///
/// Holds what the open transaction has written: make a new one after a roll-back.
public final class FirmRegister {
  private var index: FirmIndex
  /// ``Day/number`` of the day each firm became known, by id; id 0 is no firm.
  private var knownOn: [Int32]
  private var earlier: Set<Int32> = []
  /// For each firm by id, the one whose row came next when it was last met; 0 stands before the first.
  private var following: [Int32] = []
  private var names: FirmNameIndex?
  /// What was asked about names and counties, until a name or merge comes.
  var nameAnswers: [NameQuestion: [NameAnswer]] = [:]
  private let places: PlaceNames
  private(set) var decisions: MatchDecisions
  private var series: [Feed: SeriesIndex] = [:]
  let ruleEvents = RuleEvents()
  let projects = ProjectRegister()
  private let insert, update: BoundStatement

  /// Reads every firm of the store; `places` are the names of places within firms' names.
  public init(_ transaction: StoreTransaction, places: PlaceNames = .none) throws {
    let db = transaction.db
    self.places = places
    decisions = try MatchDecisions(in: db)
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
      """
      INSERT INTO firm (id, creditCode, knownOn, name, firstName, firstNameOn)
      VALUES (?1, ?2, ?3, ?4, ?4, ?5)
      """, in: db)
    update = try BoundStatement("UPDATE firm SET knownOn = ? WHERE id = ?", in: db)
  }

  /// The firm of a code; nil for one never heard of.
  func id(code: UInt128) -> Int32? { index.id(code) }

  /// The firms of a batch's codes, 0 where a firm is new.
  ///
  /// `isEarlier` is true when a row is known before its firm was: tell each such row that goes in
  /// with ``saw(_:on:)``.
  func knownFirms(
    codes: [UInt128], knownOn days: [Int32]
  ) -> (firms: [Int32], isEarlier: Bool) {
    // Locals: a class's properties would be checked for exclusive access at every row.
    let (index, known) = (index, knownOn)
    var order = following
    following = []
    for id in order.count..<max(order.count, known.count) { order.append(Int32(id) + 1) }
    var last: Int32 = 0
    var misses = 0
    var firms = [Int32](repeating: 0, count: codes.count)
    for (row, code) in codes.enumerated() {
      // Agencies list firms in one order, month after month, the accounts of each together.
      var id = last
      if !index.isCode(code, of: id) { id = order[Int(last)] }
      if !index.isCode(code, of: id) {
        misses += 1
        // Not in this order: without a guess the look-ups wait for memory together.
        if misses * 4 > row + 256 {
          for row in row..<codes.count { firms[row] = index.id(codes[row]) ?? 0 }
          for id in firms[row...] where id > 0 {
            order[Int(last)] = id
            last = id
          }
          break
        }
        guard let found = index.id(code) else { continue }
        order[Int(last)] = found
        id = found
      }
      last = id
      firms[row] = id
    }
    following = order
    let isEarlier = zip(firms, days).contains { id, day in id > 0 && day < known[Int(id)] }
    return (firms, isEarlier)
  }

  /// A row about the firm went in.
  func saw(_ firm: Int32, on day: Int32) {
    guard day < knownOn[Int(firm)] else { return }
    knownOn[Int(firm)] = day
    earlier.insert(firm)
  }

  /// The firm of the code of a row that goes in, made when it is new.
  func firm(
    code: UInt128, knownOn day: Int32, name: @autoclosure () -> String?
  ) throws -> Int32 {
    if let id = index.id(code) {
      saw(id, on: day)
      return id
    }
    return try make(code: code, knownOn: day, name: name())
  }

  /// Hands over the series of a feed; give them back with ``keep(_:)``, or they are read anew.
  func takeSeries(of feed: Feed, in db: Database) throws -> SeriesIndex {
    try series.removeValue(forKey: feed) ?? SeriesIndex(feed: feed, in: db)
  }

  func keep(_ index: SeriesIndex) { series[index.feed] = index }

  /// How many slots each block has of a feed.
  func slotCounts(of feed: Feed, in db: Database) throws -> [Int32] {
    if let known = series[feed] { return known.slotCounts }
    let index = try SeriesIndex(feed: feed, in: db)
    keep(index)
    return index.slotCounts
  }

  /// Every name of every firm; read when it is first asked for.
  func nameIndex(in db: Database) throws -> FirmNameIndex {
    if let names { return names }
    let read = try StoreSnapshot(db: db).firmNames(places: places)
    names = read
    return read
  }

  /// A name taken apart with the places that this register knows.
  func taken(apart text: String) -> FirmName { FirmName(text, places: places) }

  /// What people decided is read anew: a decision was made.
  func readDecisions(in db: Database) throws {
    decisions = try MatchDecisions(in: db)
    nameAnswers = [:]
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

  /// Takes in the names and places that a register file gave its firms.
  func readNames(ofVersionsAfter version: Int64, in db: Database) throws {
    nameAnswers = [:]
    guard var names = names.take() else { return }
    try StoreSnapshot(db: db).addNames(to: &names, ofVersionsAfter: version)
    self.names = names
  }

  private func make(code: UInt128, knownOn day: Int32, name: String?) throws -> Int32 {
    let id = Int32(knownOn.count)
    insert.bind(Int64(id))
    insert.bind(CreditCode(checkedPacked: code).text)
    insert.bind(Day(number: day).description)
    insert.bind(name)
    insert.bind(name.map { _ in Day(number: day).description })
    try insert.run()
    index.insert(code, id: id)
    knownOn.append(day)
    if let name {
      names?.add(name, firm: id, code: code, county: nil, since: day, toldUntil: .max)
      nameAnswers = [:]
    }
    return id
  }
}
