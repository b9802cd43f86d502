/// How far two names are apart: characters put in, left out, exchanged, or neighbours swapped.
///
/// - Source: the optimal string alignment distance.
struct NameDistance {
  /// The number of such steps.
  let count: Int
  /// What differs, from the first character that does to the last.
  private let one, other: [Unicode.Scalar]

  /// The two swapped characters as the first name has them, when a swap is all the difference.
  var swapped: String? {
    one.count == 2 && one == other.reversed() ? FirmName.string(one) : nil
  }

  /// What the first name has where they differ; empty without a difference.
  var found: String { FirmName.string(one) }

  /// What the second name has where they differ.
  var expected: String { FirmName.string(other) }

  init(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) {
    let shorter = min(first.count, second.count)
    var head = 0
    while head < shorter, first[head] == second[head] { head += 1 }
    var tail = 0
    while tail < shorter - head, first[first.count - 1 - tail] == second[second.count - 1 - tail] {
      tail += 1
    }
    one = Array(first[head..<first.count - tail])
    other = Array(second[head..<second.count - tail])
    count = Self.steps(one, other)
  }

  private static func steps(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar]) -> Int {
    guard !one.isEmpty, !other.isEmpty else { return max(one.count, other.count) }
    var before: [Int] = []
    var last = Array(0...other.count)
    for row in 1...one.count {
      var current = [row]
      for column in 1...other.count {
        let change = one[row - 1] == other[column - 1] ? 0 : 1
        var least = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + change)
        if row > 1, column > 1, one[row - 1] == other[column - 2], one[row - 2] == other[column - 1]
        {
          least = min(least, before[column - 2] + 1)
        }
        current.append(least)
      }
      before = last
      last = current
    }
    return last[other.count]
  }
}
