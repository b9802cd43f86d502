import WageDomain

/// Months, days and moments in the accepted spellings; the cell is trimmed, folded UTF-8.
enum CalendarCell {
  /// `2026-10`, `202610`, `2026/10`, `2026年10月`; one digit of the month after `/` or 年 too.
  ///
  /// - Returns: ``Month/index``, nil for anything else.
  @inline(__always)
  static func month(_ cell: CellBytes) -> Int64? {
    if cell.count == 7, cell[4] == 0x2D {
      return index(number(cell, 0, 4), number(cell, 5, 7))
    }
    if cell.count == 6, cell[4] != 0x2F { return index(number(cell, 0, 4), number(cell, 4, 6)) }
    return otherMonth(cell)
  }

  /// `2026-10-05`, `20261005`, `2026/10/5`, `2026年10月5日`.
  ///
  /// - Returns: ``Day/number``, nil for anything else or a day that does not exist.
  static func day(_ cell: CellBytes) -> Int64? {
    if cell.count == 10, cell[4] == 0x2D, cell[7] == 0x2D {
      return day(number(cell, 0, 4), number(cell, 5, 7), number(cell, 8, 10))
    }
    if cell.count == 8, cell[4] != 0x2F {
      return day(number(cell, 0, 4), number(cell, 4, 6), number(cell, 6, 8))
    }
    if cell.count > 4, cell[4] == 0x2F {
      let (month, at) = shortNumber(cell, 5)
      guard at < cell.count, cell[at] == 0x2F else { return nil }
      let (dayOfMonth, end) = shortNumber(cell, at + 1)
      return end == cell.count ? day(number(cell, 0, 4), month, dayOfMonth) : nil
    }
    guard let (month, at) = monthAfterYear(cell) else { return nil }
    let (dayOfMonth, end) = shortNumber(cell, at)
    return has(cell, "日", at: end) && end + 3 == cell.count
      ? day(number(cell, 0, 4), month, dayOfMonth) : nil
  }

  /// A day, one space, `HH:MM` or `HH:MM:SS`, Shanghai time.
  ///
  /// - Returns: seconds since 1970, nil for anything else.
  static func instant(_ cell: CellBytes) -> Int64? {
    guard let space = (0..<cell.count).first(where: { cell[$0] == 0x20 }) else { return nil }
    let left = cell.count - space - 1
    guard left == 5 || left == 8, cell[space + 3] == 0x3A, left == 5 || cell[space + 6] == 0x3A,
      let day = day(CellBytes(start: cell.start, count: space))
    else { return nil }
    let hour = number(cell, space + 1, space + 3)
    let minute = number(cell, space + 4, space + 6)
    let second = left == 8 ? number(cell, space + 7, space + 9) : 0
    guard (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second) else {
      return nil
    }
    return Instant(
      day: Day(number: Int32(day)), secondOfDay: hour * 3600 + minute * 60 + second
    ).secondsSince1970
  }

  private static func otherMonth(_ cell: CellBytes) -> Int64? {
    if cell.count > 4, cell[4] == 0x2F {
      let (month, end) = shortNumber(cell, 5)
      return end == cell.count ? index(number(cell, 0, 4), month) : nil
    }
    guard let (month, end) = monthAfterYear(cell), end == cell.count else { return nil }
    return index(number(cell, 0, 4), month)
  }

  /// The month of `2026年10月…` and where the text after 月 begins.
  private static func monthAfterYear(_ cell: CellBytes) -> (month: Int, end: Int)? {
    guard has(cell, "年", at: 4) else { return nil }
    let (month, end) = shortNumber(cell, 7)
    return has(cell, "月", at: end) ? (month, end + 3) : nil
  }

  private static func has(_ cell: CellBytes, _ text: StaticString, at start: Int) -> Bool {
    start + 3 <= cell.count && (0..<3).allSatisfy { cell[start + $0] == text.utf8Start[$0] }
  }

  @inline(__always)
  private static func index(_ year: Int, _ month: Int) -> Int64? {
    guard year >= 1, month >= 1, month <= 12 else { return nil }
    return Int64(Month(year: year, month: month).index)
  }

  private static func day(_ year: Int, _ month: Int, _ day: Int) -> Int64? {
    Day(year: year, month: month, day: day).map { Int64($0.number) }
  }

  /// The digits of a range as a number, -1 when one is no digit or the cell is shorter.
  @inline(__always)
  private static func number(_ cell: CellBytes, _ start: Int, _ end: Int) -> Int {
    guard end <= cell.count else { return -1 }
    var value = 0
    var at = start
    while at < end {
      let digit = cell[at] &- 0x30
      guard digit < 10 else { return -1 }
      value = value &* 10 &+ Int(digit)
      at &+= 1
    }
    return value
  }

  /// One or two digits and where they end; -1 when there are none.
  private static func shortNumber(_ cell: CellBytes, _ start: Int) -> (value: Int, end: Int) {
    var end = start
    while end < cell.count, end < start + 2, cell[end] &- 0x30 < 10 { end += 1 }
    return (end > start ? number(cell, start, end) : -1, end)
  }
}
