import NightlyRun
import Testing
import WageDomain
import WageStore

@Suite("What a file says against its name, the files before it, and today")
struct DeliveryCheckTests {
  private let day = CaseDatabase.day("2026-10-21")

  /// What the file that was put last is told.
  private func told(_ desk: NightDesk, _ name: String, asOf day: Day? = nil) throws -> [String] {
    let report = try desk.ingest(day ?? self.day, only: name)
    return report.outcomes.flatMap { outcome -> [String] in
      guard case .loaded(_, let findings) = outcome.result else { return ["\(outcome.result)"] }
      return findings.map {
        "\($0.code) \($0.line ?? 0) \($0.column ?? "-") \($0.found.en)"
      }
    }
  }

  private func told(_ desk: NightDesk, _ name: String, _ text: String, asOf day: Day? = nil) throws
    -> [String]
  {
    try desk.put(name, text)
    return try told(desk, name, asOf: day)
  }

  @Test("A column that the file before had is told once, with that file and what follows")
  func goneColumn() throws {
    let desk = try NightDesk()
    func tax(_ month: Int, _ header: String, _ cells: String) throws -> [String] {
      try told(
        desk, "tax_2026-0\(month).csv", "\(header)\n\(Firms.first),2026-0\(month),\(cells)\n")
    }
    let whole = "credit_code,month,sales_yuan,tax_arrears_yuan"
    #expect(try tax(5, whole, "9,5000") == [])
    #expect(try tax(6, "统一社会信用代码,年月,欠税(元),申报销售额(元)", "5000,9") == [], "titles are names")
    #expect(
      try tax(7, "credit_code,month,sales_yuan", "9") == [
        "column-gone 0 tax_arrears_yuan no such column; the file before, inbox/tax_2026-06.csv, had it"
      ])
    let expected = try desk.database.read { snapshot in
      try snapshot.files().flatMap { try snapshot.findings(file: $0.id) }.map(\.expected)
    }
    #expect(expected.first?.en.contains("no indicator sees tax.tax_arrears_yuan") == true)
    #expect(expected.first?.zh.contains("请报送单位补列重报") == true)
    #expect(try tax(8, "credit_code,month,sales_yuan", "9") == [], "told once")
    #expect(try tax(9, whole + ",known_on", "9,5000,2026-10-01") == [])
    #expect(try tax(4, whole, "9,1") == [], "known_on is no column of the feed")
  }

  @Test("Rows known later than the run and than today are told with file, day and number")
  func knownLater() throws {
    let desk = try NightDesk()
    func water(_ name: String, asOf day: String) throws -> [String] {
      try told(
        desk, name,
        "credit_code,account_no,month,quantity\n\(Firms.first),A,2026-08,9\n\(Firms.first),\(name),2026-08,9\n",
        asOf: CaseDatabase.day(day))
    }
    // The desk's clock stands at 2026-12-13.
    #expect(try water("water_1__known-2026-12-13.csv", asOf: "2026-10-21") == [])
    #expect(
      try water("water_2__known-2027-10-05.csv", asOf: "2026-10-21")
        == ["known-later 2 - 2 rows known on 2027-10-05"])
    #expect(try water("water_3__known-2027-10-05.csv", asOf: "2027-10-05") == [])
    #expect(try water("water_4.csv", asOf: "2027-11-05") == [], "the run's own day")
    #expect(
      try told(
        desk, "water_5.csv",
        "credit_code,account_no,month,quantity,known_on\n\(Firms.first),,2026-07,9,2026-10-01\n"
          + "\(Firms.first),,2026-08,9,2027-10-01\n\(Firms.first),,2026-09,9,2028-10-01\n")
        == ["known-later 3 - 2 rows known from 2027-10-01 to 2028-10-01"])
  }

  private func water(_ month: Int, _ accounts: [String], firm: String = Firms.first) -> String {
    "credit_code,account_no,month,quantity\n"
      + accounts.map { "\(firm),\($0),2026-0\(month),10\n" }.joined()
  }

  @Test("An account that lost its zeros is told with its line and both spellings, once")
  func leadingZeros() throws {
    let desk = try NightDesk()
    #expect(try told(desk, "water_2026-05.csv", water(5, ["081166613", "0", "00"])) == [])
    #expect(
      try told(desk, "water_2026-06.csv", water(6, ["77", "81166613"]))
        == ["leading-zeros 3 account_no 81166613"])
    let expected = try desk.database.read { snapshot in
      try snapshot.files().flatMap { try snapshot.findings(file: $0.id) }.map(\.expected.en)
    }
    #expect(expected.first?.hasPrefix("081166613, an account of the same firm") == true)
    #expect(try told(desk, "water_2026-07.csv", water(7, ["81166613"])) == [], "known by now")
    #expect(
      try told(desk, "water_2026-08.csv", water(8, ["0077"]))
        == ["leading-zeros 2 account_no 0077"], "the other way round")
    #expect(
      try told(desk, "water_2026-09.csv", water(9, ["A5", "0A5", "0123"], firm: Firms.neighbour))
        == [])
    #expect(
      try told(desk, "water_2026-09_b.csv", water(9, ["123"])) == [], "another firm's account")
  }

  @Test("A row that waits for its firm with an account that lost its zeros is told, with the firm")
  func waitingZeros() throws {
    let desk = try NightDesk()
    #expect(try told(desk, "water_2026-05.csv", water(5, ["081166613", "77", "0"])) == [])
    let rows = ["81166613", "0077", "00", "123", "A77"]
    #expect(
      try told(desk, "water_2026-06.csv", water(6, rows, firm: "")) == [
        "leading-zeros 2 account_no 81166613", "leading-zeros 3 account_no 0077",
      ])
    let expected = try desk.database.read { snapshot in
      try snapshot.files().flatMap { try snapshot.findings(file: $0.id) }.map(\.expected)
    }
    #expect(
      expected.first?.en.hasPrefix("081166613, a known account of \(Firms.first): the row") == true)
    #expect(expected.first?.zh.contains("在等待匹配") == true)
    #expect(
      try told(desk, "water_2026-07.csv", water(7, ["81166613", "77"], firm: ""))
        == ["leading-zeros 2 account_no 81166613"], "as long as it waits; 77 is known")
  }

  @Test("Of many lost zeros ten are listed, and how many more")
  func manyZeros() throws {
    let desk = try NightDesk()
    let accounts = (10...24).map { "\($0)" }
    #expect(try told(desk, "water_2026-05.csv", water(5, accounts.map { "00" + $0 })) == [])
    let found = try told(desk, "water_2026-06.csv", water(6, accounts))
    #expect(found.count == 11)
    #expect(found.first == "leading-zeros 2 account_no 10")
    #expect(found.last == "leading-zeros 0 account_no 5 more")
  }

  @Test(
    "From 90 % new accounts in an established feed it is asked whether the file is another feed's",
    arguments: [(54, ["new-accounts 0 account_no 54 of 60 rows new to water"]), (53, [])])
  func newAccounts(_ new: Int, _ expected: [String]) throws {
    let desk = try NightDesk()
    let known = (1...60).map { "W\($0)" }
    for month in 5...7 {
      #expect(try told(desk, "water_2026-0\(month).csv", water(month, known)) == [])
    }
    let mixed = (1...new).map { "E\($0)" } + known.prefix(60 - new)
    #expect(try told(desk, "water_2026-08.csv", water(8, mixed)) == expected)
    #expect(try told(desk, "gas_2026-08.csv", water(8, mixed)) == [], "a first file")
    // A second agency of the first month is no question either.
    #expect(try told(desk, "gas_2026-08_b.csv", water(8, known.map { "B" + $0 })) == [])
  }

  @Test("A file named for one month that holds only another is told; one good row is enough")
  func otherPeriod() throws {
    let desk = try NightDesk()
    #expect(
      try told(desk, "water_2026-08.csv", water(7, ["A", "B"]))
        == ["other-period 0 month 2 rows, none of 2026-08"])
    #expect(
      try told(
        desk, "water_2026-09.csv", water(9, ["A"]) + "\(Firms.first),B,2026-07,10\n") == [])
    let payroll = "credit_code,wage_month,paid_on,persons,amount_yuan\n"
    let paid = "\(Firms.first),2026-08,2026-09-15,3,900\n"
    #expect(try told(desk, "payroll_2026-09.csv", payroll + paid) == [], "the month of payment")
    #expect(try told(desk, "payroll_2026-08.csv", payroll + paid + "") == ["unchanged"])
    #expect(
      try told(desk, "payroll_2026-07.csv", payroll + paid.replacing(",3,", with: ",4,"))
        == ["other-period 0 wage_month 1 row, none of 2026-07"])
    let header = "complaint_no,channel,received_at\n"
    #expect(try told(desk, "complaints_2026-08.csv", header) == [], "no row, no other month")
    #expect(
      try told(desk, "complaints_2026-08-15.csv", header + "C1,qr,2026-07-03 09:00\n") == [],
      "a day's file may bring what lay about")
    #expect(
      try told(desk, "complaints_2026-09.csv", header + "C2,qr,2026-08-31 23:59\n")
        == ["other-period 0 received_at 1 row, none of 2026-09"])
    #expect(
      try told(desk, "firms_2026-09.csv", "credit_code,name\n\(Firms.first),甲乙制衣厂\n") == [])
  }

  @Test("After a short month the next short one is data late as well")
  func shortAgain() throws {
    let codes = try self.codes()
    let desk = try NightDesk()
    for (month, firms) in [(5, 100), (6, 100), (7, 100), (8, 30), (9, 30)] {
      try desk.put(
        "payroll_2026-0\(month)__known-2026-10-20.csv", payroll(month, codes[..<firms]))
    }
    #expect(try desk.night(day).failures.isEmpty)
    #expect(try desk.flagged(day).isEmpty)
  }

  private func codes() throws -> [String] {
    let codes = (0..<100).compactMap {
      CreditCode.completing(authorityAndRegion: "91330503", organisation: "MA2C\(1000 + $0)")?.text
    }
    try #require(codes.count == 100)
    return codes
  }

  private func payroll(_ month: Int, _ firms: ArraySlice<String>) -> String {
    "credit_code,wage_month,paid_on,persons,amount_yuan\n"
      + firms.map { "\($0),2026-0\(month),2026-\(month == 9 ? "10" : "0\(month + 1)")-12,3,900\n" }
      .joined()
  }

  @Test("A payroll of a third of the firms is data late: nobody is unpaid until half has come")
  func shortPayroll() throws {
    let codes = try self.codes()
    let desk = try NightDesk()
    for month in 6...8 {
      try desk.put(
        "payroll_2026-0\(month)__known-2026-0\(month + 1)-20.csv", payroll(month, codes[...]))
    }
    try desk.put("payroll_2026-09__known-2026-10-20.csv", payroll(9, codes[..<30]))
    let night = try desk.night(day)
    let findings = night.ingest?.outcomes.flatMap { outcome -> [String] in
      guard case .loaded(_, let findings) = outcome.result else { return [] }
      return findings.map(\.code)
    }
    #expect(findings == ["short-month"])
    #expect(try desk.flagged(day).isEmpty)
    let payroll9 = try #require(night.freshness.first { $0.feed == .payroll })
    #expect(payroll9.lastPeriod == Month(year: 2026, month: 8) && payroll9.days == 51)
    // 49 of 100 are still too few, 50 are the month.
    try desk.put("payroll_2026-09_b__known-2026-10-22.csv", payroll(9, codes[30..<49]))
    let next = CaseDatabase.day("2026-10-22")
    #expect(try desk.night(next).failures.isEmpty)
    #expect(try desk.flagged(next).isEmpty)
    try desk.put("payroll_2026-09_c__known-2026-10-23.csv", payroll(9, codes[49..<50]))
    let last = CaseDatabase.day("2026-10-23")
    #expect(try desk.night(last).failures.isEmpty)
    #expect(try desk.flagged(last).count == 50)
  }
}
