import WageDomain

/// One reading of a clock of a workflow policy.
struct WorkflowClockReader {
  let keys: PolicyMapping

  func clock(_ ids: SeenIds) -> ClockRule? {
    let id = keys.identifier("id")
    let title = keys.bilingual("title")
    let lack = keys.optional("while")?.choice(CaseLack.self)
    let starts = triggers("starts", lack)
    let days = keys.integer("days", 1...DeadlineRule.mostDays)
    let kind = keys.choice("kind", DeadlineRule.Kind.self)
    let roll = keys.choice("roll", DeadlineRule.Roll.self)
    let stops = triggers("stops", lack)
    let source = keys.text("source")
    let pause = keys.optional("pause")?.mapping(pauseRule)
    let extensions = keys.optional("extension")?.mapping(extensionRule)
    let lateAnswer = keys.optional("late_answer")?.mapping(lateAnswerRule)
    let ladder = keys.optional("overdue").map { $0.list { $0.mapping(rung) } } ?? []
    let reminders =
      keys.optional("remind").map {
        $0.list { $0.mapping { WorkflowReminderReader(keys: $0).rule() } }
      }
      ?? []
    if let id { check(id, ids) }
    if let ladder { checkAscending(ladder) }
    if let starts, let stops { checkEnds(starts, stops) }
    guard let id, let title, let starts, let days, let kind, let roll, let stops, let source,
      let ladder, let reminders, let deadline = DeadlineRule(days: days, kind: kind, roll: roll)
    else { return nil }
    return ClockRule(
      id: id, title: title, starts: starts, lack: lack, deadline: deadline, stops: stops,
      pause: pause,
      extensions: extensions, lateAnswer: lateAnswer, ladder: ladder, reminders: reminders,
      source: source)
  }

  /// A clock with `while` runs as long as the case lacks something, and has no events of its own.
  private func triggers(_ key: String, _ lack: CaseLack?) -> [ClockTrigger]? {
    guard lack != nil else { return keys.required(key).flatMap(ClockTriggerReader.triggers) }
    keys.optional(key)?.fault(
      found: PolicyWords.key(key),
      expected: Bilingual(zh: "有 while 时没有此键", en: "no such key beside while"))
    return []
  }

  private func check(_ id: String, _ ids: SeenIds) {
    ids.note(id, keys)
    guard id == CaseClock.instalment else { return }
    keys.fault(
      found: Bilingual(zh: "时限编号 \(id)", en: "the clock id \(id)"),
      expected: Bilingual(
        zh: "其他编号；它代表还款协议的各期", en: "another id; it stands for the instalments of an agreement"))
  }

  private func checkEnds(_ starts: [ClockTrigger], _ stops: [ClockTrigger]) {
    for both in starts where stops.contains(both) {
      keys.fault(
        found: Bilingual(
          zh: "时限由 \(both.kind.rawValue) 起又由其止",
          en: "a clock that \(both.kind.rawValue) both starts and stops"),
        expected: Bilingual(zh: "两种事件", en: "two events"))
    }
  }

  private func pauseRule(_ keys: PolicyMapping) -> PauseRule? {
    let days = keys.integer("most_days", 1...DeadlineRule.mostDays)
    let source = keys.text("source")
    guard let days, let source else { return nil }
    return PauseRule(mostDays: days, source: source)
  }

  private func extensionRule(_ keys: PolicyMapping) -> ExtensionRule? {
    let days = keys.integer("most_days", 1...DeadlineRule.mostDays)
    let source = keys.text("source")
    guard let days, let source else { return nil }
    return ExtensionRule(mostDays: days, source: source)
  }

  private func lateAnswerRule(_ keys: PolicyMapping) -> LateAnswerRule? {
    let level = keys.choice("signed_by", CaseLevel.self)
    let source = keys.text("source")
    guard let level, let source else { return nil }
    return LateAnswerRule(signedBy: level, source: source)
  }

  private func rung(_ keys: PolicyMapping) -> LadderStep? {
    let days = keys.integer("days_after", 1...DeadlineRule.mostDays)
    let target = keys.choice("to", LadderTarget.self)
    let source = keys.text("source")
    guard let days, target != nil, let source else { return nil }
    return LadderStep(daysAfterDue: days, source: source)
  }

  private func checkAscending(_ ladder: [LadderStep]) {
    for (earlier, later) in zip(ladder, ladder.dropFirst())
    where earlier.daysAfterDue >= later.daysAfterDue {
      keys.fault(
        found: Bilingual(
          zh: "\(earlier.daysAfterDue) 之后是 days_after \(later.daysAfterDue)",
          en: "days_after \(later.daysAfterDue) after \(earlier.daysAfterDue)"),
        expected: Bilingual(zh: "各级递增", en: "steps ascending"))
    }
  }
}

/// Where a step of a ladder can lead.
private enum LadderTarget: String, CaseIterable {
  case nextLevel = "next-level"
}
