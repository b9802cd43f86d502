import Foundation
import Testing

@Suite("A workspace without its database, and folders in the inbox")
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

  @Test("A folder in the inbox is named with its files; one without files, and dot-files, are not")
  func folders() throws {
    let office = try NightOffice()
    let good = "credit_code,month,insured_persons\n91330503MA2T00373D,2026-08,12\n"
    for folder in ["2026-10/more", "empty", ".hidden"] {
      try FileManager.default.createDirectory(
        atPath: office.inbox + "/" + folder, withIntermediateDirectories: true)
    }
    for name in [
      "2026-10/social_insurance_1.csv", "2026-10/more/social_insurance_2.csv", ".hidden/x.csv",
      ".x", "~$x.xlsx", "truth.csv",
    ] { try office.put(name, good) }
    let line = "inbox/2026-10: a folder with 2 files, which are not read"
    for words in [["nightly"], ["ingest"], ["ingest", office.inbox], ["nightly", "--dry-run"]] {
      let answer = NightOffice.run(words + ["--workspace", office.folder])
      #expect(answer.code == 0, "\(words): \(answer.error)")
      #expect(answer.error.contains(line), "\(words): \(answer.error)")
      #expect(!answer.error.contains("empty") && !answer.error.contains("hidden"))
      #expect(answer.error.contains("0 files: 0 loaded"), "\(words): \(answer.error)")
    }
    let zh = office.run("nightly", "--lang", "zh")
    #expect(zh.error.contains("inbox/2026-10：子目录，内有 2 个文件，未读取"), "\(zh.error)")
    let inside = office.run("ingest", office.inbox + "/2026-10")
    #expect(inside.error.contains("inbox/2026-10/more: a folder with 1 files"), "\(inside.error)")
    #expect(inside.error.contains("1 files: 1 loaded"))
  }
}
