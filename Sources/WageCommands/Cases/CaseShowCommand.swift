import ArgumentParser
import CaseHandling
import WageDomain
import WageStore

/// `wagewatch case show NO`
struct CaseShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract:
      "Show a case: its clocks day by day, its events with their hashes, its parties masked.",
    discussion: "EXAMPLE: wagewatch case show 2026-000001 --json")

  @Argument(help: "The case number.", transform: CaseNumberArgument.parse) var number: String
  @Flag(help: "One JSON object.") var json = false
  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let day = try asOf.day()
    let workspace = try workspace.open()
    let rules = try workspace.caseRules(asOf: CommandContext.current.now().day)
    let shown = try workspace.openDatabase().read { snapshot in
      let all = try snapshot.events(ofCase: number)
      let openedOn = all.map(\.event).openedOn
      let events = all.filter { $0.event.effectiveAt.day <= day }
      guard let openedOn, openedOn <= day else { throw Self.notYet(number, day, openedOn) }
      return ShownCase(
        caseNo: number, asOf: day, status: try rules.status(of: events.map(\.event)),
        events: events, complaints: try snapshot.complaints(ofCase: number),
        criminalAmount: rules.history.policy.criminalAmount)
    }
    let console = CommandContext.current.console
    let names = CaseNames(rules, try? workspace.regions())
    console.out(json ? shown.json.pretty + "\n" : shown.text(languageOption.language, names))
    console.error(
      Bilingual(zh: "\(shown.events.count) 个事件", en: shown.events.count.counted("event"))
        .text(languageOption.language))
  }

  static func notYet(_ number: String, _ day: Day, _ registered: Day?) -> CommandFailure {
    let since = registered?.description ?? "-"
    return CommandFailure(
      zh: """
        \(day) 尚无案件 \(number)：该案 \(since) 登记。
          请用登记当日或之后的 --as-of。
        """,
      en: """
        no case \(number) by \(day): it was registered on \(since).
          Ask as of that day or later.
        """)
  }
}

/// A case with all that its page shows.
struct ShownCase {
  let caseNo: String
  let asOf: Day
  let status: CaseStatus
  let events: [RecordedEvent]
  let complaints: [ListedComplaint]
  /// Nil while the policy has none.
  let criminalAmount: CriminalAmount?

  var json: JSONValue {
    .object([
      "schema": .integer(1), "as_of": .string(asOf.description), "case_no": .string(caseNo),
      "state": .string(status.state.rawValue), "body": .optional(status.body),
      "level": .string(status.level.rawValue),
      "reception_level": .string(status.receptionLevel.rawValue),
      "persons": .optional(status.details.persons),
      "amount_fen": .optional(status.details.amount?.fen),
      "town_code": .optional(status.details.town?.description),
      "resolution": .optional(status.resolution?.kind.rawValue),
      "merged_into": .optional(status.mergedInto),
      "complaints": .array(status.complaints.map { .string($0) }),
      "lacks": .array(status.lacks.map { .string($0.rawValue) }),
      "late_reply_needs_signature": .bool(status.lateReplyNeedsSignature),
      "bounces": .array(status.course.bounces.map { .string($0) }),
      "signed_by_level": .optional(status.course.signedBy?.rawValue),
      "paused_on": .optional(status.course.pausedOn?.description),
      "forums": .array(status.course.forums.map { .string($0.rawValue) }),
      "police_grounds": .array(policeGrounds.map { .optional($0?.rawValue) }),
      "fast_track_kind": .optional(fastTrackKind?.rawValue),
      "criminal_amount": criminalJSON,
      "callbacks": .array(status.course.callbacks.map { .string($0.rawValue) }),
      "reopenings": .integer(Int64(status.course.reopenings)),
      "advanced_fen": .integer(status.course.advanced.fen),
      "recovered_fen": .integer(status.course.recovered.fen),
      "unpaid_fen": .optional(status.course.unpaid(of: status.details.amount)?.fen),
      "paid_outside_fen": .integer(status.course.paid.fen),
      "excess_fen": .optional(status.excess?.amount.fen),
      "to_recover_fen": .optional(status.excess?.toRecover.fen),
      "county": .optional(status.course.county),
      "moot": .array(status.course.moot.map(\.mootJSON)),
      "next_command": .optional(status.nextStep?.command(caseNo)),
      "instalments": .array(status.course.instalments.map(instalment)),
      "clocks": .array(status.clocks.map(clock)), "events": .array(events.map(event)),
      "orders": .array(status.orders.map(order)), "parties": .array(complaints.map(party)),
    ])
  }

  private func clock(_ clock: CaseClock) -> JSONValue {
    .object([
      "id": .string(clock.id), "round": .integer(Int64(clock.round)),
      "body": .optional(clock.body), "left": .bool(status.hasLeft(clock)),
      "starts_on": .string(clock.startsOn.description),
      "due_on": .optional(clock.dueOn?.description),
      "missing_year": .optional(clock.missingYear.map(Int64.init)),
      "counted": .array(clock.deadline.counted.map { .string($0.description) }),
      "skipped": .array(
        clock.deadline.skipped.map {
          .object(["day": .string($0.day.description), "why": .string($0.why.description)])
        }),
      "paused": .array(
        clock.paused.map {
          .object([
            "from": .string($0.lowerBound.description), "to": .string($0.upperBound.description),
          ])
        }), "extended_days": .integer(Int64(clock.extendedBy)),
      "state": .string(clock.state(asOf: asOf).rawValue),
      "ended_at": .optional(clock.ending?.at.description),
      "calendar": .optional(clock.deadline.calendarVersion),
    ])
  }

  private func instalment(_ plan: CaseInstalment) -> JSONValue {
    .object([
      "number": .integer(Int64(plan.number)), "due_on": .string(plan.promise.dueOn.description),
      "amount_fen": .integer(plan.promise.amount.fen),
      "paid_at": .optional(plan.paidAt?.description), "broken": .bool(plan.isBroken),
      "void_on": .optional(plan.voidOn?.description),
    ])
  }

  private func event(_ recorded: RecordedEvent) -> JSONValue {
    .object([
      "seq": .integer(recorded.seq), "type": .string(recorded.event.act.kind.rawValue),
      "effective_at": .string(recorded.event.effectiveAt.description),
      "recorded_at": .string(recorded.recordedAt.description),
      "actor": .string(recorded.event.actor),
      "payload": .object(
        recorded.event.act.payload.sorted { $0.key < $1.key }
          .map { .init(key: $0.key, value: .string($0.value)) }),
      "previous": .string(recorded.previous), "hash": .string(recorded.hash),
    ])
  }

  private func order(_ issued: IssuedOrder) -> JSONValue {
    .object([
      "number": .string(issued.order.number), "body": .string(issued.order.body),
      "helper": .optional(issued.order.helper), "rule": .optional(issued.order.rule),
      "issued_at": .string(issued.issuedAt.description),
    ])
  }

  private func party(_ complaint: ListedComplaint) -> JSONValue {
    .object([
      "complaint_no": .string(complaint.complaintNo), "channel": .string(complaint.channel),
      "name": .optional(complaint.complainant.name),
      "id_no": .optional(complaint.complainant.idNo),
      "phone": .optional(complaint.complainant.phone),
      "erased_on": .optional(complaint.erasedOn?.description),
    ])
  }
}
