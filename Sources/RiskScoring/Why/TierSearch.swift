import WageDomain

/// Looks for what lowers a firm's tier: one change alone, else as few together as do it.
struct TierSearch {
  let trial: FirmTrial
  let now: Assessment

  struct Way {
    /// Empty when nothing that the firm's rows say can do it.
    let remedies: [FoundRemedy]
    let after: Assessment
  }

  /// `remedies` by reason, each from the mildest change on.
  func way(_ remedies: [[FoundRemedy]]) -> Way {
    let alone = remedies.joined().compactMap { remedy in
      lowered([remedy]).map { Way(remedies: [remedy], after: $0) }
    }
    // Of those that do, the one that changes least; of equal ones the first.
    if let least = alone.max(by: { $0.after.points < $1.after.points }) {
      return alone.first { $0.after.points == least.after.points } ?? least
    }
    return together(remedies.compactMap(\.last))
  }

  private func lowered(_ remedies: [FoundRemedy]) -> Assessment? {
    applying(remedies).assessment().flatMap { $0.tier < now.tier ? $0 : nil }
  }

  private func applying(_ remedies: [FoundRemedy]) -> FirmTrial {
    remedies.reduce(trial) { $0.applying($1.changes, for: $1.rule) }
  }

  /// The weightiest first until the tier falls; then without those that were not needed.
  private func together(_ strongest: [FoundRemedy]) -> Way {
    let gains = strongest.map { remedy in
      now.points - (applying([remedy]).assessment()?.points ?? now.points)
    }
    let order = strongest.indices.sorted { (gains[$1], $0) < (gains[$0], $1) }
    var chosen: [FoundRemedy] = []
    for place in order {
      chosen.append(strongest[place])
      if lowered(chosen) != nil { break }
    }
    guard lowered(chosen) != nil else { return Way(remedies: [], after: now) }
    for remedy in chosen where chosen.count > 1 {
      let without = chosen.filter { $0 != remedy }
      if lowered(without) != nil { chosen = without }
    }
    return Way(remedies: chosen, after: lowered(chosen) ?? now)
  }
}
