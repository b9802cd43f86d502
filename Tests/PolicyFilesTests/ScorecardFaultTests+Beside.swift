import PolicyFiles
import Testing
import WageDomain

extension ScorecardFaultTests {
  private static let measures = Measure.allCases.map(\.name).joined(separator: ", ")
  private static let cap =
    "test.yaml:6: found utilities: at least 80 points together over a cap of 30, no cap_reason, "
    + "expected cap_reason {zh, en}, or a cap of at least 80"

  struct Beside: CustomTestStringConvertible {
    let why: String
    let changes: [(old: String, new: String)]
    let faults: [String]
    var testDescription: String { why }
  }

  @Test(
    "tells every fault of one indicator, none behind another",
    arguments: [
      Beside(
        why: "a missing parameter, and points over the cap",
        changes: [("    baseline_periods: 6\n", ""), ("points: 18", "points: 80")],
        faults: [cap, "test.yaml:8: found no baseline_periods, expected the key baseline_periods"]),
      Beside(
        why: "an unknown kind, and points over the cap",
        changes: [("kind: drop", "kind: plunge"), ("points: 18", "points: 80")],
        faults: [
          cap,
          "test.yaml:10: found \"plunge\", expected one of drop, arrears, missing, level, count, "
            + "ratio, trend, peer, linked, lacking, wages-unpaid",
        ]),
      Beside(
        why: "thresholds that are equal, and points that fall",
        changes: [("62.5%, points: 18", "50%, points: 2")],
        faults: [
          "test.yaml:18: found at_least 50% after 50%, expected rising thresholds, so that no two "
            + "bins overlap",
          "test.yaml:18: found 2 points after 12, expected rising points: the severer bin is worth "
            + "more",
        ]),
      Beside(
        why: "an unknown kind over a feed that does not exist",
        changes: [("kind: drop", "kind: plunge"), ("electricity.quantity", "power.quantity")],
        faults: [
          "test.yaml:10: found \"plunge\", expected one of drop, arrears, missing, level, count, "
            + "ratio, trend, peer, linked, lacking, wages-unpaid",
          "test.yaml:11: found \"power.quantity\", expected a measure: \(measures)",
        ]),
      Beside(
        why: "an unknown kind of events of no feed",
        changes: [
          ("kind: drop", "kind: counts"), ("measure: electricity.quantity", "feed: gossip"),
        ],
        faults: [
          "test.yaml:10: found \"counts\", expected one of drop, arrears, missing, level, count, "
            + "ratio, trend, peer, linked, lacking, wages-unpaid",
          "test.yaml:11: found \"gossip\", expected one of complaints, inspections, judicial, "
            + "grid_reports",
        ]),
    ])
  func beside(_ example: Beside) {
    var text = Self.sound
    for change in example.changes { text = text.replacing(change.old, with: change.new) }
    #expect(Self.faults(text) == example.faults)
  }
}
