/// A moment, to the second. Used for when something was received or recorded; rules use ``Day``.
public struct Instant: Hashable, Comparable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
  public let secondsSince1970: Int64

  public init(secondsSince1970: Int64) { self.secondsSince1970 = secondsSince1970 }

  /// Asia/Shanghai, the only zone a workspace may have: UTC+8, no summer time since 1991.
  public static let shanghaiOffset: Int64 = 8 * 3600

  /// The moment at which `day` begins in Shanghai, plus a time of day of 0..<86400 seconds.
  public init(day: Day, secondOfDay: Int = 0) {
    secondsSince1970 = Int64(day.number) * 86_400 + Int64(secondOfDay) - Self.shanghaiOffset
  }

  /// Exactly `YYYY-MM-DDTHH:MM:SS+08:00`.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 25, text.hasSuffix("+08:00"), bytes[10] == UInt8(ascii: "T"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let day = Day(text.prefix(10)), let hour = Int(asciiDigits: bytes[11...12]),
      let minute = Int(asciiDigits: bytes[14...15]), let second = Int(asciiDigits: bytes[17...18]),
      hour < 24, minute < 60, second < 60
    else { return nil }
    self.init(day: day, secondOfDay: hour * 3600 + minute * 60 + second)
  }

  /// The civil day in Shanghai.
  public var day: Day { Day(number: Int32(shanghai.days)) }
  /// Seconds since midnight in Shanghai, 0..<86400.
  public var secondOfDay: Int { Int(shanghai.seconds) }

  public static func < (left: Instant, right: Instant) -> Bool {
    left.secondsSince1970 < right.secondsSince1970
  }

  private var shanghai: (days: Int64, seconds: Int64) {
    let local = secondsSince1970 + Self.shanghaiOffset
    let seconds = ((local % 86_400) + 86_400) % 86_400
    return ((local - seconds) / 86_400, seconds)
  }
}

extension Instant: CustomStringConvertible {
  /// `YYYY-MM-DDTHH:MM:SS+08:00`.
  public var description: String {
    let seconds = secondOfDay
    let time = [seconds / 3600, seconds / 60 % 60, seconds % 60]
    // Written by hand: a load writes one for each complaint and each match.
    let text = String(unsafeUninitializedCapacity: 8) { text in
      for (place, number) in time.enumerated() {
        if place > 0 { text[place * 3 - 1] = UInt8(ascii: ":") }
        text[place * 3] = UInt8(ascii: "0") + UInt8(number / 10)
        text[place * 3 + 1] = UInt8(ascii: "0") + UInt8(number % 10)
      }
      return 8
    }
    return "\(day)T\(text)+08:00"
  }
}
