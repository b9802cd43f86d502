import Foundation
import Testing
import WageStore

@Suite("score diff and score --dry-run: what changes on the list, and why")
struct ScoreDiffVerbTests {
  private static func office() throws -> NightOffice {
    let office = try NightOffice()
    office.simulate(firms: 100, months: 8, seed: 5)
    #expect(office.run("nightly", "--as-of", "2026-09-21").code == 0)
    #expect(office.run("nightly").code == 0)
    return office
  }

  /// A card that warns from 8 points on.
  private static func trial(_ office: NightOffice, version: Int = 6) throws -> String {
    let path = office.folder + "/trial.yaml"
    try office.policy("scorecard.yaml").replacing("version: 5", with: "version: \(version)")
      .replacing("yellow: 20", with: "yellow: 8").write(
        toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private static func flagged(_ office: NightOffice, _ words: String...) -> [String: [String: Any]]
  {
    let answer = NightOffice.run(["flagged", "--json", "--workspace", office.folder] + words)
    return Dictionary(
      uniqueKeysWithValues: answer.rows("firms").map { ($0["credit_code"] as? String ?? "", $0) })
  }

  @Test("The last two runs: entered and left are the difference of the two lists")
  func lastTwo() throws {
    let office = try Self.office()
    let diff = office.run("score", "diff", "--json")
    #expect(diff.code == 0)
    let (old, new) = (Self.flagged(office, "--as-of", "2026-09-21"), Self.flagged(office))
    func codes(_ kind: String) -> Set<String> {
      Set(
        diff.rows("firms").filter { $0["change"] as? String == kind }
          .compactMap { $0["credit_code"] as? String })
    }
    #expect(codes("entered") == Set(new.keys).subtracting(old.keys))
    #expect(codes("left") == Set(old.keys).subtracting(new.keys))
    #expect(!codes("entered").isEmpty)
    #expect((diff.json?["before"] as? [String: Any])?["run"] as? Int == 1)
    #expect((diff.json?["after"] as? [String: Any])?["run"] as? Int == 2)
    #expect(diff.json?["unexplained"] as? Int == 0, "reasons that were not stored are recomputed")
    for firm in diff.rows("firms") {
      let reasons = firm["reasons"] as? [[String: Any]] ?? []
      let delta = reasons.reduce(0) {
        $0 + ($1["points_after"] as? Int ?? 0) - ($1["points_before"] as? Int ?? 0)
      }
      let points = (firm["points_before"] as? Int ?? 0, firm["points_after"] as? Int ?? 0)
      #expect(delta == points.1 - points.0)
    }
    #expect(office.run("score", "diff", "2026-09-21", "2", "--json").out == diff.out)
    #expect(office.run("score", "diff", "2", "--json").out == diff.out)
    let back = office.run("score", "diff", "2", "1", "--json")
    #expect(back.rows("firms").count == diff.rows("firms").count)
    #expect(office.run("score", "diff", "1", "1").error.contains("the list does not change"))
    let all = office.run("score", "diff", "--all", "--json")
    #expect(all.rows("firms").count > diff.rows("firms").count)
  }

  @Test("Tables and remarks are there in both languages")
  func languages() throws {
    let office = try Self.office()
    let english = office.run("score", "diff", "--capacity", "3")
    #expect(english.out.contains("by indicator"))
    #expect(english.error.contains("run 1 (2026-09-21, default@5) → run 2 (2026-10-21, default@5)"))
    #expect(english.error.contains("at capacity 3: "))
    let chinese = office.run("score", "diff", "--lang", "zh")
    #expect(chinese.out.contains("指标之差") && chinese.out.contains("新列入"))
    #expect(chinese.error.contains("第 1 次（2026-09-21，default@5） → 第 2 次（2026-10-21，default@5）"))
  }

  @Test("A run keeps its scorecard: after another is in use it is explained and printed as it was")
  func keptCard() throws {
    let office = try Self.office()
    let before = office.run("score", "diff", "--all", "--json")
    try office.setPolicy(
      "scorecard.yaml",
      try office.policy("scorecard.yaml").replacing("version: 5", with: "version: 7")
        .replacing("\n  yellow: 20", with: "\n  yellow: 1"))
    #expect(office.run("score", "diff", "--all", "--json").out == before.out)
    let green = try #require(
      before.rows("firms").first { $0["tier_after"] as? String == "green" }?["credit_code"]
        as? String)
    let why = office.run("firm", green, "--why", "--lang", "en")
    #expect(why.out.contains("worked out again from what it read, and agree"))
    #expect(office.run("score", "explain", "--run", "2", "--lang", "en").out.contains("default@5"))
    #expect(office.run("score", "explain", "--lang", "en").out.contains("default@7"))
    #expect(office.run("score", "explain", "--run", "9").code == 1)
    #expect(office.run("score", "explain", "--run", "1", "--scorecard", "x.yaml").code == 64)
  }

  @Test("What computes the scores can be named; what is not there is refused with what is")
  func engine() throws {
    let office = try Self.office()
    #expect(office.run("score", "--engine", "embedded", "--dry-run").code == 0)
    let wrong = office.run("score", "--engine", "spark")
    #expect(wrong.code == 64 && wrong.error.contains("embedded"), "\(wrong.error)")
  }

  @Test(
    "When what was known by a run's day is another, what it did not store is said to be unknown")
  func gone() throws {
    let office = try Self.office()
    // A file of August that nobody had loaded yet.
    try office.put(
      "property_2026-08_late__known-2026-09-01.csv",
      "credit_code,month,due_yuan,arrears_yuan\n91330503MA2T00373D,2026-08,100,0\n")
    #expect(office.run("ingest").code == 0)
    let diff = office.run("score", "diff", "--all", "--json")
    let unknown = diff.rows("firms").filter { $0["reasons"] is NSNull }
    #expect(!unknown.isEmpty)
    #expect(diff.json?["unexplained"] as? Int == unknown.count)
    #expect(diff.error.contains("reasons of \(unknown.count) firms were not stored"))
    try office.setPolicy(
      "scorecard.yaml",
      try office.policy("scorecard.yaml").replacing("version: 5", with: "version: 7"))
    #expect(office.run("score").code == 0)
    #expect(
      office.run("score", "diff").error.contains("different scorecards: default@5 and default@7"))
  }

  @Test("A new card on trial: the list it would make, and nothing is written")
  func dryRun() throws {
    let office = try Self.office()
    let card = try Self.trial(office)
    let tables = try Self.bytes(office)
    let trial = office.run("score", "--scorecard", card, "--dry-run", "--json")
    let table = office.run("score", "--scorecard", card, "--dry-run", "--capacity", "5")
    #expect(trial.code == 0 && table.code == 0)
    #expect(try Self.bytes(office) == tables)
    #expect((trial.json?["before"] as? [String: Any])?["run"] as? Int == 2, "tonight's list")
    #expect((trial.json?["after"] as? [String: Any])?["run"] is NSNull)
    #expect((trial.json?["after"] as? [String: Any])?["scorecard"] as? String == "default@6")
    #expect(trial.error.contains("dry run, nothing written"))
    #expect(table.error.contains("at capacity 5: "))

    let now = Self.flagged(office)
    #expect(office.run("score", "--scorecard", card).code == 0)
    let then = Self.flagged(office)
    let entered = trial.rows("firms").filter { $0["change"] as? String == "entered" }
    #expect(!entered.isEmpty)
    #expect(
      Set(entered.compactMap { $0["credit_code"] as? String })
        == Set(then.keys).subtracting(now.keys))
    for firm in trial.rows("firms") {
      let code = try #require(firm["credit_code"] as? String)
      if firm["change"] as? String != "left" {
        #expect(then[code]?["points"] as? Int == firm["points_after"] as? Int)
      }
      #expect(firm["reasons"] is [Any])
    }
    #expect(office.run("flagged").error.contains("run 3 as of 2026-10-21, default@6"))
  }

  @Test("Without a card a dry run is held against the last run, and before any run all is new")
  func tonight() throws {
    let office = try NightOffice()
    office.simulate(firms: 60, months: 6)
    #expect(office.run("ingest").code == 0)
    let first = office.run("score", "--dry-run", "--json")
    #expect(first.json?["before"] is NSNull)
    #expect(first.error.contains("no run before"))
    #expect(office.run("flagged").code == 1)
    #expect(office.run("score").code == 0)
    let list = Self.flagged(office)
    #expect(
      Set(first.rows("firms").compactMap { $0["credit_code"] as? String }) == Set(list.keys))
    let again = office.run("score", "--dry-run")
    #expect(again.error.contains("the list does not change"))
    #expect(office.run("score", "--dry-run", "--as-of", "2026-11-25").code == 0)
  }

  @Test("Two cards of one name are told apart")
  func sameName() throws {
    let office = try Self.office()
    let answer = office.run("score", "--scorecard", try Self.trial(office, version: 5), "--dry-run")
    #expect(answer.error.contains("two different scorecards are both called default@5"))
  }

  struct Asked: CustomTestStringConvertible, Sendable {
    let why: String
    let words: [String]
    let code: Int32
    let says: [String]
    var testDescription: String { why }
  }

  @Test(
    "What cannot be compared is told",
    arguments: [
      Asked(
        why: "a run there is not", words: ["score", "diff", "1", "9"], code: 1,
        says: ["no run 9", "The last one is run 1"]),
      Asked(
        why: "a day before the first run", words: ["score", "diff", "2020-01-01", "1"], code: 1,
        says: ["no run 2020-01-01"]),
      Asked(
        why: "only one run", words: ["score", "diff"], code: 1, says: ["no run before run 1"]),
      Asked(
        why: "neither a number nor a day", words: ["score", "diff", "last"], code: 64,
        says: ["'last' is neither"]),
      Asked(
        why: "three runs", words: ["score", "diff", "1", "1", "1"], code: 64, says: ["two runs"]),
      Asked(
        why: "a form without a list", words: ["score", "--json"], code: 64, says: ["--dry-run"]),
      Asked(
        why: "a card that is not there", words: ["score", "--scorecard", "gone.yaml", "--dry-run"],
        code: 1, says: ["gone.yaml"]),
    ])
  func asked(_ asked: Asked) throws {
    let office = try NightOffice()
    #expect(office.run("nightly").code == 0)
    let answer = NightOffice.run(asked.words + ["--workspace", office.folder])
    #expect(answer.code == asked.code)
    for text in asked.says { #expect(answer.error.contains(text), "\(answer.error)") }
  }

  @Test("All faults of a card on trial are told at once, and nothing is compared")
  func faultyCard() throws {
    let office = try NightOffice()
    #expect(office.run("nightly").code == 0)
    let path = office.folder + "/bad.yaml"
    try office.policy("scorecard.yaml").replacing("version: 5", with: "version: two")
      .replacing("yellow: 20", with: "yellow: 90").write(
        toFile: path, atomically: true, encoding: .utf8)
    let answer = office.run("score", "--scorecard", path, "--dry-run")
    #expect(answer.code == 1)
    #expect(answer.out.isEmpty)
    #expect(answer.error.components(separatedBy: "bad.yaml:").count > 2, "\(answer.error)")
  }

  /// Everything that the database holds, its log included.
  private static func bytes(_ office: NightOffice) throws -> Data {
    let copy = office.folder + "/copy-\(UUID().uuidString).sqlite"
    try WageDatabase(path: office.folder + "/wagewatch.sqlite").copy(to: copy)
    return try Data(contentsOf: URL(fileURLWithPath: copy))
  }
}
