/// What a joint conference wrote down: who was there, and what was decided. One text, in the protected
/// tables; the event holds its hash.
public struct ConferenceRecord: Hashable, Sendable {
  /// Bodies by their ids in the routing policy, others by name; in the order they were given.
  public let present: [String]
  public let decision: String

  public init(present: [String], decision: String) {
    self.present = present.map { $0.split(whereSeparator: \.isNewline).joined(separator: " ") }
    self.decision = decision
  }

  /// One body a line, an empty line, the decision.
  public var text: String { present.map { $0 + "\n" }.joined() + "\n" + decision }

  /// - Parameter text: as ``text`` gives it; one without an empty line is a decision alone.
  public init(text: String) {
    var present: [String] = []
    var rest = text[...]
    while let end = rest.firstIndex(of: "\n") {
      let line = rest[..<end]
      rest = rest[rest.index(after: end)...]
      if line.isEmpty {
        self.init(present: present, decision: String(rest))
        return
      }
      present.append(String(line))
    }
    self.init(present: [], decision: text)
  }
}
