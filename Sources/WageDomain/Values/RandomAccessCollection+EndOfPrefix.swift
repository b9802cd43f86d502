extension RandomAccessCollection {
  /// Looks for the end of a beginning by halving.
  ///
  /// - Parameter comesBefore: true for a beginning of the collection and for nothing after it.
  /// - Returns: the place of the first element that is not of the beginning; the end where all are.
  @inlinable
  public func endOfPrefix(where comesBefore: (Element) throws -> Bool) rethrows -> Index {
    var (low, count) = (startIndex, count)
    while count > 0 {
      let middle = index(low, offsetBy: count / 2)
      if try comesBefore(self[middle]) {
        low = index(after: middle)
        count -= count / 2 + 1
      } else {
        count /= 2
      }
    }
    return low
  }
}
