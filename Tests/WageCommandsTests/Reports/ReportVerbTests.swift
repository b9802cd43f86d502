import Foundation
import Testing

@Suite("The report verbs, as a script sees them")
struct ReportVerbTests {
  /// May 2026: Nanxun town resolves one itself, Shuanglin town lets one lie; June has begun.
  private static func office() throws -> Office {
    let office = try Office()
    office.add("--persons", "3", "--town", "330503100", "--on", "2026-05-02")
    office.add("--persons", "2", "--town", "330503101", "--on", "2026-05-03")
    for words in [
      ["dispatch", "2026-000001", "--on", "2026-05-02"],
      ["reply", "2026-000001", "--text", "x", "--on", "2026-05-06"],
      ["resolve", "2026-000001", "--paid", "--on", "2026-05-20"],
      ["dispatch", "2026-000002", "--on", "2026-05-03"],
    ] {
      let answer = office.run(["case"] + words)
      guard answer.code == 0 else { throw Failure(text: answer.error) }
    }
    return office
  }

  private struct Failure: Error {
    let text: String
  }

  private static func json(_ answer: Office.Answer) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(answer.out.utf8)) as? [String: Any])
  }

  @Test("The report of the bodies: counts, rates in basis points, and the cases behind each")
  func bodies() throws {
    let office = try Self.office()
    let answer = office.run("report", "show", "bodies", "--period", "2026-05", "--json")
    #expect(answer.code == 0)
    let report = try Self.json(answer)
    #expect(report["period"] as? String == "2026-05")
    #expect(report["as_of"] as? String == "2026-05-31")
    #expect(report["registered"] as? [String] == ["2026-000001", "2026-000002"])
    let bodies = try #require(report["bodies"] as? [[String: Any]])
    #expect(bodies.count == 15)
    let nanxun = try #require(bodies.first { $0["body"] as? String == "town-nanxun" })
    #expect(nanxun["new"] as? Int == 1)
    #expect(nanxun["on_time_reply_bp"] as? Int == 10_000)
    #expect(nanxun["below_target"] as? Bool == false)
    let cases = try #require(nanxun["cases"] as? [String: [String]])
    #expect(cases["own_resolved"] == ["2026-000001"])
    let housing = try #require(bodies.first { $0["body"] as? String == "housing" })
    #expect(housing["resolution_bp"] is NSNull)
    let sum = try #require(report["all_bodies"] as? [String: Any])
    #expect(sum["own_resolution_bp"] as? Int == 5000)
  }

  @Test("Of every figure, the count is that of the cases listed, in CSV too")
  func csv() throws {
    let office = try Self.office()
    let lines = office.run("report", "show", "bodies", "--period", "2026-05-w2", "--csv").out
      .split(separator: "\n")
    #expect(lines.count == 16)
    #expect(lines[0].hasPrefix("body,name,carried_over,new,returned,dispatched,replies_due,"))
    let town = try #require(lines.first { $0.hasPrefix("town-shuanglin,") })
    #expect(
      town.hasPrefix("town-shuanglin,Shuanglin town,0,1,0,1,1,0,0,1,0,0,1,0,0,true,0,0,0,1,"))
  }

  @Test("The ranking names the last and what it leads to")
  func ranking() throws {
    let table = try Self.office().run("report", "show", "ranking", "--period", "2026-05").out
      .split(separator: "\n")
    #expect(table[1].contains("Nanxun town") && table[1].contains("100.00 %"))
    #expect(table[2].hasSuffix("1  the leader in charge is summoned"))
  }

  @Test("What was typed in later shows as a change, and the report of then can be had again")
  func knownBy() throws {
    // The office's now is 1 June 2026: all was recorded then.
    let office = try Self.office()
    let then = office.run(
      "report", "show", "bodies", "--period", "2026-05", "--known-by", "2026-05-31", "--json")
    #expect(try Self.json(then)["last_event"] is NSNull)
    let now = office.run("report", "show", "bodies", "--period", "2026-05", "--json")
    #expect(try Self.json(now)["typed_late"] as? Int == 6)
    let changes = office.run(
      "report", "show", "bodies", "--period", "2026-05", "--changes-since", "2026-05-31", "--csv")
    #expect(
      changes.out.contains(#"town-nanxun,Nanxun town,resolved,0,1,"[""2026-000001""]",[]"#))
  }

  @Test("A report is written once; the same content again changes nothing; a list says so")
  func write() throws {
    let office = try Self.office()
    let words = ["report", "write", "bodies", "--period", "2026-05-w4"]
    #expect(office.run(words + ["--dry-run"]).error == "written\n")
    #expect(!office.run("report", "list", "--as-of", "2026-05-31").out.contains("html"))
    let first = office.run(words)
    #expect(first.out == "reports/bodies-2026-05-w4.html\n")
    #expect(first.error == "written\n")
    #expect(office.run(words).error == "unchanged\n")
    #expect(office.run(words + ["--as-of", "2026-06-01"]).error == "unchanged\n")
    #expect(office.run("case", "close", "2026-000001", "--on", "2026-05-21").code == 0)
    #expect(office.run(words).error == "replaced: its content changed\n")
    let listed = office.run("report", "list", "--as-of", "2026-05-31", "--nl").out
      .split(separator: "\n")
    #expect(listed.count == 7)
    #expect(
      listed.contains {
        $0.contains(#""period":"2026-05-w4""#) && $0.contains(#""status":"written""#)
          && $0.contains("reports/bodies-2026-05-w4.html")
      })
  }

  @Test("What is due is written once, in the order in which it was due")
  func writeDue() throws {
    let office = try Self.office()
    let words = ["report", "write-due", "--as-of", "2026-05-20"]
    #expect(office.run(words + ["--dry-run"]).out.split(separator: "\n").count == 2)
    let written = office.run(words)
    #expect(written.out == "reports/bodies-2026-05-w1.html\nreports/bodies-2026-05-w2.html\n")
    #expect(office.run(words).error == "0 reports written\n")
    let later = office.run("report", "write-due", "--as-of", "2026-05-31").out
    #expect(
      later.split(separator: "\n").map(String.init).sorted() == [
        "reports/bodies-2026-05-w3.html", "reports/bodies-2026-05-w4.html",
        "reports/cross-region-2026-05.html", "reports/district-2026-05.html",
        "reports/ranking-2026-05.html",
      ])
    #expect(try Office().run("report", "write-due").error == "0 reports written\n")
  }

  @Test(
    "No report holds a name or a phone, in any form",
    arguments: [
      ["bodies", "--period", "2026-05"], ["ranking", "--period", "2026-05"],
      ["district", "--period", "2026-05"],
      ["case", "--case", "2026-000001", "--stage", "before"],
      ["case", "--case", "2026-000001", "--stage", "during"],
      ["case", "--case", "2026-000001", "--stage", "after"],
    ])
  func nothingPersonal(_ words: [String]) throws {
    let office = try Self.office()
    for (format, language) in [("html", "zh"), ("md", "en"), ("csv", "en"), ("json", "zh")] {
      let answer = office.run(
        ["report", "show"] + words + ["--format", format, "--lang", language])
      #expect(answer.code == 0)
      #expect(!answer.out.isEmpty)
      for personal in ["赵", "1390000", "clerk"] {
        #expect(!answer.out.contains(personal), "\(format) \(personal)")
      }
    }
  }

  @Test("One case, three reports")
  func caseReports() throws {
    let office = try Self.office()
    let before = office.run(
      "report", "show", "case", "--case", "2026-000001", "--stage", "before")
    #expect(before.out.contains("| W-2026-000001 |"))
    #expect(before.out.contains("甲乙制衣厂"))
    let during = office.run(
      "report", "show", "case", "--case", "2026—000002", "--stage", "during", "--as-of",
      "2026-05-09")
    #expect(
      during.out.contains(
        "| five-day written reply | Shuanglin town | 2026-05-03 | 2026-05-08 | - | late |"))
    let after = office.run("report", "show", "case", "--case", "2026-000001", "--stage", "after")
    #expect(after.out.contains("| how | wages paid |"))
    #expect(after.out.contains("Not asked yet."))
  }

  struct Refusal: CustomTestStringConvertible, Sendable {
    let why: String
    let words: [String]
    let code: Int32
    let error: String
    var testDescription: String { why }
  }

  @Test(
    "A refusal says what was found and what was expected",
    arguments: [
      Refusal(
        why: "no such part of a month", words: ["bodies", "--period", "2026-05-w5"], code: 64,
        error: "'2026-05-w5' is not a period of the report bodies; expected YYYY-MM or YYYY-MM-w1"),
      Refusal(
        why: "the ranking is monthly", words: ["ranking", "--period", "2026-05-w1"], code: 64,
        error: "not a period of the report ranking; expected YYYY-MM."),
      Refusal(
        why: "a month to come", words: ["bodies", "--period", "2026-07"], code: 1,
        error: "2026-07 begins on 2026-07-01, after 2026-06-01"),
      Refusal(
        why: "a case without its number", words: ["case", "--stage", "before"], code: 64,
        error: "`case` takes --case NO and --stage"),
      Refusal(
        why: "a case that is not there",
        words: ["case", "--case", "2026-000077", "--stage", "before"], code: 1,
        error: "the nearest is 2026-000002"),
      Refusal(
        why: "a report that is not there", words: ["weather"], code: 64,
        error: "one of 'bodies', 'ranking', 'district', 'cross-region' or 'case'"),
    ])
  func refusals(_ refusal: Refusal) throws {
    let answer = try Self.office().run(["report", "show"] + refusal.words)
    #expect(answer.code == refusal.code)
    #expect(answer.error.contains(refusal.error), "\(answer.error)")
  }

  @Test("The sums of the district: cases, persons, money")
  func district() throws {
    let report = try Self.json(
      Self.office().run("report", "show", "district", "--period", "2026-05", "--json"))
    let sums = try #require(report["sums"] as? [[String: Any]])
    #expect(report["recovered_fen"] as? Int == 3_600_000)
    #expect(
      sums.map { "\($0["measure"] ?? "") \($0["count"] ?? "") \($0["persons"] ?? "")" } == [
        "registered 2 5", "wages_paid 1 3", "agreement 0 0", "instalments_paid 0 0",
        "other_payments 0 0", "advances 0 0", "corrected 0 0", "withdrawn 0 0", "open 1 2",
      ])
  }
}
