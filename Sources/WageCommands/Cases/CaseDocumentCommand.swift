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
      "Write an order, promise, agreement, conference record or letter of a case as a page to print.",
    discussion: """
      EXAMPLE: wagewatch case document 2026-000001 --kind order

      order: transfer order (转办单); promise: written promise (承诺书); mediation: mediated agreement \
      (调解协议书); conference: record of the joint conference (联席会议纪要); regulator: letter to the \
      industry's regulator (移送函); police: referral (移送书). The last one of the case, as one HTML file \
      in reports/, in Chinese, with the day-by-day count of its limit; a browser prints it or saves it as \
      PDF. Complainants are masked; what officers wrote with the act stands as they wrote it.
      """)

  enum Kind: String, CaseIterable, ExpressibleByArgument {
    case order, promise, mediation, conference, regulator, police
  }

  @Argument(help: "The case number.", transform: CaseNumberArgument.parse) var number: String
  @Option(help: "Which document.") var kind: Kind
  @Option(help: ArgumentHelp("Another file than reports/NUMBER.html; - is standard output."))
  var out: String?
  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let day = try asOf.day()
    let workspace = try workspace.open()
    let rules = try workspace.caseRules(asOf: CommandContext.current.now().day)
    let (events, complaints, texts) = try workspace.openDatabase().read { snapshot in
      let all = try snapshot.events(ofCase: number).map(\.event)
      let events = all.inEffect(by: day)
      guard !events.isEmpty else { throw CaseShowCommand.notYet(number, day, all.openedOn) }
      return (
        events, try snapshot.complaints(ofCase: number), try snapshot.texts(ofCase: number)
      )
    }
    let document = CaseDocuments(
      caseNo: number, status: try rules.status(of: events), events: events, texts: texts,
      complaints: complaints, rules: rules, regions: try workspace.regions(),
      clauses: try LawClauseFile.parse(
        WagewatchSchemas.text("law/clauses.csv") ?? "", file: "law/clauses.csv"))
    switch kind {
    case .order: try write(document.transferOrder(), in: workspace)
    case .promise: try write(document.promise(), in: workspace)
    case .mediation: try write(document.mediation(), in: workspace)
    case .conference: try write(document.conference(), in: workspace)
    case .regulator: try write(document.regulatorLetter(), in: workspace)
    case .police: try write(document.policeReferral(), in: workspace)
    }
  }

  private func write(_ page: (number: String, html: String), in workspace: Workspace) throws {
    let console = CommandContext.current.console
    guard out != "-" else { return console.out(page.html) }
    let path = out ?? workspace.folder + "/reports/\(page.number).html"
    do { try PrivateFile.write(page.html, to: path) } catch {
      throw CommandFailure(
        zh: "\(path)：无法写入。\n  请用 --out 写到有权限的目录。",
        en: "\(path): cannot be written.\n  Name a file that you may write with --out.")
    }
    console.error(
      Bilingual(zh: "\(path) 已写出", en: "\(path) written").text(languageOption.language))
  }
}
