import PolicyFiles
import RiskScoring
import Testing
import WageDomain
import WagewatchSchemas

@Suite("The scorecards that ship")
struct ScorecardDefaultTests {
  @Test("Every file under scorecards/ is a scorecard without a fault")
  func readsAll() throws {
    let files = WagewatchSchemas.files(in: "scorecards").filter { $0.path.hasSuffix(".yaml") }
    #expect(files.count == 4)
    for file in files {
      let card = try ScorecardFile.read(file.text, file: file.path)
      #expect(file.path == "scorecards/\(card.name).yaml")
    }
  }

  @Test("The default scorecard keeps one class alone below orange")
  func classesStayYellow() throws {
    let text = try #require(WagewatchSchemas.text("scorecards/default.yaml"))
    let card = try ScorecardFile.read(text, file: "default.yaml")
    #expect(card.identifier == "default@2")
    #expect(card.classes.allSatisfy { $0.cap < card.tiers.orange })
  }

  @Test("The default scorecard's unpaid wages are Baoying's tiers")
  func wagesUnpaid() throws {
    let text = try #require(WagewatchSchemas.text("scorecards/default.yaml"))
    let trigger = try #require(ScorecardFile.read(text, file: "default.yaml").triggers.first)
    #expect(trigger.id == "wages-unpaid")
    #expect(trigger.bins.bins.map(\.threshold) == [1, 32, 63])
    #expect(trigger.bins.bins.map(\.tier) == [.yellow, .orange, .red])
  }
}
