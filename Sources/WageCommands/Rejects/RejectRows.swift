import WageDomain
import WageStore

/// Rejects as rows of a list.
enum RejectRows {
  static let keys = [
    "id", "file", "feed", "line", "row", "column", "code", "found", "expected", "raw", "status",
  ]

  static func columns(_ language: Language) -> [Listing.Column] {
    [
      .init("id", zh: "编号", en: "id", isNumber: true),
      .init(zh: "位置", en: "place") { "\($0["file"].cell):\($0["line"].cell)" },
      .init("column", zh: "列", en: "column"),
      .init("code", zh: "代码", en: "code"),
      .init("found", zh: "发现", en: "found"),
      .init("expected", zh: "应为", en: "expected"),
      .init(zh: "状态", en: "status") { status($0["status"].cell).text(language) },
    ]
  }

  /// One reject, with what was found in it shown as it is kept or otherwise.
  static func row(
    _ reject: ListedReject, _ language: Language, found: Bilingual? = nil
  ) -> JSONValue {
    .object([
      "id": .integer(reject.id), "file": .string(reject.file), "feed": .string(reject.feed),
      "line": .integer(reject.line), "row": .integer(reject.row),
      "column": .optional(reject.column), "code": .string(reject.code),
      "found": .string((found ?? reject.found).text(language)),
      "expected": .string(reject.expected.text(language)),
      "raw": .string(reject.raw), "status": .string(reject.status),
    ])
  }

  static func status(_ status: String) -> Bilingual {
    switch status {
    case "open": Bilingual(zh: "未处理", en: "open")
    case "retried": Bilingual(zh: "已重报", en: "retried")
    case "dropped": Bilingual(zh: "已放弃", en: "dropped")
    default: .same(status)
    }
  }

  /// Of a number that no reject has.
  static let unknown = Bilingual(zh: "没有", en: "unknown")
}
