import ArgumentParser
import RiskEvaluation
import WageDomain

/// `wagewatch replay`
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Make the visits of a log again in a list's order: how many days earlier, and later.",
    discussion: """
      EXAMPLE: wagewatch replay --list ranked.csv --visits visits.csv

      The list is a CSV file with credit_code and rank, the log one with visited_on, credit_code and \
      found (1 or 0). The same visits are made at the log's own daily capacity, in the list's order; \
      firms that the list does not have come last. Equal ranks have no order: figures are the mean over \
      all orders, beside the worst and the best. What was found is taken to have been there earlier.
      """)

  @Option(help: ArgumentHelp("The ranked list: credit_code,rank.", valueName: "file"))
  var list: String

  @Option(help: ArgumentHelp("The log: visited_on,credit_code,found.", valueName: "file"))
  var visits: String

  @Option(help: "Of the draws behind the interval.") var seed: UInt64 = 1

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let ranks = try VisitTables.ranks(list)
    let log = try VisitTables.visits(visits, asOf: try asOf.day())
    let replay: VisitReplay
    do throws(EvaluationRefusal) {
      replay = try VisitReplay(log, ranks: ranks)
    } catch {
      throw CommandFailure(
        zh: "\(list)，\(visits)：\(error.text.zh)。没有得出任何估计。",
        en: "\(list), \(visits): \(error.text.en). Nothing was estimated.")
    }
    let rows = ReplayRows(replay, seed: seed)
    guard output.form == .table else { return rows.listing.write(output, keys: ReplayRows.keys) }
    CommandContext.current.console.out(rows.text(output.language))
  }
}
