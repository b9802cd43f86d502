internal import GRDB
public import WageDomain

/// An entry of the match queue with the firms that its rows may belong to.
public struct QueuedMatch: Hashable, Sendable {
  public let group: MatchGroup
  /// Best first.
  public let suggestions: [SuggestedFirm]
}

extension QueuedMatch {
  /// Names that only look alike are taken without being named from this share of common pairs on.
  public static let leastPercent = 60

  /// The first suggestion, when it is clearly the first: no other has the same reason, more than a trade
  /// is the same, no other place is stated, neither is a part of the other, and a name that only looks
  /// alike does so to ``leastPercent`` or more.
  public var clearFirst: SuggestedFirm? {
    guard let first = suggestions.first, !first.isPlaceInDoubt, first.doubt == nil else {
      return nil
    }
    let second = suggestions.dropFirst().first
    // Every county has such a firm, whether the register holds it or not.
    if case .tradeAlone = first.reason { return nil }
    if case .similar(let percent) = first.reason {
      return percent >= Self.leastPercent && second?.reason != first.reason ? first : nil
    }
    return second?.reason.code == first.reason.code ? nil : first
  }
}

/// A firm that waiting rows may belong to, and why.
public struct SuggestedFirm: Hashable, Sendable {
  public let firmId: Int64
  public let creditCode: String
  public let name: String?
  public let reason: MatchReason
  /// ``NameSuggestions/Suggestion/isPlaceInDoubt``
  public let isPlaceInDoubt: Bool
  /// Of the name; nil where the account or an earlier decision speaks for the firm.
  public let doubt: NameDoubt?
  /// From 1.
  public let rank: Int
}

extension StoreSnapshot {
  /// Suggestions for entries of the match queue: firms that had the account first, then near names.
  ///
  /// What was refused for an entry is not suggested again. Reads every firm's names once, and only
  /// when an entry has a name.
  public func queue(_ groups: [MatchGroup], places: PlaceNames) throws -> [QueuedMatch] {
    guard !groups.isEmpty else { return [] }
    let names =
      groups.contains { $0.name != nil && $0.status == .waiting }
      ? NameSuggestions(try firmNames(places: places)) : nil
    var firms: [Int64: (code: String, name: String?)] = [:]
    let accounts = try accounts(of: groups)
    return try groups.map { group in
      let near = try near(group, names, accounts, places)
      let suggestions = try near.enumerated().map { index, found in
        let id = Int64(found.firm)
        let firm = try firms[id] ?? firm(id)
        firms[id] = firm
        return SuggestedFirm(
          firmId: id, creditCode: firm.code, name: firm.name, reason: found.reason,
          isPlaceInDoubt: found.isPlaceInDoubt,
          doubt: found.isContradicted
            ? .contradicted : doubt(of: group, firm.name, found.reason, places), rank: index + 1)
      }
      return QueuedMatch(group: group, suggestions: suggestions)
    }
  }

  private func doubt(
    of group: MatchGroup, _ registered: String?, _ reason: MatchReason, _ places: PlaceNames
  ) -> NameDoubt? {
    guard let name = group.name, let registered else { return nil }
    switch reason {
    case .sameAccount, .saidBefore, .sameName: return nil
    case .similar: return NameDoubt(name, registered, isSimilar: true, places: places)
    default: return NameDoubt(name, registered, isSimilar: false, places: places)
    }
  }

  private static let suggested = 5

  private func near(
    _ group: MatchGroup, _ names: NameSuggestions?, _ accounts: [Feed: SeriesIndex],
    _ places: PlaceNames
  ) throws -> [NearFirm] {
    guard group.status == .waiting else { return [] }
    let refused = try refusedFirms(group.id)
    var found: [NearFirm] = []
    var seen = refused
    if let account = group.accountNo {
      for firm in try holders(of: account, in: accounts[group.feed])
      where seen.insert(firm).inserted {
        found.append(NearFirm(firm: firm, reason: .sameAccount(account)))
      }
    }
    if let name = group.name, let names {
      let limit = Self.suggested + refused.count
      var near = names.nearest(to: name, county: group.county, limit: limit)
      // A firm that has the name comes before what was said when it was not there yet.
      while let first = near.first, case .sameName = first.reason {
        near.removeFirst()
        if seen.insert(first.firm).inserted { found.append(NearFirm(first)) }
      }
      if let said = try saidOf(name, places), seen.insert(said).inserted {
        found.append(NearFirm(firm: said, reason: .saidBefore))
      }
      for suggestion in near
      where seen.insert(suggestion.firm).inserted {
        found.append(NearFirm(suggestion))
      }
    }
    return Array(found.prefix(Self.suggested))
  }

  /// The firm that a person said has the name, in whatever entry.
  private func saidOf(_ name: String, _ places: PlaceNames) throws -> Int32? {
    try Int32.fetchOne(
      db.cachedStatement(
        sql: "SELECT firmId FROM firmAlias WHERE kind = 'name' AND value = ? AND endedBy IS NULL"),
      arguments: [FirmName(name, places: places).key])
  }

  /// The accounts of every feed that has entries with one.
  private func accounts(of groups: [MatchGroup]) throws -> [Feed: SeriesIndex] {
    let feeds = Set(groups.filter { $0.accountNo != nil && $0.status == .waiting }.map(\.feed))
    return Dictionary(
      uniqueKeysWithValues: try feeds.map { ($0, try SeriesIndex(feed: $0, in: db)) })
  }

  /// Every firm that the account has been, by credit code.
  private func holders(of account: String, in accounts: SeriesIndex?) throws -> [Int32] {
    guard let accounts else { return [] }
    return try accounts.series(ofAccount: account).map { accounts.firmIds[Int($0)] }
      .map { (firm: $0, code: try firm(Int64($0)).code) }
      .sorted { $0.code < $1.code }.map(\.firm)
  }

  private func firm(_ id: Int64) throws -> (code: String, name: String?) {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT creditCode, coalesce(name, firstName) FROM firm WHERE id = ?"),
      arguments: [id])
    return (row?[0] ?? "", row?[1])
  }
}

/// A firm found near an entry, before its code and name are read.
private struct NearFirm {
  let firm: Int32
  let reason: MatchReason
  var isPlaceInDoubt = false
  var isContradicted = false

  init(firm: Int32, reason: MatchReason) {
    self.firm = firm
    self.reason = reason
  }

  init(_ found: NameSuggestions.Suggestion) {
    firm = found.firm
    reason = found.reason
    isPlaceInDoubt = found.isPlaceInDoubt
    isContradicted = found.isContradicted
  }
}
