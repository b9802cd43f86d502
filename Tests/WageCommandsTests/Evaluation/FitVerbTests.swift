import Foundation
import Testing
import WageDomain

@Suite("fit, compare and drift, as a script sees them", .serialized)
struct FitVerbTests {
  private static let folder = NightOffice.temporaryFolder()

  /// 400 invented firms; every second owes its power bill from some month on, and most of those are
  /// complained about two months later. In September 2026 the meter readings come in other units.
  private static let made = Result {
    let office = try NightOffice(in: folder)
    atexit { try? FileManager.default.removeItem(atPath: FitVerbTests.folder) }
    let codes = (0..<400).compactMap {
      CreditCode.completing(authorityAndRegion: "91330503", organisation: String(20_000_000 + $0))?
        .text
    }
    let first = Month(year: 2025, month: 1)
    func trouble(_ firm: Int) -> Month? {
      firm % 2 == 0 ? Month(year: 2025, month: 6).adding(months: firm / 2 % 12) : nil
    }
    for month in first...Month(year: 2026, month: 9) {
      var text = "credit_code,month,quantity,fee_yuan,arrears_yuan\n"
      for (firm, code) in codes.enumerated() {
        let owes = trouble(firm).map { $0 <= month } ?? (firm % 40 == 1)
        let quantity = (900 + firm) * (month.description == "2026-09" ? 1000 : 1)
        text += "\(code),\(month),\(quantity),\(quantity),\(owes ? 500 : 0)\n"
      }
      let known = month.adding(months: 1).firstDay.adding(days: 5)
      try office.put("electricity_\(month)__known-\(known).csv", text)
    }
    var text = "complaint_no,channel,received_at,credit_code,owed_since,known_on\n"
    for (firm, code) in codes.enumerated() where firm % 8 != 0 && firm % 2 == 0 || firm == 1 {
      let day = (trouble(firm)?.adding(months: 2) ?? first.adding(months: 1)).firstDay
        .adding(days: 9)
      text += "T\(1000 + firm),12345,\(day) 10:00,\(code),\(day.month.adding(months: -1)),\(day)\n"
    }
    let late = "2026-10-18"
    text += "T9999,12345,\(late) 10:00,\(codes[3]),2026-09,\(late)\n"
    try office.put("complaints_2026-10-18.csv", text)
    let loaded = office.run("ingest", "--as-of", "2026-10-21")
    guard loaded.code == 0 else { throw NightOffice.Failure(text: loaded.error) }
    return folder
  }

  private func run(_ words: [String]) throws -> NightOffice.Answer {
    NightOffice.run(words + ["--as-of", "2026-10-21", "--workspace", try Self.made.get()])
  }

  private static let training = [
    "--train", "2025-08-01", "--train", "2025-11-01", "--train", "2026-02-01", "--horizon", "3m",
  ]

  private func fit(_ words: String...) throws -> NightOffice.Answer {
    try run(["fit"] + Self.training + ["--test", "2026-05-01"] + words)
  }

  @Test("A fitted card is a scorecard like any other, and its table gives every firm its points")
  func fitted() throws {
    let place = try Self.made.get()
    let (card, csv) = (place + "/fitted.yaml", place + "/features.csv")
    let answer = try fit("--json", "--write", card, "--features", csv)
    #expect(answer.code == 0, "\(answer.error)")
    let training = try #require(answer.json?["training"] as? [String: Any])
    #expect(training["fitted_from"] as? String == "default@5")
    #expect(training["complaints_counted"] as? String == "states-since")
    #expect(!FileManager.default.fileExists(atPath: csv + ".part"))
    #expect(training["learned_until"] as? String == "2026-04-30")
    #expect(training["positive_firms"] as? Int ?? 0 >= 100)
    let rows = answer.rows("bins")
    let counts = Dictionary(grouping: rows) { $0["rule"] as? String ?? "" }.mapValues {
      $0.reduce(0) { $0 + ($1["n"] as? Int ?? 0) }
    }
    #expect(Set(counts.values) == [training["rows"] as? Int ?? 0])
    #expect(
      rows.contains {
        $0["rule"] as? String == "electricity-arrears" && $0["points"] as? Int ?? 0 > 0
      })

    let explained = NightOffice.run(["score", "explain", "--scorecard", card])
    #expect(explained.code == 0, "\(explained.error)")
    #expect(explained.out.contains("Fitted from default@5"))
    let rehearsed = try run(["score", "--scorecard", card, "--dry-run"])
    #expect(rehearsed.code == 0, "\(rehearsed.error)")

    let lines = try String(contentsOfFile: csv, encoding: .utf8).split(separator: "\n")
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    let header = try #require(lines.first)
    let tests = lines.dropFirst().filter { $0[1] == "test" }
    #expect(tests.count > 100)
    let first = try #require(header.firstIndex(of: "tier_fitted")) + 1
    for line in tests {
      var sum = 0
      for (column, rule) in header.enumerated().dropFirst(first) {
        guard let value = Int(line[column]) else { continue }
        sum += points(rows, rule, value)
      }
      #expect(String(sum) == line[7], "firm \(line[2])")
      #expect((line[6] == "green") == (Int(line[5]) ?? 0 < 20), "yellow begins at 20 points")
    }
    for line in lines.dropFirst() {
      let day = line[4]
      #expect(line[3] == (day.isEmpty ? "0" : "1"))
      #expect(day.isEmpty || line[0] <= day, "no day of before the cutoff")
      #expect((line[1] == "train") == (line[7] + line[8]).isEmpty)
    }
    let again = try fit("--write", card)
    #expect(again.code == 1)
    #expect(again.error.contains("the file is there"))
  }

  /// Of the most severe bin; the rules with values here all count upward.
  private func points(_ rows: [[String: Any]], _ rule: String, _ value: Int) -> Int {
    rows.filter {
      $0["rule"] as? String == rule && ($0["threshold"] as? Int).map { $0 <= value } ?? false
    }.compactMap { $0["points"] as? Int }.max() ?? 0
  }

  @Test("What must not be fitted is neither measured nor in the card")
  func without() throws {
    let csv = try Self.made.get() + "/without.csv"
    let answer = try fit("--json", "--without", "electricity-arrears", "--features", csv)
    #expect(answer.code == 0, "\(answer.error)")
    #expect(answer.rows("bins").allSatisfy { $0["rule"] as? String != "electricity-arrears" })
    let header = try String(contentsOfFile: csv, encoding: .utf8).prefix { $0 != "\n" }
    #expect(header.contains("electricity-debt") && !header.contains("electricity-arrears"))
  }

  @Test("Whether every complaint counted stands in the card and beside two cards")
  func everyComplaint() throws {
    let card = try Self.made.get() + "/every.yaml"
    let answer = try fit("--json", "--any-complaint", "--write", card)
    #expect(answer.code == 0, "\(answer.error)")
    let training = try #require(answer.json?["training"] as? [String: Any])
    #expect(training["complaints_counted"] as? String == "every")
    let explained = NightOffice.run(["score", "explain", "--scorecard", card, "--lang", "en"])
    #expect(explained.out.contains("(every complaint counted)"), "\(explained.error)")
    let words = ["compare", "--scorecard", card, "--cutoff", "2026-05-01", "--json"]
    #expect(try run(words).json?["complaints_counted"] as? String == "states-since")
    #expect(try run(words + ["--any-complaint"]).json?["complaints_counted"] as? String == "every")
  }

  @Test(
    "A place that cannot be written to is refused before the fit",
    arguments: ["--write", "--features"])
  func nowhere(_ option: String) throws {
    let answer = try fit("--lang", "en", option, try Self.made.get() + "/none/x")
    #expect(answer.code == 1)
    #expect(answer.error.contains("\(option): no folder"), "\(answer.error)")
  }

  @Test(
    "What another file holds is not written over: a part left behind, a link to nowhere, the card")
  func kept() throws {
    let place = try Self.made.get()
    let features = place + "/kept.csv"
    try "mine".write(toFile: features + ".part", atomically: true, encoding: .utf8)
    let part = try fit("--lang", "en", "--features", features)
    #expect(part.code == 1 && part.error.contains("kept.csv.part: the file is there"))
    #expect(try String(contentsOfFile: features + ".part", encoding: .utf8) == "mine")
    try FileManager.default.createSymbolicLink(
      atPath: place + "/nowhere", withDestinationPath: place + "/gone")
    let link = try fit("--lang", "en", "--write", place + "/nowhere")
    #expect(link.code == 1 && link.error.contains("nowhere: the file is there"))
    let same = try fit("--lang", "en", "--write", place + "/one", "--features", place + "/one")
    #expect(same.code == 64 && same.error.contains("take two different files"))
  }

  @Test("A kind of sign that the card did not have is told, with how to fit without it")
  func newClass() throws {
    let place = try Self.made.get()
    let text = try String(contentsOfFile: place + "/policies/scorecard.yaml", encoding: .utf8)
    let own = place + "/power.yaml"
    try text.replacing("class: utilities\n", with: "class: power\n")
      .replacing("  - id: utilities\n", with: "  - id: power\n")
      .write(toFile: own, atomically: true, encoding: .utf8)
    let words = ["--scorecard", own, "--without", "power"]
    let answer = try run(
      ["fit"] + Self.training + ["--test", "2026-05-01", "--lang", "en"] + words)
    #expect(answer.code == 0, "\(answer.error)")
    #expect(answer.error.contains("to fit without: --without utilities"), "\(answer.error)")
    #expect(try !fit("--lang", "en").error.contains("to fit without"))
  }

  struct Refused: CustomTestStringConvertible {
    let why: String
    let words: [String]
    let told: String
    var testDescription: String { why }
  }

  @Test(
    "What cannot be estimated is refused, never 0 or 1",
    arguments: [
      Refused(
        why: "too few positives, with how many are missing",
        words: ["--train", "2026-02-01", "--test", "2026-05-01", "--horizon", "3m"],
        told: "expected at least 100"),
      Refused(
        why: "a label that reaches into the test",
        words: ["--train", "2026-03-01", "--test", "2026-05-01", "--horizon", "3m"],
        told: "ends on 2026-05-31, after the test cutoff 2026-05-01"),
      Refused(
        why: "nothing came true: payroll never came",
        words: training + ["--test", "2026-05-01", "--label", "arrears"], told: "payroll"),
      Refused(
        why: "a hard trigger is law", words: training + ["--without", "wages-unpaid"],
        told: "neither the card nor the candidates have such an indicator"),
      Refused(
        why: "a test before the data", words: training + ["--test", "2020-05-01"],
        told: "lies outside the data"),
      Refused(
        why: "a horizon past the last known day", words: training + ["--test", "2026-09-01"],
        told: "what has not happened yet"),
      Refused(
        why: "an empty cohort",
        words: training + [
          "--test", "2026-05-01", "--cohort", "SELECT firmId FROM firmAt WHERE 0",
        ],
        told: "found no firm at the training cutoffs"),
    ])
  func refused(_ sample: Refused) throws {
    let answer = try run(["fit"] + sample.words)
    #expect(answer.code == 1)
    #expect(answer.error.contains(sample.told), "\(answer.error)")
    #expect(answer.out.isEmpty)
  }

  @Test(
    "Two cards on the same days; equal cards do not differ, and a card is not judged by its own past"
  )
  func compared() throws {
    let place = try Self.made.get()
    let card = place + "/compared.yaml"
    #expect(try fit("--write", card, "--name", "ours").code == 0)
    let words = ["--horizon", "3m", "--k", "20", "--json"]
    let answer = try run(["compare", "--scorecard", card, "--cutoff", "2026-05-01"] + words)
    #expect(answer.code == 0, "\(answer.error)")
    #expect(answer.json?["first"] as? String == "default@5")
    #expect(answer.json?["second"] as? String == "ours@1")
    let row = try #require(answer.rows("cutoffs").first)
    #expect((row["second"] as? [String: Any])?["auc"] as? Double ?? 0 > 0.5)
    let own = place + "/policies/scorecard.yaml"
    let same = try run(
      ["compare", "--scorecard", own, "--scorecard", own, "--cutoff", "2026-05-01"] + words)
    let mean = try #require(same.json?["mean"] as? [String: Any])
    #expect(mean["auc_difference"] as? Double == 0)
    #expect(mean["low"] as? Double == 0 && mean["high"] as? Double == 0)
    #expect((same.rows("cutoffs").first?["entered"] as? [Any])?.isEmpty == true)
    let learned = try run(["compare", "--scorecard", card, "--cutoff", "2026-02-01"] + words)
    #expect(learned.code == 1)
    #expect(learned.error.contains("learned from outcomes up to 2026-04-30"))
    let usage = try run(["compare", "--cutoff", "2026-05-01"])
    #expect(usage.code == 64)
    let table = try run(
      ["compare", "--scorecard", own, "--scorecard", own, "--cutoff", "2026-05-01"]
        + ["--horizon", "3m", "--k", "20"])
    #expect(table.out.contains("first default@5 AUC"))
    #expect(table.out.contains("second default@5 AUC"))
  }

  @Test(
    "Without --cutoff a fitted card is compared on the days after what it learned, as backtest does"
  )
  func usualDays() throws {
    let card = try Self.made.get() + "/later.yaml"
    #expect(try fit("--write", card, "--name", "later").code == 0)
    let words = ["--scorecard", card, "--horizon", "3m", "--k", "20", "--json"]
    let compared = try run(["compare"] + words)
    #expect(compared.code == 0, "\(compared.error)")
    let days = compared.rows("cutoffs").compactMap { $0["cutoff"] as? String }
    #expect(days == ["2026-05-01", "2026-06-01", "2026-07-01"])
    let judged = try run(["backtest", "--label", "complaint"] + words)
    #expect(Set(judged.rows("rankings").compactMap { $0["cutoff"] as? String }) == Set(days))
    let far = try run(
      ["compare", "--scorecard", card, "--horizon", "6m", "--k", "20", "--lang", "en"])
    #expect(far.code == 1 && far.error.contains("later than 2026-04-30"), "\(far.error)")
  }

  @Test("A cohort that cannot be judged is named with its reason in every form")
  func leftOut() throws {
    let file = try Self.made.get() + "/left-out.html"
    let words = ["backtest", "--horizon", "3m", "--cutoff", "2026-05-01", "--html", file]
    let answer = try run(words + ["--json", "--lang", "en"])
    #expect(answer.code == 0, "\(answer.error)")
    let notes = try #require(answer.json?["notes"] as? [[String: Any]])
    let note = try #require(notes.first { $0["kind"] as? String == "cohort-left-out" })
    #expect(note["cohort_name"] as? String == "owes-nothing")
    let text = try #require(note["text"] as? String)
    #expect(text.contains("payroll has delivered fewer than two months"))
    let page = try String(contentsOfFile: file, encoding: .utf8)
    #expect(answer.error.contains(text) && page.contains(text))
    let table = try run(words + ["--lang", "en"])
    #expect(table.out.contains(text))
  }

  @Test("What is not measured has a weight of evidence of its own, whatever points it has")
  func unmeasured() throws {
    let answer = try fit("--json")
    let training = try #require(answer.json?["training"] as? [String: Any])
    let (rows, positives) = (
      try #require(training["rows"] as? Int), try #require(training["positives"] as? Int)
    )
    let bins = answer.rows("bins").filter {
      ["nothing", "absent", "silent", "mild"].contains($0["bin"] as? String ?? "")
        && ($0["n"] as? Int ?? 0) >= 50
    }
    #expect(!bins.isEmpty)
    for bin in bins {
      let (n, own) = (bin["n"] as? Int ?? 0, bin["positives"] as? Int ?? 0)
      let weight = try #require((bin["weight_of_evidence"] as? NSNumber)?.doubleValue)
      let plain = log(
        (Double(own) + 0.5) / (Double(n - own) + 0.5) * Double(rows - positives)
          / Double(positives))
      // Rows of one firm that came true add up to more than half a firm.
      #expect(abs(weight - plain) < 1, "\(bin["rule"] ?? "") \(bin["bin"] ?? "")")
    }
  }

  @Test("A feed that came in other units is named, in both languages; a quiet month is not")
  func drift() throws {
    let answer = try run(["drift", "--months", "2", "--json"])
    #expect(answer.code == 0, "\(answer.error)")
    let meaning = answer.rows("findings").filter { $0["kind"] as? String == "meaning" }
    #expect(meaning.compactMap { $0["name"] as? String }.contains("electricity.quantity"))
    #expect(Set(meaning.compactMap { $0["month"] as? String }) == ["2026-09"])
    let unit = meaning.first { $0["name"] as? String == "electricity.quantity" }
    #expect(unit?["change"] as? String == "unit" && unit?["value_now"] as? Double == 1000)
    #expect(answer.error.contains("electricity.quantity may mean something else in 2026-09"))
    let chinese = try run(["drift", "--months", "2", "--lang", "zh"])
    #expect(chinese.error.contains("单位变了"))
    // Electricity is silent beyond 60 days; in this workspace nothing came after October.
    let late = NightOffice.run(
      [
        "drift", "--months", "2", "--as-of", "2026-12-31", "--json", "--workspace",
        try Self.made.get(),
      ])
    let told = late.json?["data_late"] as? [[String: Any]] ?? []
    #expect(
      told.contains { ($0["feeds"] as? [String] ?? []).contains("electricity") }, "\(late.out)")
    #expect(late.error.contains("data late at its end"))
    let early = NightOffice.run(
      ["drift", "--as-of", "2020-05-31", "--workspace", try Self.made.get()])
    #expect(early.code == 1)
    #expect(early.error.contains("Nothing was estimated"))
  }
}
