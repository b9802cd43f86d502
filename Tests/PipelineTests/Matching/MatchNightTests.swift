import NightlyRun
import Testing
import WageDomain
import WageStore

@Suite("Rows that wait for their firm")
struct MatchNightTests {
  private let day = CaseDatabase.day("2026-03-10")
  private let desk: NightDesk
  private let register = "firms_2026-02__known-2026-02-01.csv"

  init() throws {
    desk = try NightDesk()
    try desk.put(
      "electricity_2026-01__known-2026-02-05.csv",
      """
      account_no,name,month,quantity
      A1,湖州市泓峤煜建材有限责任公司,2026-01,10
      A2,湖州泓峤煜建材厂,2026-01,20

      """)
  }

  private func writeRegister() throws {
    try desk.put(
      register, "credit_code,name\n\(Firms.first),湖州泓峤煜建材有限公司\n")
  }

  private func groups(_ statuses: MatchStatus...) throws -> [MatchGroup] {
    try desk.database.read { try $0.matchGroups(Set(statuses)) }
  }

  @Test("A register that comes later frees them by itself; the others wait on")
  func laterRegister() throws {
    let first = try desk.night(day)
    #expect(first.match?.waiting == 2)
    try writeRegister()
    let second = try desk.night(day)
    #expect(second.match?.outcome.rows == 1)
    #expect(second.match?.waiting == 1)
    #expect(try groups(.matched).map(\.accountNo) == ["A1"])
    #expect(try groups(.matched).map(\.reason) == ["respelled"])
    #expect(try groups(.waiting).map(\.accountNo) == ["A2"])
    #expect(
      try desk.query("SELECT rows, stored, waiting FROM ingestedFile WHERE feed = 'electricity'")
        == ["[rows:2 stored:1 waiting:1]"])
  }

  @Test("Rows of one night and the register after it in name order are matched the same night")
  func sameNight() throws {
    try writeRegister()
    #expect(try desk.night(day).match?.outcome.rows == 1)
    #expect(try desk.night(day).match?.outcome.rows == 0)
  }

  @Test("The firm in another legal form is suggested first, with the reason")
  func suggestion() throws {
    try writeRegister()
    try desk.night(day)
    let waiting = try groups(.waiting)
    let queue = try desk.database.read { try $0.queue(waiting, places: desk.policies.places) }
    #expect(queue.map { $0.suggestions.first?.creditCode } == [Firms.first])
    #expect(queue.first?.suggestions.first?.reason == .otherForm)
  }

  @Test(
    "A name that lost a character is matched by no rule; what a person says of it is for its rows alone"
  )
  func lostCharacter() throws {
    let name = "湖州\u{FFFD}峤煜建材有限公司"
    try desk.put(register, "credit_code,name\n\(Firms.first),\(name)\n")
    try desk.put(
      "electricity_2026-02__known-2026-03-05.csv",
      "account_no,name,month,quantity\nA3,\(name),2026-02,5\n")
    try desk.night(day)
    let waiting = try #require(try groups(.waiting).first { $0.accountNo == "A3" })
    let firm = try #require(try desk.database.read { try $0.firmId(CreditCode(Firms.first)) })
    #expect(try desk.decide { try $0.accept(waiting.id, firm: firm, entry: $1) }.entered == 1)
    try desk.put(
      "electricity_2026-03__known-2026-03-09.csv",
      "account_no,name,month,quantity\nA3,\(name),2026-03,5\nA4,\(name),2026-03,5\n")
    try desk.night(day)
    #expect(try groups(.waiting).map(\.accountNo).contains("A4"))
    #expect(try !groups(.waiting).map(\.accountNo).contains("A3"))
  }

  @Test("What a person says of a trade without its place is for its rows and account alone")
  func tradeAlone() throws {
    try desk.put(register, "credit_code,name\n\(Firms.first),湖州第一建设有限公司\n")
    try desk.put(
      "electricity_2026-02__known-2026-03-05.csv",
      "account_no,name,month,quantity\nA3,第一建设有限公司,2026-02,5\n")
    try desk.night(day)
    let waiting = try #require(try groups(.waiting).first { $0.accountNo == "A3" })
    let queue = try desk.database.read { try $0.queue([waiting], places: desk.policies.places) }
    #expect(queue.first?.suggestions.first?.reason == .tradeAlone("第一建设"))
    #expect(queue.first?.clearFirst == nil)
    let firm = try #require(try desk.database.read { try $0.firmId(CreditCode(Firms.first)) })
    #expect(try desk.decide { try $0.accept(waiting.id, firm: firm, entry: $1) }.entered == 1)
    try desk.put(
      "electricity_2026-03__known-2026-03-09.csv",
      "account_no,name,month,quantity\nA3,第一建设有限公司,2026-03,5\nA4,第一建设有限公司,2026-03,5\n"
        + "A5,湖州市第一建设有限责任公司,2026-03,5\n")
    try desk.night(day)
    let accounts = try groups(.waiting).map(\.accountNo)
    #expect(accounts.contains("A4") && !accounts.contains("A3") && !accounts.contains("A5"))
  }

  @Test("Refused rows leave the queue, stay on record, and later ones join them")
  func refusal() throws {
    try writeRegister()
    try desk.night(day)
    let group = try #require(try groups(.waiting).first)
    try desk.decide { try $0.refuse(group.id, entry: $1) }
    try desk.put(
      "electricity_2026-02__known-2026-03-05.csv",
      "account_no,name,month,quantity\nA2,湖州泓峤煜建材厂,2026-02,20\n")
    #expect(try desk.night(day).match?.waiting == 0)
    #expect(try groups(.refused).map(\.id) == [group.id])
    #expect(
      try desk.query("SELECT count(*) FROM waitingRow WHERE status = 'refused'")
        == ["[count(*):2]"])
    try desk.decide { try $0.split(group.id, entry: $1) }
    #expect(try groups(.waiting).map(\.rowsWaiting) == [2])
  }

  @Test(
    "Accepting a refused or split entry again works; a second acceptance is told to split first")
  func again() throws {
    try writeRegister()
    try desk.night(day)
    let group = try #require(try groups(.waiting).first)
    let firm = try #require(
      try desk.database.read { try $0.firmId(CreditCode(Firms.first)) })
    try desk.decide { try $0.accept(group.id, firm: firm, entry: $1) }
    #expect(throws: MatchError.alreadyMatched(group.id)) {
      try desk.decide { try $0.accept(group.id, firm: firm, entry: $1) }
    }
    try desk.decide { try $0.split(group.id, entry: $1) }
    #expect(throws: MatchError.stillWaiting(group.id)) {
      try desk.decide { try $0.split(group.id, entry: $1) }
    }
    try desk.decide { try $0.refuse(group.id, entry: $1) }
    #expect(throws: MatchError.alreadyRefused(group.id)) {
      try desk.decide { try $0.refuse(group.id, entry: $1) }
    }
    #expect(try desk.decide { try $0.accept(group.id, firm: firm, entry: $1) }.entered == 1)
    #expect(throws: MatchError.unknownGroup(99)) {
      try desk.decide { try $0.refuse(99, entry: $1) }
    }
    #expect(
      try desk.query("SELECT group_concat(kind, ' ') AS kinds FROM matchEvent WHERE groupId = 2")
        == ["[kinds:\"accepted split refused accepted\"]"])
  }

  @Test("A row whose file says the same account and month twice is set aside, not lost")
  func clash() throws {
    try desk.put(
      "electricity_2026-02__known-2026-03-05.csv",
      """
      credit_code,account_no,name,month,quantity
      \(Firms.first),,,2026-02,5
      ,,从未见过的旧招牌,2026-02,6

      """)
    try desk.night(day)
    let group = try #require(try groups(.waiting).first { $0.name == "从未见过的旧招牌" })
    let firm = try #require(try desk.database.read { try $0.firmId(CreditCode(Firms.first)) })
    let outcome = try desk.decide { try $0.accept(group.id, firm: firm, entry: $1) }
    #expect(outcome.rejected == 1)
    #expect(
      try desk.query(
        "SELECT rows, stored, rejected, waiting FROM ingestedFile WHERE file LIKE '%2026-02__k%'")
        == ["[rows:2 stored:1 rejected:1 waiting:0]"])
    #expect(try desk.query("SELECT code, line FROM rejectedRow").count == 1)
  }

  @Test("A complaint is in at once; whose firm it is about is asked, counts, and can be taken back")
  func complaint() throws {
    try writeRegister()
    try desk.put(
      "complaints_2026-03__known-2026-03-02.csv",
      """
      complaint_no,channel,received_at,firm_name,complainant_name,content
      C-1,hotline,2026-03-01 09:00,湖州泓峤煜建材厂,某甲,拖欠工资
      C-2,hotline,2026-03-01 10:00,湖州泓峤煜建材,某乙,拖欠工资

      """)
    let report = try desk.night(day)
    #expect(report.ingest?.counts.stored == 3)
    #expect(try firms(of: "C-1") == "[firmId:NULL]")
    #expect(try firms(of: "C-2") == "[firmId:1]")
    let score = try #require(report.score?.run.id)
    let group = try #require(try groups(.waiting).first { $0.feed == .complaints })
    #expect(group.rowsWaiting == 1)
    #expect(
      try desk.query("SELECT DISTINCT length(raw) AS n FROM waitingRow WHERE feed = 'complaints'")
        == [
          "[n:0]"
        ])
    try desk.decide { try $0.accept(group.id, firm: 1, entry: $1) }
    #expect(try firms(of: "C-1") == "[firmId:1]")
    #expect(try desk.night(day).score?.run.id != score)
    try desk.decide { try $0.split(group.id, entry: $1) }
    #expect(try firms(of: "C-1") == "[firmId:NULL]")
    #expect(try desk.night(day).match?.outcome.rows == 0)
  }

  private func firms(of complaint: String) throws -> String {
    try desk.query("SELECT firmId FROM complaint WHERE complaintNo = '\(complaint)'").joined()
  }

  @Test("The log of decisions cannot be changed")
  func appendOnly() throws {
    try writeRegister()
    try desk.night(day)
    #expect(throws: (any Error).self) { try desk.query("DELETE FROM matchEvent RETURNING id") }
    #expect(try desk.query("SELECT kind FROM matchEvent").count == 1)
  }
}
