import WageDomain

/// Decimal numbers, exactly: no binary fraction ever stands in between.
enum NumberCell {
  enum Fault { case none, number, decimals, tooLarge }

  /// - Parameters:
  ///   - cell: trimmed ASCII, e.g. `-1234.5`; `1,234.50` when `isQuoted`.
  ///   - decimals: the most digits after the point.
  ///   - storedDecimals: digits of the stored unit; at least `decimals`.
  ///   - isQuoted: only then may commas group the digits by three.
  /// - Returns: the value in the stored unit, up to eighteen digits.
  @inline(__always)
  static func parse(
    _ cell: CellBytes, decimals: Int, storedDecimals: Int, isQuoted: Bool
  ) -> (value: Int64, fault: Fault) {
    var at = 0
    let isNegative = cell.count > 0 && cell[0] == 0x2D
    if isNegative { at = 1 }
    let first = at
    var value: Int64 = 0
    while at < cell.count {
      let digit = cell[at] &- 0x30
      guard digit < 10 else { break }
      value = value &* 10 &+ Int64(digit)
      at &+= 1
    }
    let whole = at &- first
    if whole == 0 { return (0, .number) }
    var fraction = 0
    if at < cell.count {
      if cell[at] == 0x2C {
        return isQuoted ? grouped(cell, decimals, storedDecimals) : (0, .number)
      }
      guard cell[at] == 0x2E else { return (0, .number) }
      at &+= 1
      while at < cell.count {
        let digit = cell[at] &- 0x30
        guard digit < 10 else { return (0, .number) }
        value = value &* 10 &+ Int64(digit)
        at &+= 1
        fraction &+= 1
      }
      if fraction == 0 { return (0, .number) }
    }
    if fraction > decimals { return (0, .decimals) }
    // Eighteen digits fit; leading zeros are so rare that they need not be.
    if whole &+ storedDecimals > 18 { return (0, .tooLarge) }
    while fraction < storedDecimals {
      value = value &* 10
      fraction &+= 1
    }
    return (isNegative ? 0 &- value : value, .none)
  }

  /// Commas before every third digit of the whole part and nowhere else.
  private static func grouped(
    _ cell: CellBytes, _ decimals: Int, _ storedDecimals: Int
  ) -> (value: Int64, fault: Fault) {
    let bytes = Array(UnsafeBufferPointer(start: cell.start, count: cell.count))
    let sign = bytes.first == 0x2D ? 1 : 0
    let point = bytes.firstIndex(of: 0x2E) ?? bytes.count
    guard !bytes[point...].contains(0x2C) else { return (0, .number) }
    let groups = bytes[sign..<point].split(separator: 0x2C, omittingEmptySubsequences: false)
    guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 }) else {
      return (0, .number)
    }
    let plain = bytes.filter { $0 != 0x2C }
    return plain.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return (0, .number) }
      return parse(
        CellBytes(start: start, count: buffer.count), decimals: decimals,
        storedDecimals: storedDecimals, isQuoted: false)
    }
  }
}
