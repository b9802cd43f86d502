import WageDomain

/// Days and times that a sheet keeps as numbers.
///
/// In the 1900 system day 1 is 1900-01-01, and there is a day 60, 1900-02-29, that never was; it is
/// written as such, and no column takes it. In the 1904 system day 0 is 1904-01-01.
struct SheetDay {
  let isFrom1904: Bool

  private static let lastSerial1900 = 2_958_465.0
  private static let lastSerial1904 = 2_957_003.0

  /// - Returns: nil when the number is no day of the system.
  func text(_ serial: Double, _ look: CellLook) -> String? {
    guard serial >= 0, serial < (isFrom1904 ? Self.lastSerial1904 : Self.lastSerial1900) + 1 else {
      return nil
    }
    // To the second: the fraction of a binary number hits few of them exactly.
    let seconds = Int((serial * 86_400).rounded())
    let (day, second) = (seconds / 86_400, seconds % 86_400)
    if look == .time, day == 0 { return Self.time(second) }
    return text(dayText(day), second, look)
  }

  /// A cell of type `d`: ISO 8601, without a zone or with Z, which only repeats what is shown.
  func text(iso: String, _ look: CellLook) -> String? {
    let halves = iso.split(separator: "T", omittingEmptySubsequences: false)
    guard let day = Day(halves[0]) else { return nil }
    guard halves.count == 2 else { return text(day.description, 0, look) }
    let clock = halves[1].prefix { $0 != "." && $0 != "Z" }.split(separator: ":")
      .map { Int($0) ?? -1 }
    guard (2...3).contains(clock.count), (0..<24).contains(clock[0]),
      clock.dropFirst().allSatisfy({ (0..<60).contains($0) })
    else { return nil }
    let second = clock[0] * 3600 + clock[1] * 60 + (clock.count == 3 ? clock[2] : 0)
    return text(day.description, second, second > 0 && look == .plain ? .moment : look)
  }

  private func text(_ day: String, _ second: Int, _ look: CellLook) -> String {
    switch look {
    case .month: String(day.prefix(7))
    case .moment, .time: day + " " + Self.time(second)
    case .day, .plain, .zeros, .percent, .percentSign, .worded: day
    }
  }

  private func dayText(_ day: Int) -> String {
    // Of 1899-12-30 and of 1904-01-01, counted from 1970-01-01.
    if isFrom1904 { return Day(number: Int32(day - 24_107)).description }
    switch day {
    case 0: return "1900-01-00"
    case 60: return "1900-02-29"
    default: return Day(number: Int32(day - 25_569 + (day < 60 ? 1 : 0))).description
    }
  }

  private static func time(_ second: Int) -> String {
    [second / 3600, second / 60 % 60, second % 60]
      .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }
}
