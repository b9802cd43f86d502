public import WageDomain

/// A clock of the case with what the policy calls it, as printed pages list it.
public struct NamedClock: Hashable, Sendable {
  /// In Chinese.
  public let title: String
  public let clock: CaseClock

  public init(title: String, clock: CaseClock) {
    self.title = title
    self.clock = clock
  }
}

extension PrintedPage {
  /// The clocks that run, with their due days.
  mutating func running(_ clocks: [NamedClock]) {
    guard !clocks.isEmpty else { return paragraph("目前没有在计时的时限。") }
    table(
      clocks.map { named in
        (named.title, "\(Self.date(named.clock.startsOn)) 起，最迟 \(Self.due(named.clock))")
      })
  }
}
