import Testing

@Suite("match, as a person uses it")
struct MatchVerbTests {
  private let office: NightOffice

  init() throws {
    office = try NightOffice()
    try office.put(
      "firms_2026-01__known-2026-01-05.csv",
      "credit_code,name\n91330503NX882BMR18,湖州南浔弈峤璟地板有限公司\n")
    try office.put(
      "electricity_2026-01__known-2026-02-05.csv",
      """
      account_no,name,month,quantity
      A1,湖州南浔峤弈璟地板有限公司,2026-01,100
      A2,某某家庭,2026-01,3

      """)
  }

  @Test("a night names how many rows wait and where to look")
  func night() {
    let answer = office.run("nightly", "--as-of", "2026-03-10", "--lang", "en")
    #expect(answer.code == 0)
    #expect(answer.error.contains("2 wait on (see: wagewatch match list)"))
    // As long as they wait, they are something to warn of.
    #expect(office.run("nightly", "--as-of", "2026-03-10", "--fail-on", "warn").code == 2)
  }

  @Test("ingest alone matches too, tells the same in a dry run, and counts one as one")
  func ingest() {
    let rehearsed = office.run("ingest", "--dry-run", "--lang", "en")
    let done = office.run("ingest", "--lang", "en")
    let told =
      "Match (rows without a credit code): 0 that waited found their firm and are in, 0 stored"
    #expect(rehearsed.error.contains("(dry run, nothing written) " + told))
    #expect(done.code == 0 && done.error.contains("\n" + told))
    #expect(done.error.contains("2 waiting for a firm") && done.error.contains("2 wait on"))
    #expect(office.run("match", "list", "--lang", "en").error == "2 matches\n")
    #expect(office.run("match", "refuse", "2", "--reason", "a household").code == 0)
    #expect(office.run("match", "list", "--lang", "en").error == "1 match\n")
  }

  @Test("list, accept and split, with a dry run that changes nothing")
  func decide() {
    _ = office.run("nightly", "--as-of", "2026-03-10")
    let list = office.run("match", "list", "--json")
    let rows = list.rows("matches")
    #expect(rows.map { $0["rows_waiting"] as? Int } == [1, 1])
    let suggestion = (rows.first?["suggestions"] as? [[String: Any]])?.first
    #expect(suggestion?["credit_code"] as? String == "91330503NX882BMR18")
    #expect(suggestion?["reason"] as? String == "transposed")
    #expect(suggestion?["rank"] as? Int == 1)

    #expect(office.run("match", "accept", "1", "--first", "--dry-run").code == 0)
    #expect(office.run("match", "list", "--json").out == list.out)
    #expect(office.run("match", "accept", "1", "--first", "--actor", "clerk").code == 0)
    #expect(office.run("match", "list", "--json").rows("matches").count == 1)
    let signals = office.run("signals", "91330503NX882BMR18", "--as-of", "2026-03-10", "--json")
    #expect(signals.rows("signals").count == 1)
    #expect(office.run("match", "split", "1", "--reason", "wrong meter").code == 0)
    #expect(
      office.run("signals", "91330503NX882BMR18", "--as-of", "2026-03-10", "--json")
        .rows("signals").isEmpty)
  }

  @Test("a refused entry is listed with --all only, and what cannot be done says why")
  func refusals() {
    _ = office.run("nightly", "--as-of", "2026-03-10")
    #expect(office.run("match", "refuse", "2", "--reason", "a household").code == 0)
    #expect(office.run("match", "list", "--json").rows("matches").count == 1)
    let all = office.run("match", "list", "--all", "--json").rows("matches")
    #expect(all.map { $0["status"] as? String } == ["waiting", "refused"])
    #expect(office.run("match", "refuse", "2", "--reason", "again").code == 1)
    #expect(office.run("match", "accept", "2", "--first").code == 1)
    #expect(office.run("match", "accept", "9", "--first").error.contains("no such entry"))
    #expect(office.run("match", "accept", "1").code == 64)
    #expect(office.run("match", "accept", "1", "--firm", "X").code == 64)
    #expect(office.run("match", "accept", "1", "--firm", "91330501NXM1K0NR50").code == 1)
    #expect(office.run("match", "refuse", "1").code == 64)
  }

  @Test(
    "a second acceptance is told that the rows are in; log names the event that undo takes back")
  func logAndUndo() {
    _ = office.run("nightly", "--as-of", "2026-03-10")
    #expect(office.run("match", "accept", "1", "--first").code == 0)
    #expect(office.run("match", "accept", "1", "--first").error.contains("match split 1"))
    let event = office.run("match", "log", "--json").rows("events").first
    #expect(event?["kind"] as? String == "accepted")
    #expect(event?["reason"] as? String == "transposed")
    let id = (event?["id"] as? Int).map { "\($0)" } ?? ""
    #expect(office.run("match", "undo", id, "--reason", "no", "--dry-run").code == 0)
    #expect(office.run("match", "log", "--json").rows("events").count == 1)
    #expect(office.run("match", "undo", id, "--reason", "no").code == 0)
    #expect(office.run("match", "undo", id, "--reason", "no").code == 1)
    #expect(office.run("match", "list", "--json").rows("matches").count == 2)
    #expect(office.run("match", "undo", "99", "--reason", "no").error.contains("match log"))
  }

  @Test("--first takes no name that only looks alike, and says which firms there are")
  func clearFirst() throws {
    try office.put(
      "electricity_2026-02__known-2026-03-05.csv",
      "account_no,name,month,quantity\nA3,湖州南浔弈峤门窗加工厂,2026-02,1\n")
    _ = office.run("nightly", "--as-of", "2026-03-10")
    let refused = office.run("match", "accept", "3", "--first")
    #expect(refused.code == 1)
    #expect(refused.error.contains("not clear: 91330503NX882BMR18 a similar name ("))
    #expect(office.run("match", "accept", "3", "--firm", "91330503NX882BMR18").code == 0)
  }

  @Test(
    "--first takes neither a like name with another head, nor a part of a firm, and says so",
    arguments: [
      ("上海弈峤璟地板有限公司", "begin with another place or brand"),
      ("湖州南浔弈峤璟地板有限公司(张三租用)", "only one of the names says \"租用\""),
      ("湖州南浔弈峤璟地板有限公司德清分公司", "only one of the names says \"分公司\""),
    ])
  func otherHead(name: String, why: String) throws {
    try office.put(
      "electricity_2026-02__known-2026-03-05.csv",
      "account_no,name,month,quantity\nA3,\(name),2026-02,1\n")
    _ = office.run("nightly", "--as-of", "2026-03-10")
    let refused = office.run("match", "accept", "3", "--first", "--lang", "en")
    #expect(refused.code == 1 && refused.error.contains(why), "\(refused.error)")
    #expect(office.run("match", "list", "--json").rows("matches").count == 3)
  }

  @Test("What was said of a name does not hold for rows known after it became a trade")
  func becameTrade() throws {
    let office = try NightOffice()
    let firms = "credit_code,name\n"
    let header = "name,account_no,month,quantity\n"
    try office.put(
      "firms_2025-12__known-2026-01-05.csv", firms + "91330503NX882BMR18,湖州南浔美达冷却塔有限公司\n")
    try office.put(
      "electricity_2026-01__known-2026-02-05.csv", header + "冷却塔有限公司,Z1,2026-01,5\n")
    _ = office.run("ingest")
    #expect(office.run("match", "accept", "1", "--firm", "91330503NX882BMR18").code == 0)
    try office.put(
      "firms_2026-01__known-2026-02-10.csv",
      firms + "91330501NXM1K0NR50,湖州恒丰冷却塔有限公司\n91330503MA2T00373D,湖州佳艺冷却塔有限公司\n")
    try office.put(
      "electricity_2026-02__known-2026-03-05.csv",
      header + "冷却塔有限公司,Z1,2026-02,6\n冷却塔有限公司,Z9,2026-02,7\n")
    _ = office.run("ingest")
    let waiting = office.run("match", "list", "--json").rows("matches")
    #expect(waiting.map { $0["account_no"] as? String } == ["Z9"])
  }

  @Test("A split taken back gives the rows to the firm that they were taken from")
  func undoneSplit() throws {
    let (a, b) = ("91330503NX882BMR18", "91330501NXM1K0NR50")
    let header = "credit_code,name,account_no,month,quantity\n"
    for (name, row) in [
      ("electricity_2026-03__known-2026-06-10.csv", "\(a),,Z2,2026-03,1"),
      ("electricity_2026-01__known-2026-06-11.csv", ",某某家庭,Z2,2026-01,1"),
      ("electricity_2026-02__known-2026-04-12.csv", "\(b),,Z2,2026-02,1"),
    ] {
      try office.put(name, header + row + "\n")
      _ = office.run("ingest", office.inbox + "/" + name)
    }
    let before = office.run("signals", a, "--feed", "electricity", "--json").rows("signals").count
    #expect(before == 2)
    let entry =
      office.run("match", "list", "--all", "--json").rows("matches")
      .first { $0["account_no"] as? String == "Z2" }?["id"] as? Int
    let id = entry.map { "\($0)" } ?? ""
    #expect(office.run("match", "split", id, "--reason", "r").code == 0)
    let event = office.run("match", "log", "--json").rows("events").first?["id"] as? Int
    #expect(office.run("match", "undo", event.map { "\($0)" } ?? "", "--reason", "r").code == 0)
    let after = office.run("signals", a, "--feed", "electricity", "--json").rows("signals").count
    #expect(after == before)
  }

  @Test("What an acceptance takes along, and what a split taken back sets aside, is told")
  func toldOfOthers() throws {
    let office = try NightOffice()
    let (a, b) = ("91330503NX882BMR18", "91330501NXM1K0NR50")
    let name = "湖州南浔锴筠服装有限公司"
    let header = "account_no,credit_code,name,month,quantity\n"
    func send(_ file: String, _ text: String) throws {
      try office.put(file, text)
      #expect(office.run("ingest", office.inbox + "/" + file).code == 0)
    }
    try send(
      "firms_2026-01__known-2026-02-01.csv", "credit_code,name\n\(a),湖州弈峤木业有限公司\n\(b),\(name)\n")
    try send(
      "electricity_2026-01__known-2026-02-05.csv",
      header + "A1,\(a),,2026-01,1\nA2,\(a),,2026-01,1\n")
    try send("electricity_2026-02__known-2026-03-05.csv", header + "A1,,\(name),2026-02,2\n")
    try send(
      "electricity_2026-04__known-2026-05-05.csv",
      header + "A1,,,2026-04,5\nA2,,,2026-04,5\nA2,\(b),,2026-04,6\n")
    #expect(office.run("match", "split", "1", "--reason", "r").code == 0)
    let accepted = office.run("match", "accept", "1", "--firm", b, "--lang", "en")
    #expect(
      accepted.error.contains(
        "1 row entered the store, 1 row went from \(a) to \(b) (match 2); "
      ), "\(accepted.error)")

    #expect(office.run("match", "split", "3", "--reason", "r").code == 0)
    #expect(office.run("rejects", "retry").code == 0)
    let event = office.run("match", "log", "--json").rows("events").first?["id"] as? Int
    let undone = office.run(
      "match", "undo", event.map { "\($0)" } ?? "", "--reason", "r", "--lang", "en")
    #expect(
      undone.error.contains("taken back; 1 set aside as repeated (see: wagewatch rejects list)"),
      "\(undone.error)")
  }

  @Test("--first takes no firm of another place, and says so")
  func otherPlace() throws {
    try office.put(
      "electricity_2026-02__known-2026-03-05.csv",
      "account_no,name,month,quantity\nA3,德清弈峤璟地板有限公司,2026-02,1\n")
    _ = office.run("nightly", "--as-of", "2026-03-10")
    let refused = office.run("match", "accept", "3", "--first", "--lang", "en")
    #expect(refused.code == 1)
    #expect(refused.error.contains("stands in another place than the row says"))
    let chinese = office.run("match", "accept", "3", "--first", "--lang", "zh")
    #expect(chinese.error.contains("所在地与该行所写不同"))
    #expect(office.run("match", "list", "--json").rows("matches").count == 3)
    #expect(office.run("match", "accept", "3", "--firm", "91330503NX882BMR18").code == 0)
  }

  @Test("An accepted 无 is no rule: later rows of it wait, and the answer says so")
  func fillerName() throws {
    try office.put(
      "electricity_2026-02__known-2026-03-05.csv",
      "account_no,name,month,quantity\n,无,2026-02,1\nA9,无,2026-02,1\n")
    let answer = office.run("nightly", "--as-of", "2026-03-10", "--lang", "en")
    #expect(answer.code == 0)
    let rejects = office.run("rejects", "list", "--json").rows("rejects")
    #expect(rejects.map { $0["line"] as? Int } == [2], "no account and no name")
    let accepted = office.run(
      "match", "accept", "3", "--firm", "91330503NX882BMR18", "--lang", "en")
    #expect(accepted.error.contains("later rows of the account follow"), "\(accepted.error)")
    #expect(!accepted.error.contains("name"))
  }

  @Test("merge makes a code count as another; the page of each says so")
  func merge() throws {
    try office.put(
      "firms_2026-02__known-2026-02-05.csv",
      "credit_code,name\n91330501NXM1K0NR50,湖州南浔弈峤璟地板有限公司\n")
    _ = office.run("nightly", "--as-of", "2026-03-10")
    let merge = [
      "match", "merge", "91330503NX882BMR18", "--into", "91330501NXM1K0NR50", "--on", "2026-03-01",
      "--reason", "a new code",
    ]
    #expect(NightOffice.run(merge + ["--workspace", office.folder]).code == 0)
    #expect(NightOffice.run(merge + ["--workspace", office.folder]).code == 1)
    let page = office.run(
      "firm", "91330503NX882BMR18", "--as-of", "2026-03-10", "--lang", "en")
    #expect(page.out.contains("counts since 2026-03-01 as 91330501NXM1K0NR50"))
    let other = office.run(
      "firm", "91330501NXM1K0NR50", "--as-of", "2026-03-10", "--lang", "zh")
    #expect(other.out.contains("自 2026-03-01 起含 91330503NX882BMR18"))
    #expect(
      office.run(
        "match", "merge", "91330501NXM1K0NR50", "--into", "91330501NXM1K0NR50", "--reason", "x"
      ).code == 1)
  }

  @Test("the log says in Chinese what was decided; scripts read the same words in both")
  func chineseLog() {
    _ = office.run("nightly", "--as-of", "2026-03-10")
    _ = office.run("match", "accept", "1", "--first")
    _ = office.run("match", "refuse", "2", "--reason", "住户")
    let log = office.run("match", "log", "--lang", "zh").out
    #expect(log.contains("认定") && log.contains("不予匹配"), "\(log)")
    #expect(!log.contains("accepted") && !log.contains("refused"), "\(log)")
    #expect(office.run("match", "list", "--all", "--lang", "zh").out.contains("已匹配"))
    let kinds = office.run("match", "log", "--json", "--lang", "zh").rows("events")
      .map { $0["kind"] as? String }
    #expect(kinds == ["refused", "accepted"])
  }
}
