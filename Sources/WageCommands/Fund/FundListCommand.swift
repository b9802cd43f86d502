import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch fund list`
struct FundListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the movements of the account, each with the balance after it.",
    discussion: "EXAMPLE: wagewatch fund list --case 2026-000001")

  @Option(
    help: "Only this kind: deposit, withdrawal, advance or recovery.",
    transform: WordArgument.parse)
  var kind: FundMovementKind?
  @Option(
    name: .customLong("case"), help: ArgumentHelp("Only of this case.", valueName: "number"),
    transform: CaseNumberArgument.parse)
  var caseNo: String?
  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let day = try asOf.day()
    let movements = try workspace.open().openDatabase().read { snapshot in
      if let caseNo { _ = try snapshot.events(ofCase: caseNo) }
      return try snapshot.fundMovements(asOf: day)
    }.filter { row in
      (kind == nil || row.movement.kind == kind) && (caseNo == nil || row.movement.caseNo == caseNo)
    }
    var listing = Listing(
      noun: "movements", columns: FundRows.movementColumns(output.language),
      rows: movements.map { FundRows.movement($0.movement, balance: $0.balance) })
    listing.header = ["as_of": .string(day.description)]
    listing.write(output, keys: FundRows.movementKeys)
  }
}
