import CaseHandling
import WageDomain
import WageReports
import WageStore

/// The documents of a case's ways out: agreement, joint conference, letter to the regulator.
extension CaseDocuments {
  /// The last agreement.
  func mediation() throws -> (number: String, html: String) {
    let agreements = events.compactMap { event -> (on: Day, agreement: RepaymentAgreement)? in
      guard case .resolved(.repaymentAgreement(let agreement)) = event.act else { return nil }
      return (event.effectiveAt.day, agreement)
    }
    guard let last = agreements.last else {
      throw Self.missing(
        caseNo, Bilingual(zh: "没有还款协议", en: "there is no agreement"),
        "case resolve \(caseNo) --agreement FILE --terms TEXT")
    }
    let callback = status.clocks.last { clock in
      clock.startsOn == last.on && starts(clock, CaseEventKind.resolved, nil)
    }
    let page = MediationPage(
      sheet: sheet, round: agreements.count, agreedOn: last.on,
      terms: text(last.agreement.termsHash), instalments: last.agreement.instalments,
      callback: callback,
      clauses: quote(["mediation-agreement"]) + quoted(for: callback))
    return (MediationPage.number(caseNo: caseNo, round: agreements.count), page.html)
  }

  /// The last conference that decided.
  func conference() throws -> (number: String, html: String) {
    let decided = events.filter { $0.act.kind == .concluded && $0.act.forum == .conference }
    let submitted = events.filter {
      $0.act.kind == .escalated && $0.act.forum == .conference && !status.course.moot.contains($0)
    }
    guard let last = decided.last, case .concluded(_, let hash) = last.act else {
      let next =
        submitted.isEmpty
        ? "case escalate \(caseNo) --to conference --reason TEXT"
        : "case conclude \(caseNo) --by conference --present BODY --decision TEXT"
      throw Self.missing(
        caseNo, Bilingual(zh: "联席会议没有作出决定", en: "no joint conference decided"), next)
    }
    let before = submitted.last { $0.effectiveAt <= last.effectiveAt }
    let submittedOn = before?.effectiveAt.day ?? last.effectiveAt.day
    let limit = status.clocks.last {
      $0.startsOn == submittedOn && starts($0, .escalated, .conference)
    }
    let record = hash.flatMap { texts[$0] }.map(ConferenceRecord.init(text:))
    let page = ConferencePage(
      sheet: sheet, round: decided.count, submittedOn: submittedOn,
      decidedOn: last.effectiveAt.day,
      present: (record?.present ?? []).map { rules.routing.body($0)?.name.zh ?? $0 },
      decision: record.map { .written($0.decision) } ?? text(hash),
      bodyName: status.body.map { rules.routing.body($0)?.name.zh ?? $0 },
      advanced: status.course.advanced, limit: limit, running: running,
      clauses: (status.course.advanced > .zero ? quote(["advance"]) : []) + quoted(for: limit))
    return (ConferencePage.number(caseNo: caseNo, round: decided.count), page.html)
  }

  /// The last letter to the regulator.
  func regulatorLetter() throws -> (number: String, html: String) {
    guard let last = try lastEscalation(to: .regulator) else {
      throw Self.missing(
        caseNo, Bilingual(zh: "没有移送行业主管部门", en: "it was not taken to a regulator"),
        "case escalate \(caseNo) --to regulator --regulator BODY --reason TEXT")
    }
    let name = last.escalation.regulator.map { rules.routing.body($0)?.name.zh ?? $0 }
    let next = status.nextDue
    let page = RegulatorLetterPage(
      sheet: sheet, round: last.round, sentOn: last.on, regulatorName: name,
      reason: text(last.escalation.reasonHash), running: running, next: next,
      clauses: quote(["regulator-duty", "illegal-contracting"]) + quoted(for: next))
    return (RegulatorLetterPage.number(caseNo: caseNo, round: last.round), page.html)
  }

  /// What runs, by due day.
  private var running: [NamedClock] {
    let names = CaseNames(rules)
    return status.clocks.filter { $0.ending == nil }
      .enumerated().sorted {
        let (one, other) = ($0.element.dueOn, $1.element.dueOn)
        return one == other ? $0.offset < $1.offset : Day.isEarlier(one, other)
      }
      .map { NamedClock(title: names.clock($0.element.id), clock: $0.element) }
  }

  /// Whether the policy starts a clock by such an event.
  private func starts(_ clock: CaseClock, _ kind: CaseEventKind, _ forum: Forum?) -> Bool {
    rules.history.policy.clock(clock.id)?.starts.contains(ClockTrigger(kind, forum: forum))
      ?? false
  }

  private func text(_ hash: String?) -> DocumentText {
    guard let hash else { return .none }
    return texts[hash].map(DocumentText.written) ?? .erased
  }

  private static func missing(
    _ caseNo: String, _ what: Bilingual, _ next: String
  ) -> CommandFailure {
    CommandFailure(
      zh: "案件 \(caseNo)：\(what.zh)。\n  请先用 `wagewatch \(next)` 记录。",
      en: "case \(caseNo): \(what.en).\n  Record one with `wagewatch \(next)`.")
  }
}
