import WageDomain

/// A feed of which months never come.
enum FeedGap: Sendable {
  case never(Feed)
  /// The agency stops sending after the first half of the district's months.
  case afterHalf(Feed)
  case missing(Feed, Spell)

  func hides(_ feed: Feed, _ month: Month, _ parameters: SimulationParameters) -> Bool {
    switch self {
    case .never(let gone): gone == feed
    case .afterHalf(let gone):
      gone == feed && month.months(since: parameters.firstMonth) >= parameters.months / 2
    case .missing(let gone, let spell):
      gone == feed && spell.place(of: month, parameters) != nil
    }
  }
}
