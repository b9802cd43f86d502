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

  @Test(
    "Why a rule is there and where its numbers come from is said in Chinese and in English",
    arguments: ["default", "nanxun", "shaoxing", "candidates"])
  func bothLanguages(name: String) throws {
    let text = try #require(WagewatchSchemas.text("scorecards/\(name).yaml"))
    let card = try ScorecardFile.read(text, file: "\(name).yaml")
    for rationale in card.triggers.map(\.rationale) + card.indicators.map(\.rationale) {
      #expect(Self.isChinese(rationale.zh) && !Self.isChinese(rationale.en), "\(rationale)")
    }
    var sources = card.triggers.map(\.source) + card.indicators.map(\.source)
    sources += card.classes.map(\.source) + (card.warnings?.rules ?? []).map(\.source)
    for source in sources + [card.tiers.source] where source != .same("assumption") {
      #expect(Self.isChinese(source.zh) && source.zh != source.en, "\(source)")
      #expect(source.zh.hasPrefix("assumption；") == source.en.hasPrefix("assumption;"), "\(source)")
      #expect(
        source.zh.contains("假设") || source.zh.hasPrefix("assumption；")
          || !source.en.contains("assumption"), "\(source)")
    }
  }

  private static func isChinese(_ text: String) -> Bool {
    text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
  }

  @Test("A card of before, with one text for both languages, reads as it did")
  func oneText() throws {
    let card = try ScorecardFile.read(ScorecardFaultTests.sound, file: "test.yaml")
    #expect(card.indicators.map(\.rationale) == [.same("a test")])
    #expect(card.indicators.map(\.source) == [.same("assumption")])
  }

  @Test("The default scorecard keeps one class alone below orange")
  func classesStayYellow() throws {
    let text = try #require(WagewatchSchemas.text("scorecards/default.yaml"))
    let card = try ScorecardFile.read(text, file: "default.yaml")
    #expect(card.identifier == "default@5")
    #expect(card.classes.allSatisfy { $0.cap < card.tiers.orange })
  }

  @Test(
    "One low month of one agency's file alone, and of all meters together, stays below yellow",
    arguments: ["default", "nanxun", "shaoxing"])
  func dipsStayGreen(name: String) throws {
    let text = try #require(WagewatchSchemas.text("scorecards/\(name).yaml"))
    let card = try ScorecardFile.read(text, file: "\(name).yaml")
    var points: [String: Int] = [:]
    for rule in Self.rules(of: text) where Self.isDip(rule) {
      let indicator = try #require(card.indicators.first { $0.id == rule["id"] })
      let feed = try #require(rule["measure"]?.prefix { $0 != "." })
      // One standstill shows on every meter: the utilities count as one.
      points[Self.meters.contains(String(feed)) ? "meters" : String(feed), default: 0] +=
        indicator.bins.bins.map(\.points).max() ?? 0
    }
    #expect(points.isEmpty == (name == "shaoxing"))
    #expect(points.allSatisfy { $0.value < card.tiers.yellow }, "\(points)")
  }

  private static let meters = ["electricity", "water", "gas"]

  @Test(
    "A class of meters, of wages and of sales compares every fall over one or two months with the trade",
    arguments: ["default", "nanxun"])
  func dropsHavePeers(name: String) throws {
    let text = try #require(WagewatchSchemas.text("scorecards/\(name).yaml"))
    let drops = Self.rules(of: text).filter { $0["kind"] == "drop" }
    let ofFirms = drops.filter { rule in
      !["wage_account.", "attendance."].contains { rule["measure"]?.hasPrefix($0) ?? false }
    }
    #expect(ofFirms.count >= 6)
    #expect(ofFirms.allSatisfy { $0["peers"] == "{minimum_firms: 8}" }, "\(ofFirms)")
    let card = try ScorecardFile.read(text, file: "\(name).yaml")
    let trends = card.indicators.filter { $0.comparison.form.name == "trend" }
    let most = trends.reduce(0) { $0 + $1.bins.mostPoints }
    #expect(most < card.tiers.yellow, "trends, which have no peers, flag nobody by themselves")
  }

  @Test(
    "Early signs warn of nobody, even with all trends; of other trouble only unpaid wages turn orange"
  )
  func earlySigns() throws {
    let text = try #require(WagewatchSchemas.text("scorecards/default.yaml"))
    let card = try ScorecardFile.read(text, file: "default.yaml")
    let early = try #require(card.classes.first { $0.id == "early" })
    let trends = card.indicators.filter {
      $0.comparison.form.name == "trend" && $0.classId != early.id
    }
    let most = trends.reduce(0) { $0 + $1.bins.mostPoints }
    #expect(early.cap + most < card.tiers.yellow)
    let same = card.classes.filter {
      ["utilities", "taxes", "insurance", "wage-account"].contains($0.id)
    }
    #expect(same.count == 4 && same.allSatisfy { $0.cap + early.cap < card.tiers.orange })
    let signs = card.indicators.filter { $0.classId == early.id }
    #expect(signs.count >= 8 && signs.allSatisfy { $0.bins.mostPoints < early.cap })
  }

  /// Of each trigger and indicator, what its own lines say; the first line of a key counts.
  private static func rules(of text: String) -> [[String: String]] {
    text.split(separator: "\n  - id: ", omittingEmptySubsequences: false).dropFirst().map { part in
      var rule: [String: String] = [:]
      for line in "id: \(part)".split(separator: "\n") {
        let words = line.split(separator: ":", maxSplits: 1).map {
          $0.trimmingPrefix { $0 == " " }
        }
        if words.count == 2, rule[String(words[0])] == nil {
          rule[String(words[0])] = String(words[1])
        }
      }
      return rule
    }
  }

  /// A flow, or a number of persons, of one month against the months before it.
  private static func isDip(_ rule: [String: String]) -> Bool {
    switch rule["kind"] {
    case "drop": rule["window_periods"] == "1"
    case "level":
      rule["months"] == "1" && rule["against"] != nil
        && rule["measure"]?.hasSuffix("persons") == true
    default: false
    }
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
