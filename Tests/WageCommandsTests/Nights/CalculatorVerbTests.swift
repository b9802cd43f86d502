import Foundation
import Testing

@Suite("deadline calc and code check, as a script sees them")
struct CalculatorVerbTests {
  @Test("A batch of deadlines keeps every row in its place, faults with an empty due day")
  func deadlineBatch() throws {
    let answer = try Self.batch(
      ["deadline", "calc"],
      """
      from,days,kind,roll
      2026-02-12,5,working,
      2026-02-13,5,working,none
      2026-02-12,7,calendar,
      2026-02-12,7,calendar,none
      2026-02-12,7,calendar,backward
      2026-02-30,7,calendar,none
      2026-02-12,0,working,
      2026-02-12,5,lunar,
      2026-02-12,5,working,sideways
      2026-02-12,5
      2027-02-12,5,working,
      2027-02-12,5,calendar,none

      """)
    #expect(answer.code == 2)
    let lines = answer.out.split(separator: "\n").map(String.init)
    #expect(
      Array(lines.prefix(6)) == [
        "from,days,kind,roll,due_on,fault",
        "2026-02-12,5,working,,2026-02-26,",
        "2026-02-13,5,working,none,2026-02-27,",
        "2026-02-12,7,calendar,,2026-02-24,",
        "2026-02-12,7,calendar,none,2026-02-19,",
        "2026-02-12,7,calendar,backward,2026-02-14,",
      ])
    #expect(
      lines[6] == "2026-02-30,7,calendar,none,,\"from: found 2026-02-30, expected YYYY-MM-DD\"")
    #expect(lines[7].hasPrefix("2026-02-12,0,working,,,\"days: found 0, expected 1 to "))
    #expect(lines[8] == "2026-02-12,5,lunar,,,\"kind: found lunar, expected calendar or working\"")
    #expect(
      lines[9]
        == "2026-02-12,5,working,sideways,,\"roll: found sideways, expected none, forward or backward\""
    )
    #expect(lines[10] == "2026-02-12,5,,,,\"found 2 cells, expected 4\"")
    #expect(lines[11].hasPrefix("2027-02-12,5,working,,,") && lines[11].contains("2027"))
    #expect(lines[12] == "2027-02-12,5,calendar,none,2027-02-17,")
    #expect(answer.error == "12 rows, 6 at fault\n")
  }

  @Test("A batch without a fault ends with 0; another header or no file is refused")
  func deadlineBatchEnds() throws {
    let good = try Self.batch(
      ["deadline", "calc"], "\u{FEFF}from,days,kind\r\n2026-05-08,5,calendar\r\n")
    #expect(good.code == 0)
    #expect(good.out == "from,days,kind,due_on,fault\n2026-05-08,5,calendar,2026-05-13,\n")
    let header = try Self.batch(["deadline", "calc"], "start,days,kind\n2026-05-08,5,calendar\n")
    #expect(header.code == 1)
    #expect(
      header.error.contains(":1: found \"start,days,kind\", expected the header from,days,kind"))
    #expect(header.out.isEmpty)
    #expect(NightOffice.run(["deadline", "calc", "--batch", "/nowhere/x.csv"]).code == 1)
  }

  @Test("One deadline: the contract's keys, what was counted and skipped, and a year not loaded")
  func deadline() {
    let words = ["deadline", "calc", "--from", "2026-02-12", "--days", "5", "--kind", "working"]
    let answer = NightOffice.run(words + ["--json"])
    #expect(answer.code == 0)
    #expect(
      answer.keys(indent: 2) == [
        "schema", "from", "days", "kind", "roll", "due_on", "counted", "skipped", "calendar",
      ])
    #expect(answer.json?["due_on"] as? String == "2026-02-26")
    #expect(
      answer.json?["counted"] as? [String] == [
        "2026-02-13", "2026-02-14", "2026-02-24", "2026-02-25", "2026-02-26",
      ])
    #expect((answer.json?["skipped"] as? [Any])?.count == 9)
    let unloaded = NightOffice.run([
      "deadline", "calc", "--from", "2027-02-12", "--days", "5", "--kind", "working",
    ])
    #expect(unloaded.code == 1)
    #expect(unloaded.error.contains("2027"))
    let unpublished = NightOffice.run(words + ["--as-of", "2025-11-03"])
    #expect(unpublished.code == 1)
    #expect(unpublished.error.contains("2026"))
  }

  @Test("A batch of codes: code,valid,fault in the order given; 2 when one is invalid")
  func codeBatch() throws {
    let answer = try Self.batch(
      ["code", "check"],
      """
      code
      91330503MA2T00373D
      91330503ma2t007444
      91330503MA2T00373
      91330503MA2T0037I3
      91330503MA2T00363D
      91330503MA2T00373E

      """)
    #expect(answer.code == 2)
    #expect(
      answer.out == """
        code,valid,fault
        91330503MA2T00373D,true,
        91330503MA2T007444,true,
        91330503MA2T00373,false,length
        91330503MA2T0037I3,false,character
        91330503MA2T00363D,false,organisation-check
        91330503MA2T00373E,false,check

        """)
    let good = try Self.batch(["code", "check"], NightOffice.codes.joined(separator: "\n"))
    #expect(good.code == 0)
    #expect(good.out.split(separator: "\n").count == 5)
    #expect(NightOffice.run(["code", "check", NightOffice.codes[0]]).code == 0)
    #expect(NightOffice.run(["code", "check", "91330503MA2T00373E"]).code == 2)
  }

  struct Usage: CustomTestStringConvertible, Sendable {
    let why: String
    let words: [String]
    var says = ""
    var testDescription: String { why }
  }

  @Test(
    "Wrong words end with exit code 64 and say what was expected",
    arguments: [
      Usage(why: "an unknown verb", words: ["frobnicate"], says: "frobnicate"),
      Usage(why: "an unknown flag", words: ["flagged", "--colour"], says: "--colour"),
      Usage(
        why: "an as-of that is no day", words: ["nightly", "--as-of", "tomorrow"],
        says: "'tomorrow' is not a day; expected YYYY-MM-DD"),
      Usage(
        why: "an as-of that does not exist", words: ["flagged", "--as-of", "2026-02-30"],
        says: "'2026-02-30' is not a day"),
      Usage(why: "an unknown feed", words: ["ingest", "--feed", "steam"], says: "expected one of"),
      Usage(why: "standard input without a feed", words: ["ingest", "-"], says: "--feed"),
      Usage(
        why: "green is not listed", words: ["flagged", "--tier", "green"], says: "red, orange"),
      Usage(why: "no capacity", words: ["flagged", "--capacity", "0"], says: "from 1"),
      Usage(why: "two forms", words: ["files", "--json", "--csv"], says: "together"),
      Usage(why: "a negative offset", words: ["files", "--offset=-1"], says: "from 0"),
      Usage(why: "a third language", words: ["files", "--lang", "fr"], says: "fr"),
      Usage(why: "no days", words: ["deadline", "calc", "--from", "2026-01-05"], says: "--days"),
      Usage(
        why: "nothing to count",
        words: ["deadline", "calc", "--from", "2026-01-05", "--days", "0", "--kind", "working"],
        says: "from 1"),
      Usage(why: "no code", words: ["code", "check"], says: "--batch FILE"),
      Usage(
        why: "no firms", words: ["simulate", "x", "--firms", "0", "--months", "6", "--seed", "1"],
        says: "expected 1 to"),
    ])
  func usage(_ example: Usage) throws {
    let office = try NightOffice()
    let answer = NightOffice.run(example.words, environment: ["WAGEWATCH_WORKSPACE": office.folder])
    #expect(answer.code == 64)
    #expect(answer.error.contains(example.says), "\(answer.error)")
    #expect(answer.out.isEmpty)
  }

  @Test("A day from the environment is used, and refused when it is none")
  func environmentDay() throws {
    let office = try NightOffice()
    #expect(office.run("nightly", environment: ["WAGEWATCH_AS_OF": "2026-05-05"]).code == 0)
    #expect(
      office.run("flagged", "--json", "--as-of", "2026-05-05").json?["as_of"] as? String
        == "2026-05-05")
    #expect(office.run("nightly", environment: ["WAGEWATCH_AS_OF": "soon"]).code == 64)
  }

  private static func batch(_ words: [String], _ text: String) throws -> NightOffice.Answer {
    let path = NightOffice.temporaryFolder() + ".csv"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return NightOffice.run(words + ["--batch", path])
  }
}
