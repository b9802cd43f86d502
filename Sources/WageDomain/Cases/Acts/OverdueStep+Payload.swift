extension OverdueStep {
  var payload: [String: String] {
    [
      "clock": clock, "round": String(round), "starts_on": startsOn?.description,
      "step": String(step), "due_on": dueOn.description, "level": level.rawValue,
    ].compactMapValues(\.self)
  }

  init?(_ values: CasePayloadValues) {
    guard let clock = values["clock"], let round = values.number("round"),
      let step = values.number("step"), let day = values.day("due_on"),
      let level: CaseLevel = values.word("level")
    else { return nil }
    let startsOn = values.day("starts_on")
    guard (startsOn == nil) == (values["starts_on"] == nil) else { return nil }
    self.init(
      clock: clock, round: round, startsOn: startsOn, step: step, dueOn: day, level: level)
  }
}

extension WithdrawnRaise {
  var payload: [String: String] {
    step.payload.merging(["why": why.rawValue]) { own, _ in own }
  }

  init?(_ values: CasePayloadValues) {
    guard let step = OverdueStep(values), let why: Reason = values.word("why") else { return nil }
    self.init(step: step, why: why)
  }
}

extension ClockExtension {
  var payload: [String: String] {
    ["clock": clock, "days": String(days), "approver": approver, "reason_hash": reasonHash]
  }

  init?(_ values: CasePayloadValues) {
    guard let clock = values["clock"], let days = values.number("days"),
      let approver = values["approver"], let hash = values["reason_hash"]
    else { return nil }
    self.init(clock: clock, days: days, approver: approver, reasonHash: hash)
  }
}

extension MovedDueDay {
  var payload: [String: String] {
    [
      "clock": clock, "round": String(round), "from": from?.description, "to": to?.description,
      "calendar": calendar,
    ].compactMapValues(\.self)
  }

  init?(_ values: CasePayloadValues) {
    let (from, to) = (values.day("from"), values.day("to"))
    guard let clock = values["clock"], let round = values.number("round"),
      (from == nil) == (values["from"] == nil), (to == nil) == (values["to"] == nil),
      let calendar = values["calendar"]
    else { return nil }
    self.init(clock: clock, round: round, from: from, to: to, calendar: calendar)
  }
}
