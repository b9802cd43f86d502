import NightlyRun
import Testing
import WageDomain
import WageStore

@Suite("What a clerk would ask about a file whose rows are good")
struct ClerkCheckTests {
  private let day = CaseDatabase.day("2026-10-21")

  /// Sixty accounts of one firm, each with its quantity times a factor.
  private func power(_ month: Int, accounts: Int = 60, times: Int = 1) -> String {
    var text = "credit_code,account_no,month,quantity\n"
    for account in 1...accounts {
      text += "\(Firms.first),A\(account),2026-0\(month),\((account + 100 + month) * times)\n"
    }
    return text
  }

  private func findings(_ desk: NightDesk) throws -> [String] {
    try desk.ingest(day)
    return try desk.database.read { snapshot in
      try snapshot.files().flatMap { try snapshot.findings(file: $0.id) }.map {
        "\($0.code) \($0.line ?? 0) \($0.column ?? "-") \($0.found.en)"
      }
    }
  }

  private func desk() throws -> NightDesk {
    let desk = try NightDesk()
    for month in 4...6 { try desk.put("electricity_2026-0\(month).csv", power(month)) }
    return desk
  }

  @Test("Months as usual give no finding")
  func quiet() throws { #expect(try findings(desk()) == []) }

  @Test(
    "A month in another unit is told by its median",
    arguments: [(1_000, "about 1000 times"), (10_000, "about 10000 times")])
  func unit(_ times: Int, _ said: String) throws {
    let desk = try desk()
    try desk.put("electricity_2026-07.csv", power(7, times: times))
    let found = try findings(desk)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("unit-change 0 quantity 2026-07 \(said)") == true, "\(found)")
  }

  @Test("A thousandth is another unit too; ten times as much is none")
  func smallerUnit() throws {
    let desk = try NightDesk()
    for month in 4...6 {
      try desk.put("electricity_2026-0\(month).csv", power(month, times: 1_000))
    }
    try desk.put("electricity_2026-07.csv", power(7))
    #expect(try findings(desk).first?.contains("about 1/1000 times") == true)
    let other = try self.desk()
    try other.put("electricity_2026-07.csv", power(7, times: 10))
    #expect(try findings(other) == [])
  }

  @Test("A right month is not accused by a wrong one before it, though a short one lies between")
  func rightAfterWrong() throws {
    let desk = try NightDesk()
    for month in 1...5 {
      try desk.put("electricity_2026-0\(month).csv", power(month, times: 1_000))
    }
    try desk.put("electricity_2026-06.csv", power(6))
    try desk.put("electricity_2026-07.csv", power(7, accounts: 25, times: 1_000))
    try desk.put("electricity_2026-08.csv", power(8, times: 1_000))
    let found = try findings(desk)
    #expect(
      found.map { String($0.prefix(38)) } == [
        "unit-change 0 quantity 2026-06 about 1", "short-month 0 - 25 rows of 2026-07",
      ])
  }

  @Test("Less than half of the usual rows is told, exactly half is not")
  func short() throws {
    let desk = try desk()
    try desk.put("electricity_2026-07.csv", power(7, accounts: 30))
    #expect(try findings(desk) == [])
    try desk.put("electricity_2026-08.csv", power(8, accounts: 20))
    #expect(try findings(desk).count == 1)
    try desk.put("electricity_2026-09.csv", power(9, accounts: 3))
    // A short month is no yardstick: before September 60, 60 and 30 rows are usual, not 60, 30 and 20.
    #expect(
      try findings(desk) == [
        "short-month 0 - 20 rows of 2026-08", "short-month 0 - 3 rows of 2026-09",
      ])
  }

  @Test("A feed that stays short is told each month, not only until short months are usual")
  func staysShort() throws {
    let desk = try desk()
    for month in 7...9 {
      try desk.put("electricity_2026-0\(month).csv", power(month, accounts: 20))
    }
    try desk.put(
      "electricity_2026-10.csv", power(10, accounts: 20).replacing("2026-010", with: "2026-10"))
    #expect(
      try findings(desk)
        == (7...10).map { "short-month 0 - 20 rows of 2026-\($0 < 10 ? "0" : "")\($0)" })
  }

  /// Rows of several months in one file.
  private func months(_ rows: (month: Int, accounts: Int, times: Int)...) -> String {
    rows.reduce(into: "credit_code,account_no,month,quantity\n") { text, row in
      let lines = power(row.month, accounts: row.accounts, times: row.times).split(separator: "\n")
      text += lines.dropFirst().map { $0 + "\n" }.joined()
    }
  }

  @Test("Every month of a file is asked, not only the one with most rows")
  func severalMonths() throws {
    let desk = try desk()
    try desk.put(
      "electricity_2026-08.csv", months((month: 7, accounts: 60, times: 1), (8, 20, 1)))
    #expect(try findings(desk) == ["short-month 0 - 20 rows of 2026-08"])
    let units = try self.desk()
    try units.put(
      "electricity_2026-08.csv", months((month: 7, accounts: 60, times: 1), (8, 59, 1_000)))
    let found = try findings(units)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("unit-change 0 quantity 2026-08 about 1000") == true, "\(found)")
    let first = try NightDesk()
    try first.put(
      "electricity_2026.csv",
      months((month: 4, accounts: 60, times: 1), (5, 60, 1), (6, 60, 1), (7, 9, 1)))
    #expect(try findings(first) == ["short-month 0 - 9 rows of 2026-07"], "a first file")
  }

  @Test("A correction of a few rows is no short month, be the old month whole or short")
  func corrections() throws {
    let desk = try desk()
    try desk.put("electricity_2026-07.csv", power(7, accounts: 20))
    #expect(try findings(desk).count == 1)
    try desk.put(
      "electricity_2026-08.csv", months((month: 8, accounts: 60, times: 1), (7, 3, 2), (5, 3, 2)))
    #expect(try findings(desk).count == 1)
    try desk.put("electricity_2026-07_b.csv", months((month: 7, accounts: 4, times: 3)))
    #expect(try findings(desk).count == 1, "told once, by the file that brought the month")
  }

  @Test("A value that a coded column never had is told with its line, but not in a first file")
  func newValue() throws {
    let desk = try NightDesk()
    let header = "credit_code,name,status\n"
    try desk.put("firms_2026-07.csv", header + "\(Firms.first),甲乙制衣厂,在业\n")
    #expect(try findings(desk) == [])
    try desk.put(
      "firms_2026-08.csv",
      header + "\(Firms.first),甲乙制衣厂,在业\n\(Firms.neighbour),丙丁木业,停业\n")
    #expect(try findings(desk) == ["new-value 3 status 停业"])
  }

  @Test("A town or a trade that is new is told, and so is a value of a list that was never sent")
  func newCodes() throws {
    let desk = try NightDesk()
    let header = "credit_code,name,industry,town_code\n"
    try desk.put("firms_2026-07.csv", header + "\(Firms.first),甲乙制衣厂,C1811,330503101\n")
    let cases = "case_no,credit_code,occurred_on,kind\n"
    try desk.put("judicial_2026-07.csv", cases + "A1,\(Firms.first),2026-07-02,lawsuit\n")
    #expect(try findings(desk) == [])
    try desk.put(
      "firms_2026-08.csv",
      header + "\(Firms.first),甲乙制衣厂,C1811,330503101\n"
        + "\(Firms.neighbour),丙丁木业,C2031,330503102\n")
    try desk.put(
      "judicial_2026-08.csv",
      cases + "A2,\(Firms.first),2026-08-02,lawsuit\nA3,\(Firms.first),2026-08-03,enforcement\n"
        + "A4,\(Firms.first),2026-08-04,rumour\n")
    #expect(
      try findings(desk) == [
        "new-value 3 industry C2031", "new-value 3 town_code 330503102",
        "new-value 3 kind enforcement",
      ])
  }

  @Test("Hundreds of trades are watched as a handful is")
  func manyCodes() throws {
    let desk = try NightDesk()
    let header = "credit_code,name,industry\n"
    let trades = Array(1_711...2_099)
    let codes = trades.indices.map { number in
      CreditCode.completing(
        authorityAndRegion: "91330503", organisation: "MA3C\(1_000 + number)")?.text ?? ""
    }
    let rows = zip(codes, trades.dropLast()).map { "\($0),企业\($1),C\($1)\n" }
    try desk.put("firms_2026-07.csv", header + rows.joined())
    try desk.put(
      "firms_2026-08.csv",
      header + rows.reversed().joined() + "\(codes.last ?? ""),木业,C\(trades.last ?? 0)\n")
    #expect(
      try findings(desk) == ["new-value \(trades.count + 1) industry C\(trades.last ?? 0)"])
  }

  @Test("Test rows are told by line, a bounded list with the true count")
  func testRows() throws {
    let desk = try NightDesk()
    try desk.put(
      "firms_2026-07.csv",
      "credit_code,name\n\(Firms.codes[0]),测试企业\n\(Firms.codes[1]),Test 2\n"
        + "\(Firms.codes[2]),湖州检测试剂厂\n\(Firms.codes[3]),Tester 制衣厂\n")
    #expect(try findings(desk) == ["test-row 2 name 测**", "test-row 3 name Test 2"])
    let other = try NightDesk()
    var text = "credit_code,account_no,month,quantity\n\(Firms.first),11111,2026-07,5\n"
    for row in 1...30 { text += "\(Firms.first),test\(row),2026-07,5\n" }
    try other.put("electricity_2026-07.csv", text)
    let found = try findings(other)
    #expect(found.first == "test-row 2 account_no 11111")
    #expect(found.count == 11 && found.last == "test-row 0 - 21 more")
  }

  @Test("Texts that lost characters are told, a column with its rows and the first line")
  func lostCharacters() throws {
    let desk = try NightDesk()
    try desk.put(
      "complaints_2026-07.csv",
      "complaint_no,channel,received_at,firm_name,content\n"
        + "K1,qr,2026-07-03 09:00,湖州好木业有限公司,三个月没发工资\n"
        + "K2,qr,2026-07-03 09:00,湖州\u{FFFD}木业有限公司,\u{FFFD}\u{FFFD}\n"
        + "K3,qr,2026-07-03 09:00,锟斤拷制衣厂,三个月没发工资\n")
    #expect(
      try findings(desk) == [
        "lost-characters 3 firm_name 2 rows with U+FFFD, or 锟斤拷",
        "lost-characters 3 content 1 row with U+FFFD, or 锟斤拷",
      ])
    // A text of the same first bytes is whole.
    let other = try NightDesk()
    try other.put("firms_2026-07.csv", "credit_code,name\n\(Firms.first),锟山（湖州）木业有限公司\n")
    #expect(try findings(other) == [])
  }

  @Test("Words where a number should stand are told, a column with its rows and the first line")
  func wordNumbers() throws {
    let desk = try NightDesk()
    try desk.put(
      "complaints_2026-07.csv",
      "complaint_no,channel,received_at,firm_name,project_code\n"
        + "来访甲,petition,2026-07-03 09:00,湖州好木业有限公司,二期工地\n"
        + "〔２０２６〕七号,petition,2026-07-03 09:00,湖州好木业有限公司,\n"
        + "来访乙,petition,2026-07-03 09:00,湖州无名木业厂,\n" + "ABC,visit,2026-07-03 09:00,湖州无名木业厂,\n")
    #expect(
      try findings(desk) == ["word-number 2 complaint_no 2 rows with words and no digit"],
      "full-width digits are digits, Latin letters may be a number, a complaint's project is optional"
    )
    let other = try NightDesk()
    try other.put(
      "electricity_2026-07.csv",
      "month,account_no,name,quantity\n2026-07,一号表,湖州好木业有限公司,5\n2026-07,,湖州无名木业厂,6\n")
    #expect(try findings(other) == ["word-number 2 account_no 1 row with words and no digit"])
  }

  @Test("A lost character of a GB18030 file is told, too")
  func lostInChineseEncoding() throws {
    let desk = try NightDesk()
    // 甲, U+FFFD in its four bytes, 厂.
    let name: [UInt8] = [0xBC, 0xD7, 0x84, 0x31, 0xA4, 0x37, 0xB3, 0xA7, 0x0A]
    try desk.put([
      ("firms_2026-07.csv", Array("credit_code,name\n\(Firms.first),".utf8) + name)
    ])
    #expect(try findings(desk) == ["lost-characters 2 name 1 row with U+FFFD, or 锟斤拷"])
  }

  @Test("Reports that name no firm are told; one that names a firm nobody knows waits instead")
  func noFirm() throws {
    let desk = try NightDesk()
    try desk.put(
      "grid_reports_2026-07.csv",
      "report_no,reporter,occurred_on,credit_code,finding\nG1,grid,2026-07-05,\(Firms.first),layoff\n"
        + "G2,grid,2026-07-05,,layoff\nG3,grid,2026-07-06,,late_wages\n")
    #expect(
      try findings(desk) == ["no-firm 3 credit_code 2 rows with neither credit_code nor firm_name"])
    let other = try NightDesk()
    try other.put(
      "grid_reports_2026-07.csv",
      "report_no,reporter,occurred_on,credit_code,firm_name,finding\n"
        + "G2,grid,2026-07-05,,湖州无名木业厂,layoff\n")
    #expect(try findings(other) == [])
    #expect(try other.database.read { try $0.waitingRowCount() } == 1)
  }

  @Test(
    "A report whose firm is 无 or 不详 names none, in either encoding",
    arguments: ["无", "不详", "-", "／", "N/A"])
  func fillerName(_ filler: String) throws {
    let desk = try NightDesk()
    let text =
      "report_no,reporter,occurred_on,credit_code,firm_name,finding\n"
      + "G1,grid,2026-07-05,\(Firms.first),\(filler),layoff\nG2,grid,2026-07-05,,\(filler),layoff\n"
      + "G3,grid,2026-07-05,,\"\(filler)\",layoff\n"
    try desk.put("grid_reports_2026-07.csv", text)
    #expect(
      try findings(desk) == ["no-firm 3 credit_code 2 rows with neither credit_code nor firm_name"])
    #expect(try desk.database.read { try $0.waitingRowCount() } == 0)
  }

  @Test("A file that stops at a round cap is told", arguments: [19_999, 20_000])
  func cap(_ rows: Int) throws {
    let desk = try NightDesk()
    try desk.put("electricity_2026-07.csv", power(7, accounts: rows))
    #expect(
      try findings(desk) == (rows == 20_000 ? ["row-cap 0 - exactly 20000 rows"] : []))
  }

  private func complaints(_ month: Int, _ count: Int, from first: Int = 1) -> String {
    "complaint_no,channel,received_at,persons\n"
      + (first..<first + count).map { "C\(month)-\($0),qr,2026-0\(month)-03 09:00,2\n" }.joined()
  }

  @Test("A month of dated rows with less than half of the usual ones is told, a day's file is not")
  func shortPeriod() throws {
    let desk = try NightDesk()
    for month in 4...6 { try desk.put("complaints_2026-0\(month).csv", complaints(month, 60)) }
    // Sent again with a row more: what was known does not count twice.
    try desk.put("complaints_2026-06_again.csv", complaints(6, 61))
    try desk.put("complaints_2026-07-15.csv", complaints(7, 3))
    try desk.put("complaints_2026-07.csv", complaints(7, 30, from: 4))
    let usual = try findings(desk)
    #expect(usual == [])
    try desk.put("complaints_2026-08.csv", complaints(8, 29))
    #expect(try findings(desk) == ["short-month 0 - 29 rows of 2026-08"])
    // The rest comes: nothing more to tell.
    try desk.put("complaints_2026-08_rest.csv", complaints(8, 1, from: 40))
    #expect(try findings(desk) == ["short-month 0 - 29 rows of 2026-08"])
  }
}
