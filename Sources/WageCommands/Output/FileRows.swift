import WageDomain
import WageStore

/// Files of the ledger as rows of a list.
enum FileRows {
  static let keys = [
    "id", "file", "feed", "sha256", "bytes", "encoding", "known_on", "ingested_at", "rows",
    "stored", "rejected", "unchanged", "waiting", "superseded", "status", "fault", "findings",
    "totals",
  ]

  static func columns(_ language: Language) -> [Listing.Column] {
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
      .init("totals", zh: "合计行", en: "totals", isNumber: true),
      .init("findings", zh: "疑点", en: "findings", isNumber: true),
      .init(zh: "状态", en: "status") { status($0["status"].cell).text(language) },
      .init("fault", zh: "原因", en: "fault"),
    ]
  }

  /// What the ledger says of a file, as a word.
  static func status(_ status: String) -> Bilingual {
    switch status {
    case "loaded": Bilingual(zh: "入库", en: "loaded")
    case "refused": Bilingual(zh: "拒收", en: "refused")
    case "unchanged": Bilingual(zh: "未变", en: "unchanged")
    default: .same(status)
    }
  }

  static func row(_ file: LedgerFile, _ language: Language) -> JSONValue {
    .object(members(file, language))
  }

  static func members(_ file: LedgerFile, _ language: Language) -> [JSONValue.Member] {
    let row: KeyValuePairs<String, JSONValue> = [
      "id": .integer(file.id), "file": .string(file.file), "feed": .optional(file.feed),
      "sha256": .string(file.sha256), "bytes": .integer(file.bytes),
      "encoding": .optional(file.encoding), "known_on": .optional(file.knownOn),
      "ingested_at": .string(file.ingestedAt), "rows": .integer(Int64(file.counts.rows)),
      "stored": .integer(Int64(file.counts.stored)),
      "rejected": .integer(Int64(file.counts.rejected)),
      "unchanged": .integer(Int64(file.counts.unchanged)),
      "waiting": .integer(Int64(file.counts.waiting)),
      "superseded": .integer(Int64(file.counts.superseded)), "status": .string(file.status),
      "fault": .optional(file.fault?.text(language)), "findings": .integer(Int64(file.findings)),
      "totals": .optional(file.totals.map { Int64($0) }),
    ]
    return row.map { .init(key: $0.key, value: $0.value) }
  }
}

/// One file of the ledger, for a person or as one JSON object.
struct FilePage {
  let file: LedgerFile
  let findings: [FileFinding]
  let rejects: [RejectSummary]
  let language: Language

  var text: String {
    let counts = file.counts
    let totals = IngestPrinter.totals(counts.totals)
    var lines = [
      "\(file.file)  \(FileRows.status(file.status).text(language))  \(file.feed ?? "-")  \(file.bytes) B  \(file.encoding ?? "-")",
      say("  获知日期 ", "  known on ") + (file.knownOn ?? "-")
        + say("，读入 ", ", ingested at ") + file.ingestedAt,
      "  sha256 \(file.sha256)",
      say(
        """
          行 \(counts.rows)：入库 \(counts.stored)（其中更正 \(counts.superseded)），未变 \
        \(counts.unchanged)，退回 \(counts.rejected)，待匹配 \(counts.waiting)\(totals.zh)
        """,
        """
          \(counts.rows.counted("row")): \(counts.stored) stored (\(counts.superseded) of them corrections), \
        \(counts.unchanged) unchanged, \(counts.rejected) rejected, \(counts.waiting) waiting\(totals.en)
        """),
    ]
    if let fault = file.fault { lines.append("  " + fault.text(language)) }
    lines += findings.map { "  " + FindingText.line($0, file: file.file).text(language) }
    lines += rejects.map { "  " + FindingText.line($0, file: file.file).text(language) }
    return lines.map(TerminalText.shown).joined(separator: "\n") + "\n"
  }

  var json: JSONValue {
    .object(
      [.init(key: "schema", value: .integer(1))]
        + FileRows.members(file, language).filter { $0.key != "findings" } + [
          .init(key: "findings", value: .array(findings.map { row($0) })),
          .init(
            key: "rejects",
            value: .array(
              rejects.map { group in
                .object([
                  "column": .optional(group.values[0]), "code": .optional(group.values[1]),
                  "rejects": .integer(Int64(group.rejects)), "open": .integer(Int64(group.open)),
                  "first_line": .integer(group.firstLine),
                  "found": .string(group.found.text(language)),
                  "expected": .string(group.expected.text(language)),
                ])
              })),
        ])
  }

  private func row(_ finding: FileFinding) -> JSONValue {
    .object([
      "code": .string(finding.code), "line": .optional(finding.line),
      "column": .optional(finding.column), "found": .string(finding.found.text(language)),
      "expected": .string(finding.expected.text(language)),
    ])
  }

  private func say(_ zh: String, _ en: String) -> String {
    Bilingual(zh: zh, en: en).text(language)
  }
}

/// Findings and rejects of a file in a line for a person.
enum FindingText {
  static func line(_ finding: FileFinding, file: String) -> Bilingual {
    let place = [finding.line.map { ":\($0)" }, finding.column.map { ": \($0)" }]
      .compactMap(\.self).joined()
    let what = FindingCode(rawValue: finding.code)?.explanation
    let said = Bilingual(
      zh: what.map { $0.zh + "：" } ?? "",
      en: what.map { ($0.en.hasSuffix(".") ? String($0.en.dropLast()) : $0.en) + ": " } ?? "")
    return Bilingual(
      zh: """
        \(file)\(place)：\(finding.code)：\(said.zh)发现 \(finding.found.zh)，应为 \
        \(finding.expected.zh)
        """,
      en: """
        \(file)\(place): \(finding.code): \(said.en)found \(finding.found.en), expected \
        \(finding.expected.en)
        """)
  }

  /// Of a summary by column and code.
  static func line(_ group: RejectSummary, file: String) -> Bilingual {
    let column = group.values.first.flatMap(\.self).map { "\($0): " } ?? ""
    let code = group.values.last.flatMap(\.self) ?? ""
    return Bilingual(
      zh: """
        \(file):\(group.firstLine): \(column)\(code)：退回 \(group.rejects) 行，首行发现 \
        \(group.found.zh)，应为 \(group.expected.zh)
        """,
      en: """
        \(file):\(group.firstLine): \(column)\(code): \(group.rejects) rejected, the first found \
        \(group.found.en), expected \(group.expected.en)
        """)
  }
}
