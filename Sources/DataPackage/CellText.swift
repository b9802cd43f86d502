import SignalIngest
import WageDomain
import WageStore

/// Stored cells as an agency would write them, so that ingest and other programs read them alike.
struct CellText {
  private let fields: [FeedField]

  /// - Parameter fields: one a column of the table.
  init(fields: [FeedField]) { self.fields = fields }

  func record(_ row: StoredTable.Row) -> [String] {
    zip(fields, row.cells).map { field, cell in text(cell, field.kind) } + [row.knownOn]
  }

  private func text(_ cell: StoredTable.Cell, _ kind: FeedField.Kind) -> String {
    switch (cell, kind) {
    case (.none, _): ""
    case (.integer(let value), .number(let rule)): number(value, rule)
    case (.integer(let value), _): String(value)
    case (.text(let text), .instant): instant(text)
    case (.text(let text), _): text
    }
  }

  /// Exactly the stored value: a file's decimals are never more than the stored ones.
  private func number(_ value: Int64, _ rule: FeedField.NumberRule) -> String {
    guard rule.storedDecimals > 0 else { return String(value) }
    let digits = String(value.magnitude)
    let padded =
      String(repeating: "0", count: max(0, rule.storedDecimals + 1 - digits.utf8.count)) + digits
    let whole = padded.dropLast(rule.storedDecimals)
    let decimals = padded.suffix(rule.storedDecimals).prefix(rule.decimals)
    return (value < 0 ? "-" : "") + whole + (decimals.isEmpty ? "" : "." + decimals)
  }

  /// `2026-10-05T09:30:00+08:00` as `2026-10-05 09:30`, with seconds where there are any.
  private func instant(_ text: String) -> String {
    let time = text.prefix(19).replacing("T", with: " ")
    return time.hasSuffix(":00") ? String(time.dropLast(3)) : String(time)
  }
}
