import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch incident calls`
struct IncidentCallsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calls",
    abstract: "Police calls (110) caused by wage arrears, by month and town, with their numbers.",
    discussion: """
      EXAMPLE: wagewatch incident calls --from 2026-01 --to 2026-12

      Counted from the register of complaints, channel 110, each call once, in the month it was received. \
      Without months: the twelve months up to --as-of. A call without a town stands under "-".
      """)

  @Option(help: ArgumentHelp("From this month on.", valueName: "yyyy-mm"), transform: Self.month)
  var from: Month?
  @Option(help: ArgumentHelp("Up to this month.", valueName: "yyyy-mm"), transform: Self.month)
  var to: Month?
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var output: OutputOptions

  private static let channel = "110"

  func run() throws {
    let day = try asOf.day()
    let last = to ?? day.month
    let first = from ?? last.adding(months: -11)
    guard first <= last else {
      throw CommandFailure(
        zh: "--from \(first) 晚于 --to \(last)。\n  请调换两月。",
        en: "--from \(first) is later than --to \(last).\n  Swap the two months.")
    }
    let workspace = try workspace.open()
    let calls = try workspace.openDatabase().read { try $0.complaints(asOf: day) }
      .filter { $0.channel == Self.channel }
      .compactMap { call in
        Month(call.receivedAt.prefix(7)).map { (month: $0, call: call) }
      }
      .filter { first <= $0.month && $0.month <= last }
    let groups = Dictionary(grouping: calls) { Place(month: $0.month, town: $0.call.town ?? "-") }
    let names = CodeNames(try? workspace.regions())
    let rows = groups.keys.sorted().map { place in
      Self.row(place, groups[place]?.map(\.call) ?? [], names)
    }
    var listing = Listing(noun: "calls", columns: Self.columns, rows: rows)
    listing.header = [
      "as_of": .string(day.description), "from": .string(first.description),
      "to": .string(last.description), "sum": .integer(Int64(calls.count)),
    ]
    listing.write(output, keys: ["month", "town_code", "count", "persons", "complaints", "cases"])
    CommandContext.current.console.error(
      Bilingual(
        zh: "\(first) 至 \(last) 欠薪引发的 110 警情 \(calls.count) 起",
        en: "\(calls.count) police calls over wages, \(first) to \(last)"
      ).text(output.language))
  }

  /// A month and a town.
  private struct Place: Hashable, Comparable {
    let month: Month
    let town: String

    static func < (left: Place, right: Place) -> Bool {
      (left.month, left.town) < (right.month, right.town)
    }
  }

  private static func row(
    _ place: Place, _ calls: [ListedComplaint], _ names: CodeNames
  ) -> JSONValue {
    .object([
      "month": .string(place.month.description), "town_code": .string(place.town),
      "town_name": .optional(names.place(place.town)), "count": .integer(Int64(calls.count)),
      "persons": .integer(calls.reduce(0) { $0 + ($1.persons ?? 0) }),
      "complaints": .array(calls.map { .string($0.complaintNo) }),
      "cases": .array(Set(calls.compactMap(\.caseNo)).sorted().map(JSONValue.string)),
    ])
  }

  private static var columns: [Listing.Column] {
    func list(_ key: String) -> (JSONValue) -> String {
      { row in
        guard case .array(let items) = row[key] else { return "" }
        return items.map(\.cell).joined(separator: " ")
      }
    }
    return [
      .init("month", zh: "月份", en: "month"), .init("town_code", zh: "属地", en: "town"),
      .init("town_name", zh: "名称", en: "name"),
      .init("count", zh: "起数", en: "calls", isNumber: true),
      .init("persons", zh: "人数", en: "persons", isNumber: true),
      .init(zh: "编号", en: "complaints", cell: list("complaints")),
      .init(zh: "案号", en: "cases", cell: list("cases")),
    ]
  }

  private static func month(_ text: String) throws -> Month {
    guard let month = Month(text) else {
      throw ValidationError(
        zh: "“\(text)”不是月份；应为 YYYY-MM，例如 2026-10。",
        en: "'\(text)' is not a month; expected YYYY-MM, e.g. 2026-10.")
    }
    return month
  }
}
