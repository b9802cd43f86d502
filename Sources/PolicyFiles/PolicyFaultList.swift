import WageDomain

/// The faults of one policy file, gathered while it is read so that all are told at once.
final class PolicyFaultList {
  let file: String
  private var faults: [PolicyFault] = []

  init(file: String) { self.file = file }

  var isEmpty: Bool { faults.isEmpty }

  func add(line: Int, found: Bilingual, expected: Bilingual) {
    faults.append(PolicyFault(file: file, line: line, found: found, expected: expected))
  }

  /// By line; faults of one line in the order they were met.
  var sorted: PolicyFaults {
    PolicyFaults(
      faults.enumerated()
        .sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
        .map(\.element))
  }
}
