internal import Foundation
import SignalIngest
import WageDomain
import WageStore

/// One table of the package.
struct PackageResource {
  let feed: Feed
  /// As the ledger has it.
  let file: LedgerFile
  /// Without `known_on`.
  let columns: [String]

  /// Sorts, within a feed, as the files were loaded: of two that say the same day, the later holds.
  var path: String {
    let digits = String(file.id)
    let zeros = String(repeating: "0", count: max(0, 6 - digits.utf8.count))
    let known = file.knownOn.map { "__known-\($0)" } ?? ""
    return "data/\(feed.rawValue)_\(zeros)\(digits)\(period)\(known).csv"
  }

  private var period: String {
    guard let name = try? AgencyFileName(file.file, feed: feed), let end = name.periodEnd else {
      return ""
    }
    return "_" + (name.month?.description ?? end.description)
  }

  func csv(of table: StoredTable, schema: FeedSchema) -> String {
    let cells = CellText(fields: columns.compactMap { schema.field($0) })
    var text = CSVLine.text(columns + [schema.knownOn.name])
    for row in table.rows { text += CSVLine.text(cells.record(row)) }
    return text
  }

  /// The feed's Table Schema with the columns that its tables have; nil when it has no tables.
  ///
  /// - Throws: when the schema is not JSON.
  static func descriptor(feed: Feed, schema text: String, columns: [String]) throws -> Data? {
    guard !columns.isEmpty,
      var schema = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    else { return nil }
    let fields = schema["fields"] as? [[String: Any]] ?? []
    let wanted = columns + ["known_on"]
    schema["fields"] = wanted.compactMap { name in fields.first { $0["name"] as? String == name } }
    // An account where there is one, else the firm: no one key fits all rows.
    if columns.contains("account_no") { schema["primaryKey"] = nil }
    if feed == .payroll { schema["primaryKey"] = nil }
    return try JSONSerialization.data(
      withJSONObject: schema, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
  }

  /// - Throws: never for these values.
  static func package(_ resources: [PackageResource]) throws -> Data {
    let package: [String: Any] = [
      "$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "name": "wagewatch",
      "resources": resources.map { resource -> [String: Any] in
        [
          "name": resource.path.dropFirst(5).dropLast(4).replacing("_", with: "-"),
          "type": "table", "path": resource.path, "format": "csv", "mediatype": "text/csv",
          "encoding": "utf-8", "schema": "\(resource.feed.rawValue).json",
        ]
      },
    ]
    return try JSONSerialization.data(
      withJSONObject: package, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
  }
}
