internal import WageDomain

/// Values of months that follow each other, in little room; months between them may have none.
struct MonthValues {
  private var first: Int32 = 0
  private var values: [Int64] = []

  /// No value.
  private static let absent = Int64.min

  /// Nil where nothing was told.
  subscript(month: Month) -> Int64? {
    get {
      let place = Int(Int32(month.index) - first)
      guard values.indices.contains(place), values[place] != Self.absent else { return nil }
      return values[place]
    }
    set {
      makeRoom(for: Int32(month.index))
      values[Int(Int32(month.index) - first)] = newValue ?? Self.absent
    }
  }

  /// The months with a value, ascending.
  func forEach(_ body: (Month, Int64) -> Void) {
    for (place, value) in values.enumerated() where value != Self.absent {
      body(Month(index: first + Int32(place)), value)
    }
  }

  func contains(where isMeant: (Int64) -> Bool) -> Bool {
    values.contains { $0 != Self.absent && isMeant($0) }
  }

  private mutating func makeRoom(for month: Int32) {
    if values.isEmpty { first = month }
    if month < first {
      values.insert(
        contentsOf: repeatElement(Self.absent, count: Int(first - month)), at: 0)
      first = month
    }
    let missing = Int(month - first) - values.count + 1
    if missing > 0 { values.append(contentsOf: repeatElement(Self.absent, count: missing)) }
  }
}
