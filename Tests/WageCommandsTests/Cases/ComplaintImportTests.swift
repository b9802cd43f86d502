import Foundation
import Testing

@Suite("Complaint files at the window")
struct ComplaintImportTests {
  private static let file = """
    complaint_no,channel,received_at,firm_name,town_code,persons,owed_since
    C1,qr,2026-10-05 09:00,甲乙制衣厂,330503100,3,2026-08
    C2,qr,2026-10-06 09:00,丙丁木业,330503100,,2026-10
    C3,qr,2026-10-06 09:00,丙丁木业,330503100,0,
    C4,qr,2026-10-06 09:00,丙丁木业,330503100,2,2026-11

    """

  @Test("A dry run tells the same cases as the real run; rejects are counted and led to")
  func dryRun() throws {
    let office = try NightOffice()
    try office.put("complaints_2026-10-06.csv", Self.file)
    let path = office.inbox + "/complaints_2026-10-06.csv"
    let counts = "2 complaints stored, 0 unchanged, 2 rejected"
    let rehearsed = office.run("complaint", "import", path, "--dry-run")
    #expect(rehearsed.code == 0)
    #expect(
      rehearsed.error.contains("(dry run, nothing written) \(counts), 2 cases registered"),
      "\(rehearsed.error)")
    #expect(rehearsed.error.contains("too-late"), "\(rehearsed.error)")
    #expect(office.run("case", "list", "--nl").out.isEmpty)
    let real = office.run("complaint", "import", path)
    #expect(real.code == 0)
    #expect(
      real.error.contains("\(counts) (why: wagewatch rejects list), 2 cases registered"),
      "\(real.error)")
    let rejects = office.run("rejects", "list", "--json").rows("rejects")
    #expect(rejects.map { $0["code"] as? String } == ["negative", "too-late"])
    #expect(rejects.map { $0["column"] as? String } == ["persons", "owed_since"])
    #expect(
      rejects.map { $0["expected"] as? String } == [
        "a whole number from 1", "not after received_at",
      ])
    let zh = office.run("rejects", "list", "--json", "--lang", "zh").rows("rejects")
    #expect(zh.map { $0["expected"] as? String } == ["整数，不小于 1", "不晚于 received_at"])
    let again = office.run("complaint", "import", path, "--dry-run")
    #expect(again.error.contains("0 complaints stored"), "\(again.error)")
    #expect(again.error.contains("0 cases registered"))
  }
}
