import WageDomain
import WageStore

/// Rejects as rows of a list.
enum RejectRows {
  static let keys = [
    "id", "file", "feed", "line", "row", "column", "code", "found", "expected", "raw", "status",
  ]

  static var columns: [Listing.Column] {
    [
      .init("id", zh: "编号", en: "id", isNumber: true),
      .init(zh: "位置", en: "place") { "\($0["file"].cell):\($0["line"].cell)" },
      .init("column", zh: "列", en: "column"),
      .init("code", zh: "代码", en: "code"),
      .init("found", zh: "发现", en: "found"),
      .init("expected", zh: "应为", en: "expected"),
      .init(zh: "状态", en: "status") { status($0["status"].cell) },
    ]
  }

  static func row(_ reject: ListedReject) -> JSONValue {
    .object([
      "id": .integer(reject.id), "file": .string(reject.file), "feed": .string(reject.feed),
      "line": .integer(reject.line), "row": .integer(reject.row),
      "column": .optional(reject.column), "code": .string(reject.code),
      "found": .string(reject.found), "expected": .string(reject.expected),
      "raw": .string(reject.raw), "status": .string(reject.status),
    ])
  }

  /// Open is what most are: only the others are worth a word.
  private static func status(_ status: String) -> String { status == "open" ? "" : status }
}
