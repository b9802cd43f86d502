/// Every name that firms have or had, for finding the one firm of a row without a code.
///
/// Two names are one where they differ in form only; then one firm must have it. Anything else is a
/// suggestion for a person. The rules, first to last; the first that finds a firm decides:
///
/// 1. the same ``FirmName/key``: width, case, brackets, spaces, punctuation apart;
/// 2. the same core and place, or the same stem, and forms that agree: 湖州市 for 湖州, 有限责任公司 for
///    有限公司;
/// 3. the same core of three characters or more, place or form missing on one side. Of two stated places
///    one name must state both, and a finer one (湖州南浔… for 湖州…) counts only when the coarser side's
///    county lies in it: the register holds a 湖州… beside a 浙江… and a 德清… of one name.
///
/// A core that is a trade or a number alone (第一建设) tells no firm from another: rule 3 is not for it,
/// and rule 2 only where the forms are one. Which words are trades a list says (``TradeWords``), and the
/// register itself: what names of other firms end in (``CommonTails``).
public struct FirmNameIndex: Sendable {
  private(set) var entries: [Entry] = []
  public let places: PlaceNames
  private var byFirm = EntryTable<Int32>()
  private var byKey = EntryTable<String>()
  private var byCore = EntryTable<String>()
  private var byStem = EntryTable<String>()
  private var placements: [Placement] = []
  private var byPlaced = EntryTable<Int32>()
  private var tails = CommonTails()

  struct Entry: Sendable {
    let firm: Int32
    let code: UInt128
    let text: String
    let name: FirmName
    /// As far as anything is known; six digits, nil when the register does not place the firm.
    var county: String?
    /// ``Day/number`` of the day on which the name became known.
    var since: Int32
    /// Of a name that only other agencies told, the day on which the register called the firm
    /// otherwise; `.max` while it has not.
    var toldUntil: Int32?

    /// The register came to say otherwise than whoever told the name.
    var isContradicted: Bool { toldUntil.map { $0 < .max } ?? false }

    func holds(on day: Int32) -> Bool { since <= day && (!isContradicted || day < toldUntil ?? 0) }
  }

  /// Where the register placed a firm from a day on.
  private struct Placement: Sendable {
    let county: String?
    let since: Int32
  }

  /// An empty index that knows `places` in names, with room for `count` names.
  public init(places: PlaceNames, expecting count: Int = 0) {
    self.places = places
    entries.reserveCapacity(count)
    byFirm.reserve(count)
    byKey.reserve(count)
    byCore.reserve(count)
    byStem.reserve(count)
  }

  /// Adds a name of a firm; the same name again adds nothing. All its names move to `county`.
  ///
  /// - Parameters:
  ///   - text: as it was written.
  ///   - firm: its id.
  ///   - code: ``CreditCode/packed``, the last tie-break of suggestions.
  ///   - county: where the register places the firm.
  ///   - since: ``Day/number`` of the day on which the name became known; of several the first.
  ///   - toldUntil: of a name that another agency than the register told, the day on which the register
  ///     called the firm otherwise; `.max` while it has not.
  public mutating func add(
    _ text: String, firm: Int32, code: UInt128, county: CountyCode?, since: Int32 = .min,
    toldUntil: Int32? = nil
  ) {
    let county = county?.description
    var isKnown = false
    byFirm.forEach(firm) { entry in
      entries[Int(entry)].county = county
      if entries[Int(entry)].text == text, hear(of: Int(entry), since, toldUntil) { isKnown = true }
    }
    guard !isKnown else { return }
    let name = FirmName(text, places: places)
    guard !name.key.isEmpty else { return }
    byKey.forEach(name.key) { entry in
      guard entries[Int(entry)].firm == firm, entries[Int(entry)].text != text else { return }
      if hear(of: Int(entry), since, toldUntil) { isKnown = true }
    }
    guard !isKnown else { return }
    tails.add(name.core, firm: firm, since: since)
    entries.append(
      Entry(
        firm: firm, code: code, text: text, name: name, county: county, since: since,
        toldUntil: toldUntil))
    byFirm.append(firm)
    byKey.append(name.key)
    byCore.append(name.core)
    byStem.append(name.stem)
  }

  /// - Returns: false where the register says anew what it had contradicted: that is another entry.
  private mutating func hear(of entry: Int, _ since: Int32, _ toldUntil: Int32?) -> Bool {
    if toldUntil == nil, entries[entry].isContradicted { return false }
    if entries[entry].toldUntil != nil { entries[entry].toldUntil = toldUntil }
    hear(of: entry, since)
    return true
  }

  private mutating func hear(of entry: Int, _ since: Int32) {
    guard since < entries[entry].since else { return }
    entries[entry].since = since
    tails.add(entries[entry].name.core, firm: entries[entry].firm, since: since)
  }

  /// Notes where the register places a firm from a day on (``Day/number``).
  public mutating func place(_ firm: Int32, in county: CountyCode?, since: Int32) {
    placements.append(Placement(county: county?.description, since: since))
    byPlaced.append(firm)
  }

  /// The firm that has the name, going by what was known on a day.
  ///
  /// - Parameters:
  ///   - text: the name as the row writes it.
  ///   - county: the row's own where it names one.
  ///   - day: ``Day/number``; names and places that became known later are not looked at.
  ///   - survivor: the firm that a firm counts as.
  /// - Returns: the firm, when there is exactly one.
  public func match(
    _ text: String, county: CountyCode? = nil, on day: Int32 = .max,
    countingAs survivor: (Int32) -> Int32 = { $0 }
  ) -> NameMatch {
    let name = FirmName(text, places: places)
    let row = county?.description
    // What was lost may be what tells two firms apart.
    guard !name.isNoName else { return .none }
    func firms(_ indices: [Int32], where holds: (Entry) -> Bool) -> Set<Int32> {
      var found: Set<Int32> = []
      for index in indices where entries[Int(index)].holds(on: day) {
        let entry = placed(entries[Int(index)], on: day)
        if holds(entry) { found.insert(survivor(entry.firm)) }
      }
      return found
    }
    let same = firms(byKey.entries(of: name.key)) { isIn(row, $0) }
    if let found = NameMatch(same, .sameName) { return found }
    let sameCore = byCore.entries(of: name.core)
    let isTrade = isTradeAlone(name, on: day)
    let respelled = firms(byStem.entries(of: name.stem) + sameCore) { entry in
      isIn(row, entry) && agree(entry.name, name, strictly: true)
        && (!isTrade || entry.name.form == name.form)
        && (entry.name.place == name.place && entry.name.core == name.core
          || entry.name.stem == name.stem)
    }
    if let found = NameMatch(respelled, .respelled) { return found }
    guard !isTrade, name.core.unicodeScalars.count >= Self.tellingCore else { return .none }
    let shortened = firms(sameCore) { entry in
      isIn(row, entry) && agree(entry.name, name, strictly: false)
        && placesAgree(entry, name, county: row)
    }
    return NameMatch(shortened, .shortened) ?? .none
  }

  /// A core of two characters (燃料, 宾馆) tells nothing without its place.
  private static let tellingCore = 3

  /// No brand is left without place and form, by what was known on a day.
  func isTradeAlone(_ name: FirmName, on day: Int32 = .max) -> Bool {
    name.isTradeAlone || tails.commonSince(name.core).map { $0 <= day } ?? false
  }

  /// Whether what a person says of one row of the name may hold for others: not where it names nothing
  /// or characters were lost, nor of a trade alone without its place, which firms of every county go by.
  /// By what was known on a day (``Day/number``).
  public func tellsOneFirm(_ name: FirmName, on day: Int32 = .max) -> Bool {
    !name.isNoName && !(name.place.isEmpty && isTradeAlone(name, on: day))
  }

  /// True when several firms have had exactly the name.
  func isShared(_ name: FirmName) -> Bool {
    Set(byKey.entries(of: name.key).map { entries[Int($0)].firm }).count > 1
  }

  /// The days (``Day/number``) on which something became known that ``match(_:county:on:countingAs:)``
  /// looks at for the name, ascending.
  public func days(of text: String) -> [Int32] {
    let name = FirmName(text, places: places)
    guard !name.key.isEmpty else { return [] }
    var days: Set<Int32> = []
    let concerned =
      byKey.entries(of: name.key) + byStem.entries(of: name.stem) + byCore.entries(of: name.core)
    for index in concerned {
      days.insert(entries[Int(index)].since)
      if let until = entries[Int(index)].toldUntil, until < .max { days.insert(until) }
      byPlaced.forEach(entries[Int(index)].firm) { days.insert(placements[Int($0)].since) }
    }
    if !concerned.isEmpty, let day = tails.commonSince(name.core) { days.insert(day) }
    return days.sorted()
  }

  /// The entry with the place that its firm had on a day.
  private func placed(_ entry: Entry, on day: Int32) -> Entry {
    var (isPlaced, last) = (false, Int32.min)
    var found: String?
    byPlaced.forEach(entry.firm) { index in
      isPlaced = true
      let placement = placements[Int(index)]
      guard placement.since <= day, placement.since > last else { return }
      (last, found) = (placement.since, placement.county)
    }
    guard isPlaced else { return entry }
    var entry = entry
    entry.county = found
    return entry
  }

  private func isIn(_ county: String?, _ entry: Entry) -> Bool {
    county == nil || entry.county == nil || county == entry.county
  }

  private func agree(_ one: FirmName, _ other: FirmName, strictly: Bool) -> Bool {
    guard let form = one.form, let otherForm = other.form else {
      return !strictly || one.form == other.form
    }
    return form.isCompatible(with: otherForm)
  }

  private func placesAgree(_ entry: Entry, _ name: FirmName, county: String?) -> Bool {
    guard entry.name.isPlaced(like: name) else { return false }
    let (registered, named) = (entry.name.place, name.place)
    if registered == named || named.isEmpty { return true }
    if registered.isEmpty || named.hasPrefix(registered) {
      guard let lies = entry.county else { return registered.isEmpty }
      return lies.hasPrefix(named)
    }
    return registered.hasPrefix(named) && county?.hasPrefix(registered) == true
  }
}

/// What the names say of a row without a code.
public enum NameMatch: Hashable, Sendable {
  case one(Int32, NameRule)
  /// Several firms have the name: a person decides.
  case several
  case none

  fileprivate init?(_ firms: Set<Int32>, _ rule: NameRule) {
    guard let firm = firms.first else { return nil }
    self = firms.count == 1 ? .one(firm, rule) : .several
  }

  /// The firm, when there is exactly one.
  public var firm: Int32? {
    if case .one(let firm, _) = self { firm } else { nil }
  }
}

/// By which rule of ``FirmNameIndex`` a name found its firm.
public enum NameRule: String, Hashable, Sendable {
  case sameName = "same-name"
  case respelled
  case shortened
}

/// Which entries have a value, entry after entry, without an array for each value.
private struct EntryTable<Value: Hashable & Sendable>: Sendable {
  private var newest: [Value: Int32] = [:]
  /// The entry before of the same value, -1 for none.
  private var before: [Int32] = []

  /// A table that grows hashes all its texts again, which is most of the work on a name.
  mutating func reserve(_ count: Int) {
    newest.reserveCapacity(count)
    before.reserveCapacity(count)
  }

  /// Adds the next entry's value.
  mutating func append(_ value: Value) {
    let entry = Int32(before.count)
    before.append(newest.updateValue(entry, forKey: value) ?? -1)
  }

  /// Newest first.
  func forEach(_ value: Value, _ visit: (Int32) -> Void) {
    var entry = newest[value] ?? -1
    while entry >= 0 {
      visit(entry)
      entry = before[Int(entry)]
    }
  }

  /// Newest first.
  func entries(of value: Value) -> [Int32] {
    var found: [Int32] = []
    forEach(value) { found.append($0) }
    return found
  }
}
