import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch signals CODE`
struct SignalsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "signals",
    abstract: "A firm's rows as they hold on a day, each with its file and line.",
    discussion: """
      EXAMPLE: wagewatch signals 91330503MA2B4XYT6D --feed electricity --from 2026-01

      Money in yuan, electricity in kWh, water and gas in m3. A payment's series is its payday and \
      batch. Rows of building sites are shown of their general contractor, with the project as series.
      """)

  @Argument(help: "The unified social credit code.")
  var code: String

  @Option(help: "Only this feed.", transform: WordArgument.parse)
  var feed: Feed?

  @Option(help: ArgumentHelp("From this month.", valueName: "yyyy-mm"), transform: Self.month)
  var from: Month?

  @Option(help: ArgumentHelp("To this month.", valueName: "yyyy-mm"), transform: Self.month)
  var to: Month?

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var workspaceOption: WorkspaceOption
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let from, let to, from > to {
      throw ValidationError(
        zh: "--from \(from) 晚于 --to \(to)。",
        en: "--from \(from) is after --to \(to).")
    }
  }

  func run() throws {
    let database = try workspaceOption.open().openDatabase()
    let day = try asOf.day()
    let code = try CreditCodeArgument.parse(code)
    let rows = try database.read { snapshot -> [JSONValue] in
      guard let firm = try snapshot.dossier(code, asOf: day) else {
        throw CreditCodeArgument.unknown(code, on: day)
      }
      let first = from ?? Month(year: 1, month: 1)
      let months = first...max(first, to ?? day.month)
      return try (feed.map { [$0] } ?? Feed.allCases).sorted().flatMap { feed in
        Feed.monthly.contains(feed)
          ? try snapshot.signalRows(firm: firm.id, asOf: day, feeds: [feed], months: months)
            .map(Self.row)
          : try snapshot.datedRows(firm: firm.id, feed: feed, asOf: day, months: months)
            .map(Self.row)
      }
    }
    var listing = Listing(
      noun: "signals", columns: Self.columns(try ColumnTitles(output.language)), rows: rows)
    listing.header = ["as_of": .string(day.description), "credit_code": .string(code.text)]
    listing.write(output, keys: ["feed", "month", "series", "values", "file", "line", "known_on"])
  }

  private static func columns(_ titles: ColumnTitles) -> [Listing.Column] {
    [
      .feed(titles.language), .init("month", zh: "年月", en: "month"),
      .init("series", zh: "户号/批次/编号", en: "series"),
      .init(zh: "数值", en: "values") { row in
        guard case .object(let members) = row["values"] else { return "" }
        return members.map { member in
          let title = titles.title(member.key, row["feed"].cell)
          return "\(title) \(titles.word(member.value.cell, member.key))"
        }.joined(separator: "  ")
      },
      .init(zh: "出处", en: "source") { "\($0["file"].cell):\($0["line"].cell)" },
    ]
  }

  private static func row(_ row: SignalRow) -> JSONValue {
    let values = Measure.measures(of: row.feed).compactMap { measure in
      row.values[measure].map {
        JSONValue.Member(key: measure.column, value: .string(shown($0, measure.unit)))
      }
    }
    return .object([
      "feed": .string(row.feed.rawValue), "month": .string(row.month.description),
      "series": .optional(row.shownSeries), "values": .object(values), "file": .string(row.file),
      "line": .integer(row.line), "known_on": .string(row.knownOn),
    ])
  }

  private static func row(_ row: DatedRow) -> JSONValue {
    let values = row.values.map { cell in
      JSONValue.Member(key: cell.column, value: .string(shown(cell.value)))
    }
    return .object([
      "feed": .string(row.feed.rawValue), "month": .string(row.month.description),
      "series": .string(row.series), "values": .object(values), "file": .string(row.file),
      "line": .integer(row.line), "known_on": .string(row.knownOn),
    ])
  }

  private static func shown(_ value: DatedRow.Value) -> String {
    switch value {
    case .text(let text): text
    case .number(let number): String(number)
    case .money(let money): shown(money.fen, .fen)
    }
  }

  /// In the unit of the agency's file.
  private static func shown(_ value: Int64, _ unit: Measure.Unit) -> String {
    switch unit {
    // Without grouping commas: programs read these too.
    case .fen: return String(Money(fen: value).description.filter { $0 != "," })
    case .persons, .days, .flag: return String(value)
    case .wattHours, .litres:
      // Two decimals, as the feeds have them; a third one only where a schema allows it.
      let thousandths = String(value % 1000 + 1000).dropFirst()
      return "\(value / 1000)." + (value % 10 == 0 ? thousandths.dropLast() : thousandths)
    }
  }

  private static func month(_ text: String) throws -> Month {
    guard let month = Month(text) else {
      throw ValidationError(
        zh: "“\(text)”不是月份；应为 YYYY-MM。",
        en: "'\(text)' is not a month; expected YYYY-MM.")
    }
    return month
  }
}
