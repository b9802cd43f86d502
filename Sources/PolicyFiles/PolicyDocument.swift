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
      if faults.isEmpty { faults.add(line: 0, found: "nothing usable", expected: "a policy") }
      throw faults.sorted
    }
    return value
  }

  private static func root(_ text: String, _ faults: PolicyFaultList) -> PolicyNode? {
    do {
      guard let node = try Yams.compose(yaml: text) else {
        faults.add(line: 0, found: "an empty file", expected: "a YAML mapping")
        return nil
      }
      return PolicyNode(node: node, line: node.mark?.line ?? 1, faults: faults)
    } catch {
      let fault = describe(error)
      faults.add(line: fault.line, found: fault.found, expected: "well-formed YAML")
      return nil
    }
  }

  private static func describe(_ error: any Error) -> (line: Int, found: String) {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      (mark.line, problem)
    case .duplicatedKeysInMapping(let duplicates, let context):
      (context.mark.line, "the key \(duplicates.joined(separator: ", ")) twice")
    case .reader(let problem, _, _, _): (0, problem)
    default: (0, "text that is not YAML")
    }
  }
}
