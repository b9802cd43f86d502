/// A civil day of the proleptic Gregorian calendar, without time or time zone.
///
/// Deadlines, periods and "known on" are days: late is the *next* day, never a second.
public struct Day: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01, which is 0.
  public let number: Int32

  /// - Parameter number: days since 1970-01-01.
  public init(number: Int32) { self.number = number }

  /// - Returns: nil when there is no such day, e.g. 2026-02-30, or the year is not 1...9999.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Month(year: year, month: month).dayCount
    else { return nil }
    self.init(number: Day.number(year: year, month: month, day: day))
  }

  /// Exactly `YYYY-MM-DD`; other spellings are the business of ingest.
  ///
  /// - Returns: nil for any other text or a day that does not exist.
  public init?(_ text: some StringProtocol) {
    var copy = String(text)
    guard let day = copy.withUTF8({ Day(utf8: UnsafeRawBufferPointer($0)) }) else { return nil }
    self = day
  }

  /// The same from bytes, without making a string; the store reads hundreds of thousands.
  public init?(utf8 text: UnsafeRawBufferPointer) {
    let dash = UInt8(ascii: "-")
    guard text.count == 10, text[4] == dash, text[7] == dash,
      let year = Int(asciiDigits: text[0..<4]), let month = Int(asciiDigits: text[5..<7]),
      let day = Int(asciiDigits: text[8..<10])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  public var year: Int { civil.year }
  /// The month this day lies in.
  public var month: Month {
    let civil = civil
    return Month(year: civil.year, month: civil.month)
  }
  /// The day of the month, 1...31.
  public var dayOfMonth: Int { civil.day }
  public var weekday: Weekday {
    let index = (Int(number) + 3) % 7  // 1970-01-01 was a Thursday
    return Weekday.allCases[index < 0 ? index + 7 : index]
  }

  /// The day `count` days later; earlier when negative.
  public func adding(days count: Int) -> Day { Day(number: number + Int32(count)) }

  /// Days from `other` to this day; negative when this day is earlier.
  public func days(since other: Day) -> Int { Int(number) - Int(other.number) }

  public static func < (left: Day, right: Day) -> Bool { left.number < right.number }

  private var civil: (year: Int, month: Int, day: Int) {
    // Howard Hinnant, "chrono-compatible low-level date algorithms", civil_from_days.
    let shifted = Int(number) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    )
  }

  static func number(year: Int, month: Int, day: Int) -> Int32 {
    // The inverse, days_from_civil of the same source.
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(era * 146_097 + dayOfEra - 719_468)
  }
}

extension Day: CustomStringConvertible {
  /// `YYYY-MM-DD`.
  public var description: String {
    let civil = civil
    guard (0...9999).contains(civil.year) else {
      return "\(padded(civil.year, 4))-\(padded(civil.month, 2))-\(padded(civil.day, 2))"
    }
    // Written by hand: a load writes several for each row.
    return String(unsafeUninitializedCapacity: 10) { text in
      func write(_ number: Int, at place: Int) {
        text[place] = UInt8(ascii: "0") + UInt8(number / 10)
        text[place + 1] = UInt8(ascii: "0") + UInt8(number % 10)
      }
      write(civil.year / 100, at: 0)
      write(civil.year % 100, at: 2)
      text[4] = UInt8(ascii: "-")
      write(civil.month, at: 5)
      text[7] = UInt8(ascii: "-")
      write(civil.day, at: 8)
      return 10
    }
  }
}

/// The days of the week, Monday first as in GB/T 7408 (ISO 8601).
public enum Weekday: Int, CaseIterable, Sendable {
  case monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday

  public var isWeekend: Bool { self == .saturday || self == .sunday }
}
