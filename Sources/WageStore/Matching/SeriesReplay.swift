internal import GRDB
internal import WageDomain

/// Puts rows of a monthly feed into the store, or takes them out, as if their files had been loaded
/// so from the start.
///
/// Whose a row is decides what later rows repeat, replace and take back. So all that was said of the
/// accounts and months concerned is read back from the slabs, cleared, and said again in the order
/// the files came, with the rows put in or left out; lines and known-on days stay. Putting rows in and
/// taking them out again therefore leads back to the same content, as of any day.
struct SeriesReplay {
  private let feed: Feed
  private let measures: [Measure]
  private let transaction: StoreTransaction
  private let firms: FirmRegister
  private var series: SeriesIndex
  /// What the ledger's counts change by, by file.
  private(set) var changes: [Int64: LoadCounts] = [:]
  /// Rows whose file said something else of the same account and month before them.
  private(set) var clashes: [(file: Int64, line: Int32, about: SeriesMonth)] = []
  /// From when (``Day/number``) rows counted that were removed.
  private(set) var removed: [Place: Int32] = [:]

  /// Where a row stands.
  struct Place: Hashable {
    let file: Int64
    let line: Int32
  }

  init(feed: Feed, firms: FirmRegister, in transaction: StoreTransaction) throws {
    self.feed = feed
    self.firms = firms
    self.transaction = transaction
    measures = Measure.measures(of: feed)
    series = try firms.takeSeries(of: feed, in: transaction.db)
  }

  /// Adds the statements, or removes those of the same file and line.
  mutating func run(
    _ statements: [SeriesMonth: [SeriesStatement]], removing isRemoval: Bool
  ) throws {
    var anew: [Int64: [(SeriesMonth, SeriesStatement)]] = [:]
    for month in Set(statements.keys.map(\.month)).sorted() {
      let wanted = statements.filter { $0.key.month == month }
      var reading = try SeriesReading(
        feed: feed, month: month, chains: wanted.keys.map(\.chain), series: series,
        in: transaction)
      for (key, given) in wanted.sorted(by: { $0.key.chain < $1.key.chain }) {
        let old = (reading.statements[key.chain] ?? []).withRepeats()
        note(old.counts(), sign: -1)
        for statement in isRemoval ? without(given, old) : with(given, old, of: key) {
          anew[statement.file, default: []].append((key, statement))
        }
      }
      try reading.clear()
    }
    for file in anew.keys.sorted() { try lay(anew[file] ?? [], file: file) }
    if isRemoval { try releaseAccounts(statements) }
  }

  private mutating func without(
    _ given: [SeriesStatement], _ old: [SeriesStatement]
  ) -> [SeriesStatement] {
    let places = Set(given.map { Place(file: $0.file, line: $0.line) })
    return old.filter { known in
      let place = Place(file: known.file, line: known.line)
      guard places.contains(place) else { return true }
      removed[place] = known.day.knownOn.number
      return false
    }
  }

  private mutating func with(
    _ given: [SeriesStatement], _ old: [SeriesStatement], of key: SeriesMonth
  ) -> [SeriesStatement] {
    var all = old
    for statement in given.sorted(by: { ($0.file, $0.line) < ($1.file, $1.line) }) {
      // An account and month have one row a file, as when it was loaded: the one that is in stands.
      if all.contains(where: { $0.file == statement.file }) {
        clashes.append((statement.file, statement.line, key))
      } else {
        all.append(statement)
      }
    }
    return all
  }

  /// Says one file's statements again, a layer a month and known-on day.
  private mutating func lay(
    _ statements: [(key: SeriesMonth, statement: SeriesStatement)], file: Int64
  ) throws {
    struct LayerKey: Hashable {
      let day: LayerDay
      let month: Month
    }
    var layers: [LayerKey: PendingLayer] = [:]
    for (key, statement) in statements {
      let number = seriesNumber(key.chain, firm: statement.firm)
      let layerKey = LayerKey(day: statement.day, month: key.month)
      layers[
        layerKey,
        default: PendingLayer(
          month: key.month, day: statement.day, measures: measures.count, seenIndex: 0)
      ].append(
        series: number, line: statement.line, values: statement.values,
        takingBack: series.hasSiblings(number) ? series.siblings(of: number) : [])
    }
    try series.save(in: transaction.db)
    for (_, layer) in layers.sorted(by: {
      ($0.key.day, $0.key.month) < ($1.key.day, $1.key.month)
    }) {
      var writer = try LayerWriter(
        layer: layer, feed: feed, measures: measures, series: series, file: file,
        transaction: transaction)
      note([file: try writer.write()], sign: 1)
    }
  }

  private mutating func seriesNumber(_ chain: SeriesMonth.Chain, firm: Int32) -> Int32 {
    switch chain {
    case .firm: series.series(firm: firm)
    case .account(let account): series.series(account: account, firm: firm)
    }
  }

  private mutating func note(_ counts: [Int64: LoadCounts], sign: Int) {
    for (file, count) in counts {
      changes[file, default: LoadCounts()].stored += sign * count.stored
      changes[file, default: LoadCounts()].unchanged += sign * count.unchanged
      changes[file, default: LoadCounts()].superseded += sign * count.superseded
    }
  }

  /// An account that nothing is left of is no longer anyone's, so that it matches no row.
  private func releaseAccounts(_ statements: [SeriesMonth: [SeriesStatement]]) throws {
    var slots: [Int: Set<Int32>] = [:]
    for chain in Set(statements.keys.map(\.chain)) {
      guard case .account(let account) = chain else { continue }
      for number in series.series(ofAccount: account) {
        let block = SeriesIndex.block(ofFirm: series.firmIds[Int(number)])
        slots[block, default: []].insert(series.slots[Int(number)])
      }
    }
    for (block, slots) in slots.sorted(by: { $0.key < $1.key }) {
      // The place in the slabs stays taken; the name is one that no file can hold.
      let names = try silent(slots, block: block).map { ($0, "\u{1F}\(block)-\($0)") }
      try transaction.renameSeries(
        feed, block: block, keys: Dictionary(uniqueKeysWithValues: names))
    }
  }

  /// Those of the slots of which no row is left.
  private func silent(_ slots: Set<Int32>, block: Int) throws -> Set<Int32> {
    var silent = slots
    for kind in [SlabKind.lines(of: feed), SlabKind.repeats(of: feed)] {
      try transaction.snapshot.forEachSlab(
        "block = ? AND measure = ?", [Int64(block), Int64(kind)]
      ) { slab in
        SlabBlob.forEach(form: slab.form, data: slab.data) { slot, value in
          if value > SlabBlob.withdrawn { silent.remove(Int32(slot)) }
        }
      }
    }
    return silent
  }
}

extension SeriesIndex {
  /// The series of an account and firm, made when it is new.
  mutating func series(account: String, firm: Int32) -> Int32 {
    Array(account.utf8).withUnsafeBytes { series(key: $0, firm: firm) }
  }

  /// Every series of an account, whoever's, newest first.
  func series(ofAccount account: String) -> [Int32] {
    Array(account.utf8).withUnsafeBytes { series(ofKey: $0) }
  }
}
