import Foundation
import Testing

/// Noon of 2026-10-21 is now.
@Suite("A day that has not come")
struct FutureDayTests {
  @Test("Nothing is sent as of a day after today, but for a dry run")
  func sending() throws {
    let office = try NightOffice()
    let words = ["outbox", "send", "--as-of", "2026-10-22", "--workspace", office.folder]
    let answer = NightOffice.run(words)
    #expect(answer.code == 1)
    #expect(answer.error.contains("--as-of 2026-10-22 lies after today, 2026-10-21"))
    #expect(answer.error.contains("To look ahead use --dry-run"))
    let chinese = NightOffice.run(words, environment: ["WAGEWATCH_LANG": "zh"])
    #expect(chinese.error.contains("--as-of 2026-10-22 晚于今天（2026-10-21），应为今天或以前的日期"))
    let inEnvironment = NightOffice.run(
      ["outbox", "send", "--workspace", office.folder],
      environment: ["WAGEWATCH_AS_OF": "2026-10-22"])
    #expect(inEnvironment.code == 1)
    #expect(!NightOffice.run(words + ["--dry-run"]).error.contains("lies after today"))
  }

  @Test(
    "What records tells that the day has not come, and that what is recorded stays",
    arguments: ["nightly", "ingest"])
  func recording(_ verb: String) throws {
    let office = try NightOffice()
    let words = [verb, "--workspace", office.folder, "--as-of", "2026-10-22"]
    let answer = NightOffice.run(words)
    #expect(answer.code == 0)
    #expect(answer.error.contains("lies after today, 2026-10-21: all is done as of that day"))
    let chinese = NightOffice.run(words, environment: ["WAGEWATCH_LANG": "zh"])
    #expect(chinese.error.contains("晚于今天（2026-10-21）：一律按该日处理"))
    #expect(!NightOffice.run(words + ["--dry-run"]).error.contains("lies after today"))
    #expect(!office.run(verb, "--as-of", "2026-10-20").error.contains("lies after today"))
  }

  @Test("So does an import of complaints")
  func complaints() throws {
    let office = try NightOffice()
    let file = office.folder + "/complaints_2026-10.csv"
    try "complaint_no,channel,received_at\nC1,qr,2026-10-05 08:30\n"
      .write(toFile: file, atomically: true, encoding: .utf8)
    let answer = office.run("complaint", "import", file, "--as-of", "2026-10-22")
    #expect(answer.error.contains("lies after today, 2026-10-21"), "\(answer.error)")
  }

  @Test("No due day is recorded by a notice of a day after today; looking ahead is free")
  func calendar() throws {
    let office = try NightOffice()
    let words = ["calendar", "replay", "--as-of", "2026-10-22", "--workspace", office.folder]
    let answer = NightOffice.run(words + ["--apply"])
    #expect(answer.code == 1)
    #expect(answer.error.contains("--as-of 2026-10-22 lies after today, 2026-10-21"))
    #expect(NightOffice.run(words).code == 0)
    #expect(NightOffice.run(words + ["--apply", "--dry-run"]).code == 0)
  }

  @Test("No grade is recorded as of a day after today")
  func grades() throws {
    let office = try NightOffice()
    let words = ["grade", "compute", "--as-of", "2026-10-22", "--workspace", office.folder]
    #expect(NightOffice.run(words).error.contains("lies after today, 2026-10-21"))
    #expect(!NightOffice.run(words + ["--dry-run"]).error.contains("lies after today"))
  }
}
