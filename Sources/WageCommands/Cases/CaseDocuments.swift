import CaseHandling
import RiskScoring
import WageDomain
import WageReports
import WageStore

/// What the documents of a case are made of.
struct CaseDocuments {
  let caseNo: String
  let status: CaseStatus
  /// In the order they were recorded.
  let events: [CaseEvent]
  /// By the hash that an event holds.
  let texts: [String: String]
  let complaints: [ListedComplaint]
  let rules: WorkflowRules
  let regions: RegionTable
  let clauses: [LawClause]

  /// The last transfer order that is not moot.
  ///
  /// - Throws: ``CommandFailure`` where there is none, or all are moot: nobody is sent what is over.
  func transferOrder() throws -> (number: String, html: String) {
    guard let issued = status.orderInForce else {
      if let last = status.orders.last { throw mootOrder(last) }
      throw CommandFailure(
        zh: "案件 \(caseNo)：还没有转办单。\n  请先用 `wagewatch case dispatch \(caseNo)` 转办。",
        en: """
          case \(caseNo): there is no transfer order yet.
            Send one with `wagewatch case dispatch \(caseNo)`.
          """)
    }
    let body = rules.routing.body(issued.order.body)
    let clock = status.clocks.last { clock in
      clock.body == issued.order.body && clock.startsOn == issued.issuedAt.day
    }
    // Clocks that ran out since have raised the case; the order was given at the level of its day.
    let level = try rules.status(
      of: events.filter { $0.effectiveAt.day <= issued.issuedAt.day }
    ).level
    let page = TransferOrderPage(
      sheet: sheet(at: level), issued: issued, bodyName: body?.name.zh ?? issued.order.body,
      contact: body?.contact ?? "",
      helperName: issued.order.helper.map { rules.routing.body($0)?.name.zh ?? $0 },
      reply: clock,
      lateSignature: clock.flatMap { rules.history.policy.clock($0.id)?.lateAnswer?.signedBy },
      clauses: quoted(for: clock))
    return (issued.order.number, page.html)
  }

  private func mootOrder(_ last: IssuedOrder) -> CommandFailure {
    let (number, day) = (last.order.number, last.issuedAt.day)
    let body = rules.routing.body(last.order.body)?.name.zh ?? last.order.body
    let reopened = reopened
    return CommandFailure(
      zh: """
        案件 \(caseNo)：转办单 \(number) 发出之日（\(day)）案件已了结，此单作废，不再出具文书。
          请告知\(body)此单作废。仍须转办的，\(reopened.zh)用 `wagewatch case dispatch \(caseNo)` 另行转办。
        """,
      en: """
        case \(caseNo): transfer order \(number) went out on \(day), when the case was over; it is moot, and \
        no document of it is written.
          Tell \(last.order.body) that it is moot. Where it has to go there all the same, \(reopened.en)\
        send it again with `wagewatch case dispatch \(caseNo)`.
        """)
  }

  /// What comes before a case that is over is sent on; nothing for an open one.
  private var reopened: Bilingual {
    status.state.isOpen
      ? .same("")
      : Bilingual(
        zh: "先用 `wagewatch case reopen \(caseNo) --reason 理由` 重新受理，再",
        en: "run `wagewatch case reopen \(caseNo) --reason TEXT`, then ")
  }

  /// The promise of the last registration or reopening.
  func promise() throws -> (number: String, html: String) {
    let promises = rules.history.policy.clocks
      .filter { $0.starts.contains(ClockTrigger(.registered)) }.map(\.id)
    guard let clock = status.clocks.last(where: { promises.contains($0.id) }) else {
      throw CommandFailure(
        zh: "案件 \(caseNo)：流程规则没有自登记起算的时限。",
        en: "case \(caseNo): no clock of the policy starts at registration.")
    }
    let page = PromisePage(sheet: sheet, promise: clock, clauses: quoted(for: clock))
    return (PromisePage.number(caseNo: caseNo, round: clock.round), page.html)
  }

  /// The last referral to the police, as the case stood at the end of that day: the same whenever it is
  /// printed.
  func policeReferral() throws -> (number: String, html: String) {
    guard let (_, referredOn, escalation) = try lastEscalation(to: .police) else {
      throw CommandFailure(
        zh: """
          案件 \(caseNo)：没有移送公安。
            请先用 `wagewatch case escalate \(caseNo) --to police --ground 事由` 移送。
          """,
        en: """
          case \(caseNo): it was not taken to the police.
            Refer it with `wagewatch case escalate \(caseNo) --to police --ground GROUND`.
          """)
    }
    let then = try rules.status(of: events.filter { $0.effectiveAt.day <= referredOn })
    let known = complaints.filter { then.complaints.contains($0.complaintNo) }
    let page = PoliceReferralPage(
      sheet: Self.sheet(caseNo, then, known, regions), referredOn: referredOn,
      ground: escalation.ground,
      comparison: rules.history.policy.criminalAmount?.comparison(
        with: then.details, owedSince: known.firstMonthOwed, asOf: referredOn),
      clauses: quote(PoliceReferralPage.clauseIds(escalation.ground)))
    return (PoliceReferralPage.number(caseNo: caseNo), page.html)
  }

  /// The last time that the case was taken to an authority, and which one of all it is; nil where it
  /// never was. One that is moot counts nowhere.
  ///
  /// - Throws: ``CommandFailure`` where all are moot: nobody is sent what is over.
  func lastEscalation(
    to forum: Forum
  ) throws -> (round: Int, on: Day, escalation: Escalation)? {
    let all = events.compactMap { event -> (event: CaseEvent, escalation: Escalation)? in
      guard case .escalated(let escalation) = event.act, escalation.forum == forum else {
        return nil
      }
      return (event, escalation)
    }
    if let last = all.lastIndex(where: { !status.course.moot.contains($0.event) }) {
      return (last + 1, all[last].event.effectiveAt.day, all[last].escalation)
    }
    guard let moot = all.last else { return nil }
    let day = moot.event.effectiveAt.day
    let (to, reopened) = (forum.title, reopened)
    throw CommandFailure(
      zh: """
        案件 \(caseNo)：\(day) 已移送\(to.zh)，当日案件已了结，此次移送作废，不再出具文书。
          请告知\(to.zh)不必办理。仍须移送的，\(reopened.zh)用 `wagewatch case escalate \(caseNo) --to \(forum.rawValue) --reason 理由` 另行移送。
        """,
      en: """
        case \(caseNo): it was taken to \(to.en) on \(day), when it was over; that is moot, and no letter \
        of it is written.
          Tell them that it is moot. Where it has to go there all the same, \(reopened.en)\
        take it there again with `wagewatch case escalate \(caseNo) --to \(forum.rawValue) --reason TEXT`.
        """)
  }

  /// What the wages rest on, and what the counting does.
  func quoted(for clock: CaseClock?) -> [LawClause] {
    let isRolled = clock?.deadline.rule.roll == .forward
    let ids = ["wages-in-full", "day-zero"] + (isRolled ? ["last-day"] : [])
    return quote(ids)
  }

  func quote(_ ids: [String]) -> [LawClause] {
    ids.compactMap { id in clauses.first { $0.id == id } }
  }

  var sheet: CaseSheet { sheet(at: status.level) }

  private func sheet(at level: CaseLevel) -> CaseSheet {
    Self.sheet(caseNo, status, complaints, regions, level: level)
  }

  private static func sheet(
    _ caseNo: String, _ status: CaseStatus, _ complaints: [ListedComplaint], _ regions: RegionTable,
    level: CaseLevel? = nil
  ) -> CaseSheet {
    // As lists choose it: the first with a known firm, else the first that names one.
    let told =
      complaints.first { $0.creditCode != nil } ?? complaints.first { $0.firmName != nil }
    let asNamed = complaints.filter { $0.creditCode == told?.creditCode }.compactMap(\.firmAsNamed)
    return CaseSheet(
      caseNo: caseNo, registeredAt: status.registeredAt, details: status.details,
      level: level ?? status.level, firmName: told?.firmName, creditCode: told?.creditCode,
      firmAsNamed: Set(asNamed).sorted(),
      townName: status.details.town.map { regions.name(of: $0) ?? $0.description },
      complaints: complaints.map {
        CaseSheet.Complaint(
          number: $0.complaintNo, channel: EventWords.text($0.channel).zh,
          complainant: $0.complainant)
      })
  }
}
