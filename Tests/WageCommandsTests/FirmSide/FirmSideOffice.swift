import Foundation
import Testing

/// A workspace with three firms, their inspections and two sites, ingested.
struct FirmSideOffice {
  let office: NightOffice
  let codes = NightOffice.codes

  init() throws {
    office = try NightOffice()
    try office.put(
      "firms_2026-09__known-2026-09-01.csv",
      """
      credit_code,name,town_code,persons
      \(codes[0]),甲乙制衣厂,330503100,10
      \(codes[1]),丙丁建设有限公司,330503101,40
      \(codes[2]),戊己木业有限公司,330503100,20

      """)
    try office.put(
      "inspections_2026-09__known-2026-09-06.csv",
      """
      inspection_no,credit_code,occurred_on,kind,result,persons
      监字1号,\(codes[0]),2026-03-02,on_site,passed,
      监字2号,\(codes[1]),2026-04-02,order,refused,24

      """)
    try office.put(
      "projects_2026-09__known-2026-09-05.csv",
      """
      project_code,name,kind,general_contractor_code,town_code,started_on
      3305032600001,某安置房,housing,\(codes[1]),330503101,2026-01-01
      3305032600002,某厂房,other,\(codes[0]),330503100,2026-02-01

      """)
    try office.put(
      "six_systems_2026-09__known-2026-09-09.csv",
      """
      project_code,checked_on,registered,bank_signed,real_name,wage_account,agent_payment,deposit,\
      monthly_transfer,notice_board,labour_officer_trained
      3305032600001,2026-06-01,1,1,1,1,1,0,1,1,1
      3305032600001,2026-09-01,1,0,1,1,1,0,1,0,

      """)
    let ingested = office.run("ingest", "--as-of", "2026-10-01")
    #expect(ingested.code == 0, "\(ingested.error)")
  }

  func run(_ words: String...) -> NightOffice.Answer {
    NightOffice.run(words + ["--workspace", office.folder])
  }

  /// A file beside the inbox.
  func file(_ name: String, _ text: String) throws -> String {
    let path = office.folder + "/" + name
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }
}
