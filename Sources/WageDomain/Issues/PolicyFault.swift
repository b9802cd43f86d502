/// One fault in a policy file: where, what was found, what was expected.
///
/// A policy file is checked as a whole before anything runs, so faults come in lists.
public struct PolicyFault: Error, Hashable, Sendable {
  public let file: String
  /// 1-based; 0 when the fault is of the file as a whole.
  public let line: Int
  public let found: Bilingual
  public let expected: Bilingual

  public init(file: String, line: Int, found: Bilingual, expected: Bilingual) {
    self.file = file
    self.line = line
    self.found = found
    self.expected = expected
  }
}

extension PolicyFault: CustomStringConvertible {
  /// The English text.
  public var description: String { text.en }

  /// One line: where, found, expected.
  public var text: Bilingual {
    let place = "\(file)\(line > 0 ? ":\(line)" : "")"
    return Bilingual(
      zh: "\(place)：发现 \(found.zh)，应为 \(expected.zh)",
      en: "\(place): found \(found.en), expected \(expected.en)")
  }
}

/// All faults of one policy file; nothing of the file is used.
public struct PolicyFaults: Error, Hashable, Sendable {
  public let faults: [PolicyFault]

  public init(_ faults: [PolicyFault]) { self.faults = faults }
}

extension PolicyFaults: CustomStringConvertible {
  public var description: String { faults.map(\.description).joined(separator: "\n") }
}
