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
  private var mergedNames: FirmNameIndex?
  private let places: PlaceNames
  private var decisions: MatchDecisions
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
      INSERT INTO firm (id, creditCode, knownOn, name, firstName) VALUES (?1, ?2, ?3, ?4, ?4)
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
    var isEarlier = false
    var last: Int32 = 0
    let firms = zip(codes, days).map { code, day -> Int32 in
      // Agencies list firms in one order, month after month, the accounts of each together.
      var id = last
      if !index.isCode(code, of: id) { id = order[Int(last)] }
      if !index.isCode(code, of: id) {
        guard let found = index.id(code) else { return 0 }
        order[Int(last)] = found
        id = found
      }
      last = id
      if day < known[Int(id)] { isEarlier = true }
      return id
    }
    following = order
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

  /// Whose a row without a code is, as far as it is known without asking a person.
  ///
  /// What a person said of the account or the name comes first, then the account's one holder, then
  /// the one firm of the name; firms that were merged are one. What was refused for such rows is
  /// never an answer.
  ///
  /// - Parameters:
  ///   - group: what the rows name.
  ///   - holders: the firms that have had the account.
  ///   - byName: whether names are looked at.
  ///   - db: where names are read from.
  /// - Returns: nil when a person has to be asked.
  /// - Throws: what the database throws.
  func identify(
    _ group: GroupKey, holders: [Int32], byName: Bool = true, in db: Database
  ) throws -> RowIdentity? {
    let holder = decisions.merges.onlySurvivor(of: holders)
    guard !decisions.isEmpty else {
      if let holder { return RowIdentity(firm: holder, by: .account) }
      guard byName, let name = group.name else { return nil }
      return try firm(named: name, county: group.county, in: db)
    }
    guard !decisions.isRefused(group) else { return nil }
    if let account = group.account,
      let alias = decisions.alias(feed: group.feed, account: account)
    {
      return allowed(RowIdentity(firm: alias.firm, by: .decision(alias.event)), group)
    }
    if let holder { return allowed(RowIdentity(firm: holder, by: .account), group) }
    guard byName, let name = group.name else { return nil }
    if let alias = decisions.alias(name: taken(apart: name).key) {
      if try isQuestioned(alias, name, county: group.county, in: db) { return nil }
      return allowed(RowIdentity(firm: alias.firm, by: .decision(alias.event)), group)
    }
    return allowed(try firm(named: name, county: group.county, in: db), group)
  }

  /// True when a firm was registered under exactly this name after a person had said it was another's:
  /// the person is asked again.
  private func isQuestioned(
    _ alias: MatchDecisions.Alias, _ name: String, county: CountyCode?, in db: Database
  ) throws -> Bool {
    guard !alias.isDeliberate, let firm = try firmOfExactly(name, county: county, in: db) else {
      return false
    }
    return decisions.merges.onlySurvivor(of: [firm, alias.firm]) == nil
  }

  /// The one firm that has the name but for width, case, brackets and spaces.
  func firmOfExactly(_ name: String, county: CountyCode?, in db: Database) throws -> Int32? {
    guard case .one(let firm, .sameName) = try nameIndex(in: db).match(name, county: county) else {
      return nil
    }
    return firm
  }

  /// True when people's merges make the two firms one.
  func isOne(_ firm: Int32, _ other: Int32) -> Bool {
    decisions.merges.onlySurvivor(of: [firm, other]) != nil
  }

  /// The decision in force about a name in one spelling.
  func alias(name key: String) -> MatchDecisions.Alias? { decisions.alias(name: key) }

  private func allowed(_ identity: RowIdentity?, _ group: GroupKey) -> RowIdentity? {
    guard let identity, !decisions.isRefused(group, firm: identity.firm) else { return nil }
    return identity
  }

  private func firm(
    named name: String, county: CountyCode?, in db: Database
  ) throws -> RowIdentity? {
    switch try nameIndex(in: db).match(name, county: county) {
    case .one(let firm, let rule): return RowIdentity(firm: firm, by: .name(rule))
    case .none: return nil
    case .several:
      // Two codes of one firm have one name.
      guard !decisions.merges.isEmpty,
        case .one(let firm, let rule) = try mergedIndex(in: db).match(name, county: county)
      else { return nil }
      return RowIdentity(firm: firm, by: .name(rule))
    }
  }

  /// Every name under the firm that goes on; read when it is first asked for.
  private func mergedIndex(in db: Database) throws -> FirmNameIndex {
    if let mergedNames { return mergedNames }
    let read = try StoreSnapshot(db: db).firmNames(places: places, merges: decisions.merges)
    mergedNames = read
    return read
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
    mergedNames = nil
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
    mergedNames = nil
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
    try insert.run()
    index.insert(code, id: id)
    knownOn.append(day)
    if let name {
      names?.add(name, firm: id, code: code, county: nil)
      mergedNames = nil
    }
    return id
  }
}

/// Whose a row without a code is, and how that is known.
struct RowIdentity: Hashable {
  let firm: Int32
  let by: Ground

  enum Ground: Hashable {
    /// A person's or an earlier run's decision, by the event's id.
    case decision(Int64)
    /// The account has one holder.
    case account
    case name(NameRule)
  }

  /// The decision that the row follows.
  var event: Int64? {
    if case .decision(let event) = by { event } else { nil }
  }

  /// The rule's code, as an automatic event keeps it.
  var rule: String {
    switch by {
    case .decision: "decision"
    case .account: Self.accountRule
    case .name(let rule): rule.rawValue
    }
  }

  /// Of events that followed from the account's one holder.
  static let accountRule = "account"
}
