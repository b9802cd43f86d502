import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch project show CODE`
struct ProjectShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "One project's record of the six systems: each with the checks that say so.",
    discussion: """
      EXAMPLE: wagewatch project show 3305032400001

      since: the first check of the unbroken row of checks that say the same. A cell that a check left \
      empty says nothing.
      """)

  @Argument(help: "The project's code.") var code: String
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let day = try asOf.day()
    let projects = try workspace.open().openDatabase().read { try $0.checkedProjects(asOf: day) }
    guard let project = projects.first(where: { $0.projectCode == code }) else {
      throw CommandFailure(
        zh: "项目 \(code)：截至 \(day) 没有此项目。\n  项目清单：`wagewatch project list --all`。",
        en: """
          project \(code): no such project known by \(day).
            List them with `wagewatch project list --all`.
          """)
    }
    var listing = Listing(
      noun: "systems", columns: Self.columns(output.language), rows: project.systems.map(Self.row))
    listing.header = [
      "as_of": .string(day.description), "project_code": .string(project.projectCode),
      "name": .string(project.name), "contractor_code": .string(project.contractorCode),
      "contractor_name": .optional(project.contractorName),
      "town_code": .optional(project.town), "live": .bool(project.isLive(on: day)),
      "started_on": .optional(project.startedOn?.description),
      "finished_on": .optional(project.finishedOn?.description),
      "checks": .integer(Int64(project.checks.count)),
      "register": .string("\(project.file):\(project.line)"),
    ]
    if output.form == .table {
      CommandContext.current.console.out(Self.head(project, day, output.language))
    }
    listing.write(
      output, keys: ["system", "six", "in_place", "since", "checked_on", "file", "line"])
  }

  private static func head(_ project: CheckedProject, _ day: Day, _ language: Language) -> String {
    let state =
      project.isLive(on: day)
      ? Bilingual(zh: "在建", en: "live") : Bilingual(zh: "非在建", en: "not live")
    return Bilingual(
      zh: """
        \(project.projectCode)  \(project.name)
        总包 \(project.contractorCode) \(project.contractorName ?? "")，\(state.zh)，检查 \(project.checks.count) 次
        登记 \(project.file):\(project.line)

        """,
      en: """
        \(project.projectCode)  \(project.name)
        contractor \(project.contractorCode) \(project.contractorName ?? ""), \(state.en), \
        \(project.checks.count) checks
        register \(project.file):\(project.line)

        """
    ).text(language)
  }

  private static func columns(_ language: Language) -> [Listing.Column] {
    [
      .init(zh: "项目", en: "system") { row in
        SiteSystem(rawValue: row["system"].cell)?.title.text(language) ?? ""
      },
      .init(zh: "六项", en: "six") { row in row["six"] == .bool(true) ? "*" : "" },
      .init(zh: "状态", en: "state") { row in
        switch row["in_place"] {
        case .bool(true): Bilingual(zh: "已有", en: "in place").text(language)
        case .bool(false): Bilingual(zh: "缺", en: "lacking").text(language)
        default: Bilingual(zh: "未检查", en: "not checked").text(language)
        }
      },
      .init("since", zh: "自", en: "since"), .init("checked_on", zh: "最近检查", en: "checked on"),
      .init(zh: "出处", en: "line") { row in
        let file = row["file"].cell
        return file.isEmpty ? "" : "\(file):\(row["line"].cell)"
      },
    ]
  }

  private static func row(_ standing: SystemStanding) -> JSONValue {
    .object([
      "system": .string(standing.system.rawValue),
      "six": .bool(SiteSystem.six.contains(standing.system)),
      "in_place": standing.isInPlace.map(JSONValue.bool) ?? .null,
      "since": .optional(standing.since?.checkedOn.description),
      "checked_on": .optional(standing.latest?.checkedOn.description),
      "file": .optional(standing.since?.file), "line": .optional(standing.since?.line),
    ])
  }
}
