internal import GRDB
internal import WageDomain

/// What was known when all that waits was last looked at, so that a night without anything new does
/// not look again.
struct MatchLook {
  /// Topics whose mark has changed since, with the mark of now.
  private let news: [String: String]

  /// Firms, their names, and decisions.
  private static let names = "names"

  var isEmpty: Bool { news.isEmpty }

  /// Names may be found that were not there before.
  var hasNames: Bool { news[Self.names] != nil }

  /// Accounts of the feed may have been heard of.
  func hasAccounts(of feed: Feed) -> Bool { hasNames || news[feed.rawValue] != nil }

  init(_ snapshot: StoreSnapshot) throws {
    let db = snapshot.db
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT 'names', ifnull((SELECT max(id) FROM firm), 0) || ' '
          || (SELECT count(*) FROM firmVersion) || ' '
          || ifnull((SELECT max(id) FROM matchEvent WHERE kind <> 'automatic'), 0)
        UNION ALL
        SELECT feed, max(id) FROM layer GROUP BY feed
        """)
    var seen: [String: String] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT topic, mark FROM matchLook") {
      seen[row[0]] = row[1]
    }
    var news: [String: String] = [:]
    for row in rows {
      let (topic, mark): (String, String) = (row[0], (row[1] as DatabaseValue).text)
      if seen[topic] != mark { news[topic] = mark }
    }
    self.news = news
  }

  /// All this was looked at; what followed from it is news again.
  func note(in transaction: StoreTransaction) throws {
    for (topic, mark) in news.sorted(by: { $0.key < $1.key }) {
      try transaction.db.execute(
        sql: """
          INSERT INTO matchLook (topic, mark) VALUES (?, ?)
          ON CONFLICT DO UPDATE SET mark = excluded.mark
          """, arguments: [topic, mark])
    }
  }
}

extension DatabaseValue {
  fileprivate var text: String { String.fromDatabaseValue(self) ?? "\(self)" }
}

extension StoreSnapshot {
  /// True when rows wait and something was heard since they were last looked at.
  public func hasNewsForMatching() throws -> Bool {
    let waits = try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM waitingRow WHERE status = 'waiting')")
    return try waits == true && !MatchLook(self).isEmpty
  }
}

extension MatchDesk {
  /// Matches what waited to firms, names and accounts that have become known since the last time.
  ///
  /// `entry` says when; every entry matched so is an event of its own, with its rule.
  public func retry(entry: MatchEntry) throws -> MatchOutcome {
    var outcome = MatchOutcome()
    // What goes in may tell whose an account is, and so whose other rows are.
    while case let part = try look(entry: entry), part.groups > 0 { outcome.add(part) }
    return outcome
  }

  private func look(entry: MatchEntry) throws -> MatchOutcome {
    let look = try MatchLook(transaction.snapshot)
    guard !look.isEmpty else { return MatchOutcome() }
    let concerned = try transaction.snapshot.waitingKeys().filter { _, key in
      look.hasNames || key.account != nil && look.hasAccounts(of: key.feed)
    }
    let outcome = try free(concerned.map(\.id), entry: entry, byName: look.hasNames)
    try look.note(in: transaction)
    return outcome
  }
}
