import RiskScoring
import WageDomain

extension ScorecardReader {
  /// The kind that `kind:` names, with its parameters as its form declares them.
  func comparison(_ form: KindForm, _ keys: PolicyMapping) -> Comparison? {
    let (given, isSound) = keys.found(form.parameters)
    let faults = Comparison.faults(form, given)
    for fault in faults { keys.fault(found: fault.found, expected: fault.expected) }
    guard isSound, faults.isEmpty else { return nil }
    return keys.checked { () throws(ScorecardFault) in try Comparison(form, given) }
  }

  func form(_ keys: PolicyMapping) -> KindForm? {
    guard let node = keys.required("kind") else { return nil }
    let forms = KindVocabulary.forms
    if let form = forms.first(where: { $0.name == node.scalar }) { return form }
    node.fault(expected: PolicyWords.oneOf(forms.map(\.name)))
    return nil
  }
}

extension PolicyMapping {
  /// What is a measure, or a feed, whatever the kind: whether there is such a one.
  func judgeMeasures() {
    let all = KindVocabulary.forms.flatMap(\.parameters)
    for (key, same) in Dictionary(grouping: all, by: \.key).sorted(by: { $0.key < $1.key }) {
      guard let node = optional(key) else { continue }
      let words = same.compactMap { if case .word(let words) = $0.type { words } else { nil } }
      if same.allSatisfy({ if case .measure = $0.type { true } else { false } }) {
        _ = node.measure()
      } else if key == "feed", words.count == same.count {
        var seen: Set<String> = []
        _ = node.word(words.flatMap(\.self).filter { seen.insert($0).inserted })
      }
    }
  }

  /// Reads each parameter by its type; nil, and faults, when one is missing or wrong.
  fileprivate func given(_ parameters: [Parameter]) -> GivenParameters? {
    let (given, isSound) = found(parameters)
    return isSound ? given : nil
  }

  /// Those that can be read, and whether none is missing or wrong.
  fileprivate func found(_ parameters: [Parameter]) -> (given: GivenParameters, isSound: Bool) {
    var values: [String: ParameterValue] = [:]
    var isSound = true
    for parameter in parameters {
      let node = parameter.isOptional ? optional(parameter.key) : required(parameter.key)
      guard let node else {
        isSound = isSound && parameter.isOptional
        continue
      }
      if let value = value(parameter.type, node) {
        values[parameter.key] = value
      } else {
        isSound = false
      }
    }
    return (GivenParameters(values), isSound)
  }

  private func value(_ type: ParameterType, _ node: PolicyNode) -> ParameterValue? {
    switch type {
    case .integer(let range): node.integer(range).map { .integer(Int64($0)) }
    case .measure: node.measure().map(ParameterValue.measure)
    case .quantity(let key): quantity(node, of: key).map(ParameterValue.integer)
    case .word(let words): node.word(words).map(ParameterValue.word)
    case .words(let words): node.distinctWords(words).map(ParameterValue.words)
    case .wordsOf(let key, let words): self.words(node, of: key, words)
    case .texts: node.list { $0.text() }.map(ParameterValue.words)
    case .group(let parameters):
      node.mapping { $0.given(parameters) }.map(ParameterValue.group)
    case .rows(let parameters):
      node.list { item in item.mapping { $0.given(parameters) } }.map(ParameterValue.rows)
    }
  }

  /// Not judged when the word under `key` is at fault itself.
  private func words(
    _ node: PolicyNode, of key: String, _ words: [String: [String]]
  ) -> ParameterValue? {
    guard let word = optional(key)?.scalar, let known = words[word] else { return nil }
    return node.distinctWords(known).map(ParameterValue.words)
  }

  /// A quantity in the unit of the measure under `key`, at least one of what is stored; not judged
  /// when the measure itself is at fault.
  private func quantity(_ node: PolicyNode, of key: String) -> Int64? {
    guard let name = optional(key)?.scalar, let measure = Measure(name: name),
      let value = node.quantity(measure.unit)
    else { return nil }
    guard value >= 1 else {
      node.fault(expected: Bilingual(zh: "大于零", en: "more than nothing"))
      return nil
    }
    return value
  }
}

extension PolicyNode {
  fileprivate func word(_ words: [String]) -> String? {
    if let text = scalar, words.contains(text) { return text }
    fault(expected: PolicyWords.oneOf(words))
    return nil
  }

  fileprivate func distinctWords(_ words: [String]) -> [String]? {
    guard let found = list({ $0.word(words) }) else { return nil }
    if Set(found).count < found.count {
      fault(
        found: .same(found.joined(separator: ", ")),
        expected: Bilingual(zh: "每个词只写一次", en: "each word once"))
      return nil
    }
    return found
  }
}
