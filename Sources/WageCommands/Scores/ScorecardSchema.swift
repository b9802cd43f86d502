import RiskScoring
import WageDomain

/// The JSON Schema of scorecard files, from the kinds' own forms.
///
/// An editor checks by it what can be said of one place alone; what goes together only
/// `score explain` knows.
enum ScorecardSchema {
  static var text: String { schema.pretty }

  private static var schema: JSONValue {
    .object([
      "$schema": .string("http://json-schema.org/draft-07/schema#"),
      "title": .string("A scorecard of wagewatch"), "type": .string("object"),
      "required": list(["scorecard", "version", "title", "tiers", "classes", "indicators"]),
      "additionalProperties": .bool(false),
      "definitions": .object([
        "prose": oneOrBoth("Both languages, or one text that stands for both."),
        "source": oneOrBoth(
          "Where the numbers come from. What is only assumed begins with the word assumption, in "
            + "either language."),
      ]),
      "properties": .object([
        "scorecard": identifier, "version": integer(1...1_000_000), "title": bilingual,
        "tiers": mapping([
          ("yellow", points, true), ("orange", points, true), ("red", points, true),
          ("source", source, true),
        ]),
        "training": mapping([
          ("fitted_from", string, true), ("without", items(identifier), false),
          ("cutoffs", items(string), true),
          ("learned_until", string, true), ("label", string, true),
          ("complaints_counted", words(WageComplaintRule.allCases.map(\.rawValue)), false),
          ("horizon", string, true), ("cohort", string, true),
          ("rows", count, true), ("positives", count, true), ("positive_firms", count, true),
          ("seed", integer(0...1_000_000_000_000), true), ("points_double_odds", points, true),
          ("base_chance_millionths", integer(0...1_000_000), true), ("inputs", string, true),
        ]),
        "warnings": items(
          mapping([
            ("tier", words(["yellow", "orange", "red"]), true),
            ("lowered_after_days", integer(0...366), true),
            ("check_days", integer(1...366), true),
            ("check_kind", words(["calendar", "working"]), true), ("source", source, true),
          ])),
        "classes": items(
          mapping([
            ("id", identifier, true), ("title", bilingual, true), ("cap", points, true),
            ("cap_reason", bilingual, false), ("source", source, true),
          ])),
        "triggers": items(.object(["oneOf": .array(forms.map { rule($0, isTrigger: true) })])),
        "indicators": items(.object(["oneOf": .array(forms.map { rule($0, isTrigger: false) })])),
      ]),
    ])
  }

  private static var forms: [KindForm] { KindVocabulary.forms }

  private static func rule(_ form: KindForm, isTrigger: Bool) -> JSONValue {
    var keys: [(String, JSONValue, Bool)] = [("id", identifier, true)]
    if !isTrigger { keys.append(("class", identifier, true)) }
    keys.append(
      (
        "kind",
        .object([
          "const": .string(form.name), "description": .string(form.summary.en),
        ]), true
      ))
    keys += form.parameters.map { ($0.key, parameter($0), !$0.isOptional) }
    keys += [
      ("bins", items(.object(["oneOf": .array(form.bounds.map { bin($0, isTrigger) })])), true),
      ("reason", bilingual, true), ("source", source, true), ("rationale", prose, true),
    ]
    return mapping(keys)
  }

  private static func bin(_ bound: PointsBins.Bound, _ isTrigger: Bool) -> JSONValue {
    // 65%, 3 months (a bare number), 500 yuan: `score explain` knows which.
    let threshold = JSONValue.object(["type": list(["integer", "string"])])
    var keys = [(bound.rawValue, threshold, true), ("points", points, true)]
    if isTrigger { keys.append(("tier", words(["yellow", "orange", "red"]), true)) }
    return mapping(keys)
  }

  private static func parameter(_ parameter: Parameter) -> JSONValue {
    guard case .object(let members) = type(parameter.type) else { return .null }
    return .object(
      members + [JSONValue.Member(key: "description", value: .string(parameter.note.en))])
  }

  private static func type(_ type: ParameterType) -> JSONValue {
    switch type {
    case .integer(let range): integer(range)
    case .measure: words(Measure.allCases.map(\.name))
    case .quantity: .object(["type": list(["integer", "string"])])
    case .word(let choices): words(choices)
    case .words(let choices):
      .object(["type": .string("array"), "minItems": .integer(1), "items": words(choices)])
    case .wordsOf(_, let choices):
      .object([
        "type": .string("array"), "minItems": .integer(1),
        "items": words(Set(choices.values.joined()).sorted()),
      ])
    case .texts: items(string)
    case .group(let parameters): group(parameters)
    case .rows(let parameters): items(group(parameters))
    }
  }

  private static func group(_ parameters: [Parameter]) -> JSONValue {
    mapping(parameters.map { ($0.key, parameter($0), !$0.isOptional) })
  }

  private static var identifier: JSONValue {
    .object(["type": .string("string"), "pattern": .string("^[a-z][a-z0-9-]*$")])
  }

  private static var points: JSONValue { integer(1...1000) }
  private static var count: JSONValue { integer(1...1_000_000_000_000) }
  private static var string: JSONValue {
    .object(["type": .string("string"), "minLength": .integer(1)])
  }
  private static var prose: JSONValue { .object(["$ref": .string("#/definitions/prose")]) }
  private static var source: JSONValue { .object(["$ref": .string("#/definitions/source")]) }
  private static var bilingual: JSONValue { mapping([("zh", string, true), ("en", string, true)]) }

  private static func oneOrBoth(_ note: String) -> JSONValue {
    .object(["description": .string(note), "oneOf": .array([string, bilingual])])
  }

  private static func integer(_ range: ClosedRange<Int>) -> JSONValue {
    .object([
      "type": .string("integer"), "minimum": .integer(Int64(range.lowerBound)),
      "maximum": .integer(Int64(range.upperBound)),
    ])
  }

  /// Words of digits alone, such as 12345, are numbers to YAML: `"12345"` in a file.
  private static func words(_ words: [String]) -> JSONValue { .object(["enum": list(words)]) }

  private static func items(_ item: JSONValue) -> JSONValue {
    .object(["type": .string("array"), "minItems": .integer(1), "items": item])
  }

  private static func mapping(_ keys: [(String, JSONValue, Bool)]) -> JSONValue {
    .object([
      "type": .string("object"), "required": list(keys.filter(\.2).map(\.0)),
      "additionalProperties": .bool(false),
      "properties": .object(keys.map { JSONValue.Member(key: $0.0, value: $0.1) }),
    ])
  }

  private static func list(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }
}
