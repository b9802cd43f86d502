import NightlyRun
import SignalIngest
import WageDomain

/// The order in which one run reads its files: that in which they would have come one a night.
///
/// By the day of the name's mark; files without one are known on the day of the run. Within a day the
/// registers come first, firms and then projects: whose a row by name is goes by the register of its day,
/// whatever the feeds are called. The others go by name without its extension, numbers in it by their
/// value: `… (1).csv` is a second download of `….csv`, and comes after it.
struct ReadingOrder: Comparable {
  private let knownOn: Int32
  /// 0 for all where people read the order.
  private let register: Int
  private let parts: [Part]
  private let name: [UInt8]

  private enum Part: Hashable {
    case text([UInt8])
    /// Without zeros before it, so that the longer one is the larger.
    case number([UInt8])
  }

  /// - Parameters:
  ///   - path: of the file.
  ///   - asOf: when a file is known whose name does not say.
  ///   - isByName: true for the order in which people look for the files of a day.
  init(_ path: String, asOf: Day, isByName: Bool = false) {
    let said = try? AgencyFileName(path)
    knownOn = (said?.knownOn ?? asOf).number
    register = isByName ? 0 : said.map { Self.register($0.feed) } ?? 2
    name = Array((path.split(separator: "/").last ?? "").utf8)
    let end = name.lastIndex(of: UInt8(ascii: ".")) ?? name.count
    parts = Self.parts(name[..<end])
  }

  private static func register(_ feed: Feed) -> Int {
    switch feed {
    case .firms: 0
    case .projects: 1
    default: 2
    }
  }

  static func < (left: Self, right: Self) -> Bool {
    if (left.knownOn, left.register) != (right.knownOn, right.register) {
      return (left.knownOn, left.register) < (right.knownOn, right.register)
    }
    for (mine, other) in zip(left.parts, right.parts) where mine != other {
      return precedes(mine, other)
    }
    if left.parts.count != right.parts.count { return left.parts.count < right.parts.count }
    return left.name.lexicographicallyPrecedes(right.name)
  }

  private static func precedes(_ left: Part, _ right: Part) -> Bool {
    switch (left, right) {
    case (.text(let left), .text(let right)): left.lexicographicallyPrecedes(right)
    case (.number(let left), .number(let right)) where left.count == right.count:
      left.lexicographicallyPrecedes(right)
    case (.number(let left), .number(let right)): left.count < right.count
    case (.number, .text): true
    case (.text, .number): false
    }
  }

  /// Digits and what stands between them, in turns.
  private static func parts(_ stem: ArraySlice<UInt8>) -> [Part] {
    var parts: [Part] = []
    var rest = stem
    while let first = rest.first {
      let isNumber = isDigit(first)
      let run = rest.prefix { isDigit($0) == isNumber }
      parts.append(
        isNumber ? .number(Array(run.drop { $0 == UInt8(ascii: "0") })) : .text(Array(run)))
      rest = rest.dropFirst(run.count)
    }
    return parts
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}

extension [InputFile] {
  /// Those whose names say nothing that sets them apart stay in their order.
  func inReadingOrder(asOf: Day) -> [InputFile] {
    map { (ReadingOrder($0.name, asOf: asOf), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
  }

  /// The order in which people are told of them.
  func inNameOrder(asOf: Day) -> [InputFile] {
    map { (ReadingOrder($0.name, asOf: asOf, isByName: true), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
  }
}
