import Foundation
import Testing

@Suite("A workspace that cannot be worked in")
struct WorkspaceTroubleTests {
  @Test("A second run ends at once with exit code 75 and changes nothing")
  func locked() throws {
    let office = try NightOffice()
    try office.put("social_insurance_2026-08.csv", Self.good)
    let path = office.folder + "/wagewatch.lock"
    let other = open(path, O_RDWR | O_CREAT, 0o644)
    defer { close(other) }
    #expect(flock(other, LOCK_EX | LOCK_NB) == 0)
    for verb in ["nightly", "ingest", "score"] {
      let answer = office.run(verb)
      #expect(answer.code == 75)
      #expect(answer.error.contains("another run is at work in this workspace"))
      #expect(answer.error.contains("Nothing was changed."))
      #expect(answer.error.contains("run again"))
    }
    #expect(office.run("files", "--nl").out.isEmpty)
    #expect(flock(other, LOCK_UN) == 0)
    let night = office.run("nightly")
    #expect(night.code == 0, "\(night.error)")
  }

  @Test("The configuration is for its own user, as the database is")
  func privateConfiguration() throws {
    let office = try NightOffice()
    for name in ["wagewatch.yaml", "wagewatch.sqlite"] {
      let found = try FileManager.default.attributesOfItem(atPath: office.folder + "/" + name)
      #expect(found[.posixPermissions] as? Int == 0o600, "\(name)")
    }
  }

  @Test("A database that other users can read is told by a night and verify, with what mends it")
  func shared() throws {
    let office = try NightOffice()
    let path = office.folder + "/wagewatch.sqlite"
    #expect(!office.run("nightly").error.contains("chmod"))
    #expect(chmod(path, 0o640) == 0)
    let mend = "run: chmod 600 '\(path)'"
    #expect(office.run("nightly").error.contains(mend))
    let chinese = office.run("nightly", "--lang", "zh").error
    #expect(chinese.contains("提示：本机其他用户可以打开") && chinese.contains("请运行：chmod 600 '\(path)'"))
    let verified = office.run("verify", "--json")
    #expect(verified.code == 0)
    let findings = verified.rows("findings")
    #expect(findings.count == 1)
    #expect((findings.first?["expected"] as? String)?.contains(mend) == true)
    #expect(office.run("verify", "--fail-on", "warn").code == 2)
    #expect(chmod(path, 0o600) == 0)
    #expect(office.run("verify", "--fail-on", "warn").code == 0)
  }

  @Test("A database of a newer version is neither read nor changed")
  func newerDatabase() throws {
    let office = try NightOffice()
    let path = office.folder + "/wagewatch.sqlite"
    try #require(
      Self.command(
        "python3", "-c",
        """
        import sqlite3
        db = sqlite3.connect('\(path)')
        db.execute("INSERT INTO grdb_migrations VALUES ('9999 from the future')")
        db.commit()
        """) == 0, "python3 writes the migration of a later version")
    for verb in ["nightly", "flagged", "files", "verify"] {
      let answer = office.run(verb)
      #expect(answer.code == 1)
      #expect(answer.error.contains("wagewatch.sqlite: written by a newer version of wagewatch"))
      #expect(answer.error.contains("Nothing was read or changed."))
      #expect(answer.error.contains("Install the newer version"))
    }
  }

  @Test("A file that is no database is called so")
  func noDatabase() throws {
    let office = try NightOffice()
    for name in ["wagewatch.sqlite-wal", "wagewatch.sqlite-shm"] {
      try? FileManager.default.removeItem(atPath: office.folder + "/" + name)
    }
    let text = String(repeating: "not a database at all\n", count: 400)
    try text.write(
      toFile: office.folder + "/wagewatch.sqlite", atomically: true, encoding: .utf8)
    let answer = office.run("nightly")
    #expect(answer.code == 1)
    #expect(answer.error.contains("is damaged or is no database"))
    #expect(answer.error.contains("Restore the last backup"))
  }

  @Test("A database that cannot be opened names permission and folder")
  func cannotOpen() throws {
    let office = try NightOffice()
    let path = office.folder + "/wagewatch.sqlite"
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: path + suffix)
    }
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let answer = office.run("nightly")
    #expect(answer.code == 1)
    #expect(answer.error.contains("the workspace cannot be written"), "\(answer.error)")
    #expect(answer.error.contains("Give this user write permission"))
  }

  @Test("A lock that cannot be written is a workspace that cannot be written")
  func lockIsFolder() throws {
    let office = try NightOffice()
    let path = office.folder + "/wagewatch.lock"
    try? FileManager.default.removeItem(atPath: path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let answer = office.run("nightly")
    #expect(answer.code == 1)
    #expect(answer.error.contains("wagewatch.lock: cannot be written"))
    #expect(answer.error.contains("Give this user write permission on the workspace"))
  }

  @Test("An inbox that is gone is named, with what to do")
  func noInbox() throws {
    let office = try NightOffice()
    try FileManager.default.removeItem(atPath: office.inbox)
    for verb in ["nightly", "ingest"] {
      let answer = office.run(verb)
      #expect(answer.code == 1)
      #expect(answer.error.contains("/inbox: the folder is not there."))
      #expect(answer.error.contains("Make it, or name another as `inbox` in wagewatch.yaml"))
    }
  }

  @Test("On a read-only file system what writes is refused, with what to do; what reads answers")
  func readOnly() throws {
    guard let disk = TinyDisk(megabytes: 16) else { return }
    let office = try NightOffice(in: disk.folder + "/office")
    try office.put(
      "firms_2026-08__known-2026-09-05.csv", "credit_code,name\n\(NightOffice.codes[0]),甲乙制衣厂\n")
    #expect(office.run("nightly").code == 0)
    let verbs = ["flagged", "files", "case list", "freshness", "firm \(NightOffice.codes[0])"]
    func answers() -> [String] {
      verbs.map { verb in
        let words = verb.split(separator: " ").map(String.init)
        let answer = NightOffice.run(words + ["--workspace", office.folder])
        return "\(answer.code) \(answer.out)"
      }
    }
    let written = answers()
    #expect(written.allSatisfy { $0.hasPrefix("0 ") })
    #expect(disk.remount("ro"))
    defer { _ = disk.remount("rw") }
    #expect(answers() == written)
    for verb in ["nightly", "ingest", "score"] {
      let answer = office.run(verb)
      #expect(answer.code == 1, "\(verb)")
      #expect(answer.error.contains("cannot be written"), "\(answer.error)")
      #expect(answer.error.contains("Nothing was changed."))
      #expect(answer.error.contains("Give this user write permission"))
    }
  }

  @Test(
    "Where changes wait in the -wal file, a read-only database is not read as it was before them")
  func readOnlyChanges() throws {
    guard let disk = TinyDisk(megabytes: 16) else { return }
    let office = try NightOffice(in: disk.folder + "/office")
    #expect(office.run("nightly").code == 0)
    // What is in the file does not matter: SQLite cannot even look without writing beside it.
    try Data(count: 4096).write(to: URL(fileURLWithPath: office.folder + "/wagewatch.sqlite-wal"))
    #expect(disk.remount("ro"))
    defer { _ = disk.remount("rw") }
    let answer = office.run("flagged")
    #expect(answer.code == 1)
    #expect(answer.error.contains("the -wal file beside it holds changes"), "\(answer.error)")
    #expect(answer.error.contains("Copy the whole workspace, -wal file included"))
    #expect(office.run("flagged", "--lang", "zh").error.contains("（含 -wal 文件）复制到可写的目录"))
  }

  @Test("A full disk is named, the file at work is out as a whole, and the next run completes")
  func fullDisk() throws {
    let undisturbed = try NightOffice()
    undisturbed.simulate(firms: 400, months: 8)
    let night = undisturbed.run("nightly")
    #expect(night.code == 0, "\(night.error)")
    guard let disk = TinyDisk(megabytes: 3) else { return }
    let office = try NightOffice(in: disk.folder + "/office")
    // The agencies' files are on another disk: only the database grows.
    try FileManager.default.removeItem(atPath: office.inbox)
    try FileManager.default.createSymbolicLink(
      atPath: office.inbox, withDestinationPath: undisturbed.inbox)
    let answer = office.run("nightly")
    #expect(answer.code == 1)
    #expect(answer.error.contains("the disk is full"), "\(answer.error)")
    #expect(answer.error.contains("counts for nothing"))
    #expect(answer.error.contains("Free some space and run again"))
    #expect(disk.remount("size=64m"))
    let partly = office.run("files", "--json").rows("files")
    let all = undisturbed.run("files", "--json").rows("files")
    #expect(partly.count < all.count)
    #expect(
      partly.map { $0["sha256"] as? String }
        == all.prefix(partly.count).map { $0["sha256"] as? String })
    // A row that waits may find its firm in a file that the full disk kept out.
    func kept(_ file: [String: Any]) -> Int {
      (file["stored"] as? Int ?? 0) + (file["waiting"] as? Int ?? 0)
    }
    #expect(partly.map(kept) == all.prefix(partly.count).map(kept))
    #expect(office.run("nightly").code == 0)
    #expect(office.run("files", "--json").out == undisturbed.run("files", "--json").out)
    #expect(
      office.run("flagged", "--json").rows("firms").map { $0["credit_code"] as? String }
        == undisturbed.run("flagged", "--json").rows("firms").map { $0["credit_code"] as? String })
  }

  @Test(
    "init on a full disk leaves nothing, wherever the disk ended",
    arguments: [8, 60, 150, 300, 500])
  func fullDiskAtFirst(kilobytes: Int) throws {
    guard let disk = TinyDisk(megabytes: 1) else { return }
    let filler = URL(fileURLWithPath: disk.folder + "/filler")
    try Data(count: (1_024 - kilobytes) << 10).write(to: filler)
    let folder = disk.folder + "/office"
    let answer = NightOffice.run(["init", folder])
    #expect(answer.code == 1)
    #expect(answer.error.contains("\(folder): the disk is full. No workspace"), "\(answer.error)")
    #expect(!FileManager.default.fileExists(atPath: folder))
    #expect(disk.remount("size=64m"))
    #expect(NightOffice.run(["init", folder]).code == 0)
  }

  private static let good = "credit_code,month,insured_persons\n91330503MA2T00373D,2026-08,12\n"

  /// - Returns: the exit code of a program on the path.
  fileprivate static func command(_ words: String...) -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return -1 }
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// A small file system in memory; none where this user may not mount one.
  private final class TinyDisk {
    let folder = NightOffice.temporaryFolder()

    init?(megabytes: Int) {
      guard geteuid() == 0 else { return nil }
      try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let size = "size=\(megabytes)m"
      guard WorkspaceTroubleTests.command("mount", "-t", "tmpfs", "-o", size, "none", folder) == 0
      else { return nil }
    }

    func remount(_ option: String) -> Bool {
      WorkspaceTroubleTests.command("mount", "-o", "remount,\(option)", folder) == 0
    }

    deinit {
      _ = WorkspaceTroubleTests.command("umount", "-l", folder)
      try? FileManager.default.removeItem(atPath: folder)
    }
  }
}
