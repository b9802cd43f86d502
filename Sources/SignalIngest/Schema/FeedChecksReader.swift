import WageDomain

/// Reads the property `checks` of a table schema; what it leaves out has the standard value.
struct FeedChecksReader {
  private let object: [String: Any]
  private let fields: [FeedField]
  private(set) var checks = FeedChecks()
  /// What was found and expected, each near a key.
  private(set) var faults: [(near: String, found: String, expected: String)] = []

  init(_ object: [String: Any], fields: [FeedField]) {
    self.object = object
    self.fields = fields
    for key in object.keys.sorted() { read(key) }
  }

  private mutating func read(_ key: String) {
    guard let rule = object[key] as? [String: Any] else {
      return fault(key, "\(key) that is no object", "an object with a source")
    }
    if (rule["source"] as? String)?.isEmpty ?? true {
      fault(key, "\(key) without a source", "where its numbers come from, or assumption")
    }
    switch key {
    case "row_caps": checks.rowCaps = numbers(rule, "rows", key) ?? checks.rowCaps
    case "short_month":
      checks.shortShareBp = number(rule, "share_bp", key) ?? checks.shortShareBp
      checks.historyMonths = number(rule, "months", key) ?? checks.historyMonths
      checks.shortMinimumRows = number(rule, "minimum_rows", key) ?? checks.shortMinimumRows
    case "unit_change":
      checks.unitFactors = numbers(rule, "factors", key)?.map(Int64.init) ?? checks.unitFactors
      checks.unitMinimumSeries = number(rule, "minimum_series", key) ?? checks.unitMinimumSeries
    case "new_accounts":
      checks.newShareBp = number(rule, "share_bp", key) ?? checks.newShareBp
      checks.newMinimumRows = number(rule, "minimum_rows", key) ?? checks.newMinimumRows
    case "new_value":
      checks.codedColumns = columns(rule, "columns", key, of: Self.coded)
      checks.mostCodedValues = number(rule, "most_values", key) ?? checks.mostCodedValues
    case "test_row":
      checks.testWords = rule["words"] as? [String] ?? checks.testWords
      checks.repeatedColumns = columns(rule, "repeated", key) { $0 == .text }
      if checks.testWords.contains("") { fault(key, "an empty word", "words") }
    default:
      fault(
        key, "check \(key)",
        "row_caps, short_month, unit_change, new_accounts, new_value, test_row")
    }
  }

  private mutating func number(_ rule: [String: Any], _ name: String, _ key: String) -> Int? {
    guard let value = rule[name] else { return nil }
    if let number = value as? Int, number > 0 { return number }
    fault(key, "\(name) \(value)", "a whole number from 1")
    return nil
  }

  private mutating func numbers(_ rule: [String: Any], _ name: String, _ key: String) -> [Int]? {
    guard let value = rule[name] else { return nil }
    if let numbers = value as? [Int], numbers.allSatisfy({ $0 > 1 }) { return numbers }
    fault(key, "\(name) \(value)", "whole numbers from 2")
    return nil
  }

  /// Values of these columns are kept and shown: never personal data.
  private mutating func columns(
    _ rule: [String: Any], _ name: String, _ key: String, of kinds: (FeedField.Kind) -> Bool
  ) -> [String] {
    let names = rule[name] as? [String] ?? []
    for column in names {
      let field = fields.first { $0.name == column }
      if field.map({ !kinds($0.kind) || $0.personal != nil }) ?? true {
        fault(
          key, "\(name) \(column)", "columns of the feed, of text or codes, without personal data")
      }
    }
    return names
  }

  private static func coded(_ kind: FeedField.Kind) -> Bool {
    switch kind {
    case .text, .townCode, .industryCode, .oneOf: true
    default: false
    }
  }

  private mutating func fault(_ key: String, _ found: String, _ expected: String) {
    faults.append(("\"\(key)\"", found, expected))
  }
}
