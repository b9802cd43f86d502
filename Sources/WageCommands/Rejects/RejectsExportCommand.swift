import ArgumentParser
import Foundation
import SignalIngest
import WageDomain
import WageStore

/// `wagewatch rejects export DIR|FILE`
struct RejectsExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write open rejects as CSV files that can be corrected and sent in again.",
    discussion: """
      EXAMPLE: wagewatch rejects export corrections --feed electricity

      One file a feed and header, in the header's own order, named so that `ingest` knows the feed. \
      The first column, reject_id, says which reject a row corrects; known_on keeps history as it was. \
      Correct the cells, leave these two, and run `wagewatch ingest` on the file: rows that are good \
      now go in and their rejects become retried. Feeds with personal data need --unmask --reason; \
      masked files cannot be sent in.
      """)

  @Argument(help: "A folder, or a file ending in .csv when there is one feed and header.")
  var destination: String

  @OptionGroup var filter: RejectFilterOptions
  @Flag(help: "Begin each file with a byte order mark, which Excel needs for Chinese.")
  var bom = false
  @Flag(help: "Say what would be written, and write nothing.")
  var dryRun = false
  @OptionGroup var unmask: UnmaskOptions
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var workspaceOption: WorkspaceOption
  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let database = try workspaceOption.open().openDatabase()
    let feeds = try Workspace.feeds()
    let day = try asOf.day()
    var query = filter.query
    query.status = "open"
    func export(_ snapshot: StoreSnapshot) -> RejectExport {
      RejectExport(
        snapshot: snapshot, feeds: feeds, query: query, isUnmasked: unmask.unmask, day: day)
    }
    let shown = try database.read { try export($0).plan() }
    let paths = try paths(shown)
    guard !dryRun else { return tell(shown, paths) }
    try unmask.record(
      "rejects export", rows: shown.files.filter(\.isProtected).reduce(0) { $0 + $1.rejects },
      in: database)
    try database.read { snapshot in
      let export = export(snapshot)
      for file in try export.plan().files {
        guard let path = paths[file.name] else { continue }
        try write(file, of: export, to: path)
      }
    }
    tell(shown, paths)
  }

  /// Where each file goes; nothing is written over.
  private func paths(_ plan: RejectExport.Plan) throws -> [String: String] {
    var paths: [String: String] = [:]
    if destination.hasSuffix(".csv") {
      guard plan.files.count <= 1 else {
        let names = plan.files.map(\.name).joined(separator: ", ")
        throw CommandFailure(
          zh: """
            需要 \(plan.files.count) 个文件，每个数据源和表头一个：\(names)。未写入。
              请写目录，或用 --feed、--file 缩小范围。
            """,
          en: """
            \(plan.files.count) files are needed, one a feed and header: \(names). Nothing was written.
              Name a folder, or narrow the choice with --feed or --file.
            """)
      }
      for file in plan.files { paths[file.name] = destination }
    } else {
      if !plan.files.isEmpty, !dryRun {
        try FileManager.default.createDirectory(
          atPath: destination, withIntermediateDirectories: true)
      }
      for file in plan.files { paths[file.name] = destination + "/" + file.name }
    }
    let there = paths.values.sorted().filter { FileManager.default.fileExists(atPath: $0) }
    guard there.isEmpty else {
      throw CommandFailure(
        zh: """
          \(there.joined(separator: ", "))：已存在，可能正在更正。未写入。
            请另写目录，或先移走。
          """,
        en: """
          \(there.joined(separator: ", ")): there already, perhaps with corrections. Nothing was written.
            Name another folder, or move it away.
          """)
    }
    return paths
  }

  private func write(
    _ file: RejectExport.OutputFile, of export: RejectExport, to path: String
  ) throws {
    let part = path + ".part"
    let isMade = FileManager.default.createFile(
      atPath: part, contents: nil,
      attributes: file.isProtected ? [.posixPermissions: 0o600] : nil)
    guard isMade, let handle = FileHandle(forWritingAtPath: part) else {
      throw CommandFailure(
        zh: "\(path)：不可写。\n  请写有权限的目录。",
        en: "\(path): cannot be written.\n  Name a folder that you may write to.")
    }
    defer { try? handle.close() }
    var piece = bom ? "\u{FEFF}" : ""
    try export.forEachLine(of: file) { line in
      piece += line
      guard piece.utf8.count > 1 << 16 else { return }
      try handle.write(contentsOf: Data(piece.utf8))
      piece = ""
    }
    try handle.write(contentsOf: Data(piece.utf8))
    try FileManager.default.moveItem(atPath: part, toPath: path)
  }

  private func tell(_ plan: RejectExport.Plan, _ paths: [String: String]) {
    let console = CommandContext.current.console
    func say(_ zh: String, _ en: String) {
      console.error(Bilingual(zh: zh, en: en).text(languageOption.language))
    }
    for file in plan.files {
      let path = paths[file.name] ?? ""
      say("\(path)：\(file.rejects) 行", "\(path): \(file.rejects.counted("row"))")
      if file.isMasked {
        say(
          "  含个人信息，已脱敏，不能再报；要更正请加 --unmask --reason",
          "  personal data is masked: this file cannot be sent in; --unmask --reason writes one that can"
        )
      }
    }
    if plan.cut > 0 {
      say(
        "\(plan.cut) 行超过 4 MiB，只留有开头，未导出：请报送单位重报",
        """
        \(plan.cut.counted("reject is", "rejects are")) left out: of rows above 4 MiB only the beginning is \
        on record; have them sent again
        """)
    }
    if plan.leftOut > 0 {
      say(
        "\(plan.leftOut) 行所在文件未留表头，未导出：请报送单位重报",
        """
        \(plan.leftOut.counted("reject is", "rejects are")) left out, the header of the file is not on \
        record: have them sent again
        """
      )
    }
    say(
      "\(dryRun ? "（试运行，未写入）" : "")导出 \(plan.rejects) 行，\(plan.files.count) 个文件",
      """
      \(dryRun ? "(dry run, nothing written) " : "")\(plan.rejects.counted("reject")) in \
      \(plan.files.count.counted("file"))
      """)
  }
}
