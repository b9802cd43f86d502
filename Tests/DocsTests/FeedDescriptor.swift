/// A table schema of `Schemas/feeds` as it stands there.
struct FeedDescriptor: Decodable {
  let name: String
  let title: String
  let fields: [Field]
  let primaryKey: Key
  let requireOneOf: [String]?
  let freshness: Freshness

  enum CodingKeys: String, CodingKey {
    case name, title, fields, primaryKey, freshness
    case requireOneOf = "wagewatch:requireOneOf"
  }

  /// The heading `NAME TITLE` as a link.
  var anchor: String { "\(name)-\(title)" }

  struct Freshness: Decodable {
    let warnDays: Int
    let errorDays: Int
    let source: String

    enum CodingKeys: String, CodingKey {
      case source
      case warnDays = "warn_days"
      case errorDays = "error_days"
    }
  }

  /// One name or several.
  struct Key: Decodable {
    let names: [String]

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let name = try? container.decode(String.self) {
        names = [name]
      } else {
        names = try container.decode([String].self)
      }
    }
  }

  struct Field: Decodable {
    let name: String
    let title: String
    let type: String
    let unit: String?
    let decimals: Int?
    let personal: Bool?
    let constraints: Constraints?
    let trueValues: [String]?
    let falseValues: [String]?
    let ourType: String?
    let happens: Bool?
    let notAfter: String?
    let fillers: Bool?

    enum CodingKeys: String, CodingKey {
      case name, title, type, unit, decimals, personal, constraints, trueValues, falseValues
      case ourType = "wagewatch:type"
      case happens = "wagewatch:happens"
      case notAfter = "wagewatch:notAfter"
      case fillers = "wagewatch:fillers"
    }

    struct Constraints: Decodable {
      let required: Bool?
      let minimum: Int?
      let maximum: Int?
      let `enum`: [String]?
      let pattern: String?
    }
  }
}

extension FeedDescriptor.Field {
  var isRequired: Bool { constraints?.required ?? false }

  /// For people: what is in the cell rather than how it is written.
  var shownType: String {
    switch (type, ourType) {
    case ("yearmonth", _): "month"
    case ("date", _): "day"
    case ("datetime", _): "day and time"
    case ("integer", _): "whole number"
    case ("string", nil): constraints?.enum == nil ? "text" : "code"
    case (_, let ours?): ours.replacing("_", with: " ")
    default: type
    }
  }

  var rules: [String] {
    var rules: [String] = []
    if let values = constraints?.enum {
      rules.append("one of " + values.map { "`\($0)`" }.joined(separator: ", "))
    }
    if let pattern = constraints?.pattern {
      rules.append("`\(pattern.replacing("|", with: "\\|"))`")
    }
    if ourType == "credit_code" { rules.append("both check digits right") }
    if let yes = trueValues, let no = falseValues {
      rules.append(zip(yes, no).map { "`\($0)`/`\($1)`" }.joined(separator: ", "))
    }
    if let minimum = constraints?.minimum { rules.append("at least \(minimum)") }
    if let maximum = constraints?.maximum { rules.append("at most \(maximum)") }
    if let decimals { rules.append("at most \(decimals) decimals") }
    if happens ?? false { rules.append("the row is not known before it") }
    if let notAfter { rules.append("not after `\(notAfter)`") }
    if fillers ?? false { rules.append("无, 不详, `-` and their like are empty") }
    if personal ?? false { rules.append("personal: masked in lists") }
    return rules
  }
}
