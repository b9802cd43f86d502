import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch incident list`
struct IncidentListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract:
      "List the open incidents; --all closed and annulled ones too, --drills the drills instead.",
    discussion: "EXAMPLE: wagewatch incident list --all --csv")

  @Flag(help: "Closed and annulled ones too.") var all = false
  @Flag(help: "The drills, and no incident.") var drills = false
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let day = try asOf.day()
    let workspace = try workspace.open()
    let plan = try workspace.incidentPlan()
    let incidents = try workspace.openDatabase().read {
      try $0.incidents(isDrill: drills, asOf: day)
    }.filter { all || $0.isOpen }
    let now = CommandContext.current.now()
    var listing = Listing(
      noun: "incidents", columns: Self.columns(output.language, plan, incidents),
      rows: incidents.map { $0.json(at: min(now, Instant(day: day.adding(days: 1)))) })
    listing.header = ["as_of": .string(day.description)]
    listing.write(output, keys: ["number", "drill", "persons", "level", "opened_at"])
  }

  private static func columns(
    _ language: Language, _ plan: IncidentPlan, _ incidents: [Incident]
  ) -> [Listing.Column] {
    let titles = Dictionary(incidents.flatMap(\.steps).map { ($0.id, $0.title) }) { $1 }
    return [
      .init(zh: "编号", en: "number") { row in
        let mark = row["drill"] == .bool(true) ? IncidentText.drill.text(language) : ""
        return mark + row["number"].cell
      },
      .moment("opened_at", zh: "发生时间", en: "opened at"),
      .init("persons", zh: "人数", en: "persons", isNumber: true),
      .init(zh: "级别", en: "level") { row in
        IncidentText.level(row["level"].cell, plan).text(language)
      }, .init("case_no", zh: "案号", en: "case"),
      .init("firm_name", zh: "单位", en: "firm"), .init("town_code", zh: "属地", en: "town"),
      .init(zh: "下一步", en: "next step") { row in
        let id = row["next_step"].cell
        return language == .chinese ? titles[id]?.zh ?? id : id
      }, .moment("next_due_at", zh: "时限", en: "by"),
      .init("overdue", zh: "逾期步骤", en: "overdue", isNumber: true),
      .moment("closed_at", zh: "结束", en: "closed at"),
      .moment("annulled_at", zh: "撤销", en: "annulled at"),
    ]
  }
}

extension Listing.Column {
  /// A moment to the minute; JSON keeps the whole of it.
  fileprivate static func moment(_ key: String, zh: String, en: String) -> Listing.Column {
    .init(zh: zh, en: en) { row in
      Instant(row[key].cell).map(IncidentText.clock) ?? ""
    }
  }
}

extension Incident {
  func json(at moment: Instant) -> JSONValue {
    .object([
      "number": .string(number), "drill": .bool(isDrill),
      "opened_at": .string(openedAt.description),
      "persons": .integer(persons), "level": .string(level), "plan": .string(plan),
      "case_no": .optional(caseNo), "credit_code": .optional(creditCode),
      "firm_name": .optional(firmName), "town_code": .optional(town),
      "next_step": .optional(isOpen ? toDo.first?.id : nil),
      "next_due_at": .optional(isOpen ? toDo.first?.dueAt.description : nil),
      "overdue": .integer(Int64(steps.count { $0.state(at: moment) == .overdue })),
      "closed_at": .optional(closedAt?.description),
      "annulled_at": .optional(annulledAt?.description),
      "erased_on": .optional(erasedOn?.description),
    ])
  }
}

/// `wagewatch incident show NO`
struct IncidentShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "One incident or drill: every step, by when, who is told, and when it was done.",
    discussion: "EXAMPLE: wagewatch incident show QT-2026-000001")

  @Argument(help: "The incident's number.") var number: String
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let day = try asOf.day()
    let workspace = try workspace.open()
    let plan = try workspace.incidentPlan()
    let incident = try workspace.openDatabase().read {
      try $0.knownIncident(number, asOf: day)
    }
    let language = output.language
    let moment = min(CommandContext.current.now(), Instant(day: day.adding(days: 1)))
    if output.form == .table {
      let names = CodeNames(try? workspace.regions())
      CommandContext.current.console.out(IncidentText.head(incident, plan, names, language))
    }
    var listing = Listing(
      noun: "steps", columns: Self.columns(language),
      rows: incident.steps.map { IncidentText.json($0, at: moment, language) })
    listing.header = [
      "as_of": .string(day.description), "incident": incident.json(at: moment),
      "place": .optional(incident.place), "result": .optional(incident.result),
      "corrections": .array(incident.corrections.map(IncidentText.json)),
    ]
    listing.write(output, keys: ["step", "title", "told", "due_at", "state"])
  }

  private static func columns(_ language: Language) -> [Listing.Column] {
    [
      .moment("due_at", zh: "时限", en: "by"), .init("step", zh: "步骤", en: "step"),
      .init("title", zh: "内容", en: "what"), .init("told", zh: "告知", en: "tell"),
      .init(zh: "状态", en: "state") { row in
        IncidentStep.State(rawValue: row["state"].cell)?.title.text(language) ?? ""
      },
      .moment("done_at", zh: "办理时间", en: "done at"),
      .init("done_by", zh: "办理人", en: "by whom"),
      .moment("recorded_at", zh: "记录时间", en: "written down at"),
    ]
  }
}

/// `wagewatch incident messages NO`
struct IncidentMessagesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "messages",
    abstract: "The texts for those whom the plan has told, of the steps still to be done.",
    discussion: """
      EXAMPLE: wagewatch incident messages QT-2026-000001 --nl > messages.jsonl

      An incident's limits are minutes and hours, so its messages do not wait in the outbox, which is \
      sent after the night: they are written out here, to be read on the telephone or handed on as a \
      file. Those of a drill say so.
      """)

  @Argument(help: "The incident's number.") var number: String
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let day = try asOf.day()
    let workspace = try workspace.open()
    let names = CodeNames(try? workspace.regions())
    let incident = try workspace.openDatabase().read {
      try $0.knownIncident(number, asOf: day)
    }
    let language = output.language
    var listing = Listing(
      noun: "messages",
      columns: [
        .init("told", zh: "告知", en: "tell"), .moment("due_at", zh: "时限", en: "by"),
        .init("text", zh: "内容", en: "text"),
      ],
      rows: incident.toDo.map { step in
        let text = IncidentText.message(step, of: incident, names)
        return .object([
          "message_id": .string("\(incident.number)/\(step.id)"),
          "drill": .bool(incident.isDrill), "step": .string(step.id),
          "told": .string(step.told.text(language)), "due_at": .string(step.dueAt.description),
          "text": .string(text.text(language)), "text_zh": .string(text.zh),
          "text_en": .string(text.en),
        ])
      })
    listing.header = ["as_of": .string(day.description)]
    listing.write(output, keys: ["message_id", "drill", "step", "told", "due_at", "text"])
  }
}

extension StoreSnapshot {
  /// - Throws: ``IncidentError/unknown(_:last:)``.
  fileprivate func knownIncident(_ number: String, asOf day: Day) throws -> Incident {
    if let incident = try incident(number, asOf: day) { return incident }
    let last = try incidents(isDrill: number.hasPrefix("YL"), asOf: day).last?.number
    throw IncidentError.unknown(number, last: last)
  }
}
