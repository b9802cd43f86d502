import Foundation
import Testing

@Suite("Rejects: corrected, read again, given up")
struct RejectVerbTests {
  private static let codes = NightOffice.codes
  private static let header = "credit_code,account_no,month,quantity"

  /// Three good rows; a number, a month and a cell count at fault.
  private func office() throws -> NightOffice {
    let office = try NightOffice()
    try office.put(
      "electricity_2026-08__known-2026-09-10.csv",
      "\(Self.header)\n\(Self.codes[0]),A1,2026-08,N/A\n\(Self.codes[1]),A2,2026-08,20\n"
        + "\(Self.codes[2]),A3,2026-13,30\n\(Self.codes[3]),A4,2026-08\n")
    #expect(office.run("ingest").code == 0)
    return office
  }

  private func rows(_ office: NightOffice, _ words: String...) -> [[String: Any]] {
    NightOffice.run(["rejects", "list", "--json", "--workspace", office.folder] + words)
      .rows("rejects")
  }

  @Test("An export is corrected and sent in: good rows go in, bad ones point to the old reject")
  func correction() throws {
    let office = try office()
    let out = office.folder + "/out"
    let export = office.run("rejects", "export", out)
    #expect(export.code == 0, "\(export.error)")
    let path = out + "/electricity_2026-10-21_rejects.csv"
    var text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(
      text == """
        reject_id,known_on,\(Self.header)
        1,2026-09-10,\(Self.codes[0]),A1,2026-08,N/A
        2,2026-09-10,\(Self.codes[2]),A3,2026-13,30
        3,2026-09-10,\(Self.codes[3]),A4,2026-08

        """)
    #expect(office.run("rejects", "export", out).code == 1, "nothing is written over")
    text = text.replacingOccurrences(of: "N/A", with: "10")
      .replacingOccurrences(of: "A4,2026-08", with: "A4,2026-08,40")
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let ingest = office.run("ingest", path)
    #expect(ingest.code == 0, "\(ingest.error)")
    #expect(ingest.error.contains("3 rows: 2 stored, 0 unchanged, 1 rejected"))
    // The row that nobody corrected is still the reject that it was.
    let untouched = "A row came back as it was exported: its reject stays open: found 2"
    #expect(ingest.error.contains("rejects.csv:3: reject_id: untouched-reject: \(untouched)"))
    #expect(rows(office).map { $0["status"] as? String } == ["retried", "open", "retried"])
    #expect(office.run("rejects", "show", "2").out.contains("came back uncorrected as"))
    text = text.replacingOccurrences(of: "2026-13", with: "2026-14")
    let row = text.split(separator: "\n").first { $0.hasPrefix("2,") } ?? ""
    let next = out + "/electricity_2026-10-21_next.csv"
    try "reject_id,known_on,\(Self.header)\n\(row)\n"
      .write(toFile: next, atomically: true, encoding: .utf8)
    #expect(office.run("ingest", next).error.contains("1 row: 0 stored, 0 unchanged, 1 rejected"))
    #expect(
      rows(office).map { $0["status"] as? String } == ["retried", "retried", "retried", "open"])
    #expect(rows(office, "--status", "open").map { $0["id"] as? Int } == [4])
    let story = office.run("rejects", "show", "4", "--json").json
    #expect(story?["corrects"] as? Int == 2)
    #expect((story?["remedy"] as? String)?.contains("2026-10") == true)
    let old = office.run("rejects", "show", "2")
    #expect(old.out.contains("still bad: reject 4"), "\(old.out)")
    let signals = office.run("signals", Self.codes[0], "--as-of", "2026-09-10", "--json")
    #expect(signals.rows("signals").first?["line"] as? Int == 2)
    #expect(signals.rows("signals").first?["known_on"] as? String == "2026-09-10")

    let again = office.folder + "/again"
    #expect(office.run("rejects", "export", again).code == 0)
    let second = try String(
      contentsOfFile: again + "/electricity_2026-10-21_rejects__known-2026-10-21.csv",
      encoding: .utf8)
    #expect(
      second == "reject_id,known_on,\(Self.header)\n4,2026-09-10,\(Self.codes[2]),A3,2026-14,30\n")
  }

  @Test("Of a row of very many lines the beginning is shown, and how much is left out")
  func longRow() throws {
    let office = try NightOffice()
    let cell = String(repeating: "x\n", count: 5000)
    try office.put(
      "tax_2026-01__known-2026-02-06.csv",
      "credit_code,month,filed\n91330503NX882BMR18,2026-01,\"\(cell)\"\n")
    _ = office.run("ingest")
    let shown = office.run("rejects", "show", "1", "--lang", "en")
    #expect(shown.code == 0 && shown.out.split(separator: "\n").count < 60)
    #expect(shown.out.contains("the beginning only, of 10029 bytes in 5001 lines"))
  }

  @Test("A number that is no open reject is told; the row goes in all the same")
  func unknownReject() throws {
    let office = try office()
    try office.put(
      "electricity_2026-09.csv", "reject_id,\(Self.header)\n99,\(Self.codes[0]),A1,2026-09,5\n")
    let answer = office.run("ingest")
    let place = "electricity_2026-09.csv:2: reject_id: unknown-reject"
    #expect(answer.error.contains("\(place): The row names no open reject of this feed"))
    #expect(answer.error.contains("1 stored"))
    let shown = office.run("files", "show", "2", "--json").json
    #expect((shown?["findings"] as? [[String: Any]])?.first?["code"] as? String == "unknown-reject")
  }

  @Test("Retry reads open rejects again; what is still bad stays as it is")
  func retryKeeps() throws {
    let office = try office()
    let answer = office.run("rejects", "retry")
    #expect(answer.code == 0, "\(answer.error)")
    #expect(answer.error.contains("3 rejects read again: 0 in, 3 still set aside"))
    #expect(rows(office, "--status", "open").count == 3)
    #expect(office.run("rejects", "retry", "77").code == 1)
  }

  @Test(
    "A row that nobody touched stays the reject that it was, whatever our two columns change",
    arguments: [
      (why: "too few cells", row: "A4,2026-08", code: "too-few-cells"),
      ("too many", "A4,2026-08,1,2,3", "too-many-cells"),
      ("a quote in a text", "A\"4,2026-08,1", "quote-in-text"),
      ("a text behind a quote", "\"A\"4,2026-08,1", "text-after-quote"),
      (
        "rows that stray quotes made one",
        "\"A4,2026-08,1\n\(codes[2]),A5,2026-08,2\n\(codes[3]),A6\",2026-08,3",
        "rows-in-cell"
      ),
    ])
  func untouched(why: String, row: String, code: String) throws {
    let office = try NightOffice()
    try office.put(
      "electricity_2026-08__known-2026-09-10.csv",
      "\(Self.header)\n\(Self.codes[0]),\(row)\n\(Self.codes[1]),A2,2026-08,20\n")
    #expect(office.run("ingest").code == 0)
    #expect(rows(office).map { $0["code"] as? String } == [code], "\(why)")
    let out = office.folder + "/out"
    #expect(office.run("rejects", "export", out).code == 0)
    let again = office.run("ingest", out + "/electricity_2026-10-21_rejects.csv")
    #expect(again.error.contains("untouched-reject"), "\(why): \(again.error)")
    #expect(rows(office).map { $0["status"] as? String } == ["open"], "\(why)")
  }

  @Test("A dry run of a retry tells the matching that the real one does")
  func dryRetry() throws {
    let office = try NightOffice()
    try office.put(
      "electricity_2026-08__known-2026-09-10.csv",
      "account_no,name,month,quantity\nB1,无名小铺有限公司,2026-08,5\nB2,无名小铺有限公司,2026-08,x\n")
    #expect(office.run("ingest").code == 0)
    let dry = office.run("rejects", "retry", "--dry-run")
    let real = office.run("rejects", "retry")
    #expect(dry.code == 0 && real.code == 0)
    func told(_ text: String) -> [String] {
      text.replacingOccurrences(of: "(dry run, nothing written) ", with: "")
        .split(separator: "\n").map(String.init)
    }
    #expect(told(dry.error) == told(real.error), "\(dry.error)")
    #expect(real.error.contains("waiting") || real.error.contains("wait"), "\(real.error)")
  }

  @Test("Drop needs a reason, and keeps it")
  func drop() throws {
    let office = try office()
    #expect(office.run("rejects", "drop", "1").code == 64)
    #expect(office.run("rejects", "drop", "1", "--reason", "test row", "--dry-run").code == 0)
    #expect(rows(office, "--status", "dropped").isEmpty)
    #expect(office.run("rejects", "drop", "1", "--reason", "test row").code == 0)
    #expect(rows(office, "--status", "dropped").map { $0["id"] as? Int } == [1])
    #expect(office.run("rejects", "show", "1").out.contains("dropped by clerk: test row"))
    #expect(office.run("rejects", "drop", "1", "--reason", "again").code == 1)
  }

  @Test("Lists page with true totals, filter, and count")
  func lists() throws {
    let office = try office()
    let page = office.run("rejects", "list", "--limit", "1", "--offset", "1", "--json")
    #expect(page.json?["total"] as? Int == 3)
    #expect(page.rows("rejects").map { $0["id"] as? Int } == [2])
    #expect(rows(office, "--code", "month").map { $0["line"] as? Int } == [4])
    #expect(rows(office, "--feed", "water").isEmpty)
    let groups = office.run("rejects", "list", "--by", "code", "--json").rows("groups")
    #expect(groups.map { $0["code"] as? String } == ["number", "month", "too-few-cells"])
    #expect(office.run("rejects", "list", "--csv").out.split(separator: "\n").count == 4)
    #expect(office.run("rejects", "list", "--nl").out.split(separator: "\n").count == 3)
    #expect(
      office.run("rejects", "list").out.contains("electricity_2026-08__known-2026-09-10.csv:2"))
  }

  @Test("Personal data leaves masked and unfit to be sent in, or with a recorded reason")
  func personal() throws {
    let office = try NightOffice()
    try office.put(
      "complaints_2026-08-31.csv",
      "complaint_no,channel,received_at,complainant_name\nC1,fax,2026-08-05 08:30,张三丰\n")
    #expect(office.run("ingest").code == 0)
    let out = office.folder + "/out"
    #expect(office.run("rejects", "export", out).error.contains("cannot be sent in"))
    let masked = out + "/masked-complaints_2026-10-21_rejects.csv"
    #expect(try !String(contentsOfFile: masked, encoding: .utf8).contains("三丰"))
    #expect(office.run("ingest", masked).code == 65)
    let renamed = out + "/complaints_2026-10-22.csv"
    try FileManager.default.copyItem(atPath: masked, toPath: renamed)
    let refused = office.run("ingest", renamed)
    #expect(refused.code == 65)
    #expect(refused.error.contains("masked-export"), "\(refused.error)")
    #expect(rows(office).map { $0["status"] as? String } == ["open"])
    try FileManager.default.removeItem(atPath: renamed)
    #expect(office.run("rejects", "export", out, "--unmask").code == 64)
    #expect(office.run("rejects", "export", out, "--unmask", "--reason", "correction").code == 0)
    let open = out + "/complaints_2026-10-21_rejects.csv"
    let text = try String(contentsOfFile: open, encoding: .utf8)
    #expect(text.contains("张三丰"))
    try text.replacingOccurrences(of: "fax", with: "qr")
      .write(toFile: open, atomically: true, encoding: .utf8)
    #expect(office.run("ingest", open).error.contains("1 stored"))
    #expect(rows(office).map { $0["status"] as? String } == ["retried"])
  }

  @Test("With a reason on record, what was found is shown as it stood, too")
  func unmaskedFinding() throws {
    let office = try NightOffice()
    try office.put(
      "complaints_2026-08-31.csv",
      "complaint_no,channel,received_at,credit_code,complainant_name\n"
        + "C1,qr,2026-08-05 08:30,张三丰,李四\n")
    #expect(office.run("ingest").code == 0)
    #expect(rows(office).map { $0["found"] as? String } == ["张**"])
    #expect(!office.run("rejects", "show", "1").out.contains("三丰"))
    let why = ["--unmask", "--reason", "call-back"]
    #expect(
      NightOffice.run(["rejects", "list", "--json", "--workspace", office.folder] + why)
        .rows("rejects").map { $0["found"] as? String } == ["张三丰"])
    let show = NightOffice.run(["rejects", "show", "1", "--workspace", office.folder] + why)
    #expect(show.out.contains("found:    张三丰"), "\(show.out)")
  }

  @Test("A dry run says what would happen, file by file, and writes nothing")
  func dryRun() throws {
    let office = try NightOffice()
    let good = "\(Self.header)\n\(Self.codes[0]),A1,2026-08,10\n\(Self.codes[1]),A2,2026-08,x\n"
    try office.put("electricity_2026-08__known-2026-09-10.csv", good)
    try office.put("electricity_2026-08_copy__known-2026-09-10.csv", good)
    try office.put(
      "electricity_2026-08_v2__known-2026-09-11.csv",
      "\(Self.header),extra\n\(Self.codes[0]),A1,2026-08,11,?\n")
    try office.put("steam_2026-08.csv", good)
    let dry = office.run("ingest", "--dry-run")
    #expect(dry.code == 65)
    #expect(dry.error.contains("quantity: number: 1 rejected, the first found x"), "\(dry.error)")
    #expect(dry.error.contains("unknown-column"))
    #expect(dry.error.contains("4 files: 2 loaded, 1 unchanged, 1 refused"), "\(dry.error)")
    #expect(
      dry.error.contains(
        "(dry run) 1 row would take the place of earlier ones; 0 rejects would close"))
    #expect(office.run("files", "--json").rows("files").isEmpty)
    let real = office.run("ingest")
    let told = { (text: String) in text.split(separator: "\n").last.map(String.init) ?? "" }
    #expect(
      told(dry.error).replacingOccurrences(of: "(dry run, nothing written) ", with: "")
        == told(real.error))
    let files = office.run("files", "--json").rows("files")
    #expect(files.map { $0["superseded"] as? Int } == [0, 0, 1, 0])
    #expect(files.map { $0["findings"] as? Int } == [0, 0, 1, 0])
    #expect(office.run("files", "--status", "refused", "--json").rows("files").count == 1)
  }

  @Test("A dry run counts the rejects that the agency's own correction would close")
  func dryAnswers() throws {
    let office = try office()
    try office.put(
      "electricity_2026-08b__known-2026-09-11.csv",
      "\(Self.header)\n\(Self.codes[0]),A1,2026-08,10\n")
    let dry = office.run("ingest", "--dry-run", "--lang", "en")
    #expect(
      dry.error.contains("0 rows would take the place of earlier ones; 1 reject would close"))
    #expect(Set(rows(office).map { $0["status"] as? String }) == ["open"])
    #expect(office.run("ingest", "--dry-run", "--lang", "zh").error.contains("了结退回 1 条"))
  }

  @Test(
    "Control characters of a file are spelled out in tables and pages, never sent to a terminal")
  func controlCharacters() throws {
    let office = try NightOffice()
    try office.put(
      "electricity_2026-08__known-2026-09-10.csv",
      "\(Self.header)\n\(Self.codes[0]),A1,2026-08,\u{1B}[31m9\u{7F}\n"
        + "\(Self.codes[0]),A2,2026-08,\"5\t\n6\"\n")
    let dry = office.run("ingest", "--dry-run")
    #expect(dry.error.contains("\\u{1B}[31m9\\u{7F}"), "\(dry.error)")
    _ = office.run("ingest")
    let table = office.run("rejects", "list").out
    #expect(table.contains("\\u{1B}[31m9\\u{7F}") && table.contains("5\\u{9}\\u{A}6"), "\(table)")
    let pages = office.run("rejects", "show", "1").out + office.run("files", "show", "1").out
    for text in [table, pages, dry.error] {
      #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x7F })
    }
    #expect(
      rows(office).first?["found"] as? String == "\u{1B}[31m9\u{7F}", "JSON escapes by itself")
  }

  @Test("A row of which only the beginning was kept is not exported, and that is told")
  func cutRows() throws {
    let office = try NightOffice()
    let long = String(repeating: "x", count: 5 << 20)
    try office.put(
      "electricity_2026-08__known-2026-09-10.csv",
      "\(Self.header)\n\(Self.codes[0]),\(long),2026-08,1\n\(Self.codes[1]),A2,2026-08,N/A\n")
    #expect(office.run("ingest").error.contains("2 rejected"))
    let out = office.folder + "/out"
    let dry = office.run("rejects", "export", out, "--dry-run")
    #expect(dry.error.contains("(dry run, nothing written) 1 reject in 1 file"), "\(dry.error)")
    #expect(!FileManager.default.fileExists(atPath: out))
    let export = office.run("rejects", "export", out)
    #expect(export.error.contains("1 reject is left out: of rows above 4 MiB"), "\(export.error)")
    let text = try String(
      contentsOfFile: out + "/electricity_2026-10-21_rejects.csv", encoding: .utf8)
    #expect(text.split(separator: "\n").count == 2)
    #expect(text.utf8.count < 200)
    let show = office.run("rejects", "show", "1", "--lang", "en").out
    #expect(show.contains("no export can hold it") && !show.contains("rejects export"))
    #expect(office.run("rejects", "show", "1", "--lang", "zh").out.contains("不能导出"))
    #expect(office.run("rejects", "show", "1", "--json").json?["is_whole"] as? Bool == false)
    #expect(office.run("rejects", "show", "2", "--lang", "en").out.contains("`rejects export`"))
  }
}
