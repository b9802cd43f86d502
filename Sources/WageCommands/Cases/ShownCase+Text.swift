import RiskScoring
import WageDomain
import WageStore

extension ShownCase {
  /// For a person: where the case stands, why each day is the day it is, what happened.
  func text(_ language: Language, _ names: CaseNames) -> String {
    let county = status.course.county.map(names.county)
    let title = Bilingual(
      zh:
        "案件 \(caseNo)：\(status.state.title.zh)，\(status.level.title.zh)，责任主体 \(county?.zh ?? names.body(status.body) ?? "-")",
      en:
        "case \(caseNo): \(status.state.title.en), \(status.level.title.en), body \(county?.en ?? status.body ?? "-")"
    ).text(language)
    return
      ([title] + courseLines(language, names) + clockLines(language, names)
      + orderLines(language, names) + eventLines(language, names)
      + partyLines(language)).joined(separator: "\n") + "\n"
  }

  private func clockLines(_ language: Language, _ names: CaseNames) -> [String] {
    status.clocks.map { clock in
      let counted = clock.deadline.counted.map(\.description).joined(separator: " ")
      let skipped = clock.deadline.skipped.map { "\($0.day) \($0.why.text.text(language))" }
        .joined(separator: ", ")
      let due = clock.dueDay
      let body = clock.body.map {
        Bilingual(zh: "（\(names.body($0) ?? $0)）", en: " (\($0))")
      }
      let round = round(clock)
      let left = left(clock)
      return Bilingual(
        zh:
          "  \(names.clock(clock.id))\(round.zh)\(body?.zh ?? "") 自 \(clock.startsOn)（第 0 天）至 \(due.zh)，"
          + "\(clock.state(asOf: asOf).title.zh)\(left.zh)\n    计入：\(counted)"
          + (skipped.isEmpty ? "" : "\n    不计：\(skipped)")
          + (clock.extendedBy > 0 ? "\n    延期：\(clock.extendedBy) 天" : ""),
        en:
          "  \(clock.id)\(round.en)\(body?.en ?? "") from \(clock.startsOn) (day 0) to \(due.en), "
          + "\(clock.state(asOf: asOf).title.en)\(left.en)\n    counted: \(counted)"
          + (skipped.isEmpty ? "" : "\n    skipped: \(skipped)")
          + (clock.extendedBy > 0
            ? "\n    extended by \(clock.extendedBy.counted("day"))" : "")
      ).text(language)
    }
  }

  /// That the body whose clock it is does not have the case any more.
  private func left(_ clock: CaseClock) -> Bilingual {
    guard let owner = clock.body, status.hasLeft(clock) else { return .same("") }
    let sentBack = events.contains { recorded in
      guard case .bounced(let bounce) = recorded.event.act else { return false }
      return bounce.body == owner && recorded.event.effectiveAt.day >= clock.startsOn
    }
    if sentBack { return Bilingual(zh: "，已退回", en: ", sent back") }
    return status.course.isWithCounty
      ? Bilingual(zh: "，已移送外县", en: ", taken to another county")
      : Bilingual(zh: "，已转出", en: ", sent on")
  }

  /// Which round of several.
  private func round(_ clock: CaseClock) -> Bilingual {
    guard status.clocks.count(where: { $0.id == clock.id }) > 1 else { return .same("") }
    return Bilingual(zh: "第 \(clock.round) 轮", en: " round \(clock.round)")
  }

  /// What stands still, was sent back, was asked of the worker, is still to be paid.
  private func courseLines(_ language: Language, _ names: CaseNames) -> [String] {
    var lines = [
      Bilingual(
        zh: "  投诉编号：\(status.complaints.joined(separator: "、"))",
        en: "  complaints: \(status.complaints.joined(separator: ", "))")
    ]
    if let other = status.mergedInto {
      lines.append(Bilingual(zh: "  已并入 \(other)", en: "  merged into \(other)"))
    }
    if !status.lacks.isEmpty {
      lines.append(
        Bilingual(
          zh: "  待办：" + status.lacks.map(\.title.zh).joined(separator: "、"),
          en: "  in the holding pen: " + status.lacks.map(\.title.en).joined(separator: ", ")))
    }
    if let pausedOn = status.course.pausedOn {
      lines.append(Bilingual(zh: "  自 \(pausedOn) 起暂停", en: "  paused since \(pausedOn)"))
    }
    if !status.course.bounces.isEmpty {
      let zh = status.course.bounces.map { names.body($0) ?? $0 }.joined(separator: "、")
      let en = status.course.bounces.joined(separator: ", ")
      lines.append(Bilingual(zh: "  退回：\(zh)", en: "  sent back by: \(en)"))
    }
    lines += referralLines
    lines += status.course.moot.compactMap { $0.mootText(names) }
    if let answer = status.course.callbacks.last {
      lines.append(
        Bilingual(zh: "  回访：\(answer.title.zh)", en: "  call-back: \(answer.title.en)"))
    }
    if status.course.advanced > .zero {
      let (advanced, recovered) = (status.course.advanced, status.course.recovered)
      let unpaid = status.course.unpaid(of: status.details.amount)?.description ?? "-"
      lines.append(
        Bilingual(
          zh: "  专户垫付 \(advanced) 元，已追回 \(recovered) 元，工资未付 \(unpaid) 元",
          en: "  advanced from the account: \(advanced) yuan, recovered \(recovered), wages unpaid "
            + "\(unpaid)"))
    }
    for plan in status.course.instalments {
      let unpaid =
        plan.isBroken
        ? Bilingual(zh: "违约", en: "broken")
        : plan.voidOn.map { Bilingual(zh: "自 \($0) 起失效", en: "void since \($0)") }
          ?? Bilingual(zh: "待付", en: "to be paid")
      let zh = plan.paidAt.map { "\($0.day) 已付" } ?? unpaid.zh
      let en = plan.paidAt.map { "paid on \($0.day)" } ?? unpaid.en
      let yuan = "\(plan.promise.amount)"
      lines.append(
        Bilingual(
          zh: "  分期 \(plan.number)：\(plan.promise.dueOn)（含）前付 \(yuan) 元，\(zh)",
          en: "  instalment \(plan.number): \(yuan) yuan by \(plan.promise.dueOn), \(en)"))
    }
    for payment in status.course.payments {
      lines.append(
        Bilingual(
          zh: "  \(payment.on) 另付 \(payment.amount) 元",
          en: "  \(payment.amount) yuan paid on \(payment.on), outside of an agreement"))
    }
    if let excess = status.excess { lines.append(excess.text(caseNo)) }
    if let step = status.nextStep { lines.append(step.text(caseNo)) }
    return lines.map { $0.text(language) }
  }

  private func orderLines(_ language: Language, _ names: CaseNames) -> [String] {
    status.orders.map { issued in
      let helper = issued.order.helper.map { "\($0)" } ?? "-"
      return Bilingual(
        zh: "  转办单 \(issued.order.number)：\(names.body(issued.order.body) ?? "-")，"
          + "协助 \(names.body(issued.order.helper) ?? "-")，\(issued.issuedAt)",
        en: "  transfer order \(issued.order.number): \(issued.order.body), helper \(helper), "
          + "\(issued.issuedAt)"
      ).text(language)
    }
  }

  private func eventLines(_ language: Language, _ names: CaseNames) -> [String] {
    let words = EventPayloadText(names: names)
    return events.map { recorded in
      let (act, actor) = (recorded.event.act, recorded.event.actor)
      let payload = act.payload.sorted { $0.key < $1.key }
        .map { "\($0.key)=\($0.value)" }.joined(separator: " ")
      let text = Bilingual(
        zh: "\(act.kind.title.zh)，\(EventPayloadText.actor(actor))\(words.text(act))",
        en: "\(act.kind.title.en) \(actor) \(payload)")
      return
        "  \(recorded.seq) \(recorded.event.effectiveAt) \(text.text(language))\n    \(recorded.hash)"
    }
  }

  private func partyLines(_ language: Language) -> [String] {
    complaints.map { complaint in
      let person = complaint.complainant
      let parts =
        complaint.erasedOn.map { [ErasedText.text($0).text(language)] }
        ?? [person.name, person.idNo, person.phone].compactMap(\.self)
      return Bilingual(
        zh:
          "  投诉 \(complaint.complaintNo)（\(EventWords.text(complaint.channel).zh)）：\(parts.joined(separator: " "))",
        en: "  complaint \(complaint.complaintNo) (\(complaint.channel)): "
          + parts.joined(separator: " ")
      ).text(language)
    }
  }
}

extension CaseClock {
  /// The due day, or since when there will be one and how far the counting came.
  var dueDay: Bilingual {
    if let dueOn { return .same("\(dueOn)") }
    let missing = MissingNotice.text(missingYear ?? 0)
    let (done, all) = (deadline.counted.count, deadline.rule.days)
    return Bilingual(
      zh: "（\(missing.zh)，已计 \(done) 天，共 \(all) 天）",
      en: "a day \(missing.en) (\(done) of \(all) days counted)")
  }
}
