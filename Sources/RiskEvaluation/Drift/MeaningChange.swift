/// A month of one signal beside the month before it: whether the numbers still mean the same.
///
/// A firm is held against itself, so that other firms in the file are no change of meaning.
public struct MeaningChange: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    /// The middle firm's value became eight times as large or an eighth: another unit, most likely.
    case unit
    /// A fifth of the firms more, or fewer, have a zero.
    case zeros
    /// A fifth of the firms that had a row have none, though the month was delivered.
    case missing
  }

  public let kind: Kind
  /// Firms that were compared.
  public let count: Int
  /// The middle ratio, or the share of firms before and now.
  public let before: Double?
  public let now: Double

  /// Fewer firms than this say nothing of a feed (assumption).
  public static let fewest = 30
  /// No season makes a whole district eight times itself (assumption).
  static let unitRatio = 8.0
  static let shareJump = 0.2

  /// What changed from one month to the next; empty when nothing did, or with too few firms to say.
  ///
  /// - Parameters:
  ///   - pairs: of the firms with a row in the month before, the value then and now; nil for one
  ///     without a row now.
  ///   - isFlag: the values are yes and no, which have no unit.
  /// - Returns: each kind at most once.
  public static func between(
    _ pairs: [(before: Int64, now: Int64?)], isFlag: Bool = false
  ) -> [MeaningChange] {
    guard pairs.count >= fewest else { return [] }
    var changes: [MeaningChange] = []
    let both = pairs.compactMap { pair in pair.now.map { (pair.before, $0) } }
    let gone = Double(pairs.count - both.count) / Double(pairs.count)
    if gone >= shareJump {
      changes.append(MeaningChange(kind: .missing, count: pairs.count, before: nil, now: gone))
    }
    let ratios = both.filter { $0.0 > 0 && $0.1 > 0 }.map { Double($0.1) / Double($0.0) }.sorted()
    if ratios.count >= fewest, !isFlag {
      // The lower middle, as medians are everywhere.
      let middle = ratios[(ratios.count - 1) / 2]
      if middle >= unitRatio || middle <= 1 / unitRatio {
        changes.append(MeaningChange(kind: .unit, count: ratios.count, before: nil, now: middle))
      }
    }
    if both.count >= fewest {
      let shares = (share(both.map(\.0)), share(both.map(\.1)))
      if abs(shares.1 - shares.0) >= shareJump {
        changes.append(
          MeaningChange(kind: .zeros, count: both.count, before: shares.0, now: shares.1))
      }
    }
    return changes
  }

  private static func share(_ values: [Int64]) -> Double {
    Double(values.count { $0 == 0 }) / Double(values.count)
  }
}
