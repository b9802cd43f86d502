/// One fault in a policy file: where, what was found, what was expected.
///
/// A policy file is checked as a whole before anything runs, so faults come in lists.
public struct PolicyFault: Error, Hashable, Sendable {
  public let file: String
  /// 1-based; 0 when the fault is of the file as a whole.
  public let line: Int
  public let found: String
  public let expected: String

  public init(file: String, line: Int, found: String, expected: String) {
    self.file = file
    self.line = line
    self.found = found
    self.expected = expected
  }
}

extension PolicyFault: CustomStringConvertible {
  public var description: String {
    "\(file)\(line > 0 ? ":\(line)" : ""): found \(found), expected \(expected)"
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
