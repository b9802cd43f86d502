import WageDomain
import Yams

/// Reads a whole YAML policy file: a checked value, or every fault with its line.
enum PolicyDocument {
  /// - Parameters:
  ///   - text: the file.
  ///   - file: its name in faults.
  ///   - body: reads the top level; nil, and at least one fault, when something is wrong.
  /// - Returns: what `body` made of a file without a fault.
  /// - Throws: ``PolicyFaults``, all of them, by line.
  static func read<Value>(
    _ text: String, file: String, _ body: (PolicyMapping) -> Value?
  ) throws(PolicyFaults) -> Value {
    let faults = PolicyFaultList(file: file)
    let value = root(text, faults)?.mapping(body)
    guard faults.isEmpty, let value else {
      if faults.isEmpty {
        faults.add(
          line: 0, found: Bilingual(zh: "没有可用的内容", en: "nothing usable"),
          expected: Bilingual(zh: "规则", en: "a policy"))
      }
      throw faults.sorted
    }
    return value
  }

  private static func root(_ text: String, _ faults: PolicyFaultList) -> PolicyNode? {
    do {
      // Every scalar is a text: which are numbers the readers say, and Yams would try each key with patterns.
      guard let node = try Yams.compose(yaml: text, .basic) else {
        faults.add(
          line: 0, found: Bilingual(zh: "空文件", en: "an empty file"),
          expected: Bilingual(zh: "YAML 映射", en: "a YAML mapping"))
        return nil
      }
      return PolicyNode(node: node, line: node.mark?.line ?? 1, faults: faults)
    } catch {
      let fault = describe(error)
      faults.add(
        line: fault.line, found: fault.found,
        expected: Bilingual(zh: "格式正确的 YAML", en: "well-formed YAML"))
      return nil
    }
  }

  private static func describe(_ error: any Error) -> (line: Int, found: Bilingual) {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      (mark.line, Self.problem(problem))
    case .duplicatedKeysInMapping(let duplicates, let context):
      (
        context.mark.line,
        Bilingual(
          zh: "键 \(duplicates.joined(separator: ", ")) 出现两次",
          en: "the key \(duplicates.joined(separator: ", ")) twice")
      )
    case .reader(let problem, _, _, _): (0, Self.problem(problem))
    default: (0, Bilingual(zh: "不是 YAML 的文字", en: "text that is not YAML"))
    }
  }

  /// What the parser says, which it says in English, at times with the word that a fault begins with.
  private static func problem(_ text: String) -> Bilingual {
    let text = text.hasPrefix("found ") ? String(text.dropFirst(6)) : text
    return Bilingual(zh: "YAML 语法错误（\(text)）", en: text)
  }
}
