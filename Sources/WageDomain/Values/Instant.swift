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
    var copy = String(text)
    guard let moment = copy.withUTF8({ Instant(utf8: UnsafeRawBufferPointer($0)) }) else {
      return nil
    }
    self = moment
  }

  /// The same from bytes, without making a string; a check of a year reads one for each event.
  public init?(utf8 text: UnsafeRawBufferPointer) {
    guard text.count == 25, text[10] == UInt8(ascii: "T"), text[13] == UInt8(ascii: ":"),
      text[16] == UInt8(ascii: ":"), text[19...].elementsEqual("+08:00".utf8),
      let day = Day(utf8: UnsafeRawBufferPointer(rebasing: text[0..<10])),
      let hour = Int(asciiDigits: text[11...12]), let minute = Int(asciiDigits: text[14...15]),
      let second = Int(asciiDigits: text[17...18]), hour < 24, minute < 60, second < 60
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
    var day = day.description
    // Written by hand: a load writes one for each complaint and each match, a night for each event.
    return day.withUTF8 { day in
      String(unsafeUninitializedCapacity: day.count + 15) { text in
        func write(_ number: Int, after mark: Unicode.Scalar, at place: Int) {
          text[place] = UInt8(ascii: mark)
          text[place + 1] = UInt8(ascii: "0") + UInt8(number / 10)
          text[place + 2] = UInt8(ascii: "0") + UInt8(number % 10)
        }
        for place in day.indices { text[place] = day[place] }
        write(seconds / 3600, after: "T", at: day.count)
        write(seconds / 60 % 60, after: ":", at: day.count + 3)
        write(seconds % 60, after: ":", at: day.count + 6)
        write(8, after: "+", at: day.count + 9)
        write(0, after: ":", at: day.count + 12)
        return day.count + 15
      }
    }
  }
}
