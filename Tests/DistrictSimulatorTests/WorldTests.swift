import Testing
import WageDomain

@testable import DistrictSimulator

@Suite("Worlds")
struct WorldTests {
  @Test(
    "Every world has a name of its own, says in both languages what it is, and every mechanism its source"
  )
  func told() {
    #expect(Set(World.all.map(\.name)).count == World.all.count)
    #expect(World.all.first?.name == SimulationParameters.defaultWorld)
    for world in World.all {
      #expect(world.name.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil)
      #expect(!world.summary.zh.isEmpty && !world.summary.en.isEmpty)
      #expect(Set(world.mechanisms.map(\.name)).count == world.mechanisms.count)
      for mechanism in world.mechanisms {
        #expect(!mechanism.source.isEmpty && !mechanism.summary.zh.isEmpty, "\(mechanism.name)")
      }
    }
  }

  @Test(
    "A name that no world has is refused with the world that is written most alike",
    arguments: [
      ("ordinry", "ordinary"), ("Nanxun", "nanxun"), ("nopower", "no-power"), ("slumps", "slump"),
    ])
  func near(_ found: String, _ meant: String) {
    #expect(World.nearest(to: found).name == meant)
    #expect(SimulationFault.world(found).description.contains("Did you mean '\(meant)'?"))
  }

  @Test("A district of a world is the same each time, and unlike the calm one")
  func same() throws {
    for world in World.all.dropFirst() {
      let first = try Self.files(world.name), again = try Self.files(world.name)
      #expect(first == again, "\(world.name)")
      #expect(first != (try Self.files("nanxun")), "\(world.name)")
    }
  }

  @Test(
    "In ordinary noise some trouble shows nothing, some firms pay up, and some never hear a complaint"
  )
  func noise() throws {
    let firms = try Self.district("ordinary", firms: 3000).firms
    let troubled = firms.filter { $0.fate.kind.isDistress }
    #expect((90...94).contains(troubled.count))
    #expect((15...55).contains(troubled.count { $0.fate.shown == 0 }))
    #expect((3...25).contains(troubled.count { $0.fate.paysUpAfter != nil }))
    #expect((8...45).contains(troubled.count { $0.fate.complaintAfterDays == nil }))
    for firm in troubled where firm.fate.shown == 0 {
      #expect(firm.fate.kind == .upstream || firm.fate.onset == firm.fate.firstUnpaidMonth)
    }
  }

  @Test("Who pays up has paid every month's wages in the end, the first of them late")
  func paidUp() throws {
    let sample = try Self.sample("ordinary", firms: 1200)
    let paid = sample.rows(of: .payroll).reduce(into: [String: [String: String]]()) {
      $0[$1[0], default: [:]][$1[1]] = $1[2]
    }
    let last = sample.district.parameters.lastMonth
    let firms = sample.district.firms.filter {
      $0.fate.paysUpAfter != nil
        && $0.fate.firstUnpaidMonth.map { $0 < last.adding(months: -4) } ?? false
    }
    #expect(!firms.isEmpty)
    for firm in firms {
      guard let unpaid = firm.fate.firstUnpaidMonth else { continue }
      let day = try #require(Day(paid[firm.code.text]?[unpaid.description] ?? ""))
      #expect(day.days(since: firm.payDay(for: unpaid)) >= 27)
      let next = unpaid.adding(months: 4).description
      #expect(paid[firm.code.text]?[next] != nil)
    }
  }

  @Test("Gaming firms stand in the truth with their way of owing, and pay something every month")
  func games() throws {
    let sample = try Self.sample("gaming", firms: 1500)
    let games = sample.district.firms.filter { $0.fate.kind.isGame }
    #expect(Set(games.map(\.fate.kind)).count == 3)
    let truth = sample.district.truth
    for firm in games {
      let row = try #require(truth.first { $0.creditCode == firm.code })
      #expect(row.cause == firm.fate.kind.rawValue && row.arrearsOn != nil)
    }
    let minimum = try #require(games.first { $0.fate.kind == .minimumOnly })
    let state = FirmMonth(firm: minimum, month: sample.district.parameters.lastMonth)
    let share = try #require(state.wages?.share)
    #expect(abs(minimum.wageFen.permille(share) - Gaming.minimumWageFen) < 1000)
  }

  @Test("A slump, a power cut and a deferral hit their trade in their months alone")
  func shocks() throws {
    let district = try Self.district("slump", firms: 800)
    let parameters = district.parameters, last = parameters.lastMonth
    let works = district.firms.filter { $0.trade.industry.hasPrefix("C") }
    let cut = try #require(parameters.setting.powerCuts.first)
    let listed = works.count { cut.remains(parameters, $0, last.adding(months: -14)) < 1000 }
    #expect((works.count * 45 / 100...works.count * 65 / 100).contains(listed))
    #expect(works.allSatisfy { cut.remains(parameters, $0, last.adding(months: -12)) == 1000 })
    let deferral = try #require(parameters.setting.deferrals.first)
    let owing = works.filter { deferral.owed(parameters, $0, last.adding(months: -6)) > 0 }
    #expect((works.count * 10 / 100...works.count * 26 / 100).contains(owing.count))
    #expect(owing.allSatisfy { deferral.owed(parameters, $0, last.adding(months: -3)) == 0 })
  }

  @Test(
    "Feeds that an agency never sends, or stops sending, do not come",
    arguments: [
      ("no-power", Feed.electricity, 0), ("no-power", .gas, 0), ("no-power", .tax, 6),
      ("no-bank", .payroll, 6), ("no-bank", .loans, 0), ("no-bank", .socialInsurance, 10),
      ("no-power", .payroll, 12),
    ])
  func gaps(_ world: String, _ feed: Feed, _ months: Int) throws {
    let sample = try Self.sample(world, firms: 60, months: 12)
    let names = Set(
      sample.files(of: feed).map { $0.name.dropFirst(feed.rawValue.count + 1).prefix(7) })
    #expect(names.count == months)
  }

  private static func district(_ world: String, firms: Int) throws -> District {
    District(
      parameters: try SimulationParameters(firms: firms, months: 24, seed: 3, world: world))
  }

  private static func sample(_ world: String, firms: Int, months: Int = 24) throws -> SampleDistrict
  {
    SampleDistrict(
      try SimulationParameters(firms: firms, months: months, seed: 3, world: world))
  }

  private static func files(_ world: String) throws -> UInt64 {
    try sample(world, firms: 40, months: 8).fingerprint
  }
}
