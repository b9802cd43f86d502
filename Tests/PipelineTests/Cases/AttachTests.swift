import CaseHandling
import Testing
import WageDomain
import WageStore

@Suite("A complaint by another channel is put into the case it belongs to (N2)")
struct AttachTests {
  private func attach(_ cases: CaseDatabase, _ number: String, _ caseNo: String) throws
    -> CaseStatus
  {
    try cases.database.write {
      try $0.attach(
        number, to: caseNo,
        entry: CaseEntry(actor: "clerk", on: nil, now: CaseDatabase.evening("2026-05-20")),
        rules: cases.rules)
    }
  }

  @Test("Its own case ends as merged, and every number is kept")
  func ownCase() throws {
    let cases = try CaseDatabase()
    try cases.add("12345-1", on: "2026-05-08")
    try cases.add("110-7", on: "2026-05-09", persons: 6)
    try cases.night("2026-05-09")
    let status = try attach(cases, "110-7", "2026-000001")
    #expect(status.complaints == ["12345-1", "110-7"])
    #expect(status.details.persons == 6)
    #expect(
      try cases.database.read { try $0.complaints(ofCase: "2026-000001") }.map(\.complaintNo)
        == ["12345-1", "110-7"])
    #expect(try cases.cases().map(\.state) == [.dispatched, .merged])
    #expect(try cases.verify().findings.isEmpty)
  }

  @Test("One that never opened a case is linked, and later changes reach the case")
  func withoutCase() throws {
    let cases = try CaseDatabase()
    try cases.add("C-1", on: "2026-05-08")
    try cases.night("2026-05-08")
    try cases.add("old", on: "2026-05-10", persons: 3)
    #expect(try attach(cases, "old", "2026-000001").complaints == ["C-1", "old"])
    try cases.add("old", on: "2026-05-10", persons: 9)
    #expect(try cases.night("2026-05-21") > 0)
    #expect(try cases.kinds("2026-000001").contains(.detailsChanged))
    #expect(try cases.cases().map(\.persons) == [9])
    #expect(try cases.verify().findings.isEmpty)
  }

  @Test("Which firm a complaint is about is an event, with the firm that stood there before")
  func firmNamed() throws {
    let cases = try CaseDatabase()
    try cases.add("C-1", on: "2026-05-08", firm: nil)
    try cases.night("2026-05-08")
    let codes = ["91330503MA2B4XYT6D", "91330503NXQ0QRP269"]
    try cases.tamper(
      "INSERT INTO firm (id, creditCode, knownOn) VALUES (2, '\(codes[1])', '2026-01-01')")
    func assign(_ firm: Int64) throws -> CaseStatus? {
      try cases.database.write { transaction in
        try transaction.assign(
          "C-1", toFirm: firm,
          entry: CaseEntry(actor: "clerk", on: nil, now: CaseDatabase.evening("2026-05-09")),
          rules: cases.rules
        ).status
      }
    }
    for firm: Int64 in [1, 2, 2] { _ = try assign(firm) }
    let named = try cases.events("2026-000001").compactMap { recorded -> FirmNaming? in
      if case .firmNamed(let naming) = recorded.event.act { naming } else { nil }
    }
    #expect(
      named == [
        FirmNaming(complaintNo: "C-1", firm: codes[0], former: nil),
        FirmNaming(complaintNo: "C-1", firm: codes[1], former: codes[0]),
      ])
    #expect(try cases.kinds("2026-000001").count { $0 == .detailsChanged } == 1)
    #expect(try cases.verify().findings.isEmpty)
  }

  @Test(
    "A complaint put on another firm behind the program's back is found, and its own naming is not")
  func firmAltered() throws {
    let sql = [
      "UPDATE complaint SET firmId = NULL", "UPDATE complaintVersion SET firmId = NULL",
      "UPDATE complaintVersion SET firmKnownOn = '2026-01-02'",
    ]
    for statement in sql {
      let cases = try CaseDatabase()
      try cases.add("C-1", on: "2026-05-08")
      try cases.night("2026-05-08")
      #expect(try cases.database.read { try $0.verifySealedRows() }.isEmpty)
      try cases.tamper(statement)
      #expect(try cases.database.read { try $0.verifySealedRows() }.count == 1, "\(statement)")
    }
  }

  @Test(
    "What a case of a detached complaint lacks has its days from then on, not from its registration"
  )
  func detached() throws {
    let cases = try CaseDatabase()
    try cases.add("C-1", on: "2026-05-08")
    try cases.night("2026-05-08")
    try cases.add("C-2", on: "2026-05-08")
    _ = try attach(cases, "C-2", "2026-000001")
    let (_, number) = try cases.database.write {
      try $0.detach(
        "C-2", reason: "另一件事",
        entry: CaseEntry(actor: "clerk", on: nil, now: CaseDatabase.evening("2026-05-21")),
        rules: cases.rules)
    }
    let clocks = try cases.dues("2026-05-21").filter { $0.caseNo == number }
    #expect(clocks.first { $0.clock == "assign-2" }?.dueOn == CaseDatabase.day("2026-05-23"))
    #expect(clocks.first { $0.clock == "promise-7" }?.dueOn == CaseDatabase.day("2026-05-15"))
    #expect(try cases.night("2026-05-22") > 0)
    #expect(try cases.verify().findings.isEmpty)
    #expect(try !cases.kinds(number).contains(.detailsChanged))
    // Until then its complaint stood in the other case.
    #expect(try cases.cases(asOf: "2026-05-20").map(\.caseNo) == ["2026-000001"])
    #expect(try cases.cases(asOf: "2026-05-21").map(\.caseNo) == ["2026-000001", number])
    #expect(try cases.dues("2026-05-20").allSatisfy { $0.caseNo == "2026-000001" })
  }

  @Test("Unknown, already there, or one of several: refused, saying what to do")
  func refused() throws {
    let cases = try CaseDatabase()
    for number in ["W-2026-000001", "W-2026-000002", "W-2026-000003"] {
      try cases.add(number, on: "2026-05-08")
    }
    try cases.night("2026-05-08")
    #expect(throws: CaseStoreError.unknownComplaint("W-2026-00009", nearest: "W-2026-000001")) {
      try attach(cases, "W-2026-00009", "2026-000001")
    }
    #expect(throws: CaseStoreError.unknownCase("2026-000008", nearest: "2026-000003")) {
      try attach(cases, "W-2026-000002", "2026-000008")
    }
    _ = try attach(cases, "W-2026-000002", "2026-000001")
    let before = try cases.dump()
    let there = #expect(throws: CaseStoreError.self) {
      try attach(cases, "W-2026-000002", "2026-000001")
    }
    #expect(there?.text.zh.contains("是同一案件") == true)
    let several = #expect(throws: CaseStoreError.self) {
      try attach(cases, "W-2026-000002", "2026-000003")
    }
    #expect(several?.description.contains("case merge 2026-000001 --into 2026-000003") == true)
    #expect(try cases.dump() == before)
  }

  @Test("Duplicates are found across channels by project, group and person, the strongest first")
  func acrossChannels() throws {
    let cases = try CaseDatabase()
    func add(
      _ number: String, _ channel: String, on day: String, name: String?, idNo: String? = nil,
      phone: String? = nil, persons: Int64 = 1, firm: String? = nil, project: String? = nil
    ) throws {
      var record = CaseDatabase.record(number, on: day, persons: persons, firm: nil)
      record.channel = channel
      record.firmName = firm
      record.projectCode = project
      record.complainant = Complainant(name: name, idNo: idNo, phone: phone)
      try cases.database.write { _ = try ComplaintIntake.store(record, source: nil, in: $0) }
    }
    try add("h-1", "12345", on: "2026-05-01", name: "赵测试", phone: "13900000001", firm: "甲厂")
    try add("p-1", "110", on: "2026-05-02", name: nil, phone: "139-0000-0001", firm: "甲厂")
    try add("q-1", "qr", on: "2026-05-03", name: "钱示例", persons: 12, project: "P-1")
    try add("c-1", "court", on: "2026-05-04", name: "钱示例等9人", persons: 9, project: "P-1")
    try add("o-1", "online", on: "2026-05-05", name: "孙样本", persons: 10, project: "P-1")
    let found = try cases.database.read {
      DuplicateSearch.suggestions(
        among: try $0.complaintIdentities(asOf: CaseDatabase.day("2026-05-31")))
    }
    #expect(
      found.map { "\($0.earlier) \($0.later) \($0.ground.rawValue)" } == [
        "h-1 p-1 phone", "q-1 c-1 group-name", "q-1 o-1 group-size", "c-1 o-1 group-size",
      ])
    #expect(
      found[2].reason.zh == "同一项目、群体人数相近（12 人、10 人），欠薪期间重叠（2026-03 至 2026-05）")
  }
}
