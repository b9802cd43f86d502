internal import GRDB
internal import WageDomain

extension MatchDesk {
  /// Takes rows along with an acceptance that are in for another firm only because it had the account:
  /// known on the day of the accepted entry's first row or later, they follow the person as if their
  /// files came now. A row that bears the very name of the firm it is in for stays.
  func takeAlong(
    after event: Int64, about group: MatchGroup, firm: Int64, since first: Int32, entry: MatchEntry
  ) throws {
    guard let account = group.accountNo,
      // Else it was said before whose the account's rows are.
      firms.decisions.alias(feed: group.feed, account: account)?.event == event
    else { return }
    let ruled = try givenByAccount(group.feed, account).filter { try !isOwn($0, of: firm) }
    try unpack(ruled.map(\.event))
    for given in ruled {
      try rows.takeOut(.matched(events: [given.event]), since: first)
      if try !hasRows(given.event) {
        try end(given.event, of: given.group, after: event, at: entry.now)
      }
      try free([given.group], entry: entry)
    }
  }

  /// Rows of an entry that a rule gave to the one holder of their account.
  private struct GivenRows {
    let event, group: Int64
    let firm: Int32
    let name: String?
  }

  private func givenByAccount(_ feed: Feed, _ account: String) throws -> [GivenRows] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT e.id, e.groupId, e.firmId, g.name
        FROM matchGroup g JOIN matchEvent e ON e.groupId = g.id
        WHERE g.feed = ? AND g.accountNo = ? AND e.kind = 'automatic' AND e.reason = ?
          AND NOT EXISTS (SELECT 1 FROM matchEvent u WHERE u.undoes = e.id)
        ORDER BY e.id
        """, arguments: [feed.rawValue, account, RowIdentity.accountRule]
    ).map { GivenRows(event: $0[0], group: $0[1], firm: $0[2], name: $0[3]) }
  }

  /// True of rows that are the accepted firm's already, or say themselves whose they are.
  private func isOwn(_ given: GivenRows, of firm: Int64) throws -> Bool {
    if firms.isOne(given.firm, Int32(firm)) { return true }
    guard let name = given.name, let named = try firms.firmOfExactly(name, county: nil, in: db)
    else { return false }
    return firms.isOne(named, given.firm)
  }
}
