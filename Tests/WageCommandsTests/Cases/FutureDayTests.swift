import Foundation
import Testing

@Suite("A day that has not come is for dry runs alone")
struct FutureDayTests {
  struct Example: CustomTestStringConvertible, Sendable {
    let why: String
    let words: [String]
    var testDescription: String { why }
  }

  @Test(
    "What moves cases or sends refuses a day after today and changes nothing",
    arguments: [
      Example(
        why: "cases would be registered in a year to come",
        words: ["complaint", "import", "complaints_2026-10.csv"]),
      Example(why: "steps would be raised that nobody is late for", words: ["nightly"]),
      Example(why: "complaints would be known in days to come", words: ["ingest"]),
      Example(why: "tomorrow's follow-ups would be sent today", words: ["outbox", "send"]),
    ])
  func refused(_ example: Example) throws {
    let office = try NightOffice()
    // Noon of 2026-10-21 is now.
    let words = example.words + ["--as-of", "2026-10-22", "--workspace", office.folder]
    let answer = NightOffice.run(words)
    #expect(answer.code == 1)
    #expect(answer.error.contains("--as-of 2026-10-22 lies after today, 2026-10-21"))
    #expect(answer.error.contains("To look ahead use --dry-run"))
    let chinese = NightOffice.run(words, environment: ["WAGEWATCH_LANG": "zh"])
    #expect(chinese.error.contains("--as-of 2026-10-22 晚于今天（2026-10-21）"))
    let inEnvironment = NightOffice.run(
      example.words + ["--workspace", office.folder],
      environment: ["WAGEWATCH_AS_OF": "2026-10-22"])
    #expect(inEnvironment.code == 1)
    let ahead = NightOffice.run(words + ["--dry-run"])
    #expect(!ahead.error.contains("lies after today"))
  }

  @Test("A night ahead is a rehearsal, and a past night runs as before")
  func nights() throws {
    let office = try NightOffice()
    #expect(office.run("nightly", "--as-of", "2026-10-22", "--dry-run").code == 0)
    #expect(office.run("nightly", "--as-of", "2026-10-21").code == 0)
    #expect(office.run("nightly", "--as-of", "2026-10-20").code == 0)
  }
}
