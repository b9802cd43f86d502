import WageDomain
import Yams

/// The keys of one mapping of a policy file: missing keys, unknown keys and wrong types are faults.
final class PolicyMapping {
  /// 1-based; where the mapping begins.
  let line: Int
  let faults: PolicyFaultList
  private let entries: [(key: String, node: PolicyNode)]
  private var asked: [String] = []
  private var isJudged = true

  init(_ mapping: Yams.Node.Mapping, line: Int, faults: PolicyFaultList) {
    self.line = line
    self.faults = faults
    entries = mapping.map { pair in
      let line = pair.key.mark?.line ?? line
      return (
        pair.key.scalar?.string ?? "a key that is no text",
        PolicyNode(node: pair.value, line: line, faults: faults)
      )
    }
  }

  /// - Returns: nil, without a fault, when the key is not there.
  func optional(_ key: String) -> PolicyNode? {
    if !asked.contains(key) { asked.append(key) }
    return entries.first { $0.key == key }?.node
  }

  /// - Returns: nil, and a fault, when the key is not there.
  func required(_ key: String) -> PolicyNode? {
    if let node = optional(key) { return node }
    fault(found: PolicyWords.missing(key), expected: PolicyWords.key(key))
    return nil
  }

  func text(_ key: String) -> String? { required(key)?.text() }
  func identifier(_ key: String) -> String? { required(key)?.identifier() }
  func bilingual(_ key: String) -> Bilingual? { required(key)?.bilingual() }
  func prose(_ key: String) -> Bilingual? { required(key)?.prose() }

  func integer(_ key: String, _ range: ClosedRange<Int>) -> Int? {
    required(key)?.integer(range)
  }

  func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, _ type: Choice.Type
  ) -> Choice? where Choice.RawValue == String { required(key)?.choice(type) }

  func list<Value>(_ key: String, _ body: (PolicyNode) -> Value?) -> [Value]? {
    required(key)?.list(body)
  }

  func mapping<Value>(_ key: String, _ body: (PolicyMapping) -> Value?) -> Value? {
    required(key)?.mapping(body)
  }

  func fault(found: Bilingual, expected: Bilingual) {
    faults.add(line: line, found: found, expected: expected)
  }

  /// Leaves the keys alone that were not asked for: what they should be is not known.
  func skipUnknownKeys() { isJudged = false }

  /// Called once all keys have been asked for.
  func noteUnknownKeys() {
    guard isJudged else { return }
    for entry in entries where !asked.contains(entry.key) {
      entry.node.fault(
        found: PolicyWords.key(entry.key), expected: PolicyWords.oneOf(asked))
    }
  }
}
