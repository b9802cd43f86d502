import NightlyRun
import Testing
import WageDomain
import WageStore

@Suite("Rejects that a later file answers")
struct AnsweredRejectTests {
  private static let day = CaseDatabase.day("2026-06-01")
  private static let code = Firms.first

  struct Example: CustomTestStringConvertible, Sendable {
    let why: String
    let feed: Feed
    let header: String
    /// A row at fault, and the same row mended.
    let bad: String
    let good: String
    /// Another row, so that a file is never empty.
    let other: String
    var testDescription: String { why }
  }

  static let examples = [
    Example(
      why: "an account and month", feed: .electricity,
      header: "credit_code,account_no,month,quantity", bad: "\(code),A1,202602,N/A",
      good: "\(code),A1,2026-02,5", other: "\(code),A2,2026-02,5"),
    Example(
      why: "an account of which the row now waits for its firm", feed: .electricity,
      header: "credit_code,account_no,month,quantity", bad: ",A1,2026-02,N/A",
      good: ",A1,2026-02,5",
      other: "\(code),A2,2026-02,5"),
    Example(
      why: "a firm and month", feed: .tax, header: "credit_code,month,sales_yuan",
      bad: "\(code.lowercased()),2026-02,1e5", good: "\(code),2026-02,100000",
      other: "\(Firms.codes[1]),2026-02,5"),
    Example(
      why: "a payment", feed: .payroll,
      header: "credit_code,wage_month,paid_on,persons,amount_yuan",
      bad: "\(code),2026-02,2026年3月1日,x,5", good: "\(code),2026-02,2026-03-01,2,5",
      other: "\(Firms.codes[1]),2026-02,2026-03-01,2,5"),
    Example(
      why: "a firm of the register", feed: .firms, header: "credit_code,name,persons",
      bad: "\(code),甲厂,x", good: "\(code),甲厂,5", other: "\(Firms.codes[1]),乙厂,5"),
    Example(
      why: "a firm in a court case", feed: .judicial,
      header: "case_no,credit_code,occurred_on,kind",
      bad: "C1,\(code),2026-02-03,rumour", good: "C1,\(code),2026-02-03,lawsuit",
      other: "C2,\(code),2026-02-03,lawsuit"),
    Example(
      why: "a complaint", feed: .complaints, header: "complaint_no,channel,received_at",
      bad: "Z1,fax,2026-02-03 09:00", good: "Z1,qr,2026-02-03 09:00",
      other: "Z2,qr,2026-02-03 09:00"),
  ]

  private func send(
    _ example: Example, _ rows: [String], _ number: Int, known: String = "2026-03-10",
    to desk: NightDesk
  ) throws {
    let name = "\(example.feed.rawValue)_2026-02_\(number)__known-\(known).csv"
    try desk.put(name, ([example.header] + rows).joined(separator: "\n") + "\n")
    try desk.ingest(Self.day, only: name)
  }

  private func story(_ desk: NightDesk, _ id: Int64) throws -> [String] {
    let story = try #require(try desk.database.read { try $0.rejectStory(id) })
    return [story.reject.status]
      + story.events.map {
        "\($0.kind) \($0.file?.split(separator: "_").last ?? "-"):\($0.line ?? 0)"
      }
  }

  @Test(
    "A row about the same, good, closes the reject and names its own place", arguments: examples)
  func good(_ example: Example) throws {
    let desk = try NightDesk()
    try send(example, [example.bad, example.other], 1, to: desk)
    try send(example, [example.other], 2, known: "2026-03-12", to: desk)
    #expect(try story(desk, 1) == ["open"], "the file has no row about it")
    try send(example, [example.other, example.good], 3, known: "2026-03-09", to: desk)
    #expect(try story(desk, 1) == ["open"], "known before it")
    try send(example, ["", example.good, example.other], 4, known: "2026-03-15", to: desk)
    #expect(try story(desk, 1) == ["retried", "corrected known-2026-03-15.csv:3"])
  }

  @Test("A row about the same, bad again, is the one open reject", arguments: examples)
  func bad(_ example: Example) throws {
    let desk = try NightDesk()
    try send(example, [example.bad], 1, to: desk)
    try send(example, [example.other, example.bad], 2, to: desk)
    #expect(try story(desk, 1) == ["retried", "replaced known-2026-03-10.csv:3"])
    #expect(try story(desk, 2) == ["open"])
    #expect(try desk.database.read { try $0.rejectStory(1)?.replacedBy } == 2)
    try send(example, [example.good], 3, to: desk)
    #expect(try desk.database.read { try $0.openRejectCount() } == 0)
  }

  @Test("A row whose key cannot be read is known again by its text alone")
  func unreadableKey() throws {
    let example = Self.examples[0]
    let desk = try NightDesk()
    try send(example, ["\(Self.code),A1,2026-13,5", "\(Self.code),A2"], 1, to: desk)
    try send(example, ["\(Self.code),A1,2026-13,5", example.good], 2, to: desk)
    #expect(
      try desk.query("SELECT id, status FROM rejectedRow") == [
        "[id:1 status:\"retried\"]", "[id:2 status:\"open\"]", "[id:3 status:\"open\"]",
      ])
  }

  @Test("The same text in files of two months, whose month cannot be read, is two rejects")
  func unreadableMonth() throws {
    let desk = try NightDesk()
    for (month, known) in [("2026-01", "2026-02-10"), ("2026-02", "2026-03-10")] {
      let name = "property_\(month)__known-\(known).csv"
      try desk.put(
        name, "credit_code,month,due_yuan,arrears_yuan\n\(Self.code),,1000,0\n")
      try desk.ingest(Self.day, only: name)
    }
    #expect(try desk.database.read { try $0.openRejectCount() } == 2)
  }

  @Test("A file without the column at fault corrects nothing of it")
  func withoutColumn() throws {
    let desk = try NightDesk()
    func send(_ number: Int, _ header: String, _ row: String) throws {
      let name = "tax_2026-02_\(number)__known-2026-03-1\(number).csv"
      try desk.put(name, "credit_code,month,\(header)\n\(Self.code),2026-02,\(row)\n")
      try desk.ingest(Self.day, only: name)
    }
    try send(1, "filed,sales_yuan", "1,5000.555")
    try send(2, "filed", "1")
    #expect(try story(desk, 1) == ["open"])
    try send(3, "filed,sales_yuan", "1,5000.55")
    #expect(try story(desk, 1) == ["retried", "corrected known-2026-03-13.csv:2"])
  }

  @Test("A second row of a key sent back as it was exported changes nothing")
  func untouchedDuplicate() throws {
    let example = Self.examples[0]
    let desk = try NightDesk()
    try send(example, ["\(Self.code),A1,2026-02,5", "\(Self.code),A1,2026-02,6"], 1, to: desk)
    let corrected = Example(
      why: "", feed: .electricity, header: "reject_id,known_on," + example.header, bad: "",
      good: "", other: "")
    try send(corrected, ["1,2026-03-10,\(Self.code),A1,2026-02,6"], 2, to: desk)
    #expect(try story(desk, 1) == ["open", "kept known-2026-03-10.csv:2"])
    #expect(
      try desk.query("SELECT rows, stored, rejected FROM ingestedFile WHERE id = 2")
        == ["[rows:1 stored:0 rejected:1]"])
    // Corrected, it is the agency's last word.
    try send(corrected, ["1,2026-03-10,\(Self.code),A1,2026-02,7"], 3, to: desk)
    #expect(try story(desk, 1).first == "retried")
  }

  @Test("A row corrected in several goes may name the first reject each time")
  func inStages() throws {
    let example = Self.examples[0]
    let desk = try NightDesk()
    try send(example, [example.bad, "\(Self.code),A3,2026-02,N/A"], 1, to: desk)
    var staged = example
    func correct(_ number: Int, _ first: String, _ second: String) throws {
      staged = Example(
        why: "", feed: .electricity, header: "reject_id," + example.header, bad: "", good: "",
        other: "")
      try send(
        staged,
        ["1,\(Self.code),A1,2026-02,\(first)", "2,\(Self.code),A3,2026-02,\(second)"], number,
        to: desk)
    }
    try correct(2, "5", "still N/A")
    #expect(try desk.database.read { try $0.openRejectCount() } == 1)
    try correct(3, "5", "no")
    #expect(try desk.database.read { try $0.openRejectCount() } == 1)
    try correct(4, "5", "7")
    #expect(try desk.database.read { try $0.openRejectCount() } == 0)
    #expect(try story(desk, 4).first == "retried")
  }

  @Test(
    "A row sent back as it was exported leaves its reject open, however a spreadsheet wrote it",
    arguments: [
      (#"1,\#(code),A1,2026-02,N/A"#, true, "as it was"),
      (#""1","\#(code)",A1,"2026-02","N/A""#, true, "put in quotes"),
      (#"1,\#(code),A1,2026-02,no"#, false, "another fault of the kind"),
      (#"1,\#(code),A1,202602,N/A"#, false, "another cell changed"),
    ])
  func untouched(_ row: String, _ isUntouched: Bool, _ why: String) throws {
    let desk = try NightDesk()
    let example = Self.examples[0]
    try send(example, ["\(Self.code),A1,2026-02,N/A", "\(Self.code),A3,2026-02,N/A"], 1, to: desk)
    let header = "reject_id," + example.header
    func correct(_ number: Int, _ rows: [String]) throws -> [String] {
      let name = "electricity_2026-02_\(number)__known-2026-03-10.csv"
      try desk.put(name, ([header] + rows).joined(separator: "\n") + "\n")
      return try desk.ingest(Self.day, only: name).outcomes.flatMap { outcome -> [String] in
        guard case .loaded(let counts, let findings) = outcome.result else { return [] }
        return ["\(counts.stored) \(counts.rejected)"] + findings.map(\.code)
      }
    }
    let told = try correct(2, [row, "2,\(Self.code),A3,2026-02,5"])
    #expect(told == ["1 1"] + (isUntouched ? ["untouched-reject"] : []), "\(why)")
    #expect(
      try desk.query("SELECT id FROM rejectedRow WHERE status = 'open'")
        == [isUntouched ? "[id:1]" : "[id:3]"], "\(why)")
    // The same half again, after all: one open reject, and still the same.
    let again = try correct(3, [row])
    #expect(again == ["0 1", "untouched-reject"], "\(why)")
    #expect(try desk.database.read { try $0.openRejectCount() } == 1)
    #expect(try correct(4, ["1,\(Self.code),A1,2026-02,5"]) == ["1 0"], "\(why)")
    #expect(try desk.database.read { try $0.openRejectCount() } == 0)
  }

  @Test("A row that names a reject about something else goes in and leaves that reject open")
  func slippedNumber() throws {
    let example = Self.examples[0]
    let desk = try NightDesk()
    try send(example, [example.bad, "\(Self.code),A3,2026-02,N/A"], 1, to: desk)
    let header = "reject_id," + example.header
    func correct(_ number: Int, _ rows: [String]) throws -> [FileFinding] {
      let name = "electricity_2026-02_\(number)__known-2026-03-10.csv"
      try desk.put(name, ([header] + rows).joined(separator: "\n") + "\n")
      for outcome in try desk.ingest(Self.day, only: name).outcomes {
        if case .loaded(_, let findings) = outcome.result { return findings }
      }
      return []
    }
    let slipped = try correct(2, ["1,\(Self.code),A9,2026-02,5"])
    #expect(slipped.map(\.code) == ["other-reject"])
    #expect(slipped.first?.line == 2)
    #expect(
      slipped.first?.expected.en == "the number of a reject about month=2026-02 account_no=A9")
    #expect(try story(desk, 1) == ["open"])
    // Set aside again, it stands for no other row either.
    _ = try correct(3, ["1,\(Self.code),A8,2026-02,N/A"])
    #expect(try story(desk, 1) == ["open"])
    // Two numbers exchanged: each row answers what it is about.
    let exchanged = try correct(4, ["2,\(Self.code),A1,2026-02,5", "1,\(Self.code),A3,2026-02,5"])
    #expect(exchanged.map(\.found.en) == ["2 and 1 more"])
    #expect(try story(desk, 1) == ["retried", "corrected known-2026-03-10.csv:2"])
    #expect(try story(desk, 2) == ["retried", "corrected known-2026-03-10.csv:3"])
  }

  @Test("A fault in the key itself is corrected by another key")
  func correctedKey() throws {
    let example = Self.examples[0]
    let desk = try NightDesk()
    try send(example, [example.good, example.good], 1, to: desk)
    let corrected = Example(
      why: "", feed: .electricity, header: "reject_id," + example.header, bad: "", good: "",
      other: "")
    try send(corrected, ["1,\(Self.code),A7,2026-02,5"], 2, to: desk)
    #expect(try story(desk, 1) == ["retried", "corrected known-2026-03-10.csv:2"])
  }
}
