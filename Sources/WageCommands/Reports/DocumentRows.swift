import WageDomain
import WageReports

/// A report without rows of its own: each cell of its tables as a row.
struct DocumentRows {
  let language: Language

  static let keys = ["section", "row", "column", "value"]

  func listing(
    _ document: ReportDocument, _ header: KeyValuePairs<String, JSONValue>
  ) -> Listing {
    Listing(
      noun: "cells",
      columns: [
        .init("section", zh: "部分", en: "section"),
        .init("row", zh: "行", en: "row", isNumber: true),
        .init("column", zh: "栏", en: "column"), .init("value", zh: "内容", en: "value"),
      ], rows: document.sections.flatMap(rows), header: header)
  }

  private func rows(_ section: ReportSection) -> [JSONValue] {
    guard let table = section.table else { return [] }
    return table.rows.enumerated().flatMap { index, row in
      zip(table.columns, row.cells).map { column, cell in
        .object([
          "section": .string(section.heading.text(language)),
          "row": .integer(Int64(index + 1)), "column": .string(column.title.text(language)),
          "value": .string(cell.text(language)),
        ])
      }
    }
  }
}
