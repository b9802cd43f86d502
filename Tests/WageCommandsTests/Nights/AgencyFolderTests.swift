import Foundation
import Testing
import WageDomain

@testable import WageCommands

@Suite("What lies in the inbox and is not read")
struct AgencyFolderTests {
  private static let good = "credit_code,month,insured_persons\n91330503MA2T00373D,2026-08,12\n"

  @Test("A folder in the inbox is named with its files; one without files, and dot-files, are not")
  func folders() throws {
    let office = try NightOffice()
    for folder in ["2026-10/more", "empty", ".hidden"] {
      try FileManager.default.createDirectory(
        atPath: office.inbox + "/" + folder, withIntermediateDirectories: true)
    }
    for name in [
      "2026-10/social_insurance_1.csv", "2026-10/more/social_insurance_2.csv", ".hidden/x.csv",
      ".x", "~$x.xlsx", "truth.csv",
    ] { try office.put(name, Self.good) }
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
    #expect(
      inside.error.contains("inbox/2026-10/more: a folder with 1 file, which is not read"),
      "\(inside.error)")
    #expect(inside.error.contains("1 file: 1 loaded"))
  }

  @Test(
    "A file still on its way, or a copy, waits and is named",
    arguments: [
      ("social_insurance_2026-08.csv.part", "a copying program's"),
      ("social_insurance_2026-08.csv.filepart", "another's"),
      ("social_insurance_2026-08.csv.CRDOWNLOAD", "a browser's, in capitals"),
      ("social_insurance_2026-08.csv.tmp", "a sync's"),
      ("social_insurance_2026-08.csv~", "an editor's copy"),
      ("social_insurance_2026-08.csv.bak", "a copy by hand"),
    ])
  func unfinished(_ name: String, _ why: String) throws {
    let office = try NightOffice()
    try office.put(name, Self.good)
    for words in [["nightly"], ["ingest"], ["ingest", office.inbox]] {
      let answer = NightOffice.run(words + ["--workspace", office.folder])
      #expect(answer.code == 0, "\(why): \(answer.error)")
      #expect(answer.error.contains("inbox/\(name): named as a file still on its way"), "\(why)")
      #expect(answer.error.contains("0 files: 0 loaded"), "\(why): \(answer.error)")
    }
    #expect(office.run("nightly", "--lang", "zh").error.contains("inbox/\(name)：文件名表明尚未传完"))
    let named = office.run("ingest", office.inbox + "/" + name)
    #expect(named.error.contains("1 file: 1 loaded"), "\(why): \(named.error)")
  }

  @Test("A name that only looks like one of these is read")
  func finished() throws {
    let office = try NightOffice()
    try office.put("social_insurance_2026-08.part.csv", Self.good)
    #expect(office.run("ingest").error.contains("1 file: 1 loaded"))
  }

  @Test(
    "A folder that cannot be read is named, and an inbox is told by its own remedy",
    .disabled(if: geteuid() == 0, "root may read everything"))
  func unreadable() throws {
    let office = try NightOffice()
    let closed = office.inbox + "/2026-10"
    try FileManager.default.createDirectory(atPath: closed, withIntermediateDirectories: true)
    try allow(0o000, closed)
    let night = office.run("ingest")
    #expect(night.code == 0)
    #expect(night.error.contains("inbox/2026-10: a folder that cannot be read"), "\(night.error)")
    try allow(0o755, closed)
    try allow(0o000, office.inbox)
    let refused = office.run("nightly")
    #expect(refused.code == 1)
    #expect(refused.error.contains("the folder cannot be read. Nothing was changed."))
    try allow(0o755, office.inbox)
  }

  private func allow(_ permissions: Int, _ path: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: path)
  }

  @Test("What is told of an entry says what to do, in both languages")
  func texts() {
    let entries: [AgencyFolder.LeftAlone] = [
      .folder(name: "f", files: 1), .folder(name: "f", files: 2), .unreadableFolder(name: "f"),
      .unfinished(name: "f"),
    ]
    #expect(Set(entries.map(\.text.en)).count == 4 && Set(entries.map(\.text.zh)).count == 4)
    #expect(entries.allSatisfy { $0.text.en.hasPrefix("f: ") && $0.text.zh.hasPrefix("f：") })
  }
}
