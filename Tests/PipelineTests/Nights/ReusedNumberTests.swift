import NightlyRun
import Testing
import WageDomain
import WageStore

/// Two rows of one number, the later one in a file of its own.
struct NumberCorrection: CustomTestStringConvertible, Sendable {
  let why: String
  let name: String
  let header: String
  let rows: [String]
  let told: [String]
  var testDescription: String { why }

  static let complaints =
    "complaint_no,channel,received_at,credit_code,firm_name,town_code,persons\n"
  static let inspections = "inspection_no,credit_code,occurred_on,kind,result\n"

  static let all: [NumberCorrection] = [
    NumberCorrection(
      why: "complaints", name: "complaints", header: complaints,
      rows: [
        "C1,hotline,2026-06-01 08:00,\(Firms.first),,330503100,30",
        "C1,hotline,2026-07-02 08:00,\(Firms.neighbour),,330503100,2",
      ],
      told: [
        "reused-number 2 complaint_no 1 row in the place of another firm's, of another day, the first "
          + "that of inbox/complaints_2026-06__known-2026-07-01.csv line 2"
      ]),
    NumberCorrection(
      why: "by name", name: "complaints", header: complaints,
      rows: [
        "C1,hotline,2026-06-01 08:00,,湖州无名木业厂,330503100,30",
        "C1,hotline,2026-07-02 08:00,,德清无名纺织厂,330503100,2",
      ],
      told: [
        "reused-number 2 complaint_no 1 row in the place of another firm's, of another day, the first "
          + "that of inbox/complaints_2026-06__known-2026-07-01.csv line 2"
      ]),
    NumberCorrection(
      why: "one name, another day", name: "complaints", header: complaints,
      rows: [
        "C1,hotline,2026-06-01 08:00,,湖州无名木业厂,330503100,30",
        "C1,hotline,2026-07-02 08:00,\(Firms.first),湖州无名木业厂,330503100,30",
      ], told: []),
    NumberCorrection(
      why: "an inspection", name: "inspections", header: inspections,
      rows: [
        "J1,\(Firms.first),2026-06-02,on_site,problem",
        "J1,\(Firms.neighbour),2026-07-02,on_site,problem",
      ],
      told: [
        "reused-number 2 inspection_no 1 row in the place of another firm's, of another day, the first "
          + "that of inbox/inspections_2026-06__known-2026-07-01.csv line 2"
      ]),
    NumberCorrection(
      why: "the firm alone", name: "inspections", header: inspections,
      rows: [
        "J1,\(Firms.first),2026-06-02,on_site,problem",
        "J1,\(Firms.neighbour),2026-06-02,on_site,problem",
      ], told: []),
    NumberCorrection(
      why: "the day alone", name: "inspections", header: inspections,
      rows: [
        "J1,\(Firms.first),2026-06-02,on_site,problem",
        "J1,\(Firms.first),2026-06-03,on_site,problem",
      ], told: []),
  ]
}

@Suite("A number that two matters share")
struct ReusedNumberTests {
  private func findings(_ desk: NightDesk) throws -> [String] {
    try desk.ingest(CaseDatabase.day("2026-10-21"))
    return try desk.database.read { snapshot in
      try snapshot.files().flatMap { try snapshot.findings(file: $0.id) }
        .filter { $0.code == "reused-number" }
        .map { "\($0.code) \($0.line ?? 0) \($0.column ?? "-") \($0.found.en)" }
    }
  }

  @Test(
    "A row that takes the place of another firm's of another day under its number is told",
    arguments: NumberCorrection.all)
  func reusedNumber(_ correction: NumberCorrection) throws {
    let desk = try NightDesk()
    for (index, row) in correction.rows.enumerated() {
      try desk.put(
        "\(correction.name)_2026-0\(6 + index)__known-2026-0\(7 + index)-0\(1 + index * 2).csv",
        correction.header + row + "\n")
      let told = try findings(desk)
      #expect(told == (index == 0 ? [] : correction.told))
    }
  }
}
