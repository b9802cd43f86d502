import ArgumentParser
import CaseHandling
import NightlyRun
import WageDomain

/// `wagewatch route check`
struct RouteCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check that every kind of project and every town has one body with a contact.",
    discussion: """
      EXAMPLE: wagewatch route check

      The towns are those of the counties that the routing policy answers for, by the region table.
      """)

  @OptionGroup var failOn: FailOnOption
  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let workspace = try workspace.open()
    let routing = try workspace.routing()
    let regions = try workspace.regions()
    let counties = Set(routing.bodies.flatMap(\.towns).map(\.county))
    let listed = Set(routing.bodies.flatMap(\.towns))
    let towns = Set(regions.towns.filter { counties.contains($0.county) }).union(listed)
    let gaps = routing.gaps(towns: Array(towns))
    let language = output.language
    let listing = Listing(
      noun: "gaps",
      columns: [
        .init("kind", zh: "项目类别", en: "kind"), .init("district_funded", zh: "区投", en: "funded"),
        .init("town_code", zh: "乡镇", en: "town"), .init("town_name", zh: "名称", en: "name"),
        .init("why", zh: "问题", en: "why"),
      ],
      rows: gaps.map { gap in
        .object([
          "kind": .optional(gap.kind?.rawValue), "district_funded": .bool(gap.districtFunded),
          "town_code": .string(gap.town.description),
          "town_name": .optional(regions.name(of: gap.town)),
          "why": .string(gap.why.text(language)),
        ])
      })
    listing.write(output, keys: ["kind", "district_funded", "town_code", "why"])
    let questions = (ProjectKind.allCases.count + 1) * 2 * towns.count
    CommandContext.current.console.error(
      Bilingual(
        zh: "\(towns.count) 个乡镇、\(questions) 种情形，其中 \(gaps.count) 种没有唯一的责任主体",
        en: "\(towns.count) towns, \(questions) cases of kind, funding and town; "
          + "\(gaps.count) without exactly one body"
      ).text(language))
    try failOn.judge(warnings: 0, errors: gaps.count)
  }
}
