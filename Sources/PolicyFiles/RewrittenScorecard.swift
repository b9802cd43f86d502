import WageDomain
import Yams

/// A scorecard's file written anew from its nodes.
enum RewrittenScorecard {
  /// - Parameters:
  ///   - file: the card's name in faults.
  ///   - root: makes the nodes of the file; nil where the text is no mapping.
  /// - Returns: the YAML, not read again.
  /// - Throws: ``PolicyFaults`` when there are no such nodes.
  static func text(
    _ file: String, _ root: () throws -> Node.Mapping?
  ) throws(PolicyFaults) -> String {
    let written = try? root().map {
      try Yams.serialize(node: .mapping($0), width: 100, allowUnicode: true)
    }
    guard let written else {
      throw PolicyFaults([
        PolicyFault(
          file: file, line: 0,
          found: Bilingual(zh: "无法改写的文字", en: "a text that cannot be rewritten"),
          expected: Bilingual(zh: "评分表", en: "a scorecard"))
      ])
    }
    return written
  }
}
