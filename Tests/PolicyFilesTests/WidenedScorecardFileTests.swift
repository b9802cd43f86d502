import PolicyFiles
import RiskScoring
import Testing
import WageDomain
import WagewatchSchemas

@Suite("A card with the candidates that a fit may choose from")
struct WidenedScorecardFileTests {
  private static func text(_ name: String) throws -> String {
    try #require(WagewatchSchemas.text("scorecards/\(name).yaml"))
  }

  @Test(
    "All that the card has stands as it was, and the candidates come after it",
    arguments: ["default", "nanxun", "shaoxing"])
  func widened(name: String) throws {
    let card = try ScorecardFile.read(Self.text(name), file: name)
    let extra = try ScorecardFile.read(Self.text("candidates"), file: "candidates")
    let wide = try WidenedScorecardFile(
      Self.text(name), adding: Self.text("candidates"), file: name)
    #expect(wide.card.identifier == card.identifier)
    #expect(wide.card.triggers.map(\.bins) == card.triggers.map(\.bins))
    let added = Set(extra.indicators.map(\.id)).subtracting(card.indicators.map(\.id))
    #expect(Set(wide.card.indicators.map(\.id)) == added.union(card.indicators.map(\.id)))
    for own in card.indicators {
      let same = try #require(wide.card.indicators.first { $0.id == own.id })
      #expect(same.bins == own.bins && same.classId == own.classId)
      #expect(same.comparison.given == own.comparison.given)
      #expect(same.rationale == own.rationale && same.source == own.source)
    }
    for own in extra.indicators where added.contains(own.id) {
      let same = try #require(wide.card.indicators.first { $0.id == own.id })
      #expect(same.rationale == own.rationale)
    }
    #expect(wide.card.warnings != nil)
  }

  @Test("A candidate that a shipped card has, too, measures there what it measures here")
  func candidates() throws {
    let extra = try ScorecardFile.read(Self.text("candidates"), file: "candidates")
    #expect(extra.indicators.count >= 40)
    #expect(extra.triggers.isEmpty && extra.warnings == nil)
    for (name, shared) in [("default", 6), ("nanxun", 0), ("shaoxing", 0)] {
      let card = try ScorecardFile.read(Self.text(name), file: name)
      let pairs = extra.indicators.compactMap { own in
        card.indicators.first { $0.id == own.id }.map { (own, $0) }
      }
      #expect(pairs.count == shared, "\(name)")
      for (own, same) in pairs {
        #expect(same.comparison.given == own.comparison.given, "\(name): \(own.id)")
      }
    }
  }

  @Test("A card that was widened before is not widened twice")
  func again() throws {
    let once = try WidenedScorecardFile(
      Self.text("default"), adding: Self.text("candidates"), file: "default")
    let twice = try WidenedScorecardFile(
      once.text, adding: Self.text("candidates"), file: "default")
    #expect(twice.card.indicators.map(\.id) == once.card.indicators.map(\.id))
  }

  struct Without: Sendable, CustomTestStringConvertible {
    let why: String
    let ids: Set<String>
    let gone: Set<String>
    var testDescription: String { why }
  }

  @Test(
    "What must not be fitted is in neither half",
    arguments: [
      Without(
        why: "a class of the candidates", ids: ["size"],
        gone: ["workforce-paid", "workforce-insured"]),
      Without(why: "an indicator of the card", ids: ["lawsuits"], gone: ["lawsuits"]),
      Without(
        why: "an indicator that both have does not come back as a candidate", ids: ["sales-slide"],
        gone: ["sales-slide"]),
      Without(
        why: "a class that both have", ids: ["grid"],
        gone: ["grid-reports", "grid-fresh", "grid-year"]),
    ])
  func without(sample: Without) throws {
    let (card, extra) = (try Self.text("default"), try Self.text("candidates"))
    func ids(_ without: Set<String>, _ extra: String?) throws -> Set<String> {
      Set(
        try WidenedScorecardFile(card, adding: extra, without: without, file: "default")
          .card.indicators.map(\.id))
    }
    #expect(try ids(sample.ids, extra) == ids([], extra).subtracting(sample.gone))
    #expect(try ids(sample.ids, nil) == ids([], nil).subtracting(sample.gone))
  }

  @Test("A card that cannot be read is refused with its faults")
  func faulty() throws {
    let extra = try Self.text("candidates")
    #expect(throws: PolicyFaults.self) {
      try WidenedScorecardFile("scorecard: [", adding: extra, file: "mine.yaml")
    }
  }
}
