import ArgumentParser
import Foundation
import PolicyFiles
import WageDomain
import WageStore
import WagewatchSchemas

/// `wagewatch incident`
struct IncidentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "incident",
    abstract: "Group incidents (群体性事件) by the plan: steps, time limits, who is told; drills.",
    discussion: """
      EXAMPLE: wagewatch incident open --persons 25 --town 330503100
      """,
    subcommands: [
      IncidentOpenCommand.self, IncidentCountCommand.self, IncidentStepCommand.self,
      IncidentCloseCommand.self, IncidentCorrectCommand.self, IncidentAnnulCommand.self,
      IncidentShowCommand.self, IncidentListCommand.self,
      IncidentMessagesCommand.self, IncidentCallsCommand.self,
    ])
}

/// What every verb that changes an incident takes.
struct IncidentActOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("When it happened (default: now).", valueName: "yyyy-mm-ddThh:mm"),
    transform: MomentArgument.parse)
  var at: Instant?
  @OptionGroup var actor: ActorOption
  @Flag(help: "Check and print, but change nothing.") var dryRun = false
  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var languageOption: LanguageOption

  /// Runs the work in one transaction and tells where the incident stands.
  @discardableResult
  func run(
    _ work: (IncidentDesk, StoreTransaction, IncidentEntry) throws -> String
  ) throws -> Incident? {
    let now = CommandContext.current.now()
    let entry = IncidentEntry(actor: actor.name, at: at ?? now, now: now)
    let workspace = try workspace.open()
    let plan = try workspace.incidentPlan()
    let database = try workspace.openDatabase()
    let incident = try (dryRun ? database.rehearse : database.write) { transaction in
      let number = try work(IncidentDesk(transaction, plan: plan), transaction, entry)
      return try transaction.snapshot.incident(number, asOf: now.day)
    }
    guard let incident else { return nil }
    let language = languageOption.language
    let console = CommandContext.current.console
    let tail = dryRun ? Bilingual(zh: "（试运行，未改动）", en: " (dry run, nothing changed)") : .same("")
    console.error(IncidentText.line(incident, plan).text(language) + tail.text(language))
    for step in incident.toDo {
      console.error("  " + IncidentText.line(step, at: now).text(language))
    }
    return incident
  }
}

/// A moment on the command line.
enum MomentArgument {
  /// - Throws: a usage error naming what was found.
  static func parse(_ text: String) throws -> Instant {
    let full = text.utf8.count == 16 ? text + ":00" : text
    guard let moment = Instant(full + "+08:00") ?? Instant(text) else {
      throw ValidationError(
        zh: "“\(text)”不是时刻；应为 YYYY-MM-DDTHH:MM，例如 2027-01-28T09:30。",
        en: "'\(text)' is no moment; expected YYYY-MM-DDTHH:MM, e.g. 2027-01-28T09:30.")
    }
    return moment
  }
}

extension Workspace {
  /// The plan for group incidents: the workspace's, else the shipped one.
  func incidentPlan() throws -> IncidentPlan {
    guard let file = configuration.incidentPlan else {
      let shipped = "incidents/district.yaml"
      return try IncidentPlanFile.read(WagewatchSchemas.text(shipped) ?? "", file: shipped)
    }
    return try IncidentPlanFile.read(policyText(path(file)), file: file)
  }
}
