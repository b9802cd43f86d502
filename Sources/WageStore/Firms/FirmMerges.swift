internal import GRDB
public import WageDomain

/// Which firms count as which others.
///
/// The rows of a merged firm stay its own; whoever reads for scoring adds them to those of the firm
/// that goes on. So a day before the merge is read as it was, and undoing leaves nothing behind.
struct FirmMerges {
  private var into: [Int64: Int64] = [:]
  /// ``Day/number`` of the day from which a merged firm counts as the other.
  private let since: [Int64: Int32]
  private var members: [Int64: [Int64]] = [:]

  /// No firm counts as another.
  static let none = FirmMerges(into: [:], since: [:])

  init(into: [Int64: Int64], since: [Int64: Int32]) {
    self.into = into
    self.since = since
    for firm in into.keys.sorted() { members[survivor(of: firm), default: []].append(firm) }
  }

  var isEmpty: Bool { into.isEmpty }

  /// The merged firms, ascending.
  var merged: [Int64] { into.keys.sorted() }

  /// The firm that this one counts as; itself when it was not merged.
  func survivor(of firm: Int64) -> Int64 {
    guard !into.isEmpty else { return firm }
    var firm = firm
    while let next = into[firm] { firm = next }
    return firm
  }

  /// The days (``Day/number``) from which merges count, ascending.
  var days: [Int32] { since.values.sorted() }

  /// The firm that this one counts as on a day.
  func survivor(of firm: Int32, on day: Int32) -> Int32 {
    var firm = Int64(firm)
    while let next = into[firm], since[firm] ?? .min <= day { firm = next }
    return Int32(firm)
  }

  /// The firms that count as this one, ascending, itself left out.
  func absorbed(by firm: Int64) -> [Int64] { members[firm] ?? [] }

  /// The one firm that all of these count as; nil for none or several.
  func onlySurvivor(of firms: [Int32]) -> Int32? {
    guard let first = firms.first else { return nil }
    if firms.count == 1 { return first }
    let found = Set(firms.map { survivor(of: Int64($0)) })
    return found.count == 1 ? found.first.map { Int32($0) } : nil
  }

  /// The one firm that all of these count as on a day; nil for none or several.
  func onlySurvivor(of firms: [Int32], on day: Int32) -> Int32? {
    guard let first = firms.first else { return nil }
    if firms.count == 1 { return first }
    let found = Set(firms.map { survivor(of: $0, on: day) })
    return found.count == 1 ? found.first : nil
  }
}

extension StoreSnapshot {
  /// How many firms count as another as of `day`.
  public func mergeCount(asOf day: Day) throws -> Int { try firmMerges(asOf: day).merged.count }

  /// The merges in force that count as of `day`; every one in force when it is nil.
  func firmMerges(asOf day: Day?) throws -> FirmMerges {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT firmId, intoFirmId, sinceOn FROM firmMerge
          WHERE endedBy IS NULL AND sinceOn <= ifnull(?, '9999-12-31')
          """),
      arguments: [day?.description])
    return FirmMerges(
      into: Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as Int64, $0[1] as Int64) }),
      since: Dictionary(
        uniqueKeysWithValues: rows.compactMap { row in
          Day(row[2] as String).map { (row[0] as Int64, $0.number) }
        }))
  }
}
