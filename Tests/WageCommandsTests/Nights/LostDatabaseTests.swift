import Foundation
import Testing

@Suite("A workspace without its database")
struct LostDatabaseTests {
  private func lose(_ office: NightOffice, emptied: Bool) throws {
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: office.folder + "/wagewatch.sqlite" + suffix)
    }
    guard emptied else { return }
    try Data().write(to: URL(fileURLWithPath: office.folder + "/wagewatch.sqlite"))
  }

  @Test("No verb but init makes a database in its place", arguments: [false, true])
  func refused(_ emptied: Bool) throws {
    let office = try NightOffice()
    try lose(office, emptied: emptied)
    let verbs = [
      ["nightly"], ["nightly", "--dry-run"], ["ingest"], ["files"], ["flagged"], ["freshness"],
      ["rejects"], ["match", "list"], ["score"], ["warning", "list"], ["case", "list"],
      ["case", "due"], ["complaint", "list"], ["complaint", "add", "--firm-name", "甲乙制衣厂"],
      ["verify"], ["export", office.folder + "/package"], ["score", "diff"],
    ]
    for verb in verbs {
      let answer = NightOffice.run(verb + ["--workspace", office.folder])
      #expect(answer.code == 1, "\(verb)")
      let what = emptied ? "the database is empty" : "there is no database"
      #expect(answer.error.contains("wagewatch.sqlite: \(what)"), "\(verb): \(answer.error)")
      #expect(answer.error.contains("Restore the backup"), "\(verb)")
      #expect(answer.error.contains("wagewatch init \(office.folder)"), "\(verb)")
    }
    let zh = office.run("flagged", "--lang", "zh")
    #expect(zh.error.contains("请把备份放回此处"))
    let path = office.folder + "/wagewatch.sqlite"
    #expect((try? Data(contentsOf: URL(fileURLWithPath: path)))?.count == (emptied ? 0 : nil))
  }

  @Test(
    "init gives a workspace that lacks only the database an empty one", arguments: [false, true])
  func madeAnew(_ emptied: Bool) throws {
    let office = try NightOffice()
    try office.setPolicy("regions.csv", try office.policy("regions.csv") + "\n")
    let own = try office.policy("regions.csv")
    try lose(office, emptied: emptied)
    let made = NightOffice.run(["init", office.folder])
    #expect(made.code == 0, "\(made.error)")
    #expect(made.error.contains("had no database: an empty one was made"), "\(made.error)")
    #expect(try office.policy("regions.csv") == own)
    #expect(office.run("files").code == 0)
    #expect(NightOffice.run(["init", office.folder]).code == 1, "a whole workspace is refused")
  }
}
