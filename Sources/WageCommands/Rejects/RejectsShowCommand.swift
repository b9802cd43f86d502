import ArgumentParser
import SignalIngest
import WageDomain
import WageStore

/// `wagewatch rejects show ID`
struct RejectsShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one row set aside: where, why, what to do now, and what became of it.",
    discussion: "EXAMPLE: wagewatch rejects show 17")

  @Argument(help: "The reject's number.") var id: Int64
  @Flag(help: "One JSON object.") var json = false
  @OptionGroup var unmask: UnmaskOptions
  @OptionGroup var workspaceOption: WorkspaceOption
  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let database = try workspaceOption.open().openDatabase()
    let story = try database.read { try $0.rejectStory(id, isUnmasked: unmask.unmask) }
    guard let story else {
      throw CommandFailure(
        zh: "没有退回 \(id)。\n  编号见 `wagewatch rejects list`。",
        en: "no reject \(id) in this workspace.\n  `wagewatch rejects list` lists the numbers.")
    }
    try unmask.record("rejects show \(id)", rows: 1, in: database)
    let header = try Workspace.feeds().keptHeader(story.header, of: story.reject.feed)
    let reject = story.reject
    let page = RejectPage(
      story: story,
      found: unmask.unmask
        ? header?.unmasked(reject.found, in: reject.column, of: reject.raw) ?? reject.found
        : reject.found,
      header: unmask.unmask ? story.header : header?.shown ?? story.header,
      language: languageOption.language)
    CommandContext.current.console.out(json ? page.json.pretty + "\n" : page.text)
  }
}

/// The story of one reject, for a person or as one JSON object.
struct RejectPage {
  let story: RejectStory
  let found: Bilingual
  let header: String?
  let language: Language

  private var reject: ListedReject { story.reject }
  private var code: RejectCode? { RejectCode(rawValue: reject.code) }

  var text: String {
    var lines = [
      say("退回 \(reject.id)", "reject \(reject.id)") + "  \(reject.file):\(reject.line)  "
        + say("第 \(reject.row) 行数据，\(status.zh)", "data row \(reject.row), \(status.en)")
    ]
    let column = reject.column.map { "\($0): " } ?? ""
    lines.append("  \(column)\(reject.code): " + (code?.explanation.text(language) ?? ""))
    lines.append(say("  发现：", "  found:    ") + shown(found.text(language)))
    lines.append(say("  应为：", "  expected: ") + reject.expected.text(language))
    if let header { lines.append(say("  表头：", "  header:   ") + shown(header)) }
    if !reject.raw.isEmpty {
      lines.append(say("  原文：", "  raw:      ") + shown(reject.raw))
    }
    if reject.status == "open" {
      if let code { lines.append(say("  处理：", "  to do:    ") + code.remedy.text(language)) }
      lines.append(way)
    }
    if let earlier = reject.correctsId {
      lines.append(say("  更正的是退回 \(earlier)", "  was sent to correct reject \(earlier)"))
    }
    lines += story.events.map { "  \($0.at)  " + told($0) }
    return lines.map(TerminalText.shownLines).joined(separator: "\n") + "\n"
  }

  /// A row may hold a million lines: a screen shows its beginning, and says what it does not show.
  private func shown(_ text: String) -> String {
    var end = text.startIndex
    var lines = 1
    var characters = 0
    while end < text.endIndex, characters < Self.mostCharacters {
      if text[end].isNewline {
        guard lines < Self.mostLines else { break }
        lines += 1
      }
      characters += 1
      end = text.index(after: end)
    }
    let (size, left) = (text.utf8.count, text[end...].utf8.count)
    guard left > 0 else { return text }
    let all = text.utf8.count { $0 == 0x0A } + 1
    return text[..<end] + "\n"
      + say(
        "        ……只显示开头：全文 \(size) 字节、\(all) 行，余 \(left) 字节见 --json",
        """
                    ... the beginning only, of \(size) bytes in \(all.counted("line")); --json shows the \
        other \(left) bytes
        """)
  }

  private static let mostLines = 20
  private static let mostCharacters = 4000

  /// How the row comes in after all. Of a record that was kept in part, no export can be made.
  private var way: String {
    story.isWhole
      ? say(
        "        wagewatch rejects export 导出后改正再报；无须更正的：rejects drop \(reject.id)",
        "            `rejects export` writes it for correction; `rejects drop \(reject.id)` gives it up"
      )
      : say(
        """
                该行超过 4 MiB，只留有开头，不能导出：请报送单位改正后重报；\
        无须更正的：rejects drop \(reject.id)
        """,
        """
                    the row is above 4 MiB and only its beginning is on record, so that no export can \
        hold it: have the agency send it again; `rejects drop \(reject.id)` gives it up
        """)
  }

  var json: JSONValue {
    .object([
      "schema": .integer(1), "id": .integer(reject.id), "file": .string(reject.file),
      "feed": .string(reject.feed), "line": .integer(reject.line), "row": .integer(reject.row),
      "column": .optional(reject.column), "code": .string(reject.code),
      "found": .string(found.text(language)),
      "expected": .string(reject.expected.text(language)),
      "raw": .string(reject.raw), "status": .string(reject.status),
      "is_whole": .bool(story.isWhole),
      "header": .optional(header), "file_known_on": .optional(story.fileKnownOn),
      "explanation": .optional(code?.explanation.text(language)),
      "remedy": .optional(code?.remedy.text(language)),
      "corrects": .optional(reject.correctsId), "replaced_by": .optional(story.replacedBy),
      "events": .array(
        story.events.map { event in
          .object([
            "kind": .string(event.kind), "file": .optional(event.file),
            "line": .optional(event.line), "reason": .optional(event.reason),
            "actor": .optional(event.actor), "at": .string(event.at),
          ])
        }),
    ])
  }

  private var status: Bilingual { RejectRows.status(reject.status) }

  private func told(_ event: RejectEvent) -> String {
    RejectEventText.line(event, replacedBy: story.replacedBy).text(language)
  }

  private func say(_ zh: String, _ en: String) -> String {
    Bilingual(zh: zh, en: en).text(language)
  }
}
