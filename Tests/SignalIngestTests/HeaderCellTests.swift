import Testing
import WageDomain
import WagewatchSchemas

@testable import SignalIngest

struct HeaderCase: CustomTestStringConvertible, Sendable {
  let why: String
  let feed: Feed
  let text: String
  let code: String
  let says: [String]
  let hides: [String]

  var testDescription: String { why }
}

@Suite("What is shown of a header")
struct HeaderCellTests {
  static let row = "A1,12345,2026-02-03 08:30,,某某公司,5,100,王小明,330501199001011234,13812345678,老板欠薪"
  static let names =
    "complaint_no,channel,received_at,credit_code,firm_name,persons,amount_yuan,complainant_name,"
    + "complainant_id_no,complainant_phone,content"
  static let secrets = ["王小明", "330501", "13812345678", "老板", "某某公司"]

  static let cases: [HeaderCase] = [
    HeaderCase(
      why: "the header line was left out", feed: .complaints, text: row + "\n",
      code: "missing-column",
      says: ["11 cells", "looks like data", "header is missing", "complaint_no (编号)"],
      hides: secrets),
    HeaderCase(
      why: "the first of several rows, equal cells twice", feed: .complaints,
      text: "\(row),王小明,王小明\n\(row),,\n", code: "missing-column", says: ["13 cells"],
      hides: secrets),
    HeaderCase(
      why: "a feed without personal columns", feed: .payroll,
      text: "91330503MA2T00373D,2026-02,2026-03-15,王小明,5,100\n", code: "missing-column",
      says: ["6 cells", "wage_month"], hides: ["91330503", "王小明"]),
    HeaderCase(
      why: "a title above the header", feed: .complaints, text: "王小明经手\n\(names)\n",
      code: "header-below", says: ["looks like a title", "header is in line 2", "Delete line 1 "],
      hides: ["王小明"]),
    HeaderCase(
      why: "a column that every row may lack says nothing about the line", feed: .complaints,
      text: "content,王小明\n", code: "missing-column", says: ["2 cells"], hides: ["王小明"]),
    HeaderCase(
      why: "a stray quote in a row", feed: .complaints, text: "A1,王\"小明,x\n",
      code: "missing-column", says: ["quotes are at fault"], hides: ["小明"]),
    HeaderCase(
      why: "a header lacks a column: its names are shown", feed: .complaints,
      text: "编号,渠道,经办科室\n", code: "missing-column", says: ["编号, 渠道, 经办科室", "received_at"],
      hides: []),
    HeaderCase(
      why: "a row ran into a header that lacks a column", feed: .complaints,
      text: "complaint_no,channel,content\(row)\n", code: "missing-column",
      says: ["complaint_no, channel, #3, #4, #5"], hides: secrets),
    HeaderCase(
      why: "a row ran into the header, a cell twice", feed: .complaints,
      text: "\(names),\(row),王小明\n", code: "duplicate-column",
      says: ["the same name in columns 19 and 23"], hides: secrets),
    HeaderCase(
      why: "an agency's own column twice", feed: .complaints, text: "\(names),科室,科室\n",
      code: "duplicate-column", says: ["科室 twice"], hides: []),
    HeaderCase(
      why: "one of the names twice, in both languages", feed: .complaints, text: "\(names),编号\n",
      code: "duplicate-column", says: ["complaint_no (编号) twice"], hides: []),
  ]

  @Test("A refusal shows names of columns and never a row", arguments: cases)
  func refusals(_ example: HeaderCase) throws {
    let refusal = try #require(try Support.refusal(example.feed, Array(example.text.utf8)))
    #expect(refusal.code == example.code)
    for words in example.says {
      #expect(refusal.text.en.contains(words), "\(words) in \(refusal.text.en)")
    }
    for secret in example.hides {
      #expect(!refusal.text.zh.contains(secret), "\(secret)")
      #expect(!refusal.text.en.contains(secret), "\(secret)")
    }
  }

  @Test(
    "An unknown column is told by its name, or by number and length where it may be data",
    arguments: [
      (why: "an agency's own name", added: "科室", shown: ["科室"]),
      ("no name", "", [""]),
      ("a long name is cut", "本月全部已经发放到位的农民工工资总额（元）合计", ["本月全部已经发放到位的农民工工资总额（元…"]),
      ("three digits are no person", "科室123", ["科室123"]),
      ("four digits hide all of them", "科室,x1234,王小明", ["#12", "#13", "#14"]),
      ("full-width digits too", "科室,１３８１", ["#12", "#13"]),
    ])
  func findings(why: String, added: String, shown: [String]) throws {
    let read = try Support.read(.complaints, "\(Self.names),\(added)\n")
    #expect(read.reader.findings.map(\.column) == shown, "\(why)")
    let told = read.reader.findings.map { $0.found.zh + $0.found.en }.joined()
    #expect(!told.contains("王小明") && !told.contains("1234"), "\(told)")
  }

  @Test("A kept header shows no row that ran into it")
  func kept() throws {
    let schema = try Support.schema(.complaints)
    let glued = try #require(
      KeptHeader("complaint_no;channel;received_at;13812345678;王小明", schema: schema))
    #expect(glued.shown == "complaint_no;channel;received_at;#4;#5")
    let plain = try #require(KeptHeader("\"complaint_no\";channel;received_at;科室", schema: schema))
    #expect(plain.shown == "\"complaint_no\";channel;received_at;科室")
  }

  @Test("The value found in a row set aside comes back from the row")
  func unmasked() throws {
    let read = try Support.read(
      .complaints, "\(Self.names)\nA1,fax,2026-02-03 08:30,\"王\"\"小明\",甲,5,100,丙,,,\n")
    let reject = try #require(read.rejects.first)
    let header = try #require(KeptHeader(Self.names, schema: Support.schema(.complaints)))
    for (column, masked, value) in [
      ("credit_code", "王**", "王\"小明"), ("complainant_name", "丙**", "丙"),
    ] {
      let found = Bilingual(zh: "\(masked)，获知于", en: "\(masked), known on")
      let shown = header.unmasked(found, in: column, of: reject.raw)
      #expect(shown == Bilingual(zh: "\(value)，获知于", en: "\(value), known on"))
    }
    let other = Bilingual.same("3 cells")
    #expect(header.unmasked(other, in: nil, of: reject.raw) == other)
    #expect(header.unmasked(other, in: "credit_code", of: reject.raw) == other)
    #expect(header.unmasked(.same("王**"), in: "credit_code", of: "王小明") == .same("王**"))
  }

  @Test("Every number of every feed has a unit", arguments: Feed.allCases)
  func units(_ feed: Feed) throws {
    for field in try Support.schema(feed).fields {
      guard case .number = field.kind else { continue }
      #expect(field.unit != nil, "\(feed.rawValue).\(field.name)")
    }
  }

  @Test(
    "A column whose spelling alone differs is told with its name, and not read",
    arguments: [
      ("费用（元）", true), (" 费用 （元）\u{3000}", true), ("费用【元】", true), ("费\u{200B}用(元)", true),
      ("FEE_YUAN", true), ("ｆｅｅ＿ｙｕａｎ", true), ("费用", false), ("费用(万元)", false), ("费用元", false),
      ("fee", false),
    ])
  func spelling(_ name: String, isNear: Bool) throws {
    let read = try Support.read(.electricity, "户号,年月,用量,\(name)\nA1,2026-10,5,3\n")
    let finding = try #require(read.reader.findings.first)
    #expect(finding.code == "unknown-column" && read.count == 1)
    let told = finding.expected.en == "fee_yuan (费用(元)), exactly so; the column was not read"
    #expect(told == isNear)
  }

  @Test("A header of names with spaces is shown as a header, not taken for data")
  func spacedHeader() throws {
    let refusal = try Support.refusal(.electricity, Array("户 号,年 月,用 量\nA1,2026-10,5\n".utf8))
    #expect(refusal?.found.en == "columns 户 号, 年 月, 用 量")
  }

  @Test("No two columns of a feed are one name", arguments: Feed.allCases)
  func unambiguous(_ feed: Feed) throws {
    let schema = try Support.schema(feed)
    let names = schema.headerFields.flatMap { Set([HeaderName($0.name), HeaderName($0.title)]) }
    #expect(Set(names).count == names.count)
  }
}
