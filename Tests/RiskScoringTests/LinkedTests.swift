import RiskScoring
import Testing
import WageDomain

@Suite("Links and lacking duties")
struct LinkedTests {
  /// Firms 1 to 4; the first has tax arrears for four months and is red by it.
  static func assess(
    _ card: Scorecard, _ links: FirmLinks, late: Set<Feed> = []
  ) throws -> [Assessment] {
    let first = Month(year: 2026, month: 1)
    let firms = try (1...4).map { number in
      BlockFirm(
        id: Int64(number),
        creditCode: try #require(
          CreditCode.completing(authorityAndRegion: "91330503", organisation: "MA2B4X1\(number)")))
    }
    var block = SignalBlock(firms: firms, firstMonth: first, monthCount: 9)
    block.set(.taxArrears, byRow: (0..<36).map { $0 < 9 ? 1_000_000 : 0 })
    let day = try #require(Day("2026-10-01"))
    let coverage = FeedCoverage(
      months: [
        .tax: Set(first...first.adding(months: 8)), .projects: [first], .wageAccount: [first],
      ], lateFeeds: late)
    return ScoringEngine(scorecard: card).assess(
      block, coverage: coverage, payDays: [:], links: links, asOf: day)
  }

  static func card(_ by: String) throws -> Scorecard {
    let card = """
      scorecard: test
      version: 1
      title: {zh: 测试, en: Test}
      tiers: {yellow: 20, orange: 40, red: 70, source: assumption}
      classes: [{id: only, title: {zh: 唯一, en: Only}, cap: 100, source: assumption}]
      indicators:
        - id: tax
          class: only
          kind: arrears
          measure: tax.tax_arrears_yuan
          by: months
          minimum: 100 yuan
          look_back_months: 12
          bins: [{at_least: 1, points: 70}]
          reason: {zh: "-", en: "-"}
          source: assumption
          rationale: a test
        - id: link
          class: only
          kind: linked
          by: \(by)
          tier: red
          most_firms: 3
          bins: [{at_least: 1, points: 25}]
          reason: {zh: "{count} {firms}", en: "{count} {firms}"}
          source: assumption
          rationale: a test
      """
    return try Cards.read(card)
  }

  @Test("of sites say nothing while the wage accounts are late", arguments: [false, true])
  func late(isLate: Bool) throws {
    let links = FirmLinks(sites: [.init(project: 1, contractor: 1, employer: 2)])
    let all = try Self.assess(Self.card("site"), links, late: isLate ? [.wageAccount] : [])
    #expect(all.map(\.points) == [70, isLate ? 0 : 25, 0, 0])
  }

  @Test("of one representative count once each and are not passed on")
  func representative() throws {
    let all = try Self.assess(
      Self.card("representative"), FirmLinks(representatives: [[1, 2], [2, 3]]))
    #expect(all.map(\.points) == [70, 25, 0, 0])
    let reason = try #require(all[1].reasons.first)
    #expect(reason.text.en == "1 \(all[0].creditCode)")
    #expect(reason.evidence == [.event(.firms, 2), .event(.firms, 1)], "both lines with the name")
  }

  @Test("of a name that more firms have than one person would do not count")
  func common() throws {
    let all = try Self.assess(
      Self.card("representative"), FirmLinks(representatives: [[1, 2, 3, 4]]))
    #expect(all.map(\.points) == [70, 0, 0, 0])
  }

  @Test("of a site go both ways between contractor and employer")
  func site() throws {
    let up = FirmLinks(sites: [.init(project: 8, contractor: 2, employer: 1)])
    #expect(try Self.assess(Self.card("site"), up).map(\.points) == [70, 25, 0, 0])
    let down = FirmLinks(sites: [.init(project: 8, contractor: 1, employer: 3)])
    let all = try Self.assess(Self.card("site"), down)
    #expect(all.map(\.points) == [70, 0, 25, 0])
    #expect(
      all[2].reasons.first?.evidence == [.event(.projects, 8), .payment(8, 3)],
      "the project names the contractor, its account the employer")
  }

  struct Site: CustomTestStringConvertible {
    let why: String
    let project: BlockProject
    let points: Int
    var testDescription: String { why }
  }

  @Test(
    "Duties that a site lacks by its last check",
    arguments: [
      Site(why: "nothing", project: .init(id: 1, code: "P", firm: 0), points: 0),
      Site(
        why: "two duties", project: .checked([.deposit, .realName], "2026-09-01"), points: 2),
      Site(
        why: "a duty nobody asks for", project: .checked([.labourOfficerTrained], "2026-09-01"),
        points: 0),
      Site(
        why: "a check exactly 100 days old holds", project: .checked([.deposit], "2026-06-23"),
        points: 1),
      Site(why: "a day older does not", project: .checked([.deposit], "2026-06-22"), points: 0),
      Site(why: "papers hold for ever", project: .checked([.permit], nil), points: 1),
      Site(
        why: "a finished site", project: .checked([.deposit], "2026-09-01", isOpen: false),
        points: 0),
    ])
  func lacking(_ example: Site) throws {
    let card = try Cards.one(
      "lacking",
      """
      duties: [deposit, real_name, permit]
      valid_days: 100
      bins: [{at_least: 1, points: 1}, {at_least: 2, points: 2}]
      """, reason: "{project} {count} {duties} {checked_on}")
    var firm = OneFirm()
    firm.projects = [example.project]
    #expect(try firm.points(card, "2026-10-01") == example.points)
  }
}

extension BlockProject {
  fileprivate static func checked(
    _ lacking: [SiteDuty], _ day: String?, isOpen: Bool = true
  ) -> BlockProject {
    BlockProject(
      id: 1, code: "P", firm: 0, isOpen: isOpen, lacking: lacking, checkId: 5,
      checkedOn: day.flatMap { Day($0) })
  }
}
