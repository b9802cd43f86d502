import Testing
import WageDomain

@testable import SignalIngest

/// One spelling of an identifier and the form in which it is kept.
struct IdentifierExample: CustomTestStringConvertible, Sendable {
  let why: String
  let text: String
  let kept: String
  var testDescription: String { why }

  init(_ why: String, _ text: String, _ kept: String) {
    self.why = why
    self.text = text
    self.kept = kept
  }
}

@Suite("Identifiers")
struct IdentifierTests {
  static let examples = [
    IdentifierExample("plain", "33052648091", "33052648091"),
    IdentifierExample("full-width digits", "３３０５２６４８０９１", "33052648091"),
    IdentifierExample("full-width letters and marks", "Ａｚ－１／２．３＿４", "Az-1/2.3_4"),
    IdentifierExample("an apostrophe of a spreadsheet", "'33052648091", "33052648091"),
    IdentifierExample("an apostrophe of a Chinese keyboard", "‘33052648091", "33052648091"),
    IdentifierExample("a full-width apostrophe", "＇３３", "33"),
    IdentifierExample("an apostrophe before a letter", "'A1", "A1"),
    IdentifierExample("an apostrophe within", "A'1", "A'1"),
    IdentifierExample("a zero-width space", "\u{200B}33052648091", "33052648091"),
    IdentifierExample("a byte order mark within", "3305\u{FEFF}2648091", "33052648091"),
    IdentifierExample("marks of direction", "\u{202A}33052648091\u{202C}", "33052648091"),
    IdentifierExample("a space that does not break", "33052648091\u{A0}", "33052648091"),
    IdentifierExample("ideographic spaces", "\u{3000}33052648091\u{3000}", "33052648091"),
    IdentifierExample("zeros before it say something", "033052648091", "033052648091"),
    IdentifierExample("Chinese words", "南浔２号", "南浔2号"),
    IdentifierExample("brackets as courts write them", "（２０２６）浙0503民初1号", "(2026)浙0503民初1号"),
    IdentifierExample("brackets that are folded already", "(2026)浙0503民初1号", "(2026)浙0503民初1号"),
    IdentifierExample("tortoise-shell brackets", "浙人社监〔2026〕1号", "浙人社监(2026)1号"),
    IdentifierExample("small tortoise-shell brackets", "浙人社监﹝2026﹞1号", "浙人社监(2026)1号"),
    IdentifierExample("white tortoise-shell brackets", "浙人社监〘2026〙1号", "浙人社监(2026)1号"),
    IdentifierExample("square brackets", "浙人社监[2026]1号", "浙人社监(2026)1号"),
    IdentifierExample("square brackets, full width", "浙人社监［2026］1号", "浙人社监(2026)1号"),
    IdentifierExample("square brackets, white", "浙人社监〚2026〛1号", "浙人社监(2026)1号"),
    IdentifierExample("black lenticular brackets", "浙人社监【2026】1号", "浙人社监(2026)1号"),
    IdentifierExample("white lenticular brackets", "浙人社监〖2026〗1号", "浙人社监(2026)1号"),
    IdentifierExample("small brackets", "浙人社监﹙2026﹚1号", "浙人社监(2026)1号"),
    IdentifierExample("square brackets in ASCII alone", "JC[2026]1", "JC(2026)1"),
    IdentifierExample("curly brackets", "JC{2026}1｛甲｝", "JC(2026)1(甲)"),
    IdentifierExample("corner brackets", "JC「2026」『1』｢2｣", "JC(2026)(1)(2)"),
    IdentifierExample("angle brackets", "JC〈2026〉《1》", "JC(2026)(1)"),
    IdentifierExample("double and white ones", "JC｟2026｠⦅1⦆⟦2⟧", "JC(2026)(1)(2)"),
    IdentifierExample("upright ones", "JC︵2026︶﹇1﹈︹2︺︷3︸﹃4﹄", "JC(2026)(1)(2)(3)(4)"),
    IdentifierExample("brackets that do not match", "JC［2026】1", "JC(2026)1"),
    IdentifierExample("an apostrophe before a bracket", "'[2026]1", "(2026)1"),
    IdentifierExample("marks beside the brackets in Unicode", "〒〓1", "〒〓1"),
    IdentifierExample("a case kept", "a1", "a1"),
  ]

  @Test("An identifier is one, however it was typed", arguments: examples)
  func account(_ example: IdentifierExample) throws {
    let header = "户号,年月,用量\n"
    let row = "\(example.text),2026-10,5\n"
    let read = try Support.read(.electricity, header + row)
    #expect(read.rejects == [])
    #expect(read.strings("account_no") == [example.kept])
    let quoted = try Support.read(.electricity, header + "\"\(example.text)\",2026-10,5\n")
    #expect(quoted.strings("account_no") == [example.kept])
    // A row that is set aside is about the same thing, and shows it as it was written.
    let bad = try Support.read(.electricity, header + "\(example.text),2026-10,x\n")
    #expect(bad.rejects.first?.key?.values["account_no"] == example.kept)
    #expect(bad.rejects.first?.raw == "\(example.text),2026-10,x")
  }

  @Test("GB18030 reads the same")
  func otherEncoding() throws {
    let text = "户号,年月,用量\n３３０５２６４８０９１,2026-10,5\n'33052648091,2026-09,5\n"
    let read = try Support.read(.electricity, EncodingTests.gb18030(text))
    #expect(read.strings("account_no") == ["33052648091", "33052648091"])
  }

  @Test("Names stay as they are written; codes with an alphabet lose what nobody sees")
  func others() throws {
    let code = Support.codes[0]
    let read = try Support.read(
      .electricity,
      "credit_code,name,account_no,month,quantity\n\u{200B}\(code),１号＇厂,A1,2026-10,5\n")
    #expect(read.rejects == [])
    #expect(read.strings("name") == ["１号＇厂"])
    #expect(read.batches.flatMap { $0.codes("credit_code") ?? [] } == [try CreditCode(code).packed])
  }

  @Test("Nothing that can be seen is no identifier")
  func unseen() throws {
    let read = try Support.read(.electricity, "account_no,month,quantity\n\u{200B},2026-10,5\n")
    #expect(read.rejects.map(\.code) == ["missing-key"])
  }

  @Test(
    "Every number and code of a feed's text columns is an identifier, sentences and names are not",
    arguments: Feed.allCases)
  func columns(_ feed: Feed) throws {
    for field in try Support.schema(feed).fields where field.kind == .text {
      let isNumber =
        field.name.hasSuffix("_no") || field.name.hasSuffix("_code")
        || field.name == "complainant_phone"
      #expect(field.isIdentifier == isNumber, "\(feed.rawValue).\(field.name)")
    }
  }

  @Test(
    "What says that there is no account, code or number is an empty cell",
    arguments: [
      "无", "-", "/", "不详", "待定", "N/A", "NULL", "0", "０００", "－", "单位不详", "——", "'0",
      "无户号", "户号不详", "暂无户号", "未知户号", "没有户号", "无账号", "无表", "无编号", "无号", "未编号", "0.0", "0-0", "０／０",
      "0、0", "暂缺", "没提供", "未立户", "未装表", "不填", "待填写", "查无户号", "户号不祥", "无独立户号", "电力户号无",
    ])
  func fillers(_ filler: String) throws {
    for encoding in [TextEncoding.utf8, .gb18030] {
      let read = { (feed: Feed, text: String) in
        try Support.read(feed, encoding == .utf8 ? Array(text.utf8) : EncodingTests.gb18030(text))
      }
      let gas = try read(
        .gas,
        """
        credit_code,name,account_no,month,quantity
        \(Support.codes[0]),,\(filler),2026-10,1
        ,,\(filler),2026-10,1
        ,甲纺织厂,\(filler),2026-10,1
        "",甲纺织厂,"\(filler)",2026-10,1

        """)
      #expect(gas.strings("account_no") == [nil, nil, nil])
      #expect(gas.rejects.map(\.code) == ["missing-key"])
      let reports = try read(
        .gridReports,
        "report_no,reporter,occurred_on,finding\n\(filler),town,2026-10-05,layoff\n")
      #expect(reports.count == 0 && reports.rejects.map(\.code) == ["missing-value"])
      #expect(reports.rejects.map(\.key) == [nil])
    }
  }

  @Test("Every column of numbers and codes knows its own nouns", arguments: Feed.allCases)
  func nouns(_ feed: Feed) throws {
    for field in try Support.schema(feed).fields
    where field.isIdentifier || field.kind == .creditCode {
      for text in ["无\(field.title)", "\(field.title)不详", "无编号", "暂无代码", "号码未知", "无证号"] {
        #expect(field.fillers.areAll(of: text), "\(feed.rawValue).\(field.name) \(text)")
      }
      #expect(!field.fillers.areAll(of: field.title), "\(field.title)")
    }
  }

  @Test("A number with digits is one, and 0 is one where it may be: a batch, a project")
  func noFillers() throws {
    let gas = try Support.read(
      .gas, "account_no,month,quantity\n10,2026-10,1\n0A,2026-10,1\nA0,2026-10,1\n无01,2026-10,1\n")
    #expect(gas.strings("account_no") == ["10", "0A", "A0", "无01"])
    let batches = try Support.read(
      .payroll,
      """
      credit_code,wage_month,paid_on,batch_no,persons,amount_yuan
      \(Support.codes[0]),2026-10,2026-10-31,0,1,1
      \(Support.codes[0]),2026-10,2026-10-31,无,1,1

      """)
    #expect(batches.strings("batch_no") == ["0", nil])
  }

  @Test(
    "A filler as credit code is an empty one beside a name or an account",
    arguments: ["无", "-", "/", "暂无", "N/A", "－", "无信用代码", "统一社会信用代码不详"])
  func code(_ filler: String) throws {
    let read = try Support.read(
      .gas,
      """
      credit_code,name,account_no,month,quantity
      \(filler),甲纺织厂,,2026-10,1
      \(filler),,A1,2026-10,1
      "\(filler)",,,2026-10,1
      0,,A1,2026-10,1

      """)
    #expect(read.count == 2)
    #expect(read.rejects.map(\.code) == ["missing-key", "credit-code-length"])
    let tax = try Support.read(.tax, "credit_code,month,filed\n\(filler),2026-10,1\n")
    #expect(tax.rejects.map(\.code) == ["missing-value"])
  }
}
