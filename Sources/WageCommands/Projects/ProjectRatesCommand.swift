import ArgumentParser
import FirmGrading
import WageDomain

/// `wagewatch project rates`
struct ProjectRatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rates",
    abstract:
      "Registration, bank-signing and six-systems rates of the live projects, with their codes.",
    discussion: """
      EXAMPLE: wagewatch project rates --by-town --json

      Of all live projects, checked or not: one that no check has spoken of counts as not in place and \
      is named as unknown. Without a project the rate is "-".
      """)

  @Flag(help: "One set of rates for each town as well.") var byTown = false
  @OptionGroup var options: ProjectOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let day = try options.asOf.day()
    let projects = try options.projects(on: day)
    let towns = byTown ? Set(projects.map { $0.town ?? "-" }).sorted() : []
    var rows = towns.flatMap { town -> [JSONValue] in
      self.rows(projects.filter { ($0.town ?? "-") == town }, town: town, day)
    }
    rows += self.rows(projects, town: nil, day)
    var listing = Listing(noun: "rates", columns: columns, rows: rows)
    listing.header = ["as_of": .string(day.description)]
    listing.write(output, keys: ["town_code", "rate", "projects", "in_place", "text"])
  }

  private func rows(_ projects: [CheckedProject], town: String?, _ day: Day) -> [JSONValue] {
    let rates = SystemRate.all(projects, on: day)
    return rates.filter { town == nil || $0.projects > 0 }.map { rate in
      func codes(_ codes: [String]) -> JSONValue { .array(codes.map(JSONValue.string)) }
      return .object([
        "town_code": .optional(town), "rate": .string(rate.subject.rawValue),
        "projects": .integer(Int64(rate.projects)),
        "in_place": .integer(Int64(rate.inPlace.count)), "text": .string(rate.text),
        "in_place_codes": codes(rate.inPlace), "lacking_codes": codes(rate.lacking),
        "unknown_codes": codes(rate.unknown),
      ])
    }
  }

  private var columns: [Listing.Column] {
    let language = output.language
    func codes(_ key: String) -> (JSONValue) -> String {
      { row in
        guard case .array(let codes) = row[key] else { return "" }
        return codes.map(\.cell).joined(separator: " ")
      }
    }
    let rest: [Listing.Column] = [
      .init(zh: "比率", en: "rate") { row in
        SystemRate.Subject(rawValue: row["rate"].cell)?.title.text(language) ?? ""
      },
      .init("projects", zh: "在建项目", en: "live", isNumber: true),
      .init("in_place", zh: "已有", en: "in place", isNumber: true),
      .init("text", zh: "比例", en: "share", isNumber: true),
      .init(zh: "缺", en: "lacking", cell: codes("lacking_codes")),
      .init(zh: "从未检查", en: "never checked", cell: codes("unknown_codes")),
    ]
    let town = Listing.Column(zh: "属地", en: "town") { row in
      let code = row["town_code"].cell
      return code.isEmpty ? Bilingual(zh: "合计", en: "all").text(language) : code
    }
    return byTown ? [town] + rest : rest
  }
}
