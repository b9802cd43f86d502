import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch files`
struct FilesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "files",
    abstract: "Every file ever seen, and what came of its rows.",
    subcommands: [FilesListCommand.self, FilesShowCommand.self],
    defaultSubcommand: FilesListCommand.self)
}

/// `wagewatch files list`
struct FilesListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List every file ever seen, and what came of its rows.",
    discussion: "EXAMPLE: wagewatch files list --feed electricity --status loaded --csv > files.csv"
  )

  @Option(help: "Only of this feed.", transform: WordArgument.parse)
  var feed: Feed?

  @Option(help: "Only loaded, refused or unchanged.")
  var status: Status?

  @OptionGroup var workspaceOption: WorkspaceOption
  @OptionGroup var output: OutputOptions

  enum Status: String, CaseIterable, ExpressibleByArgument {
    case loaded, refused, unchanged
  }

  func run() throws {
    let database = try workspaceOption.open().openDatabase()
    let query = FileQuery(feed: feed, status: status?.rawValue)
    try database.read { snapshot in
      try StreamedListing(
        noun: "files", columns: FileRows.columns(output.language), keys: FileRows.keys,
        total: try snapshot.fileCount(query),
        forEach: { limit, offset, visit in
          try snapshot.forEachFile(query, limit: limit, offset: offset) {
            try visit(FileRows.row($0, output.language))
          }
        }
      ).write(output)
    }
  }
}

/// `wagewatch files show ID`
struct FilesShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one file: its counts, what a clerk would ask about, and its rejects by code.",
    discussion: "EXAMPLE: wagewatch files show 12")

  @Argument(help: "The file's number, as `files` lists it.") var id: Int64
  @Flag(help: "One JSON object.") var json = false
  @OptionGroup var workspaceOption: WorkspaceOption
  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let database = try workspaceOption.open().openDatabase()
    let page = try database.read { snapshot -> FilePage? in
      guard let file = try snapshot.file(id) else { return nil }
      var query = RejectQuery()
      query.fileId = id
      return FilePage(
        file: file, findings: try snapshot.findings(file: id),
        rejects: try snapshot.rejectSummary(query, by: [.column, .code]),
        language: languageOption.language)
    }
    guard let page else {
      throw CommandFailure(
        zh: "没有文件 \(id)。\n  编号见 `wagewatch files`。",
        en: "no file \(id) in the ledger.\n  `wagewatch files` lists the numbers.")
    }
    CommandContext.current.console.out(json ? page.json.pretty + "\n" : page.text)
  }
}
