import Foundation
import Testing

@Suite("flagged, firm and signals, as a script sees them")
struct FlaggedVerbTests {
  @Test("The same night twice prints the same list, byte for byte, in every form")
  func sameBytes() throws {
    let office = try NightOffice()
    office.simulate()
    #expect(office.run("nightly").code == 0)
    let forms = ["--json", "--nl", "--csv"]
    let first = forms.map { office.run("flagged", $0).out }
    #expect(first.allSatisfy { !$0.isEmpty })
    #expect(office.run("nightly").code == 0)
    #expect(forms.map { office.run("flagged", $0).out } == first)
  }

  @Test("A past night gives, after later files were loaded, the list that it gave then")
  func pastNight() throws {
    let office = try NightOffice()
    let later = try NightOffice()
    later.simulate(months: 8, seed: 3)
    for name in try FileManager.default.contentsOfDirectory(atPath: later.inbox)
    where name.contains("__known-") && name < "z" {
      let known = name.components(separatedBy: "__known-")[1].prefix(10)
      guard known <= "2026-09-20" else { continue }
      try FileManager.default.copyItem(
        atPath: later.inbox + "/" + name, toPath: office.inbox + "/" + name)
    }
    #expect(office.run("nightly", "--as-of", "2026-09-20").code == 0)
    let then = office.run("flagged", "--json", "--as-of", "2026-09-20")
    #expect(!then.rows("firms").isEmpty)
    for name in try FileManager.default.contentsOfDirectory(atPath: later.inbox)
    where !FileManager.default.fileExists(atPath: office.inbox + "/" + name) {
      try FileManager.default.copyItem(
        atPath: later.inbox + "/" + name, toPath: office.inbox + "/" + name)
    }
    #expect(office.run("nightly", "--as-of", "2026-10-21").code == 0)
    #expect(office.run("nightly", "--as-of", "2026-09-20").code == 0)
    #expect(office.run("flagged", "--json", "--as-of", "2026-09-20").out == then.out)
  }

  @Test("Keys and their order are the contract's")
  func keys() throws {
    let office = try NightOffice()
    office.simulate()
    #expect(office.run("nightly").code == 0)
    let list = office.run("flagged", "--json")
    let keys = [
      "rank", "firm_id", "credit_code", "name", "town_code", "industry", "points", "tier",
      "tier_before", "persons", "reasons", "town_name", "industry_name", "amount_fen",
      "below_line", "below_why", "warning", "warning_state",
    ]
    #expect(
      list.keys(indent: 2) == [
        "schema", "as_of", "run", "scorecard", "run_as_of", "capacity", "left_out", "total",
        "firms",
      ])
    #expect(list.keys(indent: 6) == keys)
    #expect(list.keys(indent: 10) == ["indicator", "points", "trigger", "text", "evidence"])
    #expect(list.keys(indent: 14) == ["feed", "file", "line"])
    #expect(list.json?["schema"] as? Int == 1)
    #expect(list.json?["as_of"] as? String == "2026-10-21")
    #expect(list.json?["scorecard"] as? String == "default@5")
    #expect(list.json?["total"] as? Int == list.rows("firms").count)

    let lines = office.run("flagged", "--nl").out.split(separator: "\n")
    #expect(lines.count == list.rows("firms").count)
    #expect(lines.allSatisfy { $0.hasPrefix("{\"rank\":") && $0.hasSuffix("}") })
    #expect(
      office.run("flagged", "--csv").out.hasPrefix(keys.joined(separator: ",") + "\n1,"))
  }

  @Test("Reasons add up to the points; ranks run from 1; the tier follows from points or trigger")
  func sums() throws {
    let office = try NightOffice()
    office.simulate(months: 8, seed: 2)
    #expect(office.run("nightly").code == 0)
    let firms = office.run("flagged", "--json").rows("firms")
    #expect(!firms.isEmpty)
    for (index, firm) in firms.enumerated() {
      let reasons = firm["reasons"] as? [[String: Any]] ?? []
      #expect(firm["rank"] as? Int == index + 1)
      #expect(reasons.reduce(0) { $0 + ($1["points"] as? Int ?? 0) } == firm["points"] as? Int)
      for reason in reasons where (reason["indicator"] as? String)?.hasPrefix("cap:") == true {
        #expect(reason["points"] as? Int ?? 0 < 0)
      }
    }
  }

  @Test("Evidence leads to the very line of the file on disk that names the firm or its account")
  func evidence() throws {
    let office = try NightOffice()
    office.simulate(months: 10, seed: 4)
    #expect(office.run("nightly").code == 0)
    var checked = 0
    for firm in office.run("flagged", "--json").rows("firms") {
      let code = try #require(firm["credit_code"] as? String)
      for reason in firm["reasons"] as? [[String: Any]] ?? [] {
        for place in reason["evidence"] as? [[String: Any]] ?? [] {
          let file = try #require(place["file"] as? String)
          let number = try #require(place["line"] as? Int)
          let line = try Self.line(number, of: office.folder + "/" + file)
          let isNamed = line.contains(code) || line.contains(code.lowercased())
          // A row without a code was matched by account or name; the ledger of signals says so.
          let feed = place["feed"] as? String ?? ""
          let isRow = office.run("signals", code, "--feed", feed, "--json").out
            .contains("\"line\": \(number)")
          #expect(isNamed || isRow || feed == "wage_account" || feed == "complaints")
          checked += isNamed ? 1 : 0
        }
      }
    }
    #expect(checked > 20)
  }

  @Test("firm CODE --why prints each reason with its lines, and the sum")
  func why() throws {
    let office = try Self.smallOffice()
    let page = office.run("firm", NightOffice.codes[0], "--why").out
    #expect(
      page == """
        91330503MA2T00373D  甲乙制衣厂
        town 330503100, industry C1819, 12 persons, 存续
        register inbox/firms_2026-08__known-2026-09-01.csv:3
        yellow, 39 points as of 2026-09-16
           +39  Wages: no payment on record for 1 month, the first 2026-08, due on 2026-09-15, 1 day ago [hard trigger: yellow]
                 Hard trigger, wages-unpaid, 1 day, at least 1 day -> 39
                 formula: the day - the pay day of the first month unpaid (day 15 of the month after, before a rest day)
                 compared: months unpaid 1; the first of them 2026-08; its pay day 2026-09-15; days since 1
                 clears: 0 if wages of 2026-08 are on record as paid by 2026-10-15 (as the last, 10 persons, 60,000.00 yuan); the firm then has 0, green
                 inbox/payroll_2026-07__known-2026-09-12.csv:3  wage_month 2026-07, persons 10, amount_yuan 60,000.00
          = 39
        way down: scored green, 0 points, if wages of 2026-08 are on record as paid by 2026-10-15 (as the last, 10 persons, 60,000.00 yuan); yellow stands 14 more days from the day the cause is gone
        warnings:
          YJ-2026-000001  yellow  overdue  check by 2026-09-23

        """)
    let short = office.run("firm", NightOffice.codes[0], "--lang", "zh").out
    #expect(short.contains("2026-09-16 评分 39 分，黄"))
    #expect(!short.contains("payroll_2026-07"))
    let json = office.run("firm", NightOffice.codes[0], "--json").json
    #expect(json?["points"] as? Int == 39)
    #expect(json?["tier"] as? String == "yellow")
    #expect(json?["why"] is NSNull)
    let taken = office.run("firm", NightOffice.codes[0], "--why", "--json")
    #expect(
      taken.keys(indent: 4) == [
        "run", "run_as_of", "scorecard", "recomputed", "complete", "sum", "reasons", "way_down",
        "stands_days", "lowered_on", "late", "change",
      ])
    let why = try #require(taken.json?["why"] as? [String: Any])
    #expect(why["sum"] as? Int == 39)
    #expect((why["way_down"] as? [String: Any])?["tier"] as? String == "green")
    #expect(why["stands_days"] as? Int == 14)
    #expect(why["lowered_on"] is NSNull)
  }

  @Test("Columns and words of feeds are Chinese on Chinese pages; JSON keeps their names")
  func chineseColumns() throws {
    let office = try Self.smallOffice()
    let code = NightOffice.codes[0]
    let line = "payroll_2026-07__known-2026-09-12.csv:3  工资所属月 2026-07，发放人数 10，发放金额(元) 60,000.00"
    #expect(office.run("firm", code, "--why", "--lang", "zh").out.contains(line))
    let signals = office.run("signals", code, "--lang", "zh").out
    #expect(signals.contains("工资发放") && signals.contains("发放人数 10  发放金额(元) 60000.00"), "\(signals)")
    let json = office.run("firm", code, "--why", "--lang", "zh", "--json").out
    #expect(json.contains("\"column\": \"amount_yuan\""))
  }

  @Test("A tier that stands without its cause is told with the day on which it is lowered")
  func heldWhy() throws {
    let office = try Self.smallOffice()
    let code = NightOffice.codes[0]
    try office.put(
      "payroll_2026-08_late__known-2026-09-20.csv",
      "credit_code,wage_month,paid_on,persons,amount_yuan\n\(code),2026-08,2026-09-19,10,60000\n")
    #expect(office.run("nightly", "--as-of", "2026-09-21").code == 0)
    let why = try #require(
      office.run("firm", code, "--why", "--as-of", "2026-09-21", "--json").json?["why"]
        as? [String: Any])
    #expect(why["lowered_on"] as? String == "2026-10-05")
    #expect(why["stands_days"] as? Int == 0, "green is no tier that stands")
    #expect(why["way_down"] is NSNull)
  }

  @Test("signals prints a firm's rows as the agency sent them, with file and line")
  func signals() throws {
    let office = try Self.smallOffice()
    let rows = office.run("signals", NightOffice.codes[0], "--csv")
    #expect(
      rows.out == """
        feed,month,series,values,file,line,known_on
        payroll,2026-07,2026-08-10,"{""persons"":""10"",""amount_yuan"":""60000.00""}",inbox/payroll_2026-07__known-2026-09-12.csv,3,2026-09-12

        """)
    #expect(office.run("signals", NightOffice.codes[0], "--as-of", "2026-09-11", "--nl").out == "")
    #expect(office.run("signals", NightOffice.codes[0], "--feed", "water", "--nl").out == "")
    #expect(office.run("signals", NightOffice.codes[3]).code == 1)
    #expect(office.run("signals", NightOffice.codes[0], "--feed", "steam").code == 64)
    #expect(office.run("firm", "91330503MA2T00373E").code == 1)
  }

  /// Two firms, one of which did not pay August, scored on the day after the pay day.
  private static func smallOffice() throws -> NightOffice {
    let office = try NightOffice()
    let codes = NightOffice.codes
    try office.put(
      "firms_2026-08__known-2026-09-01.csv",
      """
      统一社会信用代码,企业名称,行业代码,属地代码,登记状态,从业人数
      \(codes[1]),邻居有限公司,C1713,330503100,存续,8
      \(codes[0]),甲乙制衣厂,C1819,330503100,存续,12

      """)
    try office.put(
      "payroll_2026-07__known-2026-09-12.csv",
      """
      credit_code,wage_month,paid_on,persons,amount_yuan
      \(codes[1]),2026-07,2026-08-10,8,48000
      \(codes[0]),2026-07,2026-08-10,10,"60,000.00"
      \(codes[1]),2026-08,2026-09-10,8,48000

      """)
    #expect(office.run("nightly", "--as-of", "2026-09-16").code == 0)
    return office
  }

  private static func line(_ number: Int, of path: String) throws -> String {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
    // Codes are ASCII in every encoding: Latin-1 shows them whatever the rest is.
    return String(data: Data(lines[number - 1]), encoding: .isoLatin1) ?? ""
  }
}
