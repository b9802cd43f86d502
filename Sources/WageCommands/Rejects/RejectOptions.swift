import ArgumentParser
import Foundation
import SignalIngest
import WageDomain
import WageStore

/// Which rejects a verb is about.
struct RejectFilterOptions: ParsableArguments {
  @Option(help: "Only of this feed.", transform: WordArgument.parse)
  var feed: Feed?

  @Option(help: ArgumentHelp("Only of this file, as `files` names it.", valueName: "file"))
  var file: String?

  @Option(help: "Only with this code.", transform: WordArgument.parse)
  var code: RejectCode?

  var query: RejectQuery {
    var query = RejectQuery()
    query.feed = feed
    query.file = file
    query.code = code?.rawValue
    return query
  }
}

/// `--unmask --reason T`: personal data as it stood, and a record of who looked and why.
struct UnmaskOptions: ParsableArguments {
  @Flag(help: "Show personal data; needs --reason, and is recorded.")
  var unmask = false

  @Option(help: ArgumentHelp("Why the personal data is needed.", valueName: "text"))
  var reason: String?

  @OptionGroup var actor: ActorOption

  func validate() throws {
    guard unmask else {
      if reason != nil {
        throw ValidationError(
          zh: "--reason 与 --unmask 一起使用。",
          en: "--reason goes with --unmask.")
      }
      return
    }
    if reason?.contains(where: { !$0.isWhitespace }) != true {
      throw ValidationError(
        zh: "--unmask 须写 --reason 理由：与您的姓名一并记录。",
        en: "--unmask needs --reason TEXT: it is recorded with your name.")
    }
  }

  /// Records the look before anything is shown.
  func record(_ what: String, rows: Int, in database: WageDatabase) throws {
    guard unmask, let reason else { return }
    try database.write {
      try $0.recordUnmasking(
        what, rows: rows, reason: reason, actor: actor.name, at: CommandContext.current.now())
    }
  }
}

/// `--actor`, on verbs whose doing is recorded.
struct ActorOption: ParsableArguments {
  @Option(help: ArgumentHelp("Who did it (default: the login name).", valueName: "name"))
  var actor: String?

  var name: String {
    let environment = CommandContext.current.environment
    return actor ?? environment["LOGNAME"] ?? environment["USER"] ?? NSUserName()
  }
}
