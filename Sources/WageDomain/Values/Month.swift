/// A calendar month, the period that agency files report by.
public struct Month: Hashable, Comparable, Sendable {
  /// `year * 12 + (month - 1)`: consecutive months are consecutive integers.
  public let index: Int32

  public init(index: Int32) { self.index = index }

  /// The month `month` (1...12, which the caller has checked) of `year`.
  public init(year: Int, month: Int) { index = Int32(year * 12 + month - 1) }

  /// Exactly `YYYY-MM`; other spellings are the business of ingest.
  public init?(_ text: some StringProtocol) {
    var copy = String(text)
    guard let month = copy.withUTF8({ Month(utf8: UnsafeRawBufferPointer($0)) }) else { return nil }
    self = month
  }

  /// The same from bytes, without making a string.
  public init?(utf8 text: UnsafeRawBufferPointer) {
    guard text.count == 7, text[4] == UInt8(ascii: "-"), let year = Int(asciiDigits: text[0..<4]),
      let month = Int(asciiDigits: text[5..<7]), year >= 1, (1...12).contains(month)
    else { return nil }
    self.init(year: year, month: month)
  }

  public var year: Int { Int(index) / 12 }
  /// 1...12.
  public var monthOfYear: Int { Int(index) % 12 + 1 }
  public var firstDay: Day {
    Day(number: Day.number(year: year, month: monthOfYear, day: 1))
  }
  public var lastDay: Day { firstDay.adding(days: dayCount - 1) }

  /// 28...31.
  public var dayCount: Int {
    switch monthOfYear {
    case 2: isLeapYear ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The month `count` months later; earlier when negative.
  public func adding(months count: Int) -> Month { Month(index: index + Int32(count)) }

  /// Months from `other` to this month; negative when this month is earlier.
  public func months(since other: Month) -> Int { Int(index) - Int(other.index) }

  public static func < (left: Month, right: Month) -> Bool { left.index < right.index }

  private var isLeapYear: Bool {
    year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
  }
}

extension Month: CustomStringConvertible {
  /// `YYYY-MM`.
  public var description: String { "\(padded(year, 4))-\(padded(monthOfYear, 2))" }
}

extension Month: Strideable {
  public func distance(to other: Month) -> Int { other.months(since: self) }
  public func advanced(by count: Int) -> Month { adding(months: count) }
}
