import PolicyFiles
import Testing

extension ScorecardFaultTests {
  struct Direction: CustomTestStringConvertible {
    let part: String
    let whole: String
    let bins: String
    let fault: String?
    var testDescription: String { "\(part) \(bins)" }
  }

  @Test(
    "is told about when a share of what was to be paid is bad once all of it is paid",
    arguments: [
      Direction(
        part: "wage_account.paid_persons", whole: "attendance.attended_persons",
        bins: "{above: 90%, points: 5}",
        fault:
          "test.yaml:18: found above 90%, which 100%, all of it paid, reaches, expected bins that 100% does not reach, e.g. below: 90%"
      ),
      Direction(
        part: "payroll.persons", whole: "social_insurance.insured_persons",
        bins: "{at_least: 100%, points: 5}",
        fault:
          "test.yaml:18: found at_least 100%, which 100%, all of it paid, reaches, expected bins that 100% does not reach, e.g. below: 90%"
      ),
      Direction(
        part: "disbursement.paid_yuan", whole: "disbursement.due_yuan",
        bins: "{below: 100.01%, points: 5}",
        fault:
          "test.yaml:18: found below 100.01%, which 100%, all of it paid, reaches, expected bins that 100% does not reach, e.g. below: 90%"
      ),
      Direction(
        part: "wage_account.paid_persons", whole: "attendance.attended_persons",
        bins: "{above: 150%, points: 5}", fault: nil),
      Direction(
        part: "tax.tax_arrears_yuan", whole: "tax.tax_yuan", bins: "{at_least: 50%, points: 5}",
        fault: nil),
    ])
  func direction(_ example: Direction) {
    let unit = example.part.hasSuffix("yuan") ? "yuan" : "persons"
    let old = """
          kind: drop
          measure: electricity.quantity
          window_periods: 1
          baseline_periods: 6
          minimum_history: 4
          minimum_monthly_baseline: 300 kWh
          bins:
            - {at_least: 50%, points: 12}
            - {at_least: 62.5%, points: 18}
      """
    let new = """
          kind: ratio
          part: \(example.part)
          whole: \(example.whole)
          months: 1
          take: mildest
          minimum_whole: 5 \(unit)
          absent_part: zero
          bins:
            - \(example.bins)
      """
    let text = Self.sound.replacing(old, with: new).replacing("{period}", with: "{month}")
    #expect(text != Self.sound)
    #expect(Self.faults(text) == (example.fault.map { [$0] } ?? []))
  }

  struct Beyond: CustomTestStringConvertible {
    let old: String
    let new: String
    let fault: String?
    var testDescription: String { new }
  }

  @Test(
    "is told about when a drop would have to be more than all of it, or may be none",
    arguments: [
      Beyond(
        old: "at_least: 62.5%", new: "at_least: 190%",
        fault:
          "test.yaml:18: found at_least 190%, which a drop never reaches, expected bins within 100%"
      ),
      Beyond(old: "at_least: 62.5%", new: "at_least: 100%", fault: nil),
      Beyond(
        old: "at_least: 50%", new: "at_least: 0%",
        fault:
          "test.yaml:17: found a bin from 0 or less, which all reach in whom nothing is wrong, expected bins that 0 does not reach"
      ),
      Beyond(
        old: "at_least: 50%", new: "at_least: -5%",
        fault:
          "test.yaml:17: found a bin from 0 or less, which all reach in whom nothing is wrong, expected bins that 0 does not reach"
      ),
    ])
  func beyond(_ example: Beyond) {
    let text = Self.sound.replacing(example.old, with: example.new)
    #expect(Self.faults(text) == (example.fault.map { [$0] } ?? []))
  }

  @Test("is told about in full when a bin out of order can never be reached, too")
  func disorder() {
    let text = Self.sound.replacing("at_least: 50%", with: "at_least: 165%")
    let faults = Self.faults(text)
    #expect(faults.count == 2, "\(faults)")
    #expect(faults.contains { $0.contains("165%, which a drop never reaches") }, "\(faults)")
  }
}
