import PolicyFiles
import Testing
import WageDomain

@Suite("A scorecard file with faults")
struct ScorecardFaultTests {
  static let sound = """
    scorecard: test
    version: 1
    title: {zh: 测试, en: Test}
    tiers: {yellow: 20, orange: 40, red: 70, source: assumption}
    classes:
      - {id: utilities, title: {zh: 水电气, en: Utilities}, cap: 30, source: assumption}
    indicators:
      - id: electricity-drop
        class: utilities
        kind: drop
        measure: electricity.quantity
        window_periods: 1
        baseline_periods: 6
        minimum_history: 4
        minimum_monthly_baseline: 300 kWh
        bins:
          - {at_least: 50%, points: 12}
          - {at_least: 62.5%, points: 18}
        reason: {zh: "{period}", en: "{percent}"}
        source: assumption
        rationale: a test
    """

  static func faults(_ text: String) -> [String] {
    do {
      _ = try ScorecardFile.read(text, file: "test.yaml")
      return []
    } catch { return error.faults.map(\.description) }
  }

  @Test("is told about at once, each fault with its line")
  func allAtOnce() {
    let text = """
      scorecard: test
      version: one
      title: {zh: 测试}
      tiers: {yellow: 40, orange: 40, red: 70, source: assumption}
      classes:
        - {id: utilities, title: {zh: 水电气, en: Utilities}, source: assumption}
        - {id: taxes, title: {zh: 税收, en: Taxes}, cap: 0, source: assumption}
      colour: red
      triggers:
        - id: wages-unpaid
          kind: wages-unpaid
          look_back_months: 24
          payroll_months: 3
          pay_day: 15
          gone_statuses: [注销]
          bins:
            - {at_least: 32, tier: yellow, points: 20}
            - {at_least: 1, tier: orange, points: 40}
          reason: {zh: "{months}", en: "{firm}"}
          source: assumption
          rationale: a test
      indicators:
        - id: electricity-drop
          class: utilities
          kind: plunge
        - id: water-drop
          class: taxes
          kind: drop
          measure: water.amount
          window_periods: 1
          baseline_periods: 6
          minimum_history: 7
          minimum_monthly_baseline: 20 m3
          bins: [{at_least: 50%, points: 5}]
          reason: {zh: "-", en: "-"}
          source: assumption
          rationale: {zh: 测试, cn: 测试}
        - id: water-drop
          class: taxes
          kind: arrears
          measure: tax.tax_arrears_yuan
          by: months
          minimum: 100
          bins: [{at_least: 2, points: 5}, {at_least: 2, points: 9}]
          reason: {zh: "{monts}", en: "-"}
          source:
      """
    let measures = Measure.allCases.map(\.name).joined(separator: ", ")
    #expect(
      Self.faults(text) == [
        "test.yaml:2: found \"one\", expected a whole number, 1 to 1000000",
        "test.yaml:3: found no en, expected the key en",
        "test.yaml:4: found yellow 40, orange 40, red 70, expected 0 < yellow < orange < red",
        "test.yaml:6: found no cap, expected the key cap",
        "test.yaml:7: found \"0\", expected a whole number, 1 to 1000",
        "test.yaml:8: found the key colour, expected one of scorecard, version, title, tiers, "
          + "warnings, training, classes, triggers, indicators",
        "test.yaml:18: found at_least 1 after 32, expected rising thresholds, so that no two bins "
          + "overlap",
        "test.yaml:19: found {firm}, expected one of {months} {since} {pay_day} {days}",
        "test.yaml:23: found no bins, expected the key bins",
        "test.yaml:23: found no reason, expected the key reason",
        "test.yaml:23: found no source, expected the key source",
        "test.yaml:23: found no rationale, expected the key rationale",
        "test.yaml:25: found \"plunge\", expected one of drop, arrears, missing, level, count, "
          + "ratio, trend, peer, linked, lacking, wages-unpaid",
        "test.yaml:29: found \"water.amount\", expected a measure: \(measures)",
        "test.yaml:37: found no en, expected the key en",
        "test.yaml:37: found the key cn, expected one of zh, en",
        "test.yaml:38: found a second water-drop, expected each id once",
        "test.yaml:38: found no look_back_months, expected the key look_back_months",
        "test.yaml:38: found no rationale, expected the key rationale",
        "test.yaml:43: found \"100\", expected a quantity such as 500 yuan",
        "test.yaml:44: found at_least 2 after 2, expected rising thresholds, so that no two bins "
          + "overlap",
        "test.yaml:45: found {monts}, expected one of {since} {month} {months} {amount} {percent} "
          + "{base} {project}",
        "test.yaml:46: found nothing, expected a text, or zh and en",
      ])
  }

  struct Change: CustomTestStringConvertible {
    let why: String
    let old: String
    let new: String
    let fault: String
    var testDescription: String { why }
  }

  @Test(
    "names what was found and expected",
    arguments: [
      Change(
        why: "bins that fall", old: "{at_least: 62.5%, points: 18}",
        new: "{at_least: 40%, points: 18}",
        fault:
          "test.yaml:18: found at_least 40% after 50%, expected rising thresholds, so that no two bins overlap"
      ),
      Change(
        why: "bins that overlap", old: "{at_least: 62.5%, points: 18}",
        new: "{at_least: 50%, points: 18}",
        fault:
          "test.yaml:18: found at_least 50% after 50%, expected rising thresholds, so that no two bins overlap"
      ),
      Change(
        why: "a severer bin worth no more", old: "points: 18", new: "points: 12",
        fault:
          "test.yaml:18: found 12 points after 12, expected rising points: the severer bin is worth more"
      ),
      Change(
        why: "a bin worth nothing", old: "points: 12", new: "points: 0",
        fault: "test.yaml:17: found \"0\", expected a whole number, 1 to 1000"),
      Change(
        why: "a side that the kind does not know", old: "{at_least: 50%,", new: "{at_most: 50%,",
        fault: "test.yaml:17: found no at_least or above, expected the key at_least or above"),
      Change(
        why: "a percentage without its sign", old: "50%", new: "50",
        fault: "test.yaml:17: found \"50\", expected a percentage such as 50% or 12.5%"),
      Change(
        why: "a third decimal", old: "62.5%", new: "62.505%",
        fault: "test.yaml:18: found \"62.505%\", expected a percentage such as 50% or 12.5%"),
      Change(
        why: "another unit", old: "300 kWh", new: "300 m3",
        fault: "test.yaml:15: found \"300 m3\", expected a quantity such as 300 kWh"),
      Change(
        why: "more than any stored value", old: "300 kWh", new: "90000000000.001 kWh",
        fault: "test.yaml:15: found \"90000000000.001 kWh\", expected a quantity such as 300 kWh"),
      Change(
        why: "a class nobody declared", old: "class: utilities", new: "class: utility",
        fault: "test.yaml:9: found class utility, expected one of the classes utilities"),
      Change(
        why: "a history longer than the baseline", old: "minimum_history: 4",
        new: "minimum_history: 7",
        fault: "test.yaml:8: found minimum_history 7, expected at most baseline_periods, 6"),
      Change(
        why: "a list where a text belongs", old: "rationale: a test", new: "rationale: [a, test]",
        fault: "test.yaml:21: found a list, expected a text, or zh and en"),
      Change(
        why: "a rationale in English alone", old: "rationale: a test",
        new: "rationale: {en: a test}",
        fault: "test.yaml:21: found no zh, expected the key zh"),
      Change(
        why: "a source in Chinese alone", old: "source: assumption\n    rationale",
        new: "source: {zh: 假设}\n    rationale",
        fault: "test.yaml:20: found no en, expected the key en"),
      Change(
        why: "a rationale whose Chinese says nothing", old: "rationale: a test",
        new: "rationale:\n      zh:\n      en: a test",
        fault: "test.yaml:22: found nothing, expected a text"),
      Change(
        why: "a brace without its partner", old: "{period}", new: "{period",
        fault: "test.yaml:19: found a lone {, expected braces in pairs"),
      Change(
        why: "a number with a leading zero", old: "version: 1", new: "version: 01",
        fault: "test.yaml:2: found \"01\", expected a whole number, 1 to 1000000"),
      Change(
        why: "a key twice", old: "version: 1", new: "version: 1\nversion: 2",
        fault: "test.yaml:2: found the key version twice, expected well-formed YAML"),
      Change(
        why: "a tab, of which the parser itself says found", old: "version: 1",
        new: "version:\n\t- 1",
        fault:
          "test.yaml:3: found character that cannot start any token, expected well-formed YAML"),
    ])
  func one(_ change: Change) {
    let text = Self.sound.replacing(change.old, with: change.new, maxReplacements: 1)
    #expect(text != Self.sound)
    let faults = Self.faults(text)
    #expect(faults.contains(change.fault), "\(faults)")
  }

  struct Hidden: CustomTestStringConvertible {
    let why: String
    let changes: [(old: String, new: String)]
    let faults: [String]
    var testDescription: String { why }
  }

  @Test(
    "is told about within one indicator, too: no fault hides another",
    arguments: [
      Hidden(
        why: "a missing key beside overlapping bins",
        changes: [("    minimum_history: 4\n", ""), ("62.5%", "40%")],
        faults: ["8: found no minimum_history", "17: found at_least 40% after 50%"]),
      Hidden(
        why: "an unknown kind beside overlapping bins and a text too few",
        changes: [("kind: drop", "kind: dropp"), ("62.5%", "50%"), (", en: \"{percent}\"", "")],
        faults: [
          "10: found \"dropp\"", "18: found at_least 50% after 50%", "19: found no en",
        ]),
      Hidden(
        why: "a cap without a reason beside overlapping bins of its class",
        changes: [("cap: 30", "cap: 17"), ("62.5%", "50%")],
        faults: [
          "6: found utilities: at least 18 points together over a cap of 17",
          "18: found at_least 50% after 50%",
        ]),
      Hidden(
        why: "an unknown measure beside equal thresholds",
        changes: [("electricity.quantity", "steam.quantity"), ("62.5%", "50%")],
        faults: ["11: found \"steam.quantity\"", "18: found at_least 50% after 50%"]),
      Hidden(
        why: "a bin of no points beside two sides of a threshold",
        changes: [("points: 12", "points: 0"), ("{at_least: 62.5%", "{above: 62.5%")],
        faults: ["17: found \"0\"", "found above and at_least in one list"]),
      Hidden(
        why: "an unknown feed beside ages that fall, no persons and no bins",
        changes: [
          (
            "kind: drop",
            "kind: count\n    feed: steam\n    persons: [{at_least: 2, weight: 1}]\n"
              + "    ages: [{within_days: 90, weight: 1}, {within_days: 30, weight: 1}]"
          ),
          (
            "bins:\n      - {at_least: 50%, points: 12}\n      - {at_least: 62.5%, points: 18}",
            "bins: []"
          ),
        ],
        faults: [
          "11: found \"steam\"", "8: found persons from 2", "8: found within_days 30 after 90",
          "found an empty list",
        ]),
    ])
  func hidden(_ example: Hidden) {
    var text = Self.sound
    for change in example.changes {
      #expect(text.contains(change.old))
      text = text.replacing(change.old, with: change.new)
    }
    let faults = Self.faults(text)
    for fault in example.faults {
      #expect(faults.contains { $0.contains(fault) }, "\(fault) is not in \(faults)")
    }
  }

  @Test("says when the points of a class can exceed a cap that has no reason")
  func cap() {
    let text = Self.sound.replacing("cap: 30", with: "cap: 17")
    #expect(
      Self.faults(text) == [
        "test.yaml:6: found utilities: 18 points together over a cap of 17, no cap_reason, "
          + "expected cap_reason {zh, en}, or a cap of at least 18"
      ])
    let reasoned = text.replacing("cap: 17,", with: "cap: 17, cap_reason: {zh: 一, en: one},")
    #expect(Self.faults(reasoned).isEmpty)
  }

  @Test("says so of the indicators that can be read, though others cannot")
  func capBesideOtherFaults() {
    let text =
      Self.sound.replacing("cap: 30", with: "cap: 17") + "\n"
      + "  - {id: water-drop, class: utilities, kind: plunge}"
    let faults = Self.faults(text)
    #expect(faults.count == 6, "the kind, and the four keys that every kind has")
    #expect(
      faults.first == "test.yaml:6: found utilities: at least 18 points together over a cap of 17, "
        + "no cap_reason, expected cap_reason {zh, en}, or a cap of at least 18")
  }

  @Test("names a feed that does not exist")
  func feed() {
    let text = Self.sound.replacing("electricity.quantity", with: "steam.quantity")
    #expect(Self.faults(text).first?.hasPrefix("test.yaml:11: found \"steam.quantity\"") == true)
    let count = """
      feed: steam
      persons: [{at_least: 1, weight: 1}]
      ages: [{within_days: 30, weight: 1}]
      """
    #expect(
      Self.faults(Self.card("count", count)).contains(
        "test.yaml:11: found \"steam\", expected one of complaints, inspections, judicial, "
          + "grid_reports"))
  }

  struct Together: CustomTestStringConvertible {
    let why: String
    let kind: String
    let parameters: String
    let fault: String
    var testDescription: String { why }
  }

  @Test(
    "is told what does not go together",
    arguments: [
      Together(
        why: "a share without what it is a share of", kind: "arrears",
        parameters: """
          measure: tax.tax_arrears_yuan
          by: share
          minimum: 100 yuan
          look_back_months: 12
          """,
        fault: "found by: share without against, expected against with by: share, and only there"),
      Together(
        why: "persons over yuan", kind: "ratio",
        parameters: """
          part: payroll.persons
          whole: payroll.amount_yuan
          months: 1
          minimum_whole: 100 yuan
          absent_part: zero
          """,
        fault: "found payroll.persons over payroll.amount_yuan, expected two measures in one unit, "
          + "both of firms or both of projects"),
      Together(
        why: "a project's persons over a firm's", kind: "ratio",
        parameters: """
          part: payroll.persons
          whole: attendance.attended_persons
          months: 1
          minimum_whole: 5 persons
          absent_part: zero
          """,
        fault: "found payroll.persons over attendance.attended_persons, expected two measures in "
          + "one unit, both of firms or both of projects"),
    ])
  func together(_ example: Together) {
    let faults = Self.faults(Self.card(example.kind, example.parameters))
    #expect(faults == ["test.yaml:8: \(example.fault)"])
  }

  static func card(_ kind: String, _ parameters: String) -> String {
    var lines = sound.split(separator: "\n").prefix(9).map(String.init)
    let threshold = kind == "count" ? "1" : "50%"
    lines.append("    kind: " + kind)
    for line in parameters.split(separator: "\n") { lines.append("    " + line) }
    lines.append("    bins: [{at_least: " + threshold + ", points: 5}]")
    lines.append("    reason: {zh: a, en: a}")
    lines.append("    source: assumption")
    lines.append("    rationale: a test")
    return lines.joined(separator: "\n")
  }

  @Test("is none when the file is sound")
  func sound() { #expect(Self.faults(Self.sound).isEmpty) }

  @Test("that is not YAML at all is one fault with its line")
  func notYAML() {
    #expect(Self.faults("") == ["test.yaml: found an empty file, expected a YAML mapping"])
    #expect(Self.faults("just text") == ["test.yaml:1: found \"just text\", expected a mapping"])
    let broken = Self.faults("scorecard: test\ntitle: {zh: 测试\nversion: 1\n")
    #expect(broken.count == 1)
    #expect(broken.first?.hasPrefix("test.yaml:3: found ") == true, "\(broken)")
  }
}
