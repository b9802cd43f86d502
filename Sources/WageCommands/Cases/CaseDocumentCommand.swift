import ArgumentParser
import CaseHandling
import Foundation
import PolicyFiles
import RiskScoring
import WageDomain
import WageReports
import WageStore
import WagewatchSchemas

/// `wagewatch case document NO`
struct CaseDocumentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "document",
    abstract:
      "Write a transfer order (转办单), a promise (承诺书) or a referral (移送书) as a page to print.",
    discussion: """
      EXAMPLE: wagewatch case document 2026-000001 --kind order

      One HTML file in reports/, in Chinese, with the day-by-day count of its limit; a browser prints \
      it or saves it as PDF. Complainants are masked on it.
      """)

  enum Kind: String, CaseIterable, ExpressibleByArgument {
    case order, promise, police
  }

  @Argument(help: "The case number.") var number: String
  @Option(help: "order (the last one), promise, or police (the last referral).") var kind: Kind
  @Option(help: ArgumentHelp("Another file than reports/NUMBER.html; - is standard output."))
  var out: String?
  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let day = try asOf.day()
    let workspace = try workspace.open()
    let rules = try workspace.caseRules(asOf: CommandContext.current.now().day)
    let (events, complaints) = try workspace.openDatabase().read { snapshot in
      let events = try snapshot.events(ofCase: number).map(\.event)
        .filter { $0.effectiveAt.day <= day }
      return (events, try snapshot.complaints(ofCase: number))
    }
    let document = CaseDocuments(
      caseNo: number, status: try rules.status(of: events), complaints: complaints, rules: rules,
      regions: try workspace.regions(),
      clauses: try LawClauseFile.parse(
        WagewatchSchemas.text("law/clauses.csv") ?? "", file: "law/clauses.csv"))
    switch kind {
    case .order: try write(document.transferOrder(), in: workspace)
    case .promise: try write(document.promise(), in: workspace)
    case .police: try write(document.policeReferral(events, asOf: day), in: workspace)
    }
  }

  private func write(_ page: (number: String, html: String), in workspace: Workspace) throws {
    let console = CommandContext.current.console
    guard out != "-" else { return console.out(page.html) }
    let path = out ?? workspace.folder + "/reports/\(page.number).html"
    do { try page.html.write(toFile: path, atomically: true, encoding: .utf8) } catch {
      throw CommandFailure(
        zh: "\(path)：无法写入。\n  请用 --out 写到有权限的目录。",
        en: "\(path): cannot be written.\n  Name a file that you may write with --out.")
    }
    console.error(
      Bilingual(zh: "\(path) 已写出", en: "\(path) written").text(languageOption.language))
  }
}
