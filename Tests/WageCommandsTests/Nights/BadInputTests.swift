import Foundation
import Testing

/// Each fault a clerk can meet: the exit code, and the parts of the message that say where, what was
/// found, what was expected, what happens to the rest and what to do now.
@Suite("Bad input gets a clear answer and loses nothing")
struct BadInputTests {
  struct BadFile: CustomTestStringConvertible, Sendable {
    let why: String
    let name: String
    let text: String
    let says: [String]
    var testDescription: String { why }
  }

  private static let good = "credit_code,month,insured_persons\n91330503MA2T00373D,2026-08,12\n"

  @Test(
    "A file that cannot be read stays out as a whole with exit code 65; the others are in",
    arguments: [
      BadFile(
        why: "unknown feed", name: "steam_2026-08.csv", text: good,
        says: [
          "inbox/steam_2026-08.csv", "the whole file stays out, the others are not concerned",
          "unknown-feed", "found steam", "expected one of attendance, complaints",
          "Rename the file FEED_PERIOD.csv",
        ]),
      BadFile(
        why: "a required column is missing", name: "social_insurance_2026-09.csv",
        text: "credit_code,month\n91330503MA2T00373D,2026-09\n",
        says: [
          "social_insurance_2026-09.csv", "missing-column", "line 1",
          "found columns credit_code, month", "insured_persons", "Name the columns exactly so",
        ]),
      BadFile(
        why: "the header line was left out", name: "complaints_2026-09.csv",
        text: "A1,12345,2026-09-03 08:30,王小明,13812345678\n",
        says: ["complaints_2026-09.csv", "missing-column", "line 1", "5 cells", "looks like data"]),
      BadFile(
        why: "cut off in the middle of a row", name: "social_insurance_2026-09.csv",
        text: "credit_code,month,insured_persons\n91330503MA2T00373D,2026-09,12\n91330503MA2",
        says: ["social_insurance_2026-09.csv", "truncated", "line 3"]),
      BadFile(
        why: "cut off within quotes", name: "firms_2026-09.csv",
        text: "credit_code,name\n91330503MA2T00373D,\"甲乙",
        says: ["firms_2026-09.csv", "truncated", "line 2"]),
      BadFile(
        why: "an empty file", name: "tax_2026-09.csv", text: "",
        says: ["tax_2026-09.csv", "empty", "expected"]),
      BadFile(
        why: "a known-on day that does not exist", name: "tax_2026-09__known-2026-02-30.csv",
        text: good, says: ["file-name", "__known-2026-02-30", "Correct the day"]),
    ])
  func refusedFile(_ file: BadFile) throws {
    let office = try NightOffice()
    try office.put("social_insurance_2026-08__known-2026-09-10.csv", Self.good)
    try office.put(file.name, file.text)
    let answer = office.run("nightly")
    #expect(answer.code == 65)
    for part in file.says { #expect(answer.error.contains(part), "\(answer.error)") }
    #expect(answer.error.contains("2 files: 1 loaded, 0 unchanged, 1 refused"))
    #expect(answer.error.contains("Scored as of 2026-10-21"))
    let files = office.run("files", "--json").rows("files")
    let refused = try #require(files.first { $0["status"] as? String == "refused" })
    #expect(refused["file"] as? String == "inbox/" + file.name)
    #expect(refused["stored"] as? Int == 0)
    #expect((refused["fault"] as? String)?.isEmpty == false)
    #expect(files.contains { $0["status"] as? String == "loaded" && $0["stored"] as? Int == 1 })
    #expect(office.run("ingest").code == 65)
    #expect(office.run("files", "--json").rows("files").count == files.count)
    try FileManager.default.removeItem(atPath: office.inbox + "/" + file.name)
    #expect(office.run("nightly").code == 0)
  }

  @Test("A file that is not there is refused by name; the others are in")
  func missingFile() throws {
    let office = try NightOffice()
    try office.put("social_insurance_2026-08__known-2026-09-10.csv", Self.good)
    let answer = office.run(
      "ingest", office.inbox + "/tax_2026-09.csv",
      office.inbox + "/social_insurance_2026-08__known-2026-09-10.csv")
    #expect(answer.code == 65)
    #expect(answer.error.contains("inbox/tax_2026-09.csv"))
    #expect(answer.error.contains("1 loaded"))
  }

  @Test("A row without a firm is set aside or waits; the rest of its file is in")
  func rowsWithoutFirm() throws {
    let office = try NightOffice()
    let code = NightOffice.codes[0]
    try office.put("firms_2026-08.csv", "credit_code,name\n,无码厂\n\(code),甲乙制衣厂\n")
    try office.put(
      "electricity_2026-08.csv",
      "credit_code,name,account_no,month,quantity\n\(code),,A1,2026-07,900\n"
        + ",,A1,2026-08,800\n,丙丁厂,A9,2026-08,5\n,,,2026-08,7\n")
    let answer = office.run("ingest")
    #expect(answer.code == 0)
    #expect(
      answer.error.contains(
        "electricity_2026-08.csv: of 4 rows 1 rejected and 1 waiting for a firm; the rest is in"))
    let rejects = office.run("rejects", "list", "--json")
    #expect(rejects.keys(indent: 2) == ["schema", "as_of", "total", "rejects"])
    #expect(
      rejects.keys(indent: 6) == [
        "id", "file", "feed", "line", "row", "column", "code", "found", "expected", "raw", "status",
      ])
    let rows = rejects.rows("rejects")
    #expect(rows.map { $0["code"] as? String } == ["missing-value", "missing-key"])
    #expect(rows.map { $0["line"] as? Int } == [2, 5])
    #expect(rows.map { $0["row"] as? Int } == [1, 4])
    #expect(rows.map { $0["raw"] as? String } == [",无**", ",,,2026-08,7"])
    let signals = office.run("signals", code, "--feed", "electricity", "--json").rows("signals")
    #expect(signals.map { $0["line"] as? Int } == [2, 3])
    let files = office.run("files", "--json").rows("files")
    let power = files.first { $0["feed"] as? String == "electricity" }
    #expect(power?["rows"] as? Int == 4)
    #expect(power?["stored"] as? Int == 2)
    #expect(power?["waiting"] as? Int == 1)
    #expect(power?["rejected"] as? Int == 1)
  }

  @Test("The ledger of files has the contract's keys; the same bytes again are unchanged")
  func files() throws {
    let office = try NightOffice()
    try office.put("social_insurance_2026-08__known-2026-09-10.csv", Self.good)
    try office.put("social_insurance_2026-08_copy__known-2026-09-10.csv", Self.good)
    let answer = office.run("ingest")
    #expect(answer.code == 0)
    #expect(answer.error.contains("1 loaded, 1 unchanged"))
    let list = office.run("files", "--json")
    #expect(
      list.keys(indent: 6) == [
        "id", "file", "feed", "sha256", "bytes", "encoding", "known_on", "ingested_at", "rows",
        "stored", "rejected", "unchanged", "waiting", "superseded", "status", "fault", "findings",
        "totals",
      ])
    #expect(list.rows("files").compactMap { $0["status"] as? String } == ["loaded", "unchanged"])
    #expect(list.rows("files").first?["known_on"] as? String == "2026-09-10")
    let hashes = Set(list.rows("files").compactMap { $0["sha256"] as? String })
    #expect(hashes.count == 1)
    #expect(office.run("ingest").code == 0)
    #expect(office.run("files", "--json").out == list.out)
  }

  @Test("A clerk who counts the lines of a file comes to the sum that is told")
  func totals() throws {
    let office = try NightOffice()
    let header = "account_no,name,credit_code,month,quantity\n"
    try office.put(
      "water_2026-08__known-2026-09-10.csv",
      header
        + "W1,,91330503MA2T00373D,2026-08,1\nW2,,91330503MA2T00373D,2026-13,1\n小计,,,,1\n合计,,,,1\n")
    let told = "; 2 control totals besides"
    for verb in ["ingest --dry-run", "nightly --dry-run", "ingest"] {
      let words = verb.split(separator: " ").map(String.init)
      let answer = NightOffice.run(words + ["--workspace", office.folder])
      #expect(
        answer.error.contains(
          "of 2 rows 1 rejected and 0 waiting for a firm; the rest is in\(told)"))
      #expect(answer.error.contains("2 rows: 1 stored, 0 unchanged, 1 rejected"))
      #expect(answer.error.contains("0 waiting for a firm\(told)"), "\(answer.error)")
    }
    #expect(office.run("rejects", "retry").code == 0)
    let file = try #require(office.run("files", "--json").rows("files").first)
    #expect(file["rows"] as? Int == 2 && file["totals"] as? Int == 2)
    #expect(office.run("files", "show", "1").out.contains(told))
  }

  @Test("Complainants are masked in rejects, in every form")
  func maskedRejects() throws {
    let office = try NightOffice()
    try office.put(
      "complaints_2026-10.csv",
      """
      complaint_no,channel,received_at,complainant_name,complainant_id_no,complainant_phone,content
      C-1,12345,2026-13-01 09:00,赵测试,330503199001011234,13900000001,赵测试说三月工资未发
      C-2,fax,2026-10-01 09:00,钱测试,330503199001015678,13900000002,钱测试说四月工资未发

      """)
    #expect(office.run("ingest").code == 0)
    for form in ["--json", "--nl", "--csv", "--limit=9"] {
      let out = office.run("rejects", "list", form).out
      for secret in [
        "赵测试", "钱测试", "330503199001011234", "13900000001", "330503199001015678", "13900000002",
        "工资未发",
      ] { #expect(!out.contains(secret), "\(out)") }
    }
    let raw = office.run("rejects", "list", "--json").rows("rejects").compactMap {
      $0["raw"] as? String
    }
    #expect(raw.first?.contains("赵**") == true)
    #expect(raw.first?.contains("330503********1234") == true)
    #expect(raw.first?.contains("139****0001") == true)
    #expect(!office.run("files", "--json").out.contains("赵测试"))
  }

  @Test("Without a workspace every verb names init")
  func noWorkspace() throws {
    let folder = NightOffice.temporaryFolder()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for words in [
      ["nightly"], ["ingest"], ["files"], ["rejects"], ["score"], ["flagged"],
      ["firm", NightOffice.codes[0]], ["signals", NightOffice.codes[0]], ["case", "due"],
      ["verify"],
    ] {
      let answer = NightOffice.run(words + ["--workspace", folder])
      #expect(answer.code == 1, "\(words)")
      #expect(answer.error.contains("no workspace in \(folder)"))
      #expect(answer.error.contains("wagewatch init DIR"))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
  }

  @Test("init refuses a used folder and changes nothing in it")
  func usedFolder() throws {
    let office = try NightOffice()
    let again = NightOffice.run(["init", office.folder])
    #expect(again.code == 1)
    #expect(again.error.contains("already holds a workspace. Nothing was changed."))
    #expect(again.error.contains("Name a new or empty folder."))
    let other = NightOffice.run(["init", office.folder + "/policies"])
    #expect(other.code == 1)
    #expect(other.error.contains("is not empty"))
    let file = office.folder + "/wagewatch.yaml"
    #expect(NightOffice.run(["init", file]).code == 1)
    #expect(NightOffice.run(["init", file + "/below"]).code == 1)
    #expect(
      try String(contentsOfFile: file, encoding: .utf8).hasPrefix("# A Wagewatch workspace."))
  }

  @Test(
    "A workspace that could not be written in full is taken away again", arguments: [true, false])
  func halfWorkspace(_ wasThere: Bool) throws {
    let office = try NightOffice()
    // Its folders have names short enough for the system, and its policies do not.
    var folder = office.folder
    while folder.utf8.count < 3_900 { folder += "/" + String(repeating: "d", count: 100) }
    folder += "/" + String(repeating: "e", count: 4_079 - folder.utf8.count)
    let made = wasThere ? folder : (folder as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: made, withIntermediateDirectories: true)
    let answer = NightOffice.run(["init", folder])
    #expect(answer.code == 1)
    #expect(answer.error.contains("what was written is removed"), "\(answer.error)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: made).isEmpty)
  }

  @Test("A scorecard with faults is told all of them with their lines, and nothing is changed")
  func faultyScorecard() throws {
    let office = try NightOffice()
    office.simulate(firms: 20, months: 4)
    #expect(office.run("nightly").code == 0)
    let files = office.run("files", "--json").out
    let list = office.run("flagged", "--json").out
    let card = try office.policy("scorecard.yaml")
    let faulty = card.replacing("red: 70", with: "red: 30")
      .replacing("measure: water.quantity", with: "measure: water.pressure")
    try office.setPolicy("scorecard.yaml", faulty)
    try office.put("social_insurance_2026-11__known-2026-10-20.csv", Self.good)
    let lines = faulty.split(separator: "\n", omittingEmptySubsequences: false)
    let pressure = try #require(lines.firstIndex { $0.contains("water.pressure") }) + 1
    for verb in ["nightly", "score"] {
      let answer = office.run(verb)
      #expect(answer.code == 1)
      #expect(answer.error.contains("policies/scorecard.yaml:\(pressure): "), "\(answer.error)")
      #expect(answer.error.components(separatedBy: "policies/scorecard.yaml:").count >= 3)
      #expect(answer.error.contains("nothing was changed. Mend the lines named above"))
    }
    #expect(office.run("files", "--json").out == files)
    #expect(office.run("flagged", "--json").out == list)
    try office.setPolicy("scorecard.yaml", card)
    #expect(office.run("nightly").code == 0)
    try FileManager.default.removeItem(atPath: office.folder + "/policies/scorecard.yaml")
    let gone = office.run("nightly")
    #expect(gone.code == 1)
    #expect(gone.error.contains("policies/scorecard.yaml"))
  }

  @Test("A year without a holiday notice fails the score alone, by its number; the files stay in")
  func yearWithoutNotice() throws {
    let office = try NightOffice()
    let code = NightOffice.codes[0]
    try office.put(
      "payroll_2026-12__known-2027-01-20.csv",
      "credit_code,wage_month,paid_on,persons,amount_yuan\n\(code),2026-12,2027-01-10,9,50000\n")
    let answer = NightOffice.run(
      ["nightly", "--as-of", "2027-03-01", "--workspace", office.folder], today: "2027-03-01")
    #expect(answer.code == 1)
    #expect(
      answer.error.contains(
        "stage score failed: tonight there is no new visit list and no warning fires"))
    #expect(answer.error.contains("2027"))
    #expect(answer.error.contains("1 file: 1 loaded"))
    #expect(answer.error.contains("Cases: 0 registered"))
    let files = office.run("files", "--json").rows("files")
    #expect(files.first?["stored"] as? Int == 1)
    #expect(office.run("flagged", "--as-of", "2027-03-01").code == 1)
  }
}
