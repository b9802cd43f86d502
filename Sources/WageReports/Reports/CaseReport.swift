public import WageDomain

/// One case, three reports: before it was sent out, while it was handled, after it was resolved.
///
/// - Source: N11.
public struct CaseReport: Sendable {
  /// Which of the three.
  public enum Stage: String, CaseIterable, Sendable {
    case before, during, after

    public var title: Bilingual {
      switch self {
      case .before: Bilingual(zh: "事前", en: "before")
      case .during: Bilingual(zh: "事中", en: "during")
      case .after: Bilingual(zh: "事后", en: "after")
      }
    }
  }

  /// A complaint of the case, without its complainant.
  public struct Complaint: Hashable, Sendable {
    public let number: String
    public let channel: Bilingual
    public let receivedOn: String
    public let firm: Bilingual?

    public init(number: String, channel: Bilingual, receivedOn: String, firm: Bilingual?) {
      self.number = number
      self.channel = channel
      self.receivedOn = receivedOn
      self.firm = firm
    }
  }

  private let caseNo: String
  private let asOf: Day
  private let status: CaseStatus
  /// In the order in which they take effect.
  private let events: [CaseEvent]
  private let complaints: [Complaint]
  private let names: ReportNames

  public init(
    caseNo: String, asOf: Day, status: CaseStatus, events: [CaseEvent], complaints: [Complaint],
    names: ReportNames
  ) {
    self.caseNo = caseNo
    self.asOf = asOf
    self.status = status
    self.events = events
    self.complaints = complaints
    self.names = names
  }

  public func document(_ stage: Stage) -> ReportDocument {
    let sections =
      switch stage {
      case .before: [registration, complaintSection, orders]
      case .during: [clocks, course]
      case .after: [resolution, instalments, callBack].compactMap(\.self)
      }
    return ReportDocument(
      title: Bilingual(
        zh: "案件 \(caseNo) \(stage.title.zh)报告", en: "Case \(caseNo), report \(stage.title.en)"),
      lines: [
        Bilingual(
          zh: "截至 \(asOf)：\(status.state.title.zh)，\(status.level.title.zh)，责任主体 \(body.zh)",
          en: "As of \(asOf): \(status.state.title.en), \(status.level.title.en), body \(body.en)")
      ], sections: sections)
  }

  private var body: Bilingual { status.body.map(names.body) ?? .same("-") }

  // MARK: Before

  private var registration: ReportSection {
    let details = status.details
    return ReportSection(
      heading: Bilingual(zh: "登记", en: "Registration"),
      table: Self.facts([
        (Bilingual(zh: "登记日", en: "registered on"), .same("\(status.registeredAt.day)")),
        (Bilingual(zh: "人数", en: "persons"), .same(details.persons.map { "\($0)" } ?? "-")),
        (Bilingual(zh: "金额（元）", en: "amount (yuan)"), .same(details.amount?.description ?? "-")),
        (Bilingual(zh: "属地", en: "town"), details.town.map(names.town) ?? .same("-")),
        (Bilingual(zh: "接访层级", en: "to be received by"), status.receptionLevel.title),
      ]))
  }

  private var complaintSection: ReportSection {
    ReportSection(
      heading: Bilingual(zh: "投诉", en: "Complaints"),
      table: ReportTable(
        columns: [
          ReportColumn(zh: "编号", en: "number"), ReportColumn(zh: "渠道", en: "channel"),
          ReportColumn(zh: "受理日", en: "received on"), ReportColumn(zh: "被反映单位", en: "firm"),
        ],
        rows: complaints.map {
          ReportRow([.same($0.number), $0.channel, .same($0.receivedOn), $0.firm ?? .same("-")])
        }))
  }

  private var orders: ReportSection {
    ReportSection(
      heading: Bilingual(zh: "转办", en: "Transfer orders"),
      lines: status.orders.isEmpty ? [Bilingual(zh: "尚未转办。", en: "None yet.")] : [],
      table: status.orders.isEmpty
        ? nil
        : ReportTable(
          columns: [
            ReportColumn(zh: "转办单", en: "order"), ReportColumn(zh: "日期", en: "day"),
            ReportColumn(zh: "责任主体", en: "body"), ReportColumn(zh: "协助", en: "helper"),
            ReportColumn(zh: "分派规则", en: "rule"),
          ],
          rows: status.orders.map { issued in
            ReportRow([
              .same(issued.order.number), .same("\(issued.issuedAt.day)"),
              names.body(issued.order.body), issued.order.helper.map(names.body) ?? .same("-"),
              issued.order.rule.map(names.rule) ?? Bilingual(zh: "人工", en: "by hand"),
            ])
          }))
  }

  // MARK: During

  private var clocks: ReportSection {
    ReportSection(
      heading: Bilingual(zh: "时限", en: "Clocks"),
      table: ReportTable(
        columns: [
          ReportColumn(zh: "时限", en: "clock"), ReportColumn(zh: "责任主体", en: "body"),
          ReportColumn(zh: "起算日（第 0 天）", en: "day 0"), ReportColumn(zh: "到期日", en: "due on"),
          ReportColumn(zh: "结束日", en: "ended on"), ReportColumn(zh: "状态", en: "state"),
        ],
        rows: status.clocks.map { clock in
          let state = clock.state(asOf: asOf)
          return ReportRow(
            [
              names.clock(clock.id), clock.body.map(names.body) ?? .same("-"),
              .same("\(clock.startsOn)"), clock.dueText,
              .same(clock.ending.map { "\($0.at.day)" } ?? "-"), state.title,
            ], weight: state == .late ? .warning : .plain)
        }))
  }

  private var course: ReportSection {
    ReportSection(
      heading: Bilingual(zh: "办理经过", en: "What was done"),
      table: ReportTable(
        columns: [
          ReportColumn(zh: "日期", en: "day"), ReportColumn(zh: "事项", en: "event"),
          ReportColumn(zh: "说明", en: "about"),
        ],
        rows: events.map { event in
          ReportRow([
            .same("\(event.effectiveAt.day)"), event.act.kind.title, names.about(event.act),
          ])
        }))
  }

  // MARK: After

  private var resolution: ReportSection {
    let resolved = events.last { $0.act.kind == .resolved }
    let closed = events.last { $0.act.kind == .closed }
    return ReportSection(
      heading: Bilingual(zh: "化解", en: "Resolution"),
      lines: status.resolution == nil ? [Bilingual(zh: "尚未化解。", en: "Not resolved.")] : [],
      table: Self.facts([
        (Bilingual(zh: "方式", en: "how"), status.resolution?.kind.title ?? .same("-")),
        (
          Bilingual(zh: "化解日", en: "on"),
          .same(status.resolution == nil ? "-" : resolved.map { "\($0.effectiveAt.day)" } ?? "-")
        ),
        (
          Bilingual(zh: "金额（元）", en: "amount (yuan)"),
          .same(status.details.amount?.description ?? "-")
        ),
        (
          Bilingual(zh: "办结日", en: "closed on"),
          .same(status.state == .closed ? closed.map { "\($0.effectiveAt.day)" } ?? "-" : "-")
        ),
        (Bilingual(zh: "重开次数", en: "times taken up again"), .same("\(status.course.reopenings)")),
        (Bilingual(zh: "退回次数", en: "times sent back"), .same("\(status.course.bounces.count)")),
      ]))
  }

  private var instalments: ReportSection? {
    guard !status.course.instalments.isEmpty else { return nil }
    return ReportSection(
      heading: Bilingual(zh: "还款计划", en: "Repayment plan"),
      table: ReportTable(
        columns: [
          ReportColumn(zh: "期", en: "no.", isNumber: true), ReportColumn(zh: "应付日", en: "due on"),
          ReportColumn(zh: "金额（元）", en: "yuan", isNumber: true),
          ReportColumn(zh: "实付日", en: "paid on"),
        ],
        rows: status.course.instalments.map { plan in
          ReportRow(
            [
              .same("\(plan.number)"), .same("\(plan.promise.dueOn)"),
              .same("\(plan.promise.amount)"),
              plan.paidAt.map { .same("\($0.day)") }
                ?? (plan.isBroken ? Bilingual(zh: "违约", en: "broken") : nil)
                  ?? plan.voidOn.map { Bilingual(zh: "自 \($0) 起失效", en: "void since \($0)") }
                  ?? .same("-"),
            ], weight: plan.isBroken ? .warning : .plain)
        }))
  }

  private var callBack: ReportSection {
    let answers = events.compactMap { event -> ReportRow? in
      guard case .calledBack(let answer) = event.act else { return nil }
      return ReportRow([.same("\(event.effectiveAt.day)"), answer.title])
    }
    return ReportSection(
      heading: Bilingual(zh: "回访", en: "Call-back"),
      lines: answers.isEmpty ? [Bilingual(zh: "尚未回访。", en: "Not asked yet.")] : [],
      table: answers.isEmpty
        ? nil
        : ReportTable(
          columns: [
            ReportColumn(zh: "日期", en: "day"), ReportColumn(zh: "答复", en: "answer"),
          ], rows: answers))
  }

  private static func facts(_ facts: [(Bilingual, Bilingual)]) -> ReportTable {
    ReportTable(
      columns: [ReportColumn(zh: "项目", en: "item"), ReportColumn(zh: "内容", en: "value")],
      rows: facts.map { ReportRow([$0.0, $0.1]) })
  }
}

extension ReportNames {
  /// What an act is about, as far as a report may say: no person's name and no text that one wrote.
  fileprivate func about(_ act: CaseAct) -> Bilingual {
    switch act {
    case .registered(let complaint), .detailsChanged(let complaint): .same(complaint.complaintNo)
    case .linked(let linked): .same(linked.complaintNo)
    case .firmNamed(let naming):
      .same(
        ([naming.complaintNo] + [naming.former, naming.firm].compactMap(\.self)).joined(
          separator: " → "))
    case .unlinked(let unlinking): .same(unlinking.complaintNo)
    case .received(let level): level.title
    case .dispatched(let order): body(order.body)
    case .bounced(let bounce): body(bounce.body)
    case .signed(let signature): signature.level.title
    case .extended(let more):
      Bilingual(
        zh: "\(clock(more.clock).zh) +\(more.days) 天",
        en: "\(more.clock) +\(more.days.counted("day"))")
    case .raised(let step):
      Bilingual(
        zh: "\(clock(step.clock).zh)，\(step.level.title.zh)",
        en: "\(step.clock), \(step.level.title.en)")
    case .raiseWithdrawn(let raise):
      Bilingual(
        zh: "\(clock(raise.step.clock).zh)，\(raise.why.title.zh)",
        en: "\(raise.step.clock), \(raise.why.title.en)")
    case .escalated, .accepted, .concluded: act.forum?.title ?? .same("")
    case .resolved(let how): how.kind.title
    case .instalmentPaid(let number):
      Bilingual(zh: "第 \(number) 期", en: "instalment \(number)")
    case .breached(let broken), .breachWithdrawn(let broken):
      Bilingual(zh: "第 \(broken.number) 期", en: "instalment \(broken.number)")
    case .advanced(let advance):
      Bilingual(zh: "\(advance.amount) 元", en: "\(advance.amount) yuan")
    case .paid(let amount):
      Bilingual(zh: "\(amount) 元", en: "\(amount) yuan")
    case .recovered(let recovery):
      Bilingual(zh: "\(recovery.amount) 元", en: "\(recovery.amount) yuan")
    case .calledBack(let answer): answer.title
    case .rescheduled(let moved):
      Bilingual(
        zh: "\(clock(moved.clock).zh) \(moved.from?.description ?? "-") → "
          + "\(moved.to?.description ?? "-")",
        en: "\(moved.clock) \(moved.from?.description ?? "-") -> \(moved.to?.description ?? "-")")
    case .merged(let other): .same(other)
    case .replied, .paused, .resumed, .reopened, .withdrawn, .closed, .unmasked, .erased: .same("")
    }
  }
}

extension CaseClock {
  /// The due day, or why there is none yet.
  var dueText: Bilingual {
    if let dueOn { return .same("\(dueOn)") }
    return missingYear.map(MissingNotice.text) ?? .same("-")
  }
}
