import SignalIngest
import Testing
import WageDomain

struct RefusalExample: CustomTestStringConvertible, Sendable {
  let why: String
  let bytes: [UInt8]
  let code: RefusalCode
  let line: Int?
  let byte: Int?

  init(_ why: String, _ bytes: [UInt8], _ code: RefusalCode, line: Int?, byte: Int? = nil) {
    self.why = why
    self.bytes = bytes
    self.code = code
    self.line = line
    self.byte = byte
  }

  init(_ why: String, _ text: String, _ code: RefusalCode, line: Int?, byte: Int? = nil) {
    self.init(why, Array(text.utf8), code, line: line, byte: byte)
  }

  var testDescription: String { why }
}

@Suite("Refusals")
struct RefusalTests {
  static let header = "account_no,name,month,quantity\n"
  /// 南浔 and 南浔区 in GBK.
  static let even: [UInt8] = [0xC4, 0xCF, 0xE4, 0xB1]
  static let odd: [UInt8] = even + [0xC7, 0xF8]

  static func row(_ name: [UInt8]) -> [UInt8] {
    Array("A1,".utf8) + name + Array(",2026-10,5\n".utf8)
  }
  static let utf8Row = row(Array("南浔恒瑞木业".utf8))

  static let examples: [RefusalExample] = [
    RefusalExample(
      "a GBK line in a UTF-8 file", Array(header.utf8) + utf8Row + utf8Row + row(odd), .encoding,
      line: 4, byte: 4),
    RefusalExample(
      "Chinese titles, GBK line of an even run",
      Array("户号,企业名称,年月,用量\n".utf8) + utf8Row + row(even), .encoding, line: 3, byte: 4),
    RefusalExample(
      "a UTF-8 line of an even run in a GBK file",
      Array(header.utf8) + row(odd) + row(odd) + utf8Row, .encoding, line: 4, byte: 4),
    RefusalExample(
      "GBK beside UTF-8, every run even: most lines win",
      Array(header.utf8) + utf8Row + utf8Row + row(even),
      .encoding, line: 4, byte: 4),
    RefusalExample(
      "neither encoding", Array(header.utf8) + row([0xFF, 0xFE]), .encoding, line: 2, byte: 4),
    RefusalExample(
      "a UTF-8 mark and a GBK line", [0xEF, 0xBB, 0xBF] + Array(header.utf8) + row(odd), .encoding,
      line: 2, byte: 4),
    RefusalExample(
      "bytes that are both", Array(header.utf8) + row([0xC2, 0xB7, 0xC2, 0xB7]), .encoding, line: 2,
      byte: 4),
    RefusalExample(
      "a NUL byte", Array(header.utf8) + row([0x41, 0x00]), .nulByte, line: 2, byte: 5),
    RefusalExample("UTF-16", [0xFF, 0xFE, 0x61, 0x00], .nulByte, line: 1, byte: 4),
    RefusalExample("only a mark", [0xEF, 0xBB, 0xBF], .empty, line: nil),
    RefusalExample("only blank lines", "\n\r\n\n", .empty, line: nil),
    RefusalExample("CR alone", "account_no,month,quantity\rA1,2026-10,5\r", .lineEnds, line: 1),
    RefusalExample("no quantity column", "account_no,month\nA1,2026-10\n", .missingColumn, line: 1),
    RefusalExample(
      "no column that names a firm", "month,quantity\n2026-10,5\n", .missingColumn, line: 1),
    RefusalExample(
      "a header in other letters", "account_no,Month,quantity\n", .missingColumn, line: 1),
    RefusalExample(
      "a column twice", "month,account_no,quantity,month\n", .duplicateColumn, line: 1),
    RefusalExample(
      "a column in both languages", "month,account_no,quantity,年月\n", .duplicateColumn, line: 1),
    RefusalExample(
      "an unknown column twice", "month,account_no,quantity,x,x\n", .duplicateColumn, line: 1),
    RefusalExample(
      "a quote never closed", header + "A1,甲,2026-10,5\nA2,\"乙,2026-10,5\nA3,丙,2026-10,5\n",
      .truncated, line: 3),
    RefusalExample(
      "a quote opened after an embedded newline", header + "\"A\n1\",\"乙,2026-10,5\n", .truncated,
      line: 3),
    RefusalExample("a record cut off", header + "A1,甲,2026-10,5\nA2,乙,2026-", .truncated, line: 3),
  ]

  @Test("A file that cannot be trusted is refused as a whole", arguments: examples)
  func refusal(_ example: RefusalExample) throws {
    let refusal = try #require(try Support.refusal(.electricity, example.bytes))
    #expect(refusal.code == example.code.rawValue)
    #expect(refusal.line == example.line)
    #expect(refusal.byte == example.byte)
    #expect(!refusal.remedy.zh.isEmpty)
  }

  @Test("Paths that are no readable file are refused")
  func paths() throws {
    #expect(throws: FileRefusal.self) { try AgencyFile(path: "/nowhere/at/all.csv") }
    let folder = #expect(throws: FileRefusal.self) { try AgencyFile(path: "/tmp") }
    #expect(folder?.code == RefusalCode.notAFile.rawValue)
    let empty = #expect(throws: FileRefusal.self) { try AgencyFile(bytes: [], path: "x") }
    #expect(empty?.code == RefusalCode.empty.rawValue)
  }

  @Test("The missing columns are named in both languages")
  func bothNames() throws {
    let refusal = try #require(try Support.refusal(.electricity, Array("account_no\n1\n".utf8)))
    #expect(refusal.expected.en == "month (年月), quantity (用量)")
  }
}

@Suite("File names")
struct AgencyFileNameTests {
  @Test(
    "The feed is the name up to the first underscore before a digit",
    arguments: [
      ("social_insurance_2026-10.csv", Feed.socialInsurance, nil),
      ("inbox/electricity_2026-10__known-2026-11-05.csv", .electricity, "2026-11-05"),
      ("firms.csv", .firms, nil),
      ("firms__known-2026-11-05.csv", .firms, "2026-11-05"),
      ("complaints_12345_b.csv", .complaints, nil),
      ("electricity_2026-06__known-2026-07-05 (1).csv", .electricity, "2026-07-05"),
      ("electricity_2026-06__known-2026-07-05(12).xlsx", .electricity, "2026-07-05"),
      ("firms (1).csv", .firms, nil),
      ("in/.electricity_2026-10__known-2026-11-05.csv", .electricity, "2026-11-05"),
    ])
  func names(_ name: String, _ feed: Feed, _ known: String?) throws {
    let parsed = try AgencyFileName(name)
    #expect(parsed.feed == feed)
    #expect(parsed.knownOn?.description == known)
  }

  @Test("An unknown feed is refused and the known ones named, unless the caller names one")
  func unknown() throws {
    let refusal = #expect(throws: FileRefusal.self) { try AgencyFileName("power_2026-10.csv") }
    #expect(refusal?.code == "unknown-feed")
    #expect(refusal?.expected.en.contains("social_insurance") == true)
    #expect(try AgencyFileName("power_2026-10.csv", feed: .gas).feed == .gas)
    let day = #expect(throws: FileRefusal.self) {
      try AgencyFileName("gas_1__known-2026-02-30.csv")
    }
    #expect(day?.code == "file-name")
    #expect(day?.expected.en.contains("a day that exists") == true)
    let rest = #expect(throws: FileRefusal.self) {
      try AgencyFileName("gas_1__known-2026-02-28 - 副本.csv")
    }
    #expect(rest?.found.en == "“ - 副本.csv” after the day")
  }

  @Test(
    "A misspelt known-on mark is refused: taken for none, the file would be known today",
    arguments: [
      (why: "one underscore", name: "gas_2026-01_known-2026-02-11.csv", found: "_known-2026-02-11"),
      ("capitals", "gas_2026-01__KNOWN-2026-02-11.csv", "__KNOWN-2026-02-11"),
      ("an underscore for the hyphen", "gas_2026-01__known_2026-02-11.csv", "__known_2026-02-11"),
      ("no hyphen", "gas_2026-01__known2026-02-11.csv", "__known2026-02-11"),
      ("on", "gas_2026-01__known_on-2026-02-11.csv", "__known_on-2026-02-11"),
      ("a space", "gas_2026-01 known 2026-02-11.csv", " known 2026-02-11"),
      ("letters exchanged", "gas_2026-01__konwn-2026-02-11.csv", "__konwn-2026-02"),
    ])
  func misspelt(why: String, name: String, found: String) {
    let refusal = #expect(throws: FileRefusal.self) { try AgencyFileName(name) }
    #expect(refusal?.code == "file-name", "\(why)")
    #expect(refusal?.found.en.hasPrefix(found) == true, "\(why): \(refusal?.found.en ?? "")")
    #expect(refusal?.expected.en.hasPrefix("__known-YYYY-MM-DD") == true)
  }

  @Test(
    "A remark is no mark",
    arguments: [
      "gas_2026-01_unknown.csv", "gas_2026-01__v2.csv", "gas_2026-01_known.csv",
      "gas_2026-01__known-2026-02-11_known_2.csv", "gas_2026-01_well-known 副本.csv",
    ])
  func remark(_ name: String) throws { #expect(try AgencyFileName(name).feed == .gas) }

  @Test(
    "The period follows the feed, or the number of a file",
    arguments: [
      ("inspections_2026-08.csv", "2026-08-31"), ("inspections_000007_2026-08.csv", "2026-08-31"),
      ("inspections_000007_2026-08-20__known-2026-09-06.csv", "2026-08-20"),
      ("inspections_000007__known-2026-09-06.csv", nil),
      ("inspections_2026-08 (1).csv", "2026-08-31"),
    ] as [(String, String?)])
  func period(_ name: String, _ end: String?) throws {
    #expect(try AgencyFileName(name).periodEnd?.description == end)
  }
}
