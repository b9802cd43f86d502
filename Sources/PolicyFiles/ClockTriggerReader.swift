import WageDomain

/// Reads the events that a policy names.
enum ClockTriggerReader {
  /// One word, or a list of words.
  static func triggers(_ node: PolicyNode) -> [ClockTrigger]? {
    node.scalar == nil ? node.list(trigger) : trigger(node).map { [$0] }
  }

  private static func trigger(_ node: PolicyNode) -> ClockTrigger? {
    guard let text = node.text() else { return nil }
    guard let trigger = ClockTrigger(word: text) else {
      node.fault(expected: PolicyWords.oneOf(ClockTrigger.words))
      return nil
    }
    return trigger
  }
}
