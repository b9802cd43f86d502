import PolicyFiles
import RiskScoring
import Testing
import WageDomain
import WagewatchSchemas

@Suite("The file of a fitted scorecard")
struct FittedScorecardFileTests {
  private static let facts = TrainingFacts(
    fittedFrom: "default@2", without: ["size", "electricity-arrears"],
    cutoffs: [Day(number: 9000), Day(number: 9031)],
    learnedUntil: Day(number: 9150), label: "complaint",
    horizon: "4m", cohort: "all: firms without a complaint", rows: 12_000, positives: 300,
    positiveFirms: 210, seed: 7, pointsOfDouble: 20, baseChance: 3412, inputs: "sha256:ab12")

  private static func source(_ name: String) throws -> String {
    try #require(WagewatchSchemas.text("scorecards/\(name).yaml"))
  }

  private static func fitted(
    _ bins: [String: [PointsBins.Bin]], tiers: (Int, Int, Int) = (10, 20, 30)
  ) throws -> FittedScorecardFile {
    FittedScorecardFile(
      name: "fitted", title: Bilingual(zh: "拟合的评分卡", en: "Fitted: \"ours\""),
      tiers: try TierThresholds(
        yellow: tiers.0, orange: tiers.1, red: tiers.2,
        source: Bilingual(zh: "家数同前", en: "as many firms as before")),
      bins: bins, source: Bilingual(zh: "拟合：\"见 training\"", en: "fitted, see training"),
      training: facts)
  }

  @Test(
    "With its own bins a card says what it said, and reads again as what was written",
    arguments: ["default", "nanxun", "shaoxing"])
  func roundTrip(name: String) throws {
    let text = try Self.source(name)
    let card = try ScorecardFile.read(text, file: name)
    var bins: [String: [PointsBins.Bin]] = [:]
    for rule in card.triggers { bins[rule.id] = rule.bins.bins }
    for rule in card.indicators { bins[rule.id] = rule.bins.bins }
    let written = try Self.fitted(bins).text(from: text, card, file: name)
    let read = try ScorecardFile.read(written, file: "fitted.yaml")
    #expect(read.identifier == "fitted@1")
    #expect(read.training == Self.facts)
    #expect(read.triggers.map(\.bins) == card.triggers.map(\.bins))
    #expect(read.indicators.map(\.bins) == card.indicators.map(\.bins))
    #expect(read.indicators.map(\.reason) == card.indicators.map(\.reason))
    #expect(read.indicators.map(\.comparison.given) == card.indicators.map(\.comparison.given))
    #expect(read.triggers.map(\.rationale) == card.triggers.map(\.rationale))
    #expect(read.indicators.map(\.rationale) == card.indicators.map(\.rationale))
    let source = Bilingual(zh: "拟合：\"见 training\"", en: "fitted, see training")
    #expect(read.triggers.allSatisfy { $0.source == source })
    #expect(read.indicators.allSatisfy { $0.source == source })
    #expect(read.classes.allSatisfy { $0.source == source })
    #expect(read.tiers.source == Bilingual(zh: "家数同前", en: "as many firms as before"))
    #expect(read.classes.allSatisfy { $0.capReason == nil })
  }

  @Test("An indicator without points is left out, and a class without indicators with it")
  func leftOut() throws {
    let text = try Self.source("default")
    let card = try ScorecardFile.read(text, file: "default")
    let written = try Self.fitted([
      "wages-unpaid": [
        PointsBins.Bin(threshold: 1, points: 3, tier: .yellow),
        PointsBins.Bin(threshold: 32, points: 9, tier: .orange),
      ],
      "electricity-drop": [PointsBins.Bin(threshold: 4250, points: 17)],
      "overdue-days": [PointsBins.Bin(threshold: 12, points: 5)],
    ]).text(from: text, card, file: "default")
    let read = try ScorecardFile.read(written, file: "fitted.yaml")
    #expect(read.classes.map(\.id) == ["utilities", "credit"])
    #expect(read.classes.map(\.cap) == [17, 5])
    #expect(read.triggers.map(\.id) == ["wages-unpaid"])
    #expect(written.contains("at_least: 42.5%"))
    #expect(written.contains("at_least: 12 days"))
  }

  @Test("Points that do not rise are refused like any card's, not written")
  func refused() throws {
    let text = try Self.source("default")
    let card = try ScorecardFile.read(text, file: "default")
    let file = try Self.fitted([
      "electricity-drop": [
        PointsBins.Bin(threshold: 4000, points: 5), PointsBins.Bin(threshold: 6000, points: 5),
      ]
    ])
    #expect(throws: PolicyFaults.self) { try file.text(from: text, card, file: "default") }
  }

  @Test("Training facts are checked like the rest of a card")
  func faults() throws {
    let text = try Self.source("default")
    let broken = text + "\ntraining:\n  fitted_from: default@2\n  cutoffs: [yesterday]\n"
    let faults = #expect(throws: PolicyFaults.self) {
      try ScorecardFile.read(broken, file: "broken.yaml")
    }
    #expect(faults?.faults.contains { $0.found.en.contains("yesterday") } == true)
  }
}
