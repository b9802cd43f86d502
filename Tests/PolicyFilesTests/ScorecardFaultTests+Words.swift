import Testing

extension ScorecardFaultTests {
  @Test(
    "A word of another feed, or misspelt, is named with the words of its feed alone, each once",
    arguments: [
      ("judicial", "layoff", "lawsuit, enforcement, dishonest, bankruptcy"),
      (
        "grid_reports", "bankrupcy",
        "stopped_work, layoff, pay_cut, late_wages, owner_missing, bankruptcy, moving_out"
      ),
    ])
  func words(_ feed: String, _ word: String, _ expected: String) {
    let faults = Self.faults(
      Self.card(
        "count",
        """
        feed: \(feed)
        words: [\(word)]
        persons: [{at_least: 1, weight: 1}]
        ages: [{within_days: 30, weight: 1}]
        """))
    #expect(faults.count == 1)
    #expect(
      faults.first?.hasSuffix("found \"\(word)\", expected one of \(expected)") == true, "\(faults)"
    )
  }

  @Test("Words are not judged where the feed that has them is unknown")
  func wordsOfNoFeed() {
    let faults = Self.faults(
      Self.card(
        "count",
        """
        feed: judgements
        words: [layoff]
        persons: [{at_least: 1, weight: 1}]
        ages: [{within_days: 30, weight: 1}]
        """))
    #expect(
      faults.count == 1 && faults.first?.contains("found \"judgements\"") == true, "\(faults)")
  }

  @Test("Each key that may be there is named once")
  func keysOnce() {
    let text = Self.sound.replacing("{at_least: 50%, points", with: "{at_least: 50%, pionts")
    let fault = Self.faults(text).first { $0.contains("the key pionts") }
    #expect(fault == "test.yaml:17: found the key pionts, expected one of at_least, points")
  }
}
