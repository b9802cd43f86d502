public import WageDomain

extension CaseHistory {
  /// The follow-ups whose moment came by the end of `day`.
  ///
  /// Each is due at the beginning of its day while its clock ran, by the due day that stood then; one at
  /// the start, with the event that started the clock. A firm is told once it is known.
  /// When an event drew the due day in, so that the moment was over already, it is due with the
  /// event. A moment not after the clock's own start is none. One moment only for each clock, round
  /// and step: a due day that is moved later is not told again. Of a body's clock nobody is told once the
  /// case left that body.
  ///
  /// - Parameters:
  ///   - caseNo: for the texts.
  ///   - events: in the order they were recorded.
  ///   - day: the last day looked at.
  ///   - name: what a body is called.
  /// - Returns: by moment, then in the policy's order.
  /// - Throws: as ``replay(_:adding:)``.
  public func reminders(
    ofCase caseNo: String, _ events: [CaseEvent], asOf day: Day,
    name: (String) -> Bilingual?
  ) throws -> [CaseReminder] {
    let standings = try standings(of: events.filter { $0.effectiveAt.day <= day })
    var found: [CaseReminder] = []
    var seen: Set<ReminderKey> = []
    var known: [RunningClock] = []
    var passed: Set<ReminderKey> = []
    guard let final = standings.last?.standing else { return [] }
    for (index, (from, standing)) in standings.enumerated() {
      let window = Window(
        from: from, until: index + 1 < standings.count ? standings[index + 1].from : nil,
        lastDay: day)
      let dues = remindersDue(in: standing, window, known: known, passed: &passed)
      for due in dues where seen.insert(due.key).inserted {
        found.append(
          reminder(due, caseNo: caseNo, standing, final: final, asOf: day, name: name))
      }
      known = standing.clocks
    }
    // Swift's sort is stable: equal moments keep the policy's order.
    return found.sorted { $0.effectiveAt < $1.effectiveAt }
  }

  private func remindersDue(
    in standing: CaseReplay, _ window: Window, known: [RunningClock],
    passed: inout Set<ReminderKey>
  ) -> [ReminderDue] {
    var dues: [ReminderDue] = []
    for clock in standing.clocks where clock.ending == nil && !standing.hasLeft(clock) {
      guard let dueOn = clock.deadline.dueOn else { continue }
      let isNew = !known.contains { $0.place == clock.place && $0.round == clock.round }
      for (index, reminder) in reminders(of: clock).enumerated() {
        let key = ReminderKey(place: clock.place, round: clock.round, step: index + 1)
        let onDay = try? reminder.day(startsOn: clock.from, dueOn: dueOn, calendar: calendar)
        guard let onDay else { continue }
        let isAtStart = reminder.side == .start
        if isNew, !isAtStart, Instant(day: onDay) <= window.from { passed.insert(key) }
        guard reminder.recipient != .firm || standing.isFirmKnown,
          let moment = window.moment(Instant(day: onDay), isPassed: passed.contains(key))
        else { continue }
        dues.append(
          ReminderDue(key: key, reminder: reminder, clock: clock, dueOn: dueOn, moment: moment))
      }
    }
    return dues
  }

  private func reminders(of clock: RunningClock) -> [ReminderRule] {
    clock.place.map { rules.clocks[$0].reminders } ?? policy.instalmentReminders
  }

  private func reminder(
    _ due: ReminderDue, caseNo: String, _ standing: CaseReplay, final: CaseReplay,
    asOf day: Day, name: (String) -> Bilingual?
  ) -> CaseReminder {
    let title = due.clock.place.map { rules.clocks[$0].title } ?? CaseClock.instalmentTitle
    let isAway = standing.course.isWithCounty
    let body = isAway ? nil : standing.body
    let bodyName =
      isAway
      ? Bilingual(zh: "（已移送外县）", en: "the county that it was taken to")
      : body.map { name($0) ?? .same($0) } ?? Bilingual(zh: "（尚无责任主体）", en: "nobody yet")
    func text(_ part: KeyPath<Bilingual, String>) -> String {
      let template = due.reminder.text[keyPath: part]
      return ReminderText.text(
        body == nil && !isAway ? ReminderText.withoutBody(template) : template, caseNo: caseNo,
        clock: title[keyPath: part], due: due.dueOn, body: bodyName[keyPath: part])
    }
    // What a body would be told, the leader is told while none is named.
    let recipient =
      due.reminder.recipient == .body && body == nil ? .leader : due.reminder.recipient
    let addressee: String? =
      switch recipient {
      case .body: body
      case .leader: max(standing.level, .leader).rawValue
      case .firm, .worker: nil
      }
    let sameDay = standing.clocks.count {
      $0.place == due.clock.place && $0.from == due.clock.from && $0.round <= due.clock.round
    }
    // What is promised at the start is worth nothing after its day.
    let isPast = due.reminder.side == .start && due.dueOn < day
    let toldBody = recipient == .body ? addressee : nil
    let namesBody = due.reminder.namesBody
    // It asks for a body that is there by now, or a county that has answered. That a promise was broken
    // before is still to be told.
    let isStale =
      due.reminder.recipient == .body && body == nil
      && (isAway ? !final.course.isWithCounty : final.body != nil || final.course.isWithCounty)
    let overtaken =
      final.overtakes(due.clock, toldBody: toldBody)
      ?? (isStale ? .left : isSettled(due, final) ? .settled : isPast ? .past : nil)
    return CaseReminder(
      clock: due.clock.id, round: due.clock.round, startsOn: due.clock.from, sameDay: sameDay,
      step: due.key.step,
      recipient: recipient, addressee: addressee, about: body, namesBody: namesBody,
      dueOn: due.dueOn,
      text: Bilingual(zh: text(\.zh), en: text(\.en)), effectiveAt: due.moment,
      overtaken: overtaken)
  }
}

extension CaseHistory {
  /// Who is outside is told nothing of a case under way that is settled or withdrawn, though a body has
  /// still to reply; what was told with the settlement itself stands.
  private func isSettled(_ due: ReminderDue, _ final: CaseReplay) -> Bool {
    let recipient = due.reminder.recipient
    guard due.reminder.side == .start, recipient == .firm || recipient == .worker,
      !final.state.isOpen, let place = due.clock.place
    else { return false }
    return !rules.clocks[place].starts.contains {
      $0.kind == .resolved || $0.kind == .closed || $0.kind == .withdrawn
    }
  }
}

extension CaseReplay {
  /// Why a follow-up of this round is of no use any more; `toldBody` is who would be told, if a body is.
  fileprivate func overtakes(_ round: RunningClock, toldBody: String?) -> ReminderWithdrawal? {
    let now = clocks.first {
      $0.place == round.place && $0.round == round.round && $0.from == round.from
    }
    // A lack that ended on its day has left no clock.
    guard let now else { return .answered }
    if now.ending != nil { return .answered }
    if hasLeft(now) { return .left }
    if let toldBody, toldBody != body { return .left }
    return course.isWithCounty && (now.body != nil || toldBody != nil) ? .left : nil
  }

  /// A clock of a body that sent the case back, or from which it was sent on: nobody is reminded of it,
  /// for the next body answers for its own, also where the case comes back to the first.
  fileprivate func hasLeft(_ clock: RunningClock) -> Bool {
    guard let owner = clock.body else { return false }
    return owner != body
      || clocks.contains {
        $0.place == clock.place && $0.round > clock.round && $0.body != owner
      }
  }
}

extension ReminderRule {
  /// What workers and firms are told may name no body; a leader is told of one that is late.
  fileprivate var namesBody: Bool {
    recipient == .body || recipient == .leader
      || [text.zh, text.en].contains { ReminderText.words(in: $0).contains("body") }
  }
}

private struct ReminderKey: Hashable {
  /// The clock's; nil for an instalment.
  let place: Int?
  let round: Int
  let step: Int
}

private struct ReminderDue {
  let key: ReminderKey
  let reminder: ReminderRule
  let clock: RunningClock
  let dueOn: Day
  let moment: Instant
}

/// The time between two events, in which a case stands as the first left it.
private struct Window {
  let from: Instant
  /// The next event, which still finds the clocks running; nil after the last one.
  let until: Instant?
  let lastDay: Day

  /// When a follow-up of this moment is due here; nil when it is not, or its moment was over when its
  /// clock started.
  func moment(_ moment: Instant, isPassed: Bool) -> Instant? {
    if moment <= from { return isPassed ? nil : from }
    guard moment.day <= lastDay else { return nil }
    return until.map { moment <= $0 } ?? true ? moment : nil
  }
}
