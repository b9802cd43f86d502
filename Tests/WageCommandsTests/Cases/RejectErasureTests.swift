import Foundation
import Testing
import WageDomain

@Suite("What a rejected row leaves behind once it is erased")
struct RejectErasureTests {
  @Test(
    "Nothing of a rejected complaint's text is left, masked or not; where and why it failed stays")
  func place() throws {
    let office = try Office()
    let header =
      "complaint_no,channel,received_at,place,town_code,complainant_name,complainant_id_no,"
      + "complainant_phone"
    let row = "F-1,12345,2026-05-08 09:00,李家绝密宿舍3幢201室,33050310,王小明,330501198001011231,13800001111"
    try "\(header)\n\(row)\n".write(
      toFile: office.folder + "/inbox/complaints_2026-05-08__known-2026-05-08.csv",
      atomically: true, encoding: .utf8)
    _ = office.run("ingest", "--as-of", "2026-05-08")
    #expect(office.run("rejects", "show", "1").out.contains("李家绝密宿舍"))
    office.now = Instant(day: Day("2029-05-09") ?? Day(number: 0), secondOfDay: 3600)
    let rehearsed = office.run("retention", "apply", "--dry-run")
    #expect(
      rehearsed.error.contains("the text of 1 rejected row would be erased"), "\(rehearsed.error)")
    #expect(office.run("retention", "apply", "--confirm").code == 0)
    for verb in [
      ["rejects", "show", "1"], ["rejects", "list"], ["rejects", "show", "1", "--json"],
    ] {
      let out = office.run(verb).out
      for text in ["李家", "王**", "330501", "1111"] { #expect(!out.contains(text), "\(out)") }
    }
    let shown = office.run("rejects", "show", "1").out
    #expect(shown.contains("found:    erased by policy") && shown.contains("town_code"), "\(shown)")
    for suffix in ["", "-wal"] {
      let file = FileManager.default.contents(atPath: office.folder + "/wagewatch.sqlite" + suffix)
      #expect(file?.range(of: Data("李家绝密宿舍".utf8)) == nil)
    }
    #expect(office.run("retention", "apply", "--dry-run").error.contains("the text of 0 rejected"))
    #expect(office.run("verify").code == 0)
  }

  @Test("Pages of erased cases that lie in reports/ are named to be destroyed, others are not")
  func pages() throws {
    let office = try Office()
    office.add("--town", "330503100", "--on", "2026-05-29")
    #expect(office.run("case", "dispatch", "2026-000001", "--body", "housing").code == 0)
    for kind in ["order", "promise"] {
      #expect(office.run("case", "document", "2026-000001", "--kind", kind).code == 0)
    }
    try "x".write(
      toFile: office.folder + "/reports/CN-2026-000012.html", atomically: true, encoding: .utf8)
    #expect(office.run("case", "resolve", "2026-000001", "--paid").code == 0)
    #expect(office.run("case", "close", "2026-000001").code == 0)
    office.now = Instant(day: Day("2029-06-02") ?? Day(number: 0), secondOfDay: 3600)
    for mode in ["--dry-run", "--confirm"] {
      let told = office.run("retention", "apply", mode).error
      #expect(told.contains("/reports/CN-2026-000001.html"), "\(told)")
      #expect(told.contains("/reports/ZB-2026-000001.html"), "\(told)")
      #expect(!told.contains("000012"))
    }
  }
}
