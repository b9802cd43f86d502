import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch files`
struct FilesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "files",
    abstract: "List every file ever seen, and what came of its rows.",
    discussion: "EXAMPLE: wagewatch files --csv > files.csv")

  @OptionGroup var workspaceOption: WorkspaceOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let database = try workspaceOption.open().openDatabase()
    let rows = try database.read { try $0.files() }.map(Self.row)
    Listing(noun: "files", columns: Self.columns, rows: rows).write(output, keys: Self.keys)
  }

  private static let keys = [
    "id", "file", "feed", "sha256", "bytes", "encoding", "known_on", "ingested_at", "rows",
    "stored", "rejected", "unchanged", "waiting", "superseded", "status", "fault",
  ]

  private static var columns: [Listing.Column] {
    [
      .init("id", zh: "编号", en: "id", isNumber: true),
      .init("file", zh: "文件", en: "file"),
      .init("known_on", zh: "获知日期", en: "known on"),
      .init("rows", zh: "行", en: "rows", isNumber: true),
      .init("stored", zh: "入库", en: "stored", isNumber: true),
      .init("rejected", zh: "退回", en: "rejected", isNumber: true),
      .init("unchanged", zh: "未变", en: "unchanged", isNumber: true),
      .init("waiting", zh: "待匹配", en: "waiting", isNumber: true),
      .init("superseded", zh: "更正", en: "superseded", isNumber: true),
      .init("status", zh: "状态", en: "status"),
      .init("fault", zh: "原因", en: "fault"),
    ]
  }

  private static func row(_ file: LedgerFile) -> JSONValue {
    .object([
      "id": .integer(file.id), "file": .string(file.file), "feed": .optional(file.feed),
      "sha256": .string(file.sha256), "bytes": .integer(file.bytes),
      "encoding": .optional(file.encoding), "known_on": .optional(file.knownOn),
      "ingested_at": .string(file.ingestedAt), "rows": .integer(Int64(file.counts.rows)),
      "stored": .integer(Int64(file.counts.stored)),
      "rejected": .integer(Int64(file.counts.rejected)),
      "unchanged": .integer(Int64(file.counts.unchanged)),
      "waiting": .integer(Int64(file.counts.waiting)),
      "superseded": .integer(Int64(file.counts.superseded)), "status": .string(file.status),
      "fault": .optional(file.fault),
    ])
  }
}

/// `wagewatch rejects`
struct RejectsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rejects",
    abstract: "Rows that were set aside, with their reasons.",
    subcommands: [RejectsListCommand.self], defaultSubcommand: RejectsListCommand.self)
}

/// `wagewatch rejects list`
struct RejectsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the rows set aside: file, line, column, what was found and expected.",
    discussion: """
      EXAMPLE: wagewatch rejects list --limit 20

      Personal data is masked. Have the agency correct the rows and send them again: loading twice is \
      safe.
      """)

  @OptionGroup var workspaceOption: WorkspaceOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let database = try workspaceOption.open().openDatabase()
    let rows = try database.read { try $0.rejects() }.map(Self.row)
    Listing(noun: "rejects", columns: Self.columns, rows: rows).write(output, keys: Self.keys)
  }

  private static let keys = [
    "id", "file", "feed", "line", "row", "column", "code", "found", "expected", "raw", "status",
  ]

  private static var columns: [Listing.Column] {
    [
      .init("id", zh: "编号", en: "id", isNumber: true),
      .init(zh: "位置", en: "place") { "\($0["file"].cell):\($0["line"].cell)" },
      .init("column", zh: "列", en: "column"),
      .init("code", zh: "代码", en: "code"),
      .init("found", zh: "发现", en: "found"),
      .init("expected", zh: "应为", en: "expected"),
    ]
  }

  private static func row(_ reject: ListedReject) -> JSONValue {
    .object([
      "id": .integer(reject.id), "file": .string(reject.file), "feed": .string(reject.feed),
      "line": .integer(reject.line), "row": .integer(reject.row),
      "column": .optional(reject.column), "code": .string(reject.code),
      "found": .string(reject.found), "expected": .string(reject.expected),
      "raw": .string(reject.raw), "status": .string(reject.status),
    ])
  }
}
