import ArgumentParser
import WageDomain

/// `wagewatch project list`
struct ProjectListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the live projects with what lacks of the six systems, and since when.",
    discussion: """
      EXAMPLE: wagewatch project list --lacking --as-of 2026-10-21

      Live: begun, and not finished before the day. --all lists finished ones too; --lacking only those \
      that lack one of the six, or that no check has ever said has them all.
      """)

  @Flag(help: "Only projects that lack a system or were never checked.") var lacking = false
  @Flag(help: "Projects that are not live too.") var all = false
  @OptionGroup var options: ProjectOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let day = try options.asOf.day()
    let projects = try options.projects(on: day).filter {
      (all || $0.isLive(on: day)) && (!lacking || !$0.hasAllSix)
    }
    var listing = Listing(
      noun: "projects", columns: Self.columns(output.language),
      rows: projects.map { $0.row(on: day) })
    listing.header = ["as_of": .string(day.description)]
    listing.write(output, keys: CheckedProject.keys)
  }

  private static func columns(_ language: Language) -> [Listing.Column] {
    [
      .init("project_code", zh: "项目编码", en: "project"), .init("name", zh: "名称", en: "name"),
      .init("contractor_name", zh: "总包单位", en: "contractor"),
      .init("town_code", zh: "属地", en: "town"),
      .init("checked_on", zh: "最近检查", en: "checked on"),
      .init("in_place", zh: "六项已有", en: "of six", isNumber: true),
      .init(zh: "缺项（起始检查日）", en: "lacking since") { row in
        guard case .array(let items) = row["lacking"] else { return "" }
        return items.map { item in
          let title = SiteSystem(rawValue: item["system"].cell)?.title.text(language)
          return "\(title ?? "") \(item["since"].cell)"
        }.joined(separator: "; ")
      },
    ]
  }
}

extension CheckedProject {
  static let keys = [
    "project_code", "name", "kind", "town_code", "contractor_code", "contractor_name", "live",
    "checked_on", "in_place", "lacking", "unknown",
  ]

  /// `in_place` counts the six; `lacking` names them with the first check that saw it.
  func row(on day: Day) -> JSONValue {
    let six = systems.filter { SiteSystem.six.contains($0.system) }
    return .object([
      "project_code": .string(projectCode), "name": .string(name), "kind": .string(kind.rawValue),
      "town_code": .optional(town), "contractor_code": .string(contractorCode),
      "contractor_name": .optional(contractorName), "live": .bool(isLive(on: day)),
      "checked_on": .optional(checks.last?.checkedOn.description),
      "in_place": .integer(Int64(six.count { $0.isInPlace == true })),
      "lacking": .array(
        lacking.map { standing in
          .object([
            "system": .string(standing.system.rawValue),
            "since": .optional(standing.since?.checkedOn.description),
            "file": .optional(standing.since?.file), "line": .optional(standing.since?.line),
          ])
        }),
      "unknown": .array(
        six.filter { $0.isInPlace == nil }.map { .string($0.system.rawValue) }),
    ])
  }
}
