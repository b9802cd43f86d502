import Foundation
import RiskScoring
import Testing
import WageDomain

/// The page of all kinds, from what their own files declare.
enum KindPage {
  static let path = "Sources/RiskScoring/RiskScoring.docc/Kinds.md"

  static var text: String {
    let head = """
      # Kinds of indicators

      What a scorecard may say, kind by kind. This page is written from the kinds themselves; a test compares
      it. The same words stand in the JSON Schema `Schemas/scorecards/scorecard.schema.json`.

      Every kind holds an exact value against bins, from the mildest to the most severe: `at_least` and `at_most` count
      the threshold itself, `above` and `below` do not. Whole numbers only; shares are compared by
      cross-multiplication and shown in percent toward zero. A month counts when its feed has delivered it and it has ended;
      wages only after their pay day. A feed beyond the second of its freshness limits
      (`error_days`) is data late and silences the indicators over it, beyond the first (`warn_days`) the night only says that
      it is behind; feeds of events and checks have no months and are never late for a score. A hard trigger says what is known all the same. Several accounts of a firm add up; several projects of a firm are judged
      one by one, and the worst decides.

      What a person reads stands in both languages: `title`, `cap_reason` and `reason` as `{zh: …, en: …}`, and so
      do `rationale` (why the rule is there) and `source` (where its numbers come from). One text instead of the two
      stands for both in these two, as in a district's own card or in one of before. A source that is only assumed
      begins with the word `assumption` in either language, or is that word; a Chinese page prints 假设 for it.

      """
    return head + KindVocabulary.forms.map(section).joined()
  }

  private static func section(_ form: KindForm) -> String {
    var lines = ["", "## \(form.name)", "", "\(form.summary.zh)。\(form.summary.en).", ""]
    for rule in form.rules { lines.append("- \(rule.en) \(rule.zh)") }
    lines += ["", "| parameter | may be | means |", "| --- | --- | --- |"]
    lines += form.parameters.flatMap { rows($0, "") }
    let bounds = form.bounds.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    lines += ["", "Bins: \(bounds). A reason may name:", ""]
    lines += form.places.map { "- `{\($0.name)}` \($0.note.en) \($0.note.zh)" }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func rows(_ parameter: Parameter, _ prefix: String) -> [String] {
    let key = prefix + parameter.key
    let optional = parameter.isOptional ? ", optional" : ""
    let row =
      "| `\(key)` | \(type(parameter.type))\(optional) | \(parameter.note.en) \(parameter.note.zh) |"
    switch parameter.type {
    case .group(let inner): return [row] + inner.flatMap { rows($0, key + ".") }
    case .rows(let inner): return [row] + inner.flatMap { rows($0, key + "[].") }
    default: return [row]
    }
  }

  private static func type(_ type: ParameterType) -> String {
    switch type {
    case .integer(let range): "\(range.lowerBound) to \(range.upperBound)"
    case .measure: "a measure, `feed.column`"
    case .quantity(let key): "a quantity in the unit of `\(key)`"
    case .word(let words): words.joined(separator: ", ")
    case .words(let words): "some of \(words.joined(separator: ", "))"
    case .wordsOf(let key, let words):
      "some of those of `\(key)`; "
        + words.sorted { $0.key < $1.key }.map {
          "\($0.key): \($0.value.joined(separator: ", "))"
        }.joined(separator: "; ")
    case .texts: "texts"
    case .group: "a mapping"
    case .rows: "a list of mappings"
    }
  }
}

@Suite("The page of kinds")
struct KindPageTests {
  private static let root = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL

  /// `WAGEWATCH_WRITE_GOLDEN=1 swift test --filter KindPageTests` writes the page anew.
  @Test("says what the kinds declare")
  func page() throws {
    let file = Self.root.appending(path: KindPage.path)
    if ProcessInfo.processInfo.environment["WAGEWATCH_WRITE_GOLDEN"] == "1" {
      try Data(KindPage.text.utf8).write(to: file)
    }
    #expect(
      try String(contentsOf: file, encoding: .utf8) == KindPage.text,
      "Run WAGEWATCH_WRITE_GOLDEN=1 swift test --filter KindPageTests")
  }

  @Test("the shipped cards use every kind, and one id means one thing on all of them")
  func shipped() throws {
    var used: Set<String> = []
    var meanings: [String: Set<GivenParameters>] = [:]
    var bins: [String: Set<PointsBins>] = [:]
    for name in ["default", "nanxun", "shaoxing"] {
      let card = try Cards.shipped(name)
      for indicator in card.indicators {
        used.insert(indicator.comparison.form.name)
        meanings[indicator.id, default: []].insert(indicator.comparison.given)
        bins[indicator.id, default: []].insert(indicator.bins)
      }
      used.formUnion(card.triggers.map(\.comparison.form.name))
    }
    #expect(used == Set(KindVocabulary.forms.map(\.name)))
    #expect(meanings.filter { $0.value.count > 1 }.isEmpty)
    #expect(bins.filter { $0.value.count > 1 }.isEmpty)
  }
}
