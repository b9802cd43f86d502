import Foundation
import Testing

@Suite("Files of one day, whatever their names")
struct SameDayRegisterTests {
  private static let older = "91330503MA2T00373D"
  private static let newer = "91330503NXQ0QRP269"
  private static let name = "湖州甲乙丙丁纺织有限公司"

  /// On 5 September the name is the older firm's, on 5 October the newer one's.
  private static let registers = [
    "firms_2026-08__known-2026-09-05.csv": "credit_code,name\n\(older),\(name)\n",
    "firms_2026-09__known-2026-10-05.csv":
      "credit_code,name\n\(older),湖州戊己庚辛家居有限公司\n\(newer),\(name)\n",
  ]

  /// Feeds before and after `firms` in the alphabet.
  private static let feeds = ["electricity", "gas", "water"]

  private func office() throws -> NightOffice {
    let office = try NightOffice()
    for (file, text) in Self.registers { try office.put(file, text) }
    for feed in Self.feeds {
      try office.put(
        "\(feed)_2026-09__known-2026-10-05.csv",
        "account_no,name,month,quantity\nA1,\(Self.name),2026-09,5\n合计,,,6\n")
    }
    return office
  }

  @Test("A row by name goes by the register of its own day, whatever its feed is called")
  func register() throws {
    for verb in ["ingest", "nightly"] {
      let office = try office()
      #expect(office.run(verb, "--as-of", "2026-10-21").code == 0)
      // Two firms have had the name by then: a person is asked, in every feed.
      let waiting = office.run("files", "--json").rows("files").filter {
        $0["waiting"] as? Int == 1
      }
      let feeds = waiting.compactMap { $0["feed"] as? String }
      #expect(feeds.sorted() == Self.feeds, "\(verb)")
      let older = office.run("signals", Self.older, "--json").rows("signals")
      #expect(older.isEmpty, "\(verb)")
    }
  }

  @Test("A register without a mark is of the day of the run, as a row of that day is")
  func unmarked() throws {
    let office = try NightOffice()
    for (file, text) in Self.registers {
      try office.put(file.replacing("__known-2026-10-05", with: ""), text)
    }
    let row = "account_no,name,month,quantity\nA1,\(Self.name),2026-09,5\n"
    try office.put("electricity_2026-09__known-2026-10-05.csv", row)
    #expect(office.run("ingest", "--as-of", "2026-10-05").code == 0)
    #expect(office.run("signals", Self.older, "--json").rows("signals").isEmpty)
  }

  @Test("What came of the files is told by day and name, in whatever order they were read")
  func told() throws {
    let office = try office()
    try office.put("disbursement_2026-09__known-2026-10-05.csv", "x\n")
    try office.put("firms_2026-09_b__known-2026-10-05.csv", "credit_code,name\n1,甲\n")
    let answer = office.run("ingest", "--as-of", "2026-10-21")
    let files = answer.error.split(separator: "\n").compactMap { line in
      line.hasPrefix("inbox/") ? line.prefix { $0 != "_" }.dropFirst(6) : nil
    }
    var seen: [Substring] = []
    for file in files where seen.last != file { seen.append(file) }
    #expect(seen == ["disbursement", "electricity", "firms", "gas", "water"], "\(answer.error)")
  }
}
