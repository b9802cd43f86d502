import Testing
import WageDomain

@testable import SignalIngest

@Suite("Reading")
struct ReadingTests {
  @Test("Line numbers stay right after embedded newlines, blank lines and a forgotten quote")
  func lines() throws {
    let read = try Support.read(
      .electricity,
      "account_no,name,month,quantity\r\n\"A\r\n1\",\"甲\n\"\"乙\"\"\",2026-10,1\r\n\r\n"
        + "A2,\"丙,2026-10,2\r\nA3,\"丁\",2026-10,3\r\nA4,戊,2026-10,4")
    #expect(read.lines == [2, 7, 8])
    #expect(read.strings("name") == ["甲\n\"乙\"", "丁", "戊"])
    #expect(read.rejects.map(\.line) == [6])
    #expect(read.rejects.map(\.raw) == ["A2,\"丙,2026-10,2"])
    #expect(read.batches.flatMap(\.rows) == [1, 3, 4])
  }

  @Test(
    "A row of empty cells is passed over like an empty line",
    arguments: [",,", ", ,", ",,,,", "\t,,", ",,\r"])
  func blankRow(_ blank: String) throws {
    for end in ["\n", ""] {
      let read = try Support.read(
        .gas, "account_no,month,quantity\nA1,2026-10,1\n\(blank)\nA2,2026-10,2\n\(blank)\(end)")
      #expect(read.count == 2 && read.rejects == [] && read.reader.dataRows == 2)
      #expect(read.lines == [2, 4] && read.reader.findings == [])
    }
  }

  @Test("Comma, tab and semicolon", arguments: [",", "\t", ";"])
  func delimiters(_ delimiter: String) throws {
    let text = "户号,企业名称,年月,用量\nA1,甲,2026-10,1\n"
    let read = try Support.read(
      .gas, text.replacing(",", with: delimiter))
    #expect(read.strings("account_no") == ["A1"] && read.rejects == [])
  }

  @Test("An unknown column is reported once and ignored")
  func unknownColumn() throws {
    let read = try Support.read(
      .gas, "账户,account_no,month,quantity\nx,A1,2026-10,1\ny,A2,2026-10,1\n")
    #expect(read.reader.findings.map(\.code) == ["unknown-column"])
    #expect(read.reader.findings.first?.column == "账户")
    #expect(read.count == 2)
  }

  @Test("Control totals are checked, dropped and not counted")
  func controlTotals() throws {
    let rows = "A1,2026-10,1.50\nA2,2026-10,x\n小计,,1.50\nA3,2026-13,2\n小计,,2\n"
    let good = try Support.read(.gas, "account_no,month,quantity\n\(rows)合计,,3.50\n")
    #expect(good.reader.findings == [])
    #expect(good.reader.dataRows == 3 && good.reader.rejectedRows == 2 && good.count == 1)
    let bad = try Support.read(.gas, "account_no,month,quantity\n总计,,\"1,000.00\"\n\(rows)小计,,1\n")
    #expect(bad.reader.findings.map(\.code) == ["control-total", "control-total"])
    #expect(bad.reader.findings.map(\.line) == [8, 2])
    #expect(bad.reader.findings.map(\.found.en) == ["1", "1,000.00"])
    #expect(bad.reader.findings.map(\.expected.en) == ["0.00", "3.50"])
  }

  @Test("Known on: the row's day, else the caller's; not before the month began")
  func knownOn() throws {
    let read = try Support.read(
      .gas,
      """
      account_no,month,quantity,获知日期
      A1,2026-10,1,2026-10-01
      A2,2026-10,1,2026-09-30
      A3,2026-10,1,
      A4,2026-12,1,2026-12-01

      """)
    #expect(
      read.batches.flatMap(\.knownOn)
        == [
          try Support.day("2026-10-01").number, try Support.day("2026-11-20").number,
          try Support.day("2026-12-01").number,
        ])
    #expect(read.rejects.map(\.code) == ["known-too-early"])
    #expect(read.rejects.first?.found.en == "2026-10, known on 2026-09-30")
    #expect(read.batches.first?.columns["known_on"] == nil)
  }

  @Test("Batches are bounded, rejects included, and their sum is the file")
  func batches() throws {
    var text = "account_no,month,quantity\n"
    for number in 0..<5000 { text += "A\(number),2026-10,\(number % 3 == 0 ? "x" : "1")\n" }
    let read = try Support.read(.gas, Array(text.utf8), maximumRows: 700)
    #expect(read.batches.allSatisfy { $0.count + $0.rejects.count <= 700 })
    #expect(read.count + read.rejects.count == 5000)
    #expect(read.reader.dataRows == 5000 && read.reader.rejectedRows == read.rejects.count)
    let batch = try #require(read.batches.last)
    #expect(read.reader.recordText.raw(try #require(batch.recordRanges.last)) == "A4999,2026-10,1")
  }
}

@Suite("Records read again")
struct RecordsReadAgainTests {
  @Test("Records kept as text keep the lines of the file they came from")
  func lines() throws {
    let file = try AgencyFile(
      header: "account_no,name,month,quantity", headerLine: 1,
      records: [
        (line: 7, text: "A1,\"two\nlines\",2026-10,5"), (line: 12, text: "A2,one,2026-10,x"),
        (line: 30, text: "A3,one,2026-10,6"),
      ], path: "gas_2026-10.csv")
    let reader = try FeedReader(
      file: file, schema: Support.schema(.gas), defaultKnownOn: Support.day("2026-11-20"))
    let batch = try #require(try reader.next())
    #expect(batch.lines == [7, 30])
    #expect(batch.rejects.map(\.line) == [12])
    #expect(reader.headerText == "account_no,name,month,quantity")
  }

  @Test("A quote left open is named by the line of the file it came from")
  func openQuote() throws {
    let file = try AgencyFile(
      header: "account_no,month,quantity", records: [(line: 41, text: "\"A1,2026-10,5")],
      path: "gas_2026-10.csv")
    let reader = try FeedReader(
      file: file, schema: Support.schema(.gas), defaultKnownOn: Support.day("2026-11-20"))
    #expect {
      try reader.next()
    } throws: { ($0 as? FileRefusal)?.line == 41 }
  }
}

@Suite("Schemas")
struct FeedSchemaTests {
  @Test("Every feed has a schema with both names of every column")
  func all() throws {
    for feed in Feed.allCases {
      let schema = try Support.schema(feed)
      #expect(schema.feed == feed && !schema.primaryKey.isEmpty)
      #expect(schema.knownOn.title == "获知日期")
      for measure in Measure.measures(of: feed) where feed != .wageAccount {
        #expect(schema.field(measure.column) != nil)
      }
    }
  }

  @Test("All faults of a schema are named at once")
  func faults() {
    let json = """
      {"name": "power", "title": "用电",
       "fields": [
        {"name": "a", "title": "甲", "type": "strange"},
        {"name": "b", "title": "乙", "type": "string", "constraints": {"pattern": "x"}},
        {"name": "known_on", "title": "获知日期", "type": "date"}],
       "primaryKey": "c", "freshness": {"warn_days": 5}}
      """
    let faults = #expect(throws: PolicyFaults.self) { try FeedSchema(json: json, file: "p.json") }
    #expect(faults?.faults.count == 5)
    #expect(faults?.faults.contains { $0.line == 3 && $0.found.en.contains("strange") } == true)
    #expect(throws: PolicyFaults.self) { try FeedSchema(json: "[", file: "p.json") }
  }

  @Test("Every code has an explanation in both languages and a name of its own")
  func codes() {
    let codes =
      RejectCode.allCases.map { ($0.rawValue, $0.explanation) }
      + RefusalCode.allCases.map { ($0.rawValue, $0.explanation) }
      + FindingCode.allCases.map { ($0.rawValue, $0.explanation) }
    #expect(Set(codes.map(\.0)).count == codes.count)
    #expect(codes.allSatisfy { !$0.1.zh.isEmpty && !$0.1.en.isEmpty })
  }
}
