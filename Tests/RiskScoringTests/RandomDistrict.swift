import RiskScoring
import Testing
import WageDomain

/// Firms with random values in every measure, many in trouble; months run on after the as-of day.
struct RandomDistrict {
  static let monthCount = 84
  var asOf: Day
  private var firms: [BlockFirm]
  private var first = Month(year: 2020, month: 6)
  private var matrices: [Measure: [Int64]]
  /// Months before that of a measure are not held.
  private var firstMonths: [Measure: Month] = [:]
  private var months: Int { firms.isEmpty ? 0 : (matrices[.taxDue]?.count ?? 0) / firms.count }

  init(seed: UInt64, firmCount: Int, asOfMonth: Int = 10) throws {
    var random = SplitMix(state: seed)
    asOf = Month(year: 2026, month: asOfMonth).firstDay.adding(
      days: Int.random(in: 0..<28, using: &random))
    firms = []
    for id in 1...firmCount {
      let body = String(String(20_000_000 + id).dropFirst(0))
      let code = try #require(
        CreditCode.completing(authorityAndRegion: "91330503", organisation: body))
      firms.append(BlockFirm(id: Int64(id), creditCode: code))
    }
    matrices = [:]
    for measure in Measure.allCases {
      matrices[measure] = (0..<firmCount).flatMap { _ in Self.series(measure, &random) }
    }
    for index in firms.indices { firms[index].events = Self.events(index, asOf, &random) }
  }

  private static func series(_ measure: Measure, _ random: inout SplitMix) -> [Int64] {
    let usual = Int64.random(in: 1...20_000_000, using: &random)
    let breaksAt = Int.random(in: 0...120, using: &random)
    return (0..<monthCount).map { month in
      if Int.random(in: 0..<30, using: &random) == 0 { return SignalBlock.absent }
      if measure.unit == .flag { return Int64.random(in: 0...1, using: &random) }
      let isBroken = month >= breaksAt
      switch measure.column {
      case "arrears_yuan", "tax_arrears_yuan": return isBroken ? usual : 0
      case "persons", "insured_persons": return (isBroken ? usual / 5 : usual) / 100_000
      default:
        return isBroken ? usual / 20 : usual / 2 + Int64.random(in: 0...usual, using: &random)
      }
    }
  }

  private static let words: [(feed: Feed, word: String)] = [
    (.complaints, "12345"), (.judicial, "lawsuit"), (.judicial, "bankruptcy"),
    (.gridReports, "owner_missing"), (.gridReports, "layoff"), (.inspections, "order"),
  ]

  private static func events(_ firm: Int, _ asOf: Day, _ random: inout SplitMix) -> [FirmEvent] {
    (0..<Int.random(in: 0...3, using: &random)).map { number in
      let kind = words[Int.random(in: 0..<words.count, using: &random)]
      return FirmEvent(
        feed: kind.feed, id: Int64(firm * 10 + number),
        occurredOn: asOf.adding(days: -Int.random(in: 0...400, using: &random)), word: kind.word,
        result: kind.feed == .inspections ? "refused" : nil,
        persons: Int64.random(in: 0...20, using: &random), amount: nil)
    }.sorted { ($0.occurredOn, $0.id) < ($1.occurredOn, $1.id) }
  }

  var block: SignalBlock {
    let projects = firms.indices.map { row in
      // Some have no open site: the trouble of years on one would drown what else there is.
      BlockProject(
        id: firms[row].id, code: "P\(firms[row].id)", firm: row, isOpen: firms[row].id % 3 == 1)
    }
    var block = SignalBlock(
      firms: firms, projects: projects, firstMonth: first, monthCount: months)
    for (measure, values) in matrices {
      block.set(measure, byRow: values)
      guard let start = firstMonths[measure], start > first else { continue }
      let column = start.months(since: first)
      let held = block.held(measure)?.values.dropFirst(column * block.rowCount(of: measure)) ?? []
      block.set(measure, Array(held), from: column)
    }
    return block
  }

  /// Every feed delivered every month.
  static var coverage: FeedCoverage { coverage(of: Feed.allCases) }

  /// These delivered every month, the others never.
  static func coverage(of feeds: [Feed]) -> FeedCoverage {
    let covered = Set((0..<monthCount).map { Month(year: 2020, month: 6).adding(months: $0) })
    return FeedCoverage(
      months: Dictionary(uniqueKeysWithValues: feeds.map { ($0, covered) }))
  }

  /// The same firms, all of one trade in one county.
  func inOneTrade() throws -> RandomDistrict {
    var district = self
    let trade = try #require(PeerGroup(industry: "C17", town: "330503100"))
    district.firms = firms.map {
      BlockFirm(
        id: $0.id, creditCode: $0.creditCode, events: $0.events, goneSince: $0.goneSince,
        group: trade)
    }
    return district
  }

  func assess(_ card: Scorecard) -> [Assessment] {
    let engine = ScoringEngine(scorecard: card)
    let coverage = Self.coverage
    return engine.assess(
      block, coverage: coverage, payDays: PayDays.of(engine.payMonths(asOf: asOf)), asOf: asOf)
  }

  func only(_ firm: Int) -> RandomDistrict {
    var district = self
    let width = months
    district.firms = [firms[firm]]
    district.matrices = matrices.mapValues { Array($0[firm * width..<(firm + 1) * width]) }
    return district
  }

  /// The same up to the as-of day's month; other values after it, and complaints of tomorrow.
  func withAnotherFuture() -> RandomDistrict {
    var district = self
    let last = asOf.month.months(since: first)
    let width = months
    district.matrices = matrices.mapValues { values in
      values.enumerated().map { $0.offset % width > last ? 1 : $0.element }
    }
    for index in firms.indices {
      district.firms[index].events.append(
        FirmEvent(
          feed: .complaints, id: 9_000_000, occurredOn: asOf.adding(days: 1), persons: 50,
          amount: nil))
    }
    return district
  }

  /// The same without the months of each measure before its own.
  func from(_ months: [Measure: Month]) -> RandomDistrict {
    var district = self
    district.firstMonths = months
    return district
  }

  /// The same without the months before `month`.
  func from(_ month: Month) -> RandomDistrict {
    var district = self
    let cut = month.months(since: first)
    let width = months
    district.first = month
    district.matrices = matrices.mapValues { values in
      values.enumerated().filter { $0.offset % width >= cut }.map(\.element)
    }
    return district
  }
}
