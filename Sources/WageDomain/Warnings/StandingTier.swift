/// A tier that still stands though the points and triggers no longer say it.
public struct TierHold: Hashable, Sendable {
  public let tier: Tier
  /// The last run whose points or triggers said the tier, or one above it.
  public let causeRun: Int64
  /// The first as-of day on which the cause was seen gone; nil while that cannot be known, because a
  /// feed of the cause is late.
  public let goneOn: Day?
  /// The first day on which the tier does not stand any more, if the cause does not come back.
  public let loweredOn: Day?

  public init(tier: Tier, causeRun: Int64, goneOn: Day?, loweredOn: Day?) {
    self.tier = tier
    self.causeRun = causeRun
    self.goneOn = goneOn
    self.loweredOn = loweredOn
  }
}

extension TierHold {
  /// Whether this hold ends later than another of the same tier, or nobody knows when.
  fileprivate func outlasts(_ other: TierHold) -> Bool {
    guard let goneOn else { return true }
    return other.goneOn.map { goneOn >= $0 } ?? false
  }
}

/// A firm's tier after a run, and what of it stands without a cause.
public struct StandingTier: Hashable, Sendable {
  public let tier: Tier
  /// One for every tier up to ``tier`` that the points no longer say, the least urgent first.
  public let holds: [TierHold]

  public init(tier: Tier, holds: [TierHold] = []) {
    self.tier = tier
    self.holds = holds
  }

  /// The hold of the tier itself; nil when tonight's points and triggers say it.
  public var hold: TierHold? { holds.last { $0.tier == tier } }

  /// What stood of two firms that count as one: each tier without a hold where either firm's points
  /// said it, else with the hold whose cause went later.
  public func joined(_ other: StandingTier) -> StandingTier {
    let tier = max(tier, other.tier)
    let holds = WarningPolicy.tiers.reversed().filter { $0 <= tier }.compactMap { tier in
      switch (word(on: tier), other.word(on: tier)) {
      case (.held(let hold), .held(let others)): hold.outlasts(others) ? hold : others
      case (.held(let hold), .nothing), (.nothing, .held(let hold)): hold
      default: TierHold?.none
      }
    }
    return StandingTier(tier: tier, holds: holds)
  }

  private enum Word {
    case nothing, said, held(TierHold)
  }

  private func word(on tier: Tier) -> Word {
    guard tier <= self.tier else { return .nothing }
    return holds.first { $0.tier == tier }.map(Word.held) ?? .said
  }
}

extension WarningPolicy {
  /// The tier that stands: raised at once, lowered after the cause has been gone for the rule's days.
  ///
  /// Each tier has its own days: where red runs out, orange stands if its cause went later.
  ///
  /// - Parameters:
  ///   - scored: what tonight's points and triggers say.
  ///   - before: what stood after the last run of an earlier day; nil when there was none.
  ///   - run: that run.
  ///   - asOf: the day of tonight's run.
  ///   - isDischarged: whether a tier's warning was found to be none, so that it does not stand.
  ///   - isUnknown: whether a feed behind a firm's reasons in a run is late, so that nobody can say
  ///     that they have gone.
  /// - Returns: tonight's tier, never below `scored`.
  public func standing(
    scored: Tier, before: StandingTier?, run: Int64, asOf: Day,
    isDischarged: (Tier) -> Bool = { _ in false },
    isUnknown: (_ causeRun: Int64) throws -> Bool
  ) rethrows -> StandingTier {
    guard let before, before.tier > scored else { return StandingTier(tier: scored) }
    var standing = scored
    var holds: [TierHold] = []
    for rule in rules.reversed()
    where scored < rule.tier && rule.tier <= before.tier && !isDischarged(rule.tier) {
      let known = before.holds.first { $0.tier == rule.tier }
      let cause = known?.causeRun ?? run
      var goneOn = known?.goneOn
      if goneOn == nil, try !isUnknown(cause) { goneOn = asOf }
      let loweredOn = goneOn?.adding(days: rule.loweredAfterDays)
      if loweredOn.map({ asOf < $0 }) ?? true { standing = rule.tier }
      holds.append(
        TierHold(tier: rule.tier, causeRun: cause, goneOn: goneOn, loweredOn: loweredOn))
    }
    return StandingTier(tier: standing, holds: holds.filter { $0.tier <= standing })
  }
}
