import Foundation
import WageDomain

/// Reads one table schema and collects every fault of it.
struct FeedSchemaReader {
  let file: String
  let json: String
  private var faults: [PolicyFault] = []

  init(file: String, json: String) {
    self.file = file
    self.json = json
  }

  mutating func read() throws(PolicyFaults) -> FeedSchema {
    guard let root = rootObject() else { throw PolicyFaults(faults) }
    let schema = schema(root)
    guard let schema, faults.isEmpty else { throw PolicyFaults(faults) }
    return schema
  }

  private mutating func rootObject() -> [String: Any]? {
    do {
      let value = try JSONSerialization.jsonObject(with: Data(json.utf8))
      if let root = value as? [String: Any] { return root }
      fault(found: "no object", expected: "a JSON object with fields")
    } catch {
      let reason = (error as NSError).userInfo["NSDebugDescription"] as? String
      fault(found: reason ?? "text that is not JSON", expected: "a JSON object")
    }
    return nil
  }

  private mutating func schema(_ root: [String: Any]) -> FeedSchema? {
    let name = text(root, "name", near: "\"name\"") ?? ""
    let feed = Feed(rawValue: name)
    if feed == nil {
      fault(found: "name \(name)", expected: Feed.allCases.map(\.rawValue).joined(separator: ", "))
    }
    var fields = (root["fields"] as? [[String: Any]] ?? []).compactMap { self.field($0) }
    checkNames(fields)
    checkOrder(fields)
    guard let at = fields.firstIndex(where: { $0.name == "known_on" }), fields[at].kind == .day
    else {
      fault(found: "no field known_on", expected: "a field known_on of type date")
      return nil
    }
    let knownOn = fields.remove(at: at)
    let primaryKey = names(root, "primaryKey", among: fields)
    let requireOneOf = names(root, "wagewatch:requireOneOf", among: fields)
    let freshness = freshness(root["freshness"] as? [String: Any] ?? [:])
    let checks = FeedChecksReader(root["checks"] as? [String: Any] ?? [:], fields: fields)
    for (near, found, expected) in checks.faults {
      fault(near: near, found: found, expected: expected)
    }
    guard let feed, let title = text(root, "title", near: "\"title\""), let freshness else {
      return nil
    }
    return FeedSchema(
      feed: feed, title: title, fields: fields, knownOn: knownOn,
      primaryKey: primaryKey, requireOneOf: requireOneOf, freshness: freshness,
      checks: checks.checks)
  }

  private mutating func field(_ object: [String: Any]) -> FeedField? {
    let near = "\"name\": \"\(object["name"] as? String ?? "")\""
    guard let name = text(object, "name", near: near), let title = text(object, "title", near: near)
    else { return nil }
    let constraints = object["constraints"] as? [String: Any] ?? [:]
    guard let kind = kind(object, constraints, near: near) else { return nil }
    let type = object["wagewatch:type"] as? String
    let isPersonal = object["personal"] as? Bool ?? false
    let isIdentifier = kind == .text && object["wagewatch:identifier"] as? Bool ?? false
    return FeedField(
      name: name, title: title, kind: kind, isRequired: constraints["required"] as? Bool ?? false,
      unit: object["unit"] as? String,
      personal: isPersonal ? type.flatMap(PersonalData.init(rawValue:)) ?? .text : nil,
      happens: object["wagewatch:happens"] as? Bool ?? false,
      notAfter: object["wagewatch:notAfter"] as? String,
      isIdentifier: isIdentifier,
      mayBeFiller: kind == .text && object["wagewatch:fillers"] as? Bool ?? false,
      fillers: FillerWords(title: title, isNumber: isIdentifier || kind == .creditCode),
      zeroFills: kind == .text && object["wagewatch:zeroFills"] as? Bool ?? false,
      usual: object["wagewatch:usual"] as? [String] ?? [])
  }

  private mutating func kind(
    _ object: [String: Any], _ constraints: [String: Any], near: String
  ) -> FeedField.Kind? {
    switch (object["type"] as? String, object["wagewatch:type"] as? String) {
    case ("string", "credit_code"): return .creditCode
    case ("string", "town_code"): return .townCode
    case ("string", "industry_code"): return .industryCode
    case ("string", nil), ("string", "person_name"), ("string", "identity_number"),
      ("string", "phone"):
      if constraints["pattern"] != nil {
        // A constraint nobody enforces would be a promise nobody keeps.
        fault(near: near, found: "a pattern", expected: "a wagewatch:type that enforces it")
      }
      return (constraints["enum"] as? [String]).map { .oneOf($0) } ?? .text
    case ("yearmonth", nil): return .month
    case ("date", nil): return .day
    case ("datetime", nil): return .instant
    case ("boolean", nil): return .boolean
    case ("integer", nil), ("number", "money"), ("number", "quantity"):
      return number(object, constraints, near: near)
    case (let type, let ours):
      fault(
        near: near, found: "type \(type ?? "absent") with wagewatch:type \(ours ?? "absent")",
        expected: "a pair that ingest knows")
      return nil
    }
  }

  private mutating func number(
    _ object: [String: Any], _ constraints: [String: Any], near: String
  ) -> FeedField.Kind? {
    let stored =
      switch object["unit"] as? String {
      case "yuan": 2
      case "kWh", "m3": 3
      default: 0
      }
    let decimals = object["decimals"] as? Int ?? 0
    guard (0...stored).contains(decimals) else {
      fault(near: near, found: "decimals \(decimals)", expected: "0 to \(stored) for the unit")
      return nil
    }
    let scale = (0..<stored).reduce(Int64(1)) { power, _ in power * 10 }
    return .number(
      FeedField.NumberRule(
        decimals: decimals, storedDecimals: stored,
        minimum: (constraints["minimum"] as? Int).map { Int64($0) * scale },
        maximum: (constraints["maximum"] as? Int).map { Int64($0) * scale }))
  }

  private mutating func freshness(_ object: [String: Any]) -> FeedSchema.Freshness? {
    guard let warn = object["warn_days"] as? Int, let error = object["error_days"] as? Int,
      let source = object["source"] as? String, warn > 0, error >= warn, !source.isEmpty
    else {
      fault(
        near: "\"freshness\"", found: "freshness incomplete",
        expected: "warn_days > 0, error_days >= warn_days, source")
      return nil
    }
    return FeedSchema.Freshness(warnDays: warn, errorDays: error, source: source)
  }

  private mutating func names(
    _ root: [String: Any], _ key: String, among fields: [FeedField]
  ) -> [String] {
    let names = root[key] as? [String] ?? (root[key] as? String).map { [$0] } ?? []
    for name in names where !fields.contains(where: { $0.name == name }) {
      fault(near: "\"\(key)\"", found: "\(key) \(name)", expected: "the name of a field")
    }
    if key == "primaryKey", names.isEmpty {
      fault(found: "no primaryKey", expected: "the names of the key's fields")
    }
    return names
  }

  private mutating func checkNames(_ fields: [FeedField]) {
    var seen: Set<String> = []
    for name in fields.flatMap({ [$0.name, $0.title] }) where !seen.insert(name).inserted {
      fault(near: "\"\(name)\"", found: "\(name) twice", expected: "every name and title once")
    }
  }

  /// Only what is a month, a day or a moment can come after another.
  private mutating func checkOrder(_ fields: [FeedField]) {
    let dated = fields.filter(\.isDated).map(\.name)
    for field in fields {
      guard let other = field.notAfter, !field.isDated || !dated.contains(other) else { continue }
      fault(
        near: "\"\(field.name)\"", found: "wagewatch:notAfter \(other)",
        expected: "a month, day or moment and the name of another")
    }
  }

  private mutating func text(_ object: [String: Any], _ key: String, near: String) -> String? {
    if let text = object[key] as? String, !text.isEmpty { return text }
    fault(near: near, found: "no \(key)", expected: "a text")
    return nil
  }

  private mutating func fault(near: String? = nil, found: String, expected: String) {
    faults.append(
      PolicyFault(
        file: file, line: near.map(line(of:)) ?? 0, found: .same(found),
        expected: .same(expected)))
  }

  /// JSONSerialization keeps no positions: the first line that holds the text is named.
  private func line(of text: String) -> Int {
    let lines = json.split(separator: "\n", omittingEmptySubsequences: false)
    return (lines.firstIndex { $0.contains(text) } ?? -1) + 1
  }
}
