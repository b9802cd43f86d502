import CaseHandling
import NightlyRun
import WageDomain
import WageStore

/// The night's result for a person: who to visit and why, and which cases are due.
struct NightPrinter {
  let database: WageDatabase
  let rules: WorkflowRules
  let asOf: Day
  let language: Language
  let names: CaseNames
  /// With the calendar as it was published by the night; nil: no key dates.
  var keyDates: (policy: KeyDatePolicy, calendar: WorkCalendar)?
  /// The workflow's file, as the workspace names it.
  var workflowFile = ""
  var isRehearsal = false

  /// Lists longer than this are cut on a screen; the listing verbs print all.
  private static let shown = 25
  /// Clocks that run out within so many days are printed; the rest is `case due`.
  private static let dueWithinDays = 7

  func write(_ report: Nightly.Report, _ printer: IngestPrinter) throws {
    let console = CommandContext.current.console
    if let ingest = report.ingest { printer.summarise(ingest) }
    if let match = report.match { printer.tell(match) }
    if let score = report.score {
      console.error(ScoreText.summary(score).text(language))
      if let told = try database.read({ try ScoreText.namesake(score.run, in: $0) }) {
        console.error(told.text(language))
      }
    }
    if let year = report.missingYear {
      console.error(Self.calendarEnds(before: year).text(language))
    }
    if let warn = report.warn {
      console.error(text(warn).text(language))
    } else if let run = report.score?.run {
      console.error(Self.withoutWarnings(run.scorecard).text(language))
    }
    if let route = report.route {
      console.error(text(route, escalated: report.escalation?.raised ?? 0))
    }
    let sentInError = (report.route?.sentInError ?? 0) + (report.escalation?.sentInError ?? 0)
    if sentInError > 0 {
      console.error(OutboxMessage.sentInErrorText(sentInError).text(language))
    }
    if let escalation = report.escalation {
      for line in Self.lines(escalation, names) { console.error(line.text(language)) }
      for fault in escalation.refused { console.error(fault.text(names).text(language)) }
    }
    if report.route != nil {
      for line in WorkflowHints.lines(rules.history.policy, file: workflowFile) {
        console.error(line.text(language))
      }
    }
    if let files = report.reports, !files.isEmpty {
      console.error(reportsText(files).text(language))
    }
    for line in FreshnessText.lines(report.freshness) { console.error(line.text(language)) }
    if report.score != nil { try writeFirms() }
    if report.route != nil {
      try writeDues()
      try writePen()
    }
    if let keyDates, report.route != nil {
      try writeJointList(keyDates.policy, keyDates.calendar)
    }
  }

  private func reportsText(_ files: [String]) -> Bilingual {
    let names = files.prefix(Self.shown).joined(separator: ", ")
    let rest = files.count > Self.shown ? " … (\(files.count))" : ""
    return Bilingual(
      zh: "\(isRehearsal ? "将" : "")写出 \(files.count) 份报告：\(names)\(rest)",
      en:
        "\(files.count.counted("report")) \(isRehearsal ? "to write" : "written"): \(names)\(rest)")
  }

  /// Within a key date's window: who is on duty, and the incidents and group cases of the day. Firms
  /// and due cases stand in the lists above.
  private func writeJointList(_ policy: KeyDatePolicy, _ calendar: WorkCalendar) throws {
    let list = try database.read {
      try JointList(
        $0, policy: policy, calendar: calendar, rules: rules, asOf: asOf, language: language)
    }
    for date in list.unknown {
      CommandContext.current.console.out("\n\(date.text.text(language))\n")
    }
    guard let headline = list.headline(policy) else { return }
    CommandContext.current.console.out("\n\(headline.text(language))\n")
    let groups = [JointList.Section.incident, .group].map(\.rawValue)
    print(
      title: Bilingual(zh: "群体事件和群体案件", en: "Incidents and cases of groups"),
      columns: JointList.columns(language, names),
      rows: list.rows.filter { groups.contains($0["section"].cell) },
      more: Bilingual(zh: "全部：wagewatch duty today", en: "all of them: wagewatch duty today"))
  }

  private func writeFirms() throws {
    let (firms, warnings) = try database.read { snapshot in
      let open = try snapshot.openWarnings(asOf: asOf)
      guard let run = try snapshot.lastRun(asOf: asOf) else { return ([FlaggedFirm](), open) }
      var query = FlaggedQuery()
      query.onlyFirstReason = true
      return (try snapshot.flaggedFirms(run: run, query), open)
    }
    let rows = firms.enumerated().map { index, firm in
      FlaggedRows.row(
        firm, rank: index + 1, language: language, warning: warnings[firm.firmId])
    }
    print(
      title: Bilingual(zh: "今日走访名单 \(asOf)", en: "Firms to visit, \(asOf)"),
      columns: FlaggedRows.columns(language), rows: rows,
      more: Bilingual(zh: "全部名单：wagewatch flagged", en: "all of them: wagewatch flagged"))
  }

  private func writeDues() throws {
    let last = asOf.adding(days: Self.dueWithinDays)
    let (dues, notCounted, steps) = try database.read { snapshot in
      (
        try snapshot.dues(asOf: asOf, .by(last), rules: rules),
        try snapshot.dues(asOf: asOf, .notCountable, rules: rules),
        try PunishmentSteps.line(snapshot, rules, asOf: asOf, by: last)
      )
    }
    print(
      title: Bilingual(
        zh: "\(Self.dueWithinDays) 日内到期或已逾期的案件",
        en: "Cases due within \(Self.dueWithinDays) days, or overdue"),
      columns: CaseDueCommand.columns(language, names), rows: dues.map(\.json),
      more: Bilingual(zh: "全部时限：wagewatch case due", en: "all clocks: wagewatch case due"))
    for line in notCountable(notCounted) + [steps].compactMap(\.self) {
      CommandContext.current.console.out(line.text(language) + "\n")
    }
  }

  /// The holding pen, every night until it is empty.
  private func writePen() throws {
    let pending = try database.read { try $0.pendingCases(asOf: asOf, rules: rules) }
    guard !pending.isEmpty else { return }
    print(
      title: Bilingual(
        zh: "待分派、待查明的案件", en: "The holding pen: cases without a body or a firm"),
      columns: PendingRows.columns(language), rows: pending.map { PendingRows.row($0, language) },
      more: Bilingual(
        zh: "全部：wagewatch complaint pending", en: "all of them: wagewatch complaint pending"))
    for line in PendingRows.withoutClock(pending) {
      CommandContext.current.console.out(line.text(language) + "\n")
    }
  }

  /// Clocks that run without a due day, by year and name, so that none is forgotten.
  private func notCountable(_ dues: [CaseDue]) -> [Bilingual] {
    let years = Set(dues.compactMap(\.missingYear)).sorted()
    return years.map { year in
      let own = dues.filter { $0.missingYear == year }
      let missing = MissingNotice.text(year)
      let rest = own.count > Self.shown ? " … (\(own.count))" : ""
      let zh = own.prefix(Self.shown).map { "\($0.caseNo) \(names.clock($0.clock))" }
      let en = own.prefix(Self.shown).map { "\($0.caseNo) \($0.clock)" }
      return Bilingual(
        zh: "\(missing.zh)：\(zh.joined(separator: "、"))\(rest)",
        en: "\(missing.en.capitalisedFirst): \(en.joined(separator: ", "))\(rest)")
    }
  }

  private func print(
    title: Bilingual, columns: [Listing.Column], rows: [JSONValue], more: Bilingual
  ) {
    let out = CommandContext.current.console.out
    out("\n\(title.text(language))\n")
    guard !rows.isEmpty else {
      out(Bilingual(zh: "（无）", en: "(none)").text(language) + "\n")
      return
    }
    let page = rows.prefix(Self.shown)
    let table = TextTable(
      titles: columns.map { $0.title.text(language) }, isRightAligned: columns.map(\.isNumber),
      rows: page.map { row in columns.map { $0.cell(row) } })
    out(table.text)
    if page.count < rows.count {
      let rest = Bilingual(
        zh: "另有 \(rows.count - page.count) 条；", en: "and \(rows.count - page.count) more; ")
      out("… " + rest.text(language) + more.text(language) + "\n")
    }
  }

  /// What the calendar moved, and what waits to be sent.
  private static func lines(
    _ escalation: CaseStages.EscalateReport, _ names: CaseNames
  ) -> [Bilingual] {
    var lines: [Bilingual] = []
    if !escalation.moved.isEmpty {
      func list(_ name: (DueDayMove) -> String) -> String {
        let moves = escalation.moved.prefix(shown).map { move in
          "\(move.caseNo) \(name(move)) \(move.from?.description ?? "-") → "
            + "\(move.to?.description ?? "-")"
        }
        let rest = escalation.moved.count > shown ? " … (\(escalation.moved.count))" : ""
        return moves.joined(separator: "; ") + rest
      }
      let next =
        escalation.unrecorded == 0
        ? Bilingual(zh: "均已记入各案", en: "All are recorded in their cases")
        : Bilingual(
          zh: "记入各案：wagewatch calendar replay --apply",
          en: "Record them with `wagewatch calendar replay --apply`")
      lines.append(
        Bilingual(
          zh: "放假通知改变了到期日：\(list { names.clock($0.clock) })。\(next.zh)",
          en: "The calendar moves due days: \(list(\.clock)). \(next.en)"))
    }
    if escalation.withdrawn > 0 {
      lines.append(
        Bilingual(
          zh: "撤销升级：\(escalation.withdrawn)，其时限其实未逾期",
          en: "Raises withdrawn, as their clocks had not run out: \(escalation.withdrawn)"))
    }
    if escalation.followUps > 0 {
      lines.append(
        Bilingual(
          zh: "待发提醒：新增 \(escalation.followUps)，见 wagewatch outbox list",
          en: "Follow-ups to be sent: \(escalation.followUps) new, see `wagewatch outbox list`"))
    }
    return lines
  }

  private static func calendarEnds(before year: Int) -> Bilingual {
    Bilingual(
      zh: "日历中没有 \(year) 年：通知公布后请补入 policies/calendar.csv，否则 \(year) 年起不能评分，跨入该年的时限没有到期日",
      en:
        "The calendar has no \(year): add the notice to policies/calendar.csv once it is published; "
        + "without it no night of \(year) can be scored, and no clock that runs into it has a due day"
    )
  }

  private static func withoutWarnings(_ scorecard: String) -> Bilingual {
    Bilingual(
      zh: "预警：未发，\(scorecard) 没有 `warnings` 一节（`init --preset` 所建评分表中有）",
      en: "Warnings: none fired, \(scorecard) has no `warnings` block (those that `init --preset` "
        + "writes have one)")
  }

  private func text(_ warn: WarnStage.Report) -> Bilingual {
    if warn.isPast {
      return Bilingual(
        zh: "预警：此后已有一夜发过预警，本夜不再发；待核查 \(warn.open)，逾期 \(warn.overdue)",
        en: "Warnings: none fired, a later night has warned already; \(warn.open) to be checked, "
          + "\(warn.overdue) overdue")
    }
    let tiers = WarningPolicy.tiers
    let zh = tiers.map { "\($0.name.zh) \(warn.fired[$0] ?? 0)" }.joined(separator: "，")
    let en = tiers.map { "\(warn.fired[$0] ?? 0) \($0.name.en)" }.joined(separator: ", ")
    let new = warn.fired.values.reduce(0, +)
    return Bilingual(
      zh: "预警：新发 \(new)（\(zh)），待核查 \(warn.open)，逾期 \(warn.overdue)",
      en: "Warnings: \(new) new (\(en)), \(warn.open) to be checked, \(warn.overdue) overdue")
  }

  private func text(_ route: CaseStages.RouteReport, escalated: Int) -> String {
    let routing = route.routing
    return Bilingual(
      zh: """
        案件：新登记 \(route.registered)，变更 \(route.changed)，已转办 \(routing.dispatched)，待领导接访 \
        \(routing.waitingForReception)，待分派 \(routing.held)，单位不明 \(routing.withoutFirm)，逾期升级 \(escalated)
        """,
      en: """
        Cases: \(route.registered) registered, \(route.changed) changed, \(routing.dispatched) \
        dispatched, \(routing.waitingForReception) waiting for a leader's reception, \(routing.held) \
        without a body, \(routing.withoutFirm) without a known firm, \(escalated) raised for being overdue
        """
    ).text(language)
  }
}

extension String {
  /// As at the beginning of a sentence.
  fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
