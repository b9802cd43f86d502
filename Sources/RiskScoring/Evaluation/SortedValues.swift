/// A few values in order, as many as a row has months.
struct SortedValues {
  private let room: UnsafeMutableBufferPointer<Int64>
  private(set) var count = 0

  fileprivate init(_ room: UnsafeMutableBufferPointer<Int64>) { self.room = room }

  /// Puts a value in its place: of a dozen entries that is quicker than to sort them.
  @inline(__always)
  mutating func add(_ value: Int64) {
    precondition(count < room.count)
    var place = count
    while place > 0, room[place - 1] > value {
      room[place] = room[place - 1]
      place -= 1
    }
    room[place] = value
    count += 1
  }

  /// The lower of the two middle values of an even count; nil when empty.
  var lowerMedian: Int64? { count == 0 ? nil : room[(count - 1) / 2] }
}

extension [Int64] {
  /// The lower median of the values that `add` gives, in the room of this array, whose entries go.
  ///
  /// - Parameters:
  ///   - most: no more are given.
  ///   - least: fewer say nothing.
  ///   - add: gives the values, in any order.
  /// - Returns: nil where fewer are given, or none.
  @inline(__always)
  mutating func lowerMedian(
    ofAtMost most: Int, atLeast least: Int = 1, _ add: (inout SortedValues) -> Void
  ) -> Int64? {
    if count < most { self = [Int64](repeating: 0, count: most) }
    return withUnsafeMutableBufferPointer { room in
      var values = SortedValues(room)
      add(&values)
      return values.count < least ? nil : values.lowerMedian
    }
  }
}
