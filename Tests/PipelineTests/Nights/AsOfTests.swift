import NightlyRun
import Testing
import WageDomain
import WageStore

@Suite("What became known later moves nothing as of an earlier day")
struct AsOfTests {
  @Test(
    "A day scored again after later files were loaded gives what it gave then",
    arguments: [(1, 20), (2, 47), (3, 110)])
  func scoredAgain(_ seed: UInt64, _ daysBack: Int) throws {
    let district = try InventedDistrict(firms: 50, months: 8, seed: seed)
    let day = district.asOf.adding(days: -daysBack)
    let desk = try NightDesk()
    try desk.put(district.files(knownBy: day))
    let then = try #require(try desk.night(day).score)
    let list = try desk.flagged(day)
    let result = try desk.result(ofRun: then.run.id)

    try desk.put(district.files)
    try desk.night(district.asOf)
    #expect(try desk.flagged(day) == list)
    let night = try #require(try desk.night(day).score)
    #expect(night.isUnchanged)
    let again = try desk.scoreAgain(day)
    #expect(!again.isUnchanged)
    #expect(try desk.result(ofRun: again.run.id) == result)
    #expect(try desk.flagged(day) == list)
  }

  struct Later: CustomTestStringConvertible, Sendable {
    let why: String
    let name: String
    let text: String
    var testDescription: String { why }
  }

  private static let day = CaseDatabase.day("2026-09-25")

  private static let codes = Firms.codes

  @Test(
    "Each kind of later file",
    arguments: [
      Later(
        why: "a register that names firms so far known by code alone", name: "firms_2026-10",
        text: "credit_code,name,persons\n\(codes[0]),新名有限公司,300\n\(codes[1]),邻居有限公司,5\n"),
      Later(
        why: "payroll that pays the missing month", name: "payroll_2026-10",
        text: "credit_code,wage_month,paid_on,persons,amount_yuan\n"
          + "\(codes[0]),2026-08,2026-10-09,10,60000\n"),
      Later(
        why: "a complaint whose time of receipt is corrected", name: "complaints_2026-10",
        text: "complaint_no,channel,received_at,credit_code,persons\n"
          + "Z-1,12345,2026-02-01 09:00,\(codes[0]),12\n"),
      Later(
        why: "a complaint that turns out to be about another firm", name: "complaints_2026-10",
        text: "complaint_no,channel,received_at,credit_code,persons,amount_yuan\n"
          + "Z-1,12345,2026-09-10 09:00,\(codes[1]),12,5000000\n"),
      Later(
        why: "an account that changes hands, its history claimed with it",
        name: "electricity_2026-10",
        text: "credit_code,account_no,month,quantity\n\(codes[1]),A1,2026-08,10\n"),
      Later(
        why: "a correction of a month scored already", name: "electricity_2026-10",
        text: "credit_code,account_no,month,quantity,arrears_yuan\n"
          + "\(codes[0]),A1,2026-08,9000,0\n"),
      Later(
        why: "the register says that the firm is struck off", name: "firms_2026-10",
        text: "credit_code,name,status\n\(codes[0]),甲乙制衣厂,注销\n"),
      Later(
        why: "a project of the firm, with a wage account that has run dry",
        name: "projects_2026-10",
        text: "project_code,name,kind,general_contractor_code\nP-1,新楼,housing,\(codes[0])\n"),
      Later(
        why: "firms never heard of before", name: "social_insurance_2026-10",
        text: "credit_code,month,insured_persons\n\(codes[3]),2026-08,20\n\(codes[4]),2026-08,9\n"),
    ])
  func laterFile(_ later: Later) throws {
    let desk = try NightDesk()
    try Self.fill(desk)
    let then = try #require(try desk.night(Self.day).score)
    let result = try desk.result(ofRun: then.run.id)
    let list = try desk.flagged(Self.day)
    #expect(list.contains { $0.creditCode == Firms.first && $0.reasons.count > 1 })

    try desk.put("\(later.name)__known-2026-10-10.csv", later.text)
    let report = try desk.night(CaseDatabase.day("2026-10-12"))
    #expect(report.ingest?.counts.stored ?? 0 > 0)
    #expect(try #require(try desk.night(Self.day).score).isUnchanged)
    let again = try desk.scoreAgain(Self.day)
    let resultNow = try desk.result(ofRun: again.run.id)
    let listNow = try desk.flagged(Self.day)
    #expect(resultNow == result)
    #expect(listNow == list)
  }

  /// A firm without a name that stopped paying wages and using power, with a complaint against it.
  private static func fill(_ desk: NightDesk) throws {
    var payroll = "credit_code,wage_month,paid_on,persons,amount_yuan\n"
    var power = "credit_code,account_no,month,quantity,arrears_yuan\n"
    for month in 1...8 {
      let next = month + 1
      let isOver = month == 8
      payroll += "\(codes[1]),2026-0\(month),2026-0\(next)-10,10,60000\n"
      if !isOver { payroll += "\(codes[0]),2026-0\(month),2026-0\(next)-10,10,60000\n" }
      power += "\(codes[0]),A1,2026-0\(month),\(isOver ? 100 : 9000),\(isOver ? 5000 : 0)\n"
      power += "\(codes[1]),A2,2026-0\(month),8000,0\n"
    }
    try desk.put("payroll_2026-08__known-2026-09-16.csv", payroll)
    try desk.put("electricity_2026-08__known-2026-09-08.csv", power)
    try desk.put(
      "complaints_2026-09__known-2026-09-11.csv",
      "complaint_no,channel,received_at,credit_code,persons,amount_yuan\n"
        + "Z-1,12345,2026-09-10 09:00,\(codes[0]),12,90000\n")
  }
}
