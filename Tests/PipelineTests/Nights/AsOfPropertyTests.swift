import NightlyRun
import RiskScoring
import Testing
import WageDomain
import WageStore

@Suite("Whatever becomes known later, in any feed, moves nothing as of an earlier day")
struct AsOfPropertyTests {
  /// What is done to the files that come after the day.
  enum Later: String, CaseIterable, CustomTestStringConvertible, Sendable {
    case asSent, fewerRows, otherValues, otherFirms
    var testDescription: String { rawValue }
  }

  @Test(
    "Rows added, changed and left out in every later file: firms, sites, events, links, peers",
    arguments: zip([UInt64(11), 12, 13, 14], Later.allCases))
  func later(_ seed: UInt64, _ later: Later) throws {
    let district = try InventedDistrict(firms: 40, months: 8, seed: seed)
    let day = district.asOf.adding(days: -Int(seed) * 3)
    let desk = try NightDesk()
    try desk.put(district.files(knownBy: day))
    let then = try #require(try desk.night(day).score)
    let result = try desk.result(ofRun: then.run.id)
    let whys = try Self.whys(desk, day)

    var random = SplitMixer(state: seed)
    let files = district.files.filter { InventedDistrict.knownOn($0.name) > day }
    #expect(Set(files.map { $0.name.prefix { $0 != "2" } }).count > 12)
    try desk.put(files.map { ($0.name, Self.changed($0.bytes, later, &random)) })
    try desk.night(district.asOf)
    #expect(try Self.whys(desk, day) == whys)
    let again = try desk.scoreAgain(day)
    #expect(!again.isUnchanged)
    #expect(try desk.result(ofRun: again.run.id) == result)
  }

  /// Points and reasons of every firm, also of those whose reasons no run stores.
  private static func whys(_ desk: NightDesk, _ day: Day) throws -> [Assessment] {
    let stage = WhyStage(policies: desk.policies)
    return try desk.database.read { try stage.why(asOf: day, in: $0) { _ in true } }
      .map(\.assessment)
  }

  private static func changed(
    _ bytes: [UInt8], _ later: Later, _ random: inout SplitMixer
  ) -> [UInt8] {
    let lines = bytes.split(separator: 10, omittingEmptySubsequences: false).map(Array.init)
    guard let header = lines.first else { return bytes }
    let rows = lines.dropFirst().filter { !$0.isEmpty }
    let kept: [[UInt8]]
    switch later {
    case .asSent: kept = Array(rows)
    case .fewerRows: kept = rows.filter { _ in random.next() % 2 == 0 }
    case .otherValues: kept = rows.map { otherDigits($0, &random) }
    case .otherFirms: kept = zip(rows, rows.dropFirst() + rows.prefix(1)).map(swapFirst)
    }
    return Array((([header] + kept).map { $0 + [10] }).joined())
  }

  /// The last digit of the row, which is of a number in most feeds.
  private static func otherDigits(_ row: [UInt8], _ random: inout SplitMixer) -> [UInt8] {
    var row = row
    for place in row.indices.reversed().prefix(6) where 0x31...0x39 ~= row[place] {
      row[place] = 0x31 + UInt8(random.next() % 9)
    }
    return row
  }

  /// A row about what the next row is about: another firm, account or project.
  private static func swapFirst(_ row: [UInt8], _ next: [UInt8]) -> [UInt8] {
    guard let end = row.firstIndex(of: 0x2C), let nextEnd = next.firstIndex(of: 0x2C) else {
      return row
    }
    return Array(next[..<nextEnd] + row[end...])
  }
}

/// A seeded generator (SplitMix64).
private struct SplitMixer: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
