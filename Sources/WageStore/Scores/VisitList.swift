internal import GRDB
public import WageDomain

/// The firms to visit at a district's capacity, and those just below the line.
///
/// The query's order alone decides who is visited; `town-route` then arranges the same visits by
/// town: first the town that holds the most pressing firm, within a town by rank, firms without a
/// town last.
public struct VisitList: Sendable {
  /// In the order of the list, then those below the line by rank.
  public let entries: [Entry]
  /// Flagged firms that the query admits but the capacity leaves out, shown or not.
  public let leftOut: Int
  /// Firms within the line and beyond it that only their credit codes tell apart; nil when the line
  /// falls between firms that differ.
  public let tie: Tie?

  /// A firm of the list.
  public struct Entry: Sendable {
    /// By how pressing the firm is, from 1; a route shows ranks out of their order.
    public let rank: Int
    public let firm: FlaggedFirm
    /// Why the firm is below the line; nil for a visit.
    public let shortfall: Shortfall?
  }

  /// What a firm below the line lacks, against the last firm within it.
  public enum Shortfall: Hashable, Sendable {
    case tier(line: Tier)
    case persons(line: Int64)
    case amount(line: Money)
    /// So many points fewer.
    case points(Int)
    /// Nothing: the credit code decides.
    case tied
  }

  public struct Tie: Hashable, Sendable {
    public let within: Int
    public let beyond: Int
  }

  public var visits: [Entry] { entries.filter { $0.shortfall == nil } }
}

extension StoreSnapshot {
  /// The firms above green in a run, as the register knew them on the run's day, at the query's
  /// capacity.
  public func visitList(
    run: ScoreRun, _ query: FlaggedQuery = FlaggedQuery()
  ) throws -> VisitList {
    let all = try pressingFirms(run: run, query)
    let line = min(query.capacity ?? all.count, all.count)
    var shown = Array(all.prefix(line + min(query.below, all.count - line)))
    if query.includesReasons {
      try addReasons(to: &shown, run: run, query)
    }
    let last = line > 0 ? all[line - 1] : nil
    var entries = shown.enumerated().map { index, firm in
      VisitList.Entry(
        rank: index + 1, firm: firm,
        shortfall: index < line ? nil : last.map { query.shortfall(of: firm, line: $0) } ?? .tied)
    }
    if query.order == .townRoute {
      entries = VisitList.route(entries.prefix(line)) + entries.dropFirst(line)
    }
    return VisitList(
      entries: entries, leftOut: all.count - line, tie: query.tie(all, line: line))
  }

  /// Whether any firm of the register lies in a town or county, by the beginning of its code.
  public func hasFirms(inTown prefix: String) throws -> Bool {
    try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM firm WHERE substr(townCode, 1, ?) = ?)",
      arguments: [prefix.utf8.count, prefix]) ?? false
  }
}

extension VisitList {
  /// The same entries, town by town.
  fileprivate static func route(_ entries: ArraySlice<Entry>) -> [Entry] {
    var first: [String?: Int] = [:]
    for entry in entries where first[entry.firm.townCode] == nil {
      first[entry.firm.townCode] = entry.firm.townCode == nil ? Int.max : entry.rank
    }
    func key(_ entry: Entry) -> (Int, Int) { (first[entry.firm.townCode] ?? .max, entry.rank) }
    return entries.sorted { key($0) < key($1) }
  }
}

extension FlaggedQuery {
  fileprivate func shortfall(
    of firm: FlaggedFirm, line: FlaggedFirm
  ) -> VisitList.Shortfall {
    if firm.tier != line.tier { return .tier(line: line.tier) }
    if order == .persons, firm.persons ?? 0 != line.persons ?? 0 {
      return .persons(line: line.persons ?? 0)
    }
    if order == .amount, firm.claimed != line.claimed { return .amount(line: line.claimed) }
    return firm.points != line.points ? .points(line.points - firm.points) : .tied
  }

  fileprivate func tie(_ all: [FlaggedFirm], line: Int) -> VisitList.Tie? {
    guard line > 0, line < all.count else { return nil }
    let last = all[line - 1]
    let isTied = { (firm: FlaggedFirm) in shortfall(of: firm, line: last) == .tied }
    let beyond = all[line...].prefix(while: isTied).count
    guard beyond > 0 else { return nil }
    return VisitList.Tie(
      within: all[..<line].reversed().prefix(while: isTied).count, beyond: beyond)
  }
}
