import Foundation
import Testing

/// Noon of 2026-10-21 is now.
@Suite("backtest --events and replay, as a script sees them")
final class TableVerbTests {
  private let folder = NightOffice.temporaryFolder()

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func file(_ name: String, _ text: String) throws -> String {
    let path = folder + "/" + name
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  /// Forty firms; every month of 2025 and on each fourth firm has another event.
  private static let claims =
    "firm,day\n"
    + (0..<240).map { row in
      let month = row % 20
      return
        "F\(row * 7 % 40),\(2025 + month / 12)-\(month % 12 < 9 ? "0" : "")\(month % 12 + 1)-11\n"
    }.joined()

  private func judged(_ table: String, _ words: String...) throws -> NightOffice.Answer {
    return NightOffice.run(
      ["backtest", "--events", try file("t.csv", table), "--entity", "firm", "--date", "day"]
        + ["--history", "12m", "--horizon", "2m", "--json"] + words)
  }

  @Test("A quote that is never closed refuses the table: figures of its first part would mislead")
  func brokenOff() throws {
    let lines = Self.claims.split(separator: "\n", omittingEmptySubsequences: false)
    let torn = (lines[..<100] + ["\"F1,2025-03-11"] + lines[100...]).joined(separator: "\n")
    let answer = try judged(torn, "--cutoff", "2026-02-01")
    #expect(answer.code == 1 && answer.out.isEmpty)
    #expect(answer.error.contains("t.csv:101: found a quote that is never closed"))
    #expect(answer.error.contains("Nothing was estimated"))
  }

  @Test("A day that has not come stretches no horizon: its row is left out, named and counted")
  func future() throws {
    let table = Self.claims + "F1,2099-01-01\n,2026-01-01\n"
    let open = try judged(table, "--cutoff", "2026-08-01")
    #expect(open.code == 1)
    #expect(open.error.contains("t.csv:242: day: found 2099-01-01, later than 2026-10-21"))
    #expect(open.error.contains("2 of 242 rows left out"))
    #expect(open.error.contains("the data on 2026-08-11"), "\(open.error)")
    let known = try judged(table, "--cutoff", "2026-02-01", "--cutoff", "2026-02-01")
    #expect(known.code == 0, "\(known.error)")
    #expect(known.json?["lines_left_out"] as? [Int] == [242, 243])
    #expect(known.json?["first_day"] as? String == "2025-01-11")
    #expect(known.json?["last_day"] as? String == "2026-08-11")
    #expect(
      known.rows("rankings").compactMap { $0["ranking"] as? String }.count { $0 == "count" } == 1)
    let earlier = try judged(table, "--cutoff", "2026-02-01", "--as-of", "2026-03-01")
    #expect(earlier.code == 1 && earlier.error.contains("the data on 2026-02-11"))
  }

  @Test("Where nobody came true no precision is 0: there is no estimate")
  func nobody() throws {
    let quiet = "firm,day\nF1,2025-01-11\nF2,2025-02-11\nF3,2026-05-11\n"
    let answer = try judged(quiet, "--cutoff", "2025-03-01", "--k", "1")
    #expect(answer.code == 0, "\(answer.error)")
    for row in answer.rows("rankings") {
      let top = try #require((row["top"] as? [[String: Any]])?.first)
      #expect(top["precision_mean"] is NSNull && top["hits_mean"] as? Int == 0, "\(top)")
    }
  }

  private func replayed(_ visits: String, list: String) throws -> NightOffice.Answer {
    return NightOffice.run([
      "replay", "--list", try file("list.csv", "credit_code,rank\n" + list), "--visits",
      try file("visits.csv", "visited_on,credit_code,found\n" + visits), "--json",
    ])
  }

  @Test("A list that puts the find first brings it to the first day")
  func earlier() throws {
    let answer = try replayed(
      "2026-03-02,A,0\n2026-03-03,B,0\n2026-03-06,C,1\n", list: "C,1\nA,2\nB,3\n")
    #expect(answer.code == 0, "\(answer.error)")
    #expect(answer.json?["mean_days_earlier"] as? Int == 4, "\(answer.out)")
  }

  struct Refused: CustomTestStringConvertible {
    let why: String
    let visits: String
    let list: String
    let error: String
    var testDescription: String { why }
  }

  @Test(
    "What a replay cannot tell is refused, never 0",
    arguments: [
      Refused(
        why: "within one day no order makes a visit earlier",
        visits: "2026-03-02,A,1\n2026-03-02,B,0\n", list: "A,1\nB,2\n",
        error: "found 2 visits, all on 2026-03-02"),
      Refused(
        why: "a visit cannot be made after today", visits: "2026-03-02,A,1\n2026-10-22,B,0\n",
        list: "A,1\nB,2\n", error: "visits.csv:3: found 2026-10-22, later than 2026-10-21"),
      Refused(
        why: "a torn file is faulty", visits: "2026-03-02,A,1\n\"2026-03-03,B,0\n",
        list: "A,1\nB,2\n", error: "visits.csv:3: found a quote that is never closed"),
      Refused(
        why: "equal ranks have no order", visits: "2026-03-02,A,1\n2026-03-03,B,0\n",
        list: "A,1\nB,1\n", error: "the list gives no order"),
    ])
  func refused(_ example: Refused) throws {
    let answer = try replayed(example.visits, list: example.list)
    #expect(answer.code == 1 && answer.out.isEmpty)
    #expect(answer.error.contains(example.error), "\(answer.error)")
  }
}
