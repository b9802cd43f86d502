import PolicyFiles
import RiskScoring
import Testing
import WageDomain
import WagewatchSchemas

/// One invented firm: values by month from 2023-01 on, every feed on time unless told otherwise.
struct OneFirm {
  static let first = Month(year: 2023, month: 1)
  var monthCount = 48
  var values: [Measure: [Month: Int64]] = [:]
  var events: [FirmEvent] = []
  var uncovered: [Feed: Set<Month>] = [:]
  var lateFeeds: Set<Feed> = []
  var goneSince: Day?
  /// Measures of projects are of the first one.
  var projects: [BlockProject] = [
    BlockProject(id: 3, code: "P3", firm: 0, pay: SitePay(since: first))
  ]
  /// Of further projects, by place.
  var siteValues: [Int: [Measure: [Month: Int64]]] = [:]

  var months: [Month] { (0..<monthCount).map { Self.first.adding(months: $0) } }

  /// The same value in every month of a range, `from...through`.
  mutating func set(_ measure: Measure, _ value: Int64?, _ from: String, _ through: String) throws {
    let range = try #require(Month(from))...#require(Month(through))
    for month in range { values[measure, default: [:]][month] = value }
  }

  var block: SignalBlock {
    get throws {
      let code = try #require(
        CreditCode.completing(authorityAndRegion: "91330503", organisation: "MA2B4XYT"))
      var block = SignalBlock(
        firms: [BlockFirm(id: 7, creditCode: code, events: events, goneSince: goneSince)],
        projects: projects, firstMonth: Self.first, monthCount: monthCount)
      for (measure, known) in values {
        let row = months.map { known[$0] ?? SignalBlock.absent }
        guard measure.isOfProjects else {
          block.set(measure, byRow: row)
          continue
        }
        let others = projects.indices.dropFirst().flatMap { place in
          months.map { siteValues[place]?[measure]?[$0] ?? SignalBlock.absent }
        }
        block.set(measure, byRow: row + others)
      }
      return block
    }
  }

  var coverage: FeedCoverage {
    let covered = Feed.allCases.map { feed in
      (feed, Set(months).subtracting(uncovered[feed] ?? []))
    }
    return FeedCoverage(
      months: Dictionary(uniqueKeysWithValues: covered), lateFeeds: lateFeeds)
  }

  func assess(_ card: Scorecard, _ asOf: String) throws -> Assessment {
    let engine = ScoringEngine(scorecard: card)
    let day = try #require(Day(asOf))
    let all = try engine.assess(
      block, coverage: coverage, payDays: PayDays.of(engine.payMonths(asOf: day)), asOf: day)
    return try #require(all.first)
  }

  /// The points of a card's indicators, caps left aside.
  func points(_ card: Scorecard, _ asOf: String) throws -> Int { try assess(card, asOf).points }
}

/// The 15th of the month after, rest days left aside.
enum PayDays {
  static func of(_ months: ClosedRange<Month>) -> [Month: Day] {
    Dictionary(
      uniqueKeysWithValues: months.map { ($0, $0.adding(months: 1).firstDay.adding(days: 14)) })
  }
}

enum Cards {
  static func shipped(_ name: String = "default") throws -> Scorecard {
    try ScorecardFile.read(
      #require(WagewatchSchemas.text("scorecards/\(name).yaml")), file: "\(name).yaml")
  }

  static func read(_ text: String) throws -> Scorecard {
    try ScorecardFile.read(text, file: "test.yaml")
  }

  /// A card with one class and one indicator, `parameters` as the file would hold them.
  static func one(_ kind: String, _ parameters: String, reason: String = "-") throws -> Scorecard {
    try ScorecardFile.read(
      """
      scorecard: test
      version: 1
      title: {zh: 测试, en: Test}
      tiers: {yellow: 20, orange: 40, red: 70, source: assumption}
      classes: [{id: only, title: {zh: 唯一, en: Only}, cap: 1000, source: assumption}]
      indicators:
        - id: it
          class: only
          kind: \(kind)
          \(parameters.split(separator: "\n").joined(separator: "\n    "))
          reason: {zh: "\(reason)", en: "\(reason)"}
          source: assumption
          rationale: a test
      """, file: "test.yaml")
  }
}

/// A seeded generator (SplitMix64), so that a property test fails the same way twice.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
