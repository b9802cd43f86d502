import Foundation
import Testing
import WageDomain

@Suite("The text of a firm that a decision about names gave a case, or took from it")
struct MatchedFirmTextTests {
  private let office: Office
  private let match: String
  private static let codes = ["91330503MA2B4XYT6D", "91330503NXQ0QRP269"]

  /// A case whose firm was found by a decision; the night has a text for it.
  init() throws {
    office = try Office()
    let path = office.folder + "/wagewatch.yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try (text + "outbox: { file: outbox.jsonl }\n")
      .write(toFile: path, atomically: true, encoding: .utf8)
    try """
    credit_code,name,town_code
    \(Self.codes[0]),甲乙制衣厂,330503100
    \(Self.codes[1]),丙丁建筑,330503100

    """.write(
      toFile: office.folder + "/inbox/firms_2026-05-01.csv", atomically: true, encoding: .utf8)
    #expect(office.run("ingest", "--as-of", "2026-05-01").code == 0)
    office.run("complaint", "add", "--firm-name", "某某不知名厂", "--persons", "2", "--town", "330503100")
    let queue = office.run("match", "list", "--nl").out
    match = String(try #require(queue.firstMatch(of: #/"id":(\d+)/#)?.output.1))
    #expect(office.run("match", "accept", match, "--firm", Self.codes[0]).code == 0)
    #expect(office.run("nightly").code == 0)
    #expect(addressees("pending") == [Self.codes[0]])
  }

  private func addressees(_ status: String) -> [String] {
    let rows = office.run("outbox", "list", "--status", status, "--nl").out
    return Self.codes.filter { rows.contains($0) }
  }

  private func undo() throws -> [String] {
    let log = office.run("match", "log", "--nl").out
    let id = try #require(log.firstMatch(of: #/"id":(\d+),"kind":"accepted"/#)?.output.1)
    return ["match", "undo", String(id), "--reason", "认错"]
  }

  private static func told(_ code: String) -> String {
    "is not sent to firm \(code) any more: the case is about another firm"
  }

  @Test(
    "The decision that takes the case off a firm withdraws its text, and says so",
    arguments: [true, false])
  func withdrawn(_ isUndone: Bool) throws {
    let words = try isUndone ? undo() : ["match", "split", match, "--reason", "认错"]
    let rehearsed = office.run(words + ["--dry-run"])
    #expect(rehearsed.error.contains(Self.told(Self.codes[0])), "\(rehearsed.error)")
    #expect(addressees("pending") == [Self.codes[0]], "a dry run changes nothing")
    let done = office.run(words)
    #expect(done.error.contains(Self.told(Self.codes[0])), "\(done.error)")
    #expect(addressees("pending").isEmpty && addressees("withdrawn") == [Self.codes[0]])
    let accepted = office.run("match", "accept", match, "--firm", Self.codes[1])
    #expect(accepted.code == 0 && !accepted.error.contains("is not sent"), "\(accepted.error)")
    #expect(!office.run("outbox", "send", "--dry-run").out.contains(Self.codes[0]))
    let night = office.run("nightly")
    #expect(!night.error.contains("sent in error"))
    #expect(addressees("pending") == [Self.codes[1]])
    #expect(office.run("verify").code == 0)
  }

  @Test("One that was sent is told by the decision: somebody has to call")
  func sent() throws {
    let shown = office.run("outbox", "send", "--dry-run", "--lang", "zh").out
    #expect(shown.contains("用人单位 \(Self.codes[0])"), "to whom a message goes: \(shown)")
    #expect(office.run("outbox", "send").out.contains("firm \(Self.codes[0])"))
    let done = office.run(try undo() + ["--lang", "zh"])
    #expect(
      done.error.contains("已误发给用人单位\(Self.codes[0])（案件反映的不是该单位）：请电话说明"), "\(done.error)")
    #expect(addressees("sent-in-error") == [Self.codes[0]])
    #expect(!office.run("nightly").error.contains("sent in error"), "once")
  }

  @Test(
    "The night says how many were sent in error, also where a file has told that with other news")
  func night() throws {
    let row = { (name: String, persons: Int, code: String) in
      try """
      编号,渠道,受理时间,统一社会信用代码,被反映单位,属地代码,涉及人数,涉及金额(元),诉求内容
      R-9,12345,2026-05-20 09:00,\(code),甲,330503100,\(persons),1000,三月工资未发

      """.write(
        toFile: office.folder + "/inbox/complaints_2026-05_\(name).csv", atomically: true,
        encoding: .utf8)
    }
    try row("1", 2, Self.codes[1])
    let first = office.run("nightly")
    #expect(addressees("pending") == Self.codes, "\(first.error)")
    office.run("outbox", "send", "--dry-run")
    #expect(office.run("outbox", "send").code == 0)
    try row("2", 4, Self.codes[0])
    let second = office.run("nightly")
    #expect(
      second.error.contains("Follow-ups that were sent in error: 1, call them"), "\(second.error)")
    #expect(addressees("sent-in-error") == [Self.codes[1]])
  }
}
