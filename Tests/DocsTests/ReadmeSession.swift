import Foundation

/// Blocks of the README as one session at a terminal: commands, and what they print, in order.
struct ReadmeSession {
  struct Step: Equatable {
    let command: String
    var shown: [String] = []
  }

  let steps: [Step]

  /// The commands of all blocks below a heading, up to the next one.
  init(under heading: String, in readme: String) {
    var steps: [Step] = []
    var (isThere, isBlock) = (false, false)
    for line in readme.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("```") {
        isBlock.toggle()
      } else if !isBlock, line.hasPrefix("#") {
        isThere = line == heading
      } else if isThere, isBlock, line.hasPrefix("$ ") {
        steps.append(Step(command: String(line.dropFirst(2))))
      } else if isThere, isBlock, let last = steps.indices.last {
        steps[last].shown.append(line)
      }
    }
    self.steps = steps
  }
}

extension ReadmeSession.Step {
  /// The shown lines that were not printed, or not in this order; `…` stands for anything.
  func missing(in printed: String) -> [String] {
    var rest = printed.split(separator: "\n").map(String.init)[...]
    return shown.filter { line in
      guard line.trimmingCharacters(in: .whitespaces) != "…" else { return false }
      guard let at = rest.firstIndex(where: { Self.matches(line, $0) }) else { return true }
      rest = rest[(at + 1)...]
      return false
    }
  }

  private static func matches(_ shown: String, _ printed: String) -> Bool {
    let parts = shown.components(separatedBy: "…").map { $0.trimmingCharacters(in: .whitespaces) }
    var rest = printed.trimmingCharacters(in: .whitespaces)[...]
    guard rest.hasPrefix(parts[0]), parts.count > 1 || rest == parts[0] else { return false }
    for part in parts where !part.isEmpty {
      guard let range = rest.firstRange(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return shown.hasSuffix("…") || rest.isEmpty
  }
}
