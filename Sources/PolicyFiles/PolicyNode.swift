import WageDomain
import Yams

/// A place in a policy file. Each reader returns nil after noting a fault, so that reading goes on.
struct PolicyNode {
  let node: Yams.Node
  /// 1-based; of the key, where the node is a key's value.
  let line: Int
  let faults: PolicyFaultList

  /// Notes what stands here as a fault.
  func fault(expected: Bilingual) { fault(found: found, expected: expected) }

  func fault(found: Bilingual, expected: Bilingual) {
    faults.add(line: line, found: found, expected: expected)
  }

  /// Reads the keys of a mapping; those that `body` does not ask for are faults.
  func mapping<Value>(_ body: (PolicyMapping) -> Value?) -> Value? {
    guard case .mapping(let mapping) = node else {
      fault(expected: Bilingual(zh: "映射（键: 值）", en: "a mapping"))
      return nil
    }
    let keys = PolicyMapping(mapping, line: line, faults: faults)
    let value = body(keys)
    keys.noteUnknownKeys()
    return value
  }

  /// Reads each item of a list; nil when an item is at fault or there is none.
  func list<Value>(_ body: (PolicyNode) -> Value?) -> [Value]? {
    guard case .sequence(let sequence) = node, !sequence.isEmpty else {
      fault(expected: Bilingual(zh: "至少有一项的列表", en: "a list of at least one"))
      return nil
    }
    let values = sequence.map {
      body(PolicyNode(node: $0, line: $0.mark?.line ?? line, faults: faults))
    }
    let found = values.compactMap(\.self)
    return found.count == values.count ? found : nil
  }

  func text() -> String? {
    guard let text = scalar, !text.isEmpty else {
      fault(expected: Bilingual(zh: "文字", en: "a text"))
      return nil
    }
    return text
  }

  /// Lower-case letters, digits and hyphens, beginning with a letter.
  func identifier() -> String? {
    guard let text = scalar, let first = text.utf8.first, (0x61...0x7A).contains(first),
      text.utf8.allSatisfy({
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
      })
    else {
      fault(
        expected: Bilingual(zh: "小写字母、数字和连字符", en: "lower-case letters, digits and hyphens"))
      return nil
    }
    return text
  }

  func integer(_ range: ClosedRange<Int>) -> Int? {
    guard let text = scalar, let number = Int(text), String(number) == text, range ~= number else {
      fault(
        expected: Bilingual(
          zh: "\(range.lowerBound) 至 \(range.upperBound) 的整数",
          en: "a whole number, \(range.lowerBound) to \(range.upperBound)"))
      return nil
    }
    return number
  }

  /// One of the raw values of a closed vocabulary.
  func choice<Choice: RawRepresentable & CaseIterable>(
    _ type: Choice.Type
  ) -> Choice? where Choice.RawValue == String {
    guard let text = scalar, let choice = Choice(rawValue: text) else {
      fault(expected: PolicyWords.oneOf(Choice.allCases.map(\.rawValue)))
      return nil
    }
    return choice
  }

  /// `zh:` and `en:`.
  func bilingual() -> Bilingual? {
    mapping { keys in
      let zh = keys.text("zh")
      let en = keys.text("en")
      guard let zh, let en else { return nil }
      return Bilingual(zh: zh, en: en)
    }
  }

  /// `zh:` and `en:`, or one text that stands for both.
  ///
  /// Cards had one text until both languages were asked for; runs keep theirs and are explained by them.
  func prose() -> Bilingual? {
    if case .mapping = node { return bilingual() }
    guard let text = scalar, !text.isEmpty else {
      fault(expected: Bilingual(zh: "文字，或 zh 和 en", en: "a text, or zh and en"))
      return nil
    }
    return .same(text)
  }

  /// The text of a scalar that is not null.
  var scalar: String? {
    guard case .scalar(let scalar) = node, !isNull else { return nil }
    return scalar.string
  }

  private var isNull: Bool { node.null != nil && node.scalar?.style == .plain }

  private var found: Bilingual {
    switch node {
    case .mapping: Bilingual(zh: "映射", en: "a mapping")
    case .sequence(let sequence):
      sequence.isEmpty
        ? Bilingual(zh: "空列表", en: "an empty list") : Bilingual(zh: "列表", en: "a list")
    case .scalar(let scalar):
      isNull ? Bilingual(zh: "空值", en: "nothing") : .same("\"\(scalar.string)\"")
    case .alias: Bilingual(zh: "别名", en: "an alias")
    }
  }
}
