import Testing
import WageDomain

@Suite("Instant")
struct InstantTests {
  @Test(
    "Known moments",
    arguments: [
      ("1970-01-01T08:00:00+08:00", 0), ("1970-01-01T00:00:00+08:00", -28_800),
      ("1969-12-31T23:59:59+08:00", -28_801), ("2026-11-21T12:34:56+08:00", 1_795_235_696),
      ("2000-02-29T23:59:59+08:00", 951_839_999),
    ] as [(String, Int64)])
  func known(text: String, seconds: Int64) throws {
    let instant = try #require(Instant(text))
    #expect(instant.secondsSince1970 == seconds)
    #expect(instant.description == text)
    #expect(instant.day.description == String(text.prefix(10)))
  }

  @Test(
    "What is not a moment",
    arguments: [
      ("2026-11-21T12:34:56Z", "another zone"), ("2026-11-21T12:34:56+09:00", "another zone"),
      ("2026-11-21 12:34:56+08:00", "a space"), ("2026-11-21T24:00:00+08:00", "hour 24"),
      ("2026-11-21T12:60:00+08:00", "minute 60"), ("2026-11-21T12:34:60+08:00", "second 60"),
      ("2026-02-30T12:34:56+08:00", "no such day"), ("2026-11-21T12:34+08:00", "no seconds"),
      ("2026-11-21T1a:34:56+08:00", "a letter"), ("", "nothing"),
      ("2026-11-21T12-34-56+08:00", "dashes"), ("2026-11-21T+1:34:56+08:00", "a sign"),
    ])
  func refused(text: String, why: String) {
    #expect(Instant(text) == nil, "\(why)")
  }

  @Test("The civil day changes at midnight in Shanghai, not in Greenwich")
  func midnight() throws {
    let day = try #require(Day("2026-11-21"))
    let midnight = Instant(day: day)
    #expect(midnight.day == day)
    #expect(midnight.secondOfDay == 0)
    let before = Instant(secondsSince1970: midnight.secondsSince1970 - 1)
    #expect(before.day == day.adding(days: -1))
    #expect(before.secondOfDay == 86_399)
    #expect(before < midnight)
    #expect(Instant(day: day, secondOfDay: 86_399).day == day)
  }

  @Test("Random moments read back from their text")
  func readsBack() throws {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<2_000 {
      let seconds = Int64.random(in: -50_000_000_000...50_000_000_000, using: &generator)
      let instant = Instant(secondsSince1970: seconds)
      #expect(Instant(instant.description) == instant)
      #expect(Instant(day: instant.day, secondOfDay: instant.secondOfDay) == instant)
    }
  }
}
