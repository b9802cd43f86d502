import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch match list`
struct MatchListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List what waits for a firm: each name and account once, with the firms suggested.",
    discussion: """
      EXAMPLE: wagewatch match list --limit 20

      Decide with `match accept ID --first`, `match accept ID --firm CODE` or `match refuse ID`.
      """)

  @Flag(help: "Matched and refused entries too.")
  var all = false

  @OptionGroup var workspaceOption: WorkspaceOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let workspace = try workspaceOption.open()
    let places = PlaceNames(try workspace.regions())
    let database = try workspace.openDatabase()
    let rows = try database.read { snapshot in
      let ids = try snapshot.matchGroupIds(all ? Set(MatchStatus.allCases) : [.waiting])
      // Only the page that is shown is read; the others are counted.
      let page = ids.dropFirst(output.offset).prefix(output.limit ?? ids.count)
      let groups = try snapshot.matchGroups(ids: Array(page))
      let queue = try snapshot.queue(groups, places: places)
      return ids[..<page.startIndex].map { .object(["id": .integer($0)]) }
        + queue.map { row($0.group, $0.suggestions) }
        + ids[page.endIndex...].map { .object(["id": .integer($0)]) }
    }
    Listing(noun: "matches", columns: columns, rows: rows).write(output, keys: Self.keys)
  }

  private static let keys = [
    "id", "feed", "file", "line", "name", "account_no", "status", "rows_waiting", "firm_id",
    "credit_code", "decision", "suggestions",
  ]

  private var columns: [Listing.Column] {
    [
      .init("id", zh: "编号", en: "id", isNumber: true),
      .init(zh: "位置", en: "place") { Self.place($0, output.language) },
      .init("name", zh: "名称", en: "name"),
      .init("account_no", zh: "户号", en: "account"),
      .init("rows_waiting", zh: "等待行数", en: "rows", isNumber: true),
      .init(zh: "建议企业", en: "suggested firm") { Self.first($0, "name") },
      .init(zh: "信用代码", en: "credit code") { Self.first($0, "credit_code") },
      .init(zh: "理由", en: "why") { Self.first($0, "text") },
    ]
      + (all
        ? [
          .init(zh: "状态", en: "status") { row in
            let status = row["status"].cell
            return MatchStatus(rawValue: status).map {
              MatchText.status($0).text(output.language)
            } ?? status
          },
          .init("credit_code", zh: "已归入", en: "matched to"),
        ] : [])
  }

  private static func place(_ row: JSONValue, _ language: Language) -> String {
    let (file, line) = (row["file"].cell, row["line"].cell)
    return file.isEmpty
      ? Bilingual(zh: "窗口登记", en: "window").text(language) : "\(file):\(line)"
  }

  private static func first(_ row: JSONValue, _ key: String) -> String {
    guard case .array(let suggestions) = row["suggestions"] else { return "" }
    return suggestions.first?[key].cell ?? ""
  }

  private func row(_ group: MatchGroup, _ suggestions: [SuggestedFirm]) -> JSONValue {
    .object([
      "id": .integer(group.id), "feed": .string(group.feed.rawValue), "file": .optional(group.file),
      "line": .optional(group.line), "name": .optional(group.name),
      "account_no": .optional(group.accountNo), "status": .string(group.status.rawValue),
      "rows_waiting": .integer(Int64(group.rowsWaiting)), "firm_id": .optional(group.firmId),
      "credit_code": .optional(group.creditCode),
      "decision": .optional(group.reason),
      "suggestions": .array(suggestions.map(suggestion)),
    ])
  }

  private func suggestion(_ firm: SuggestedFirm) -> JSONValue {
    .object([
      "firm_id": .integer(firm.firmId), "credit_code": .string(firm.creditCode),
      "name": .optional(firm.name), "reason": .string(firm.reason.code),
      "text": .string(firm.reason.text.text(output.language)), "rank": .integer(Int64(firm.rank)),
    ])
  }
}
