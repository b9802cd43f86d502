internal import GRDB
internal import WageDomain

/// Rows of one feed that came under several codes of merged firms and say the same: they count once.
///
/// A firm's rows without an account are about the firm and month, a payment about its payday and
/// batch. Where two codes of one firm have such a row each and every value is equal, the agency
/// sent one row under both; where any value differs each code reported its own part, and the parts
/// add up. An account is one thing whichever code it comes under: there the stored rows are one.
struct MergedRepeats {
  private var cells: Set<Cell> = []

  private struct Cell: Hashable {
    let place: SeriesPlace
    let month: Int32
  }

  /// What rows of a family are about, whichever of its codes they carry.
  private struct Subject: Hashable {
    let family: Int
    /// Of a payment its payday and batch; empty for a firm's month.
    let payment: [UInt8]
  }

  /// `families` are firms that count as one, the one that goes on first.
  init(
    _ feed: Feed, families: [[Int64]], months: ClosedRange<Month>, view: LayerView,
    in snapshot: StoreSnapshot
  ) throws {
    let twins = try Self.twins(feed, families, snapshot)
    guard !twins.isEmpty else { return }
    let values = try Self.values(feed, twins, months, view, snapshot)
    for places in twins {
      for month in months.lowerBound.index...months.upperBound.index {
        var told: Set<[Int64]> = []
        for place in places {
          let cell = Cell(place: place, month: month)
          guard let row = values[cell] else { continue }
          if !told.insert(row).inserted { cells.insert(cell) }
        }
      }
    }
  }

  var isEmpty: Bool { cells.isEmpty }

  /// True for a row that another code's row says already.
  func contains(block: Int, slot: Int, month: Int32) -> Bool {
    cells.contains(Cell(place: SeriesPlace(block: block, slot: Int32(slot)), month: month))
  }

  /// The slots of a block whose rows of a month another code's row says already, in no order.
  func slots(block: Int, month: Int32) -> [Int] {
    cells.filter { $0.place.block == block && $0.month == month }.map { Int($0.place.slot) }
  }

  /// The series of several members that are about the same, in the order of their firms.
  private static func twins(
    _ feed: Feed, _ families: [[Int64]], _ snapshot: StoreSnapshot
  ) throws -> [[SeriesPlace]] {
    let members = Dictionary(
      families.enumerated().flatMap { family, firms in
        firms.enumerated().map { (Int32($1), (family: family, rank: $0)) }
      }, uniquingKeysWith: { first, _ in first })
    var found: [Subject: [(rank: Int, place: SeriesPlace)]] = [:]
    for block in Set(members.keys.map { SeriesIndex.block(ofFirm: $0) }).sorted() {
      var slot: Int32 = 0
      try snapshot.forEachSeries(of: feed, block: block) { firm, key in
        defer { slot += 1 }
        guard let member = members[firm], let payment = payment(key, of: feed) else { return }
        found[Subject(family: member.family, payment: payment), default: []].append(
          (member.rank, SeriesPlace(block: block, slot: slot)))
      }
    }
    return found.values.filter { $0.count > 1 }.map { rows in
      rows.sorted { $0.rank < $1.rank }.map(\.place)
    }
  }

  /// What a series is about beside its firm; nil for an account.
  private static func payment(_ key: UnsafeRawBufferPointer?, of feed: Feed) -> [UInt8]? {
    guard let key else { return [] }
    guard feed == .payroll, let bar = key.firstIndex(of: UInt8(ascii: "|")) else { return nil }
    return Array(key[bar...])
  }

  /// Every value of the rows, by measure; rows of which none holds are left out.
  private static func values(
    _ feed: Feed, _ twins: [[SeriesPlace]], _ months: ClosedRange<Month>, _ view: LayerView,
    _ snapshot: StoreSnapshot
  ) throws -> [Cell: [Int64]] {
    let measures = Measure.measures(of: feed)
    var values: [Cell: [Int64]] = [:]
    for (block, places) in Dictionary(grouping: twins.joined(), by: \.block) {
      let slotCount = Int(places.map(\.slot).max() ?? -1) + 1
      for month in (view.months[feed] ?? []).filter(months.contains) {
        for (position, measure) in measures.enumerated() {
          let column = try snapshot.column(
            block: block, kind: Int(measure.rawValue), month: month, slotCount: slotCount,
            view: view)
          for place in places {
            guard let value = column.value(Int(place.slot)) else { continue }
            values[
              Cell(place: place, month: month.index),
              default: Array(repeating: SlabBlob.silent, count: measures.count)
            ][position] = value
          }
        }
      }
    }
    return values
  }
}
