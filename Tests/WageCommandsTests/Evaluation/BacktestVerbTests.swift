import Foundation
import FoundationXML
import Testing

@Suite("backtest on a workspace, as a script sees it", .serialized)
struct BacktestVerbTests {
  /// A small district whose files of 20 months are all in; made once for all tests.
  private static let made = Result {
    let office = try NightOffice(in: folder)
    atexit { try? FileManager.default.removeItem(atPath: BacktestVerbTests.folder) }
    office.simulate(firms: 80, months: 20, seed: 3)
    let loaded = office.run("ingest", "--as-of", "2026-10-21")
    guard loaded.code == 0 else { throw NightOffice.Failure(text: loaded.error) }
    return folder
  }
  private static let folder = NightOffice.temporaryFolder()

  private static let months = [
    "2025-11-01", "2025-12-01", "2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01",
  ]

  private func backtest(_ words: String...) throws -> NightOffice.Answer {
    NightOffice.run(
      ["backtest"] + words + ["--as-of", "2026-10-21", "--workspace", try Self.made.get()]
    )
  }

  @Test("Both cohorts, the last six months, every ranking with the same keys; nothing is stored")
  func shape() throws {
    let all = try backtest("--json", "--seed", "4")
    #expect(all.code == 0, "\(all.error)")
    #expect(
      all.keys(indent: 2) == [
        "schema", "as_of", "scorecard", "history_months", "horizon_months",
        "horizon_days", "seed", "draws",
        "arrears_known_until", "complaints_known_until", "complaints_counted",
        "payroll_months_missing", "cohorts", "notes", "summary", "tiers", "groups", "calibration",
        "lead_time", "warnings", "total", "rankings",
      ])
    let rows = all.rows("rankings")
    #expect(Set(rows.compactMap { $0["cutoff"] as? String }) == Set(Self.months))
    #expect(
      Set(rows.compactMap { $0["cohort_name"] as? String }) == ["owes-nothing", "no-complaint"])
    #expect(Set(rows.map { $0.keys.sorted() }).count == 1)
    let names = Set(rows.compactMap { $0["ranking"] as? String })
    #expect(
      names.isSuperset(of: ["card", "random", "last-complaint", "arrears-months", "yesterday"]))
    #expect(names.contains { $0.hasPrefix("indicator:") })
    #expect(all.json?["arrears_known_until"] as? String == "2026-10-14")
    #expect(all.json?["complaints_known_until"] as? String == "2026-10-20")
    #expect(all.json?["complaints_counted"] as? String == "states-since")
    #expect(try backtest("--json", "--seed", "4").out == all.out)
    let list = NightOffice.run(
      ["flagged", "--as-of", "2026-10-21", "--workspace", try Self.made.get()])
    #expect(list.code == 1, "no run was stored")
  }

  @Test("Worst, mean and best at each k, and no estimate where none or all came true")
  func tops() throws {
    let rows = try backtest(
      "--json", "--cutoff", "2026-02-01", "--label", "arrears", "--k", "5", "--k", "2.5%"
    ).rows("rankings")
    for row in rows {
      let cohort = try #require(row["cohort"] as? Int)
      let positives = try #require(row["positives"] as? Int)
      let tops = try #require(row["top"] as? [[String: Any]])
      #expect(tops.compactMap { $0["k"] as? Int } == [5, max(1, cohort * 25 / 1000)])
      #expect(tops[0]["share"] is NSNull && tops[1]["share"] as? Double == 0.025)
      for top in tops {
        let hits = ["worst", "mean", "best"].compactMap {
          (top["hits_\($0)"] as? NSNumber)?.doubleValue
        }
        #expect(hits.count == 3 && hits == hits.sorted())
        #expect((top["precision_mean"] is NSNull) == (positives == 0))
      }
      if row["ranking"] as? String == "random" {
        #expect(row["auc"] is NSNull)
        let mean = try #require((tops[0]["hits_mean"] as? NSNumber)?.doubleValue)
        #expect(abs(mean - 5 * Double(positives) / Double(cohort)) < 0.000_001)
      }
    }
    let none = try backtest(
      "--cutoff", "2026-02-01", "--label", "arrears", "--json", "--cohort",
      "SELECT firmId FROM firmAt WHERE points = 0 AND firmId = 1")
    #expect(none.code == 0 && none.error.contains("no estimate"))
    #expect(none.rows("rankings").allSatisfy { $0["auc"] is NSNull })
  }

  @Test("A cohort is any query that reads; ids and credit codes are the same firms")
  func cohorts() throws {
    func sizes(_ sql: String) throws -> [Int] {
      try backtest("--cutoff", "2026-02-01", "--json", "--cohort", sql).rows("rankings")
        .filter { $0["ranking"] as? String == "card" }.compactMap { $0["cohort"] as? Int }
    }
    let all = try sizes("SELECT id FROM firm WHERE knownOn <= :cutoff")
    #expect(all.first ?? 0 > 60)
    #expect(try sizes("SELECT creditCode FROM firm WHERE knownOn <= :cutoff") == all)
    #expect(try sizes("WITH f AS (SELECT firmId FROM firmAt) SELECT * FROM f") == all)
    #expect(try sizes("SELECT id FROM firm WHERE id <= 10").first == 10)
  }

  @Test(
    "A cohort that gives no firms, or does more than read, is a usage error",
    arguments: [
      "DELETE FROM firm", "SELECT 1.5", "SELECT NULL", "SELECT 'somebody'", "SELECT 999999",
      "SELECT id, creditCode FROM firm", "SELECT nothing FROM firm", "PRAGMA user_version",
      "ATTACH 'x' AS x", "SELECT id FROM firm; DELETE FROM firm", "",
      "WITH x AS (SELECT 1) DELETE FROM firm", "SELECT id FROM firm WHERE id = :other",
    ])
  func faults(_ sql: String) throws {
    let answer = try backtest("--cutoff", "2026-02-01", "--cohort", sql)
    #expect(answer.code == 64, "\(answer.error)")
    #expect(answer.error.contains("--cohort: found") && answer.out.isEmpty)
    #expect(!answer.error.contains("Database."), "\(answer.error)")
  }

  @Test("What the data cannot answer is refused, and says what is known")
  func refusals() throws {
    let open = try backtest("--cutoff", "2026-04-20", "--label", "arrears")
    #expect(open.code == 1)
    #expect(open.error.contains("ends on 2026-10-19, the data on 2026-10-14"))
    let early = try backtest("--cutoff", "2020-01-01")
    #expect(early.code == 1 && early.error.contains("outside the data"))
    let trained = try backtest("--cutoff", "2026-02-01", "--trained-until", "2026-03-31")
    #expect(trained.code == 1 && trained.error.contains("learned from outcomes up to 2026-03-31"))
    let page = try backtest("--html", "/nowhere/at/all/page.html")
    #expect(page.code == 1 && page.error.contains("--html: no folder /nowhere/at/all"))
    let truth = try backtest("--truth", try Self.made.get() + "/policies/scorecard.yaml")
    #expect(truth.code == 1 && truth.out.isEmpty)
    let far = try backtest("--horizon", "30m")
    #expect(far.code == 1 && far.error.contains("first day of a month"))
    #expect(NightOffice.run(["backtest", "--entity", "a"]).code == 64)
    #expect(try backtest("--k", "0").code == 64)
    #expect(try backtest("--k", "0%").code == 64)
    #expect(
      NightOffice.run([
        "backtest", "--events", "x.csv", "--entity", "a", "--date", "b", "--cutoff", "2026-01-01",
        "--label", "either",
      ]).error.contains("--label is about a workspace"))
  }

  @Test("A horizon of days ends on its own day, and the JSON says which unit it has")
  func horizonOfDays() throws {
    let words = ["--cutoff", "2026-04-15", "--label", "arrears", "--json"]
    let months = NightOffice.run(
      ["backtest"] + words + [
        "--horizon", "6m", "--as-of", "2026-10-21", "--workspace", try Self.made.get(),
      ])
    // 2026-04-15 and 183 days is 2026-10-15, as with 6 months.
    let days = NightOffice.run(
      ["backtest"] + words + [
        "--horizon", "183d", "--as-of", "2026-10-21", "--workspace", try Self.made.get(),
      ])
    #expect(days.json?["horizon_days"] as? Int == 183 && days.json?["horizon_months"] is NSNull)
    #expect(months.json?["horizon_months"] as? Int == 6 && months.json?["horizon_days"] is NSNull)
    let positives = [months, days].map { $0.rows("rankings").map { $0["positives"] as? Int } }
    #expect(positives[0] == positives[1] && !positives[0].isEmpty)
    let open = try backtest("--cutoff", "2026-04-15", "--label", "arrears", "--horizon", "184d")
    #expect(open.code == 1 && open.error.contains("ends on 2026-10-15"))
    #expect(try backtest("--horizon", "120").code == 64)
    #expect(try backtest("--horizon", "0d").code == 64)
  }

  @Test("Judged at what the office can visit in a week, where wagewatch.yaml says it")
  func weeklyVisits() throws {
    let file = try Self.made.get() + "/wagewatch.yaml"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    defer { try? text.write(toFile: file, atomically: true, encoding: .utf8) }
    func asked(_ line: String, _ words: String...) throws -> NightOffice.Answer {
      try text.replacingOccurrences(of: "# weekly_visits: 30", with: line)
        .write(toFile: file, atomically: true, encoding: .utf8)
      return NightOffice.run(
        ["backtest", "--cutoff", "2026-02-01", "--label", "arrears", "--json"] + words + [
          "--as-of", "2026-10-21", "--workspace", try Self.made.get(),
        ])
    }
    func capacities(_ answer: NightOffice.Answer) -> [String]? {
      answer.rows("cohorts").first?["capacities"] as? [String]
    }
    #expect(try capacities(asked("# nothing")) == ["10", "30", "100", "0.5%", "1%"])
    #expect(try capacities(asked("weekly_visits: 7")) == ["7", "0.5%", "1%"])
    #expect(try capacities(asked("weekly_visits: 7", "--k", "5")) == ["5"])
    let wrong = try asked("weekly_visits: 0")
    #expect(wrong.code == 1 && wrong.error.contains("1 to 100000"), "\(wrong.error)")
  }

  @Test("A workspace without data gives no estimate, and says what is missing")
  func empty() throws {
    let office = try NightOffice()
    let all = office.run("backtest", "--as-of", "2026-10-21")
    #expect(all.code == 1 && all.out.isEmpty)
    #expect(all.error.contains("payroll has delivered fewer than two months"))
    let told = office.run("backtest", "--as-of", "2026-10-21", "--label", "complaint")
    #expect(told.code == 1 && told.error.contains("no complaints have ever come"))
  }

  @Test("Another card is judged by its own points and name")
  func scorecard() throws {
    let folder = try Self.made.get()
    let card = try String(contentsOfFile: folder + "/policies/scorecard.yaml", encoding: .utf8)
    let trial = folder + "/trial.yaml"
    try card.replacing("scorecard: default", with: "scorecard: trial")
      .write(toFile: trial, atomically: true, encoding: .utf8)
    let answer = try backtest("--cutoff", "2026-02-01", "--json", "--scorecard", trial)
    #expect(answer.code == 0, "\(answer.error)")
    #expect(answer.json?["scorecard"] as? String == "trial@5")
    #expect(
      answer.error.contains("fewer than 10 came true") || answer.error.contains("no estimate"))
  }

  @Test("Every night between the cutoffs gives leads, by cause where the truth is there")
  func leads() throws {
    let truth = try Self.made.get() + "/inbox/truth.csv"
    let answer = try backtest(
      "--json", "--cutoff", "2025-08-01", "--nights", "20", "--truth", truth)
    let lead = try #require(answer.json?["lead_time"] as? [String: Any])
    #expect(lead["first_day"] as? String == "2025-08-01")
    #expect(lead["days_scored"] as? Int ?? 0 > 20)
    let events = try #require(lead["events"] as? [[String: Any]])
    #expect(
      events.compactMap { $0["event"] as? String } == ["arrears", "complaint", "group-visit"])
    for event in events {
      let parts = ["not_observed", "warned_before", "short", "after", "none", "open"]
        .compactMap { event[$0] as? Int }
      #expect(parts.count == 6 && parts.reduce(0, +) == event["firms"] as? Int)
      #expect(event["observed"] as? Int == parts.dropFirst().reduce(0, +))
      let shares = ["before", "short", "after", "none", "open"]
        .compactMap { (event["share_\($0)"] as? NSNumber)?.doubleValue }
      #expect(event["observed"] as? Int == 0 || abs(shares.reduce(0, +) - 1) < 0.000_01)
    }
    let causes = try #require(lead["by_cause"] as? [[String: Any]])
    #expect(
      causes.compactMap { $0["firms"] as? Int }.reduce(0, +) == events.first?["firms"] as? Int)
    let single = try backtest("--json", "--cutoff", "2026-02-01")
    #expect(single.json?["lead_time"] is NSNull)
  }

  @Test(
    "The page holds the numbers of the JSON and nothing from elsewhere", arguments: ["en", "zh"])
  func page(_ language: String) throws {
    let file = try Self.made.get() + "/backtest-\(language).html"
    let answer = try backtest("--json", "--html", file, "--lang", language)
    let page = try String(contentsOfFile: file, encoding: .utf8)
    #expect(page.contains(language == "en" ? "How good the card was" : "评分表回测"))
    #expect(page.contains("<svg") && !page.contains("http") && !page.contains("<script"))
    #expect(XMLParser(data: Data(Self.pictures(page).utf8)).parse())
    let summary = try #require(answer.json?["summary"] as? [[String: Any]])
    for row in summary where row["ranking"] as? String == "card" {
      let auc = try #require((row["auc_mean"] as? NSNumber)?.doubleValue)
      #expect(page.contains(String(format: "%.4f", auc)))
    }
  }

  @Test("What the terminal warns of stands in the JSON and on the page, and all has names")
  func notes() throws {
    let truth = try Self.made.get() + "/inbox/truth.csv"
    let file = try Self.made.get() + "/noted.html"
    let words = [
      "--cutoff", "2025-08-01", "--cutoff", "2026-02-01", "--truth", truth, "--html", file,
      "--lang", "zh",
    ]
    func run(_ more: String...) throws -> NightOffice.Answer {
      NightOffice.run(
        ["backtest"] + words + more + ["--as-of", "2026-10-21", "--workspace", try Self.made.get()])
    }
    let answer = try run("--json")
    #expect(answer.code == 0, "\(answer.error)")
    let notes = try #require(answer.json?["notes"] as? [[String: Any]])
    #expect(notes.contains { $0["kind"] as? String == "few-positives" })
    let page = try String(contentsOfFile: file, encoding: .utf8)
    for note in notes {
      let text = try #require(note["text"] as? String)
      #expect(answer.error.contains(text) && page.contains(text))
    }
    for name in [
      "未欠薪的企业（其后有工资未发）", "没有欠薪投诉的企业（其后被投诉欠薪）", "E 建筑业", "330503 南浔区", "平均精度",
      "工资：… 个月无发放记录", "（wages-unpaid）",
    ] {
      #expect(page.contains(name), "\(name)")
    }
    for id in ["owes-nothing", "no-complaint", "lost-orders", "cash-flow", "indicator:"] {
      #expect(!page.contains(id), "\(id)")
    }
    #expect(try run().out.contains("未欠薪的企业"))
  }

  /// All drawings of a page under one root.
  private static func pictures(_ page: String) -> String {
    let drawings = page.components(separatedBy: "<svg").dropFirst().compactMap { part in
      part.range(of: "</svg>").map { "<svg" + part[..<$0.upperBound] }
    }
    return "<all>" + drawings.joined() + "</all>"
  }
}
