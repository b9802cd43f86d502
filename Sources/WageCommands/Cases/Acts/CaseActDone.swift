import WageDomain
import WageStore

/// What an act made of a case, and what else its officer should know.
struct CaseActDone {
  let caseNo: String
  let status: CaseStatus
  let isDryRun: Bool
  /// What other people recorded since this one's last event.
  let others: [RecordedEvent]
  /// What the act recorded.
  let own: [RecordedEvent]
  /// The follow-ups that it withdrew, those of a case that was merged among them.
  let messages: [OutboxMessage]
  /// What went out and turned out moot with it.
  let moot: [CaseEvent]

  func lines(_ names: CaseNames) -> [Bilingual] {
    let next = status.nextDue.flatMap { clock in
      clock.dueOn.map { day in
        Bilingual(zh: "，\(names.clock(clock.id)) \(day) 到期", en: ", \(clock.id) due on \(day)")
      }
    }
    let tail = isDryRun ? Bilingual(zh: "（演练，未改动）", en: " (dry run, nothing changed)") : nil
    let first = Bilingual(
      zh:
        "\(caseNo)：\(status.state.title.zh)，\(status.level.title.zh)\(next?.zh ?? "")\(tail?.zh ?? "")",
      en: "\(caseNo): \(status.state.title.en), \(status.level.title.en)\(next?.en ?? "")"
        + (tail?.en ?? ""))
    var lines = [first]
    for clock in status.notCountable {
      let missing = MissingNotice.text(clock.missingYear ?? 0)
      lines.append(
        Bilingual(
          zh: "  \(names.clock(clock.id))：\(missing.zh)", en: "  \(clock.id): \(missing.en)"))
    }
    if status.lateReplyNeedsSignature {
      lines.append(
        Bilingual(
          zh: "  逾期回复：转办单上须有领导签字。",
          en: "  A reply came late: a leader's signature belongs on the order."))
    }
    lines += others.map(\.toldToOthers) + withdrawn.map { line($0, names) }
    lines += moot.compactMap { $0.mootText(names) }
    lines += unbroken.map(line) + messages.map { $0.withdrawnText(names) }
    if let excess = status.excess { lines.append(excess.text(caseNo)) }
    if let step = status.nextStep { lines.append(step.text(caseNo)) }
    return lines
  }

  private var unbroken: [BrokenInstalment] {
    own.compactMap { recorded in
      if case .breachWithdrawn(let broken) = recorded.event.act { broken } else { nil }
    }
  }

  /// A case that went on after the breach stays where it is; a person says whether the agreement stands.
  private func line(_ broken: BrokenInstalment) -> Bilingual {
    let isPaid = status.course.instalments.contains {
      $0.number == broken.number && $0.isPaidInTime
    }
    // Money of another kind may have left nothing to be paid: wages outside of the agreement, an advance.
    let why =
      isPaid
      ? Bilingual(zh: "其实已按期支付", en: "was paid in time")
      : Bilingual(
        zh: "到期时已无欠款：此前已付清全部工资",
        en: "was not owed any more by then: all that is claimed had been paid")
    let head = Bilingual(
      zh: "  撤销违约：第 \(broken.number) 期（\(broken.dueOn)）\(why.zh)",
      en: "  Breach withdrawn: instalment \(broken.number) of \(broken.dueOn) \(why.en)")
    guard status.state != .resolved, !status.state.isFinal else {
      return Bilingual(
        zh: "\(head.zh)；案件\(status.state.title.zh)",
        en: "\(head.en); the case is \(status.state.title.en)")
    }
    return Bilingual(
      zh: "\(head.zh)。案件此后已另行办理，仍为\(status.state.title.zh)",
      en: "\(head.en). The case went on since and stays \(status.state.title.en)")
  }

  private var withdrawn: [WithdrawnRaise] {
    own.compactMap { recorded in
      if case .raiseWithdrawn(let raise) = recorded.event.act { raise } else { nil }
    }
  }

  private func line(_ raise: WithdrawnRaise, _ names: CaseNames) -> Bilingual {
    Bilingual(
      zh: "  撤销升级：\(names.clock(raise.step.clock)) \(raise.step.dueOn) 到期，\(raise.why.title.zh)",
      en: "  Raise withdrawn: \(raise.step.clock) due on \(raise.step.dueOn), \(raise.why.title.en)"
    )
  }

  var json: JSONValue {
    .object([
      "schema": .integer(1), "case_no": .string(caseNo), "dry_run": .bool(isDryRun),
      "state": .string(status.state.rawValue), "level": .string(status.level.rawValue),
      "body": .optional(status.body), "clock": .optional(status.nextDue?.id),
      "due_on": .optional(status.nextDue?.dueOn?.description),
      "not_countable": .array(status.notCountable.map { .string($0.id) }),
      "late_reply_needs_signature": .bool(status.lateReplyNeedsSignature),
      "next_command": .optional(status.nextStep?.command(caseNo)),
      "moot": .array(moot.map(\.mootJSON)), "excess_fen": .optional(status.excess?.amount.fen),
      "recorded": .array(own.map(Self.event)), "others": .array(others.map(Self.event)),
      "messages_withdrawn": .array(
        messages.map { message in
          .object([
            "message_id": .string(message.messageId), "to": .string(message.recipient.rawValue),
            "addressee": .optional(message.addressee), "why": .optional(message.why?.rawValue),
            "sent": .bool(message.attempts.contains(where: \.isSent)),
          ])
        }),
    ])
  }

  private static func event(_ recorded: RecordedEvent) -> JSONValue {
    .object([
      "seq": .integer(recorded.seq), "type": .string(recorded.event.act.kind.rawValue),
      "effective_at": .string(recorded.event.effectiveAt.description),
      "recorded_at": .string(recorded.recordedAt.description),
      "actor": .string(recorded.event.actor),
    ])
  }
}

extension RecordedEvent {
  /// What another officer recorded, as the next one is told.
  var toldToOthers: Bilingual {
    let kind = event.act.kind.title
    return Bilingual(
      zh: "  此前他人记入：\(seq) \(kind.zh)（\(event.actor)，\(recordedAt)）",
      en: "  Recorded by others before: \(seq) \(kind.en) by \(event.actor) at "
        + "\(recordedAt)")
  }
}
