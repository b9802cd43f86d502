internal import WageDomain

/// What one agency row says of one account (or firm without an account) in one month.
struct SeriesStatement {
  let file: Int64
  let line: Int32
  let day: LayerDay
  /// Whose the account is, as the row is understood.
  let firm: Int32
  /// By measure; ``SlabBlob/silent`` for an empty cell.
  var values: [Int64]
  /// The row said what was known already: only its line is kept.
  var isRepeat = false
}

/// The account of a feed, or the firm where a row names no account, in one month: the unit that a
/// later row replaces.
struct SeriesMonth: Hashable {
  let chain: Chain
  let month: Month

  enum Chain: Hashable, Comparable {
    case account(String)
    case firm(Int32)
  }
}

extension [SeriesStatement] {
  /// What held just before each statement: the last one of its own day or earlier that came before
  /// it; nil where nothing was known.
  ///
  /// The statements stand in the order their files came.
  func before(_ index: Int) -> SeriesStatement? {
    var found: SeriesStatement?
    for earlier in self[..<index] where earlier.day <= self[index].day {
      if let last = found, last.day > earlier.day { continue }
      found = earlier
    }
    return found
  }

  /// Gives each repeat the values that it repeated.
  func withRepeats() -> [SeriesStatement] {
    var all = self
    for index in all.indices where all[index].isRepeat {
      if let known = all.before(index) { all[index].values = known.values }
    }
    return all
  }

  /// How the statements count in their files' ledger rows.
  func counts() -> [Int64: LoadCounts] {
    var counts: [Int64: LoadCounts] = [:]
    for (index, statement) in enumerated() {
      if statement.isRepeat {
        counts[statement.file, default: LoadCounts()].unchanged += 1
      } else {
        counts[statement.file, default: LoadCounts()].stored += 1
        if before(index)?.firm == statement.firm {
          counts[statement.file, default: LoadCounts()].superseded += 1
        }
      }
    }
    return counts
  }
}
