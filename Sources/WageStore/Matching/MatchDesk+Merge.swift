internal import GRDB
public import WageDomain

extension MatchDesk {
  /// Makes a firm count as another from a day on: one firm with two credit codes, or taken over.
  ///
  /// Both keep their ids and rows. As of that day and later the rows of both count for the firm that
  /// goes on, whenever they came and whichever code they carry; as of a day before, nothing changes.
  ///
  /// - Parameters:
  ///   - firm: the one that is no more.
  ///   - other: the one that goes on.
  ///   - day: from when; both must have been known.
  ///   - entry: who says so.
  /// - Returns: what became of the waiting rows whose firm is thereby known.
  /// - Throws: ``MatchError``: merged already, into itself or in a circle, a firm not known by the day.
  public func merge(
    _ firm: Int64, into other: Int64, since day: Day, entry: MatchEntry
  ) throws -> DecisionOutcome {
    let merges = try transaction.snapshot.firmMerges(asOf: nil)
    let (code, otherCode) = (try self.code(firm), try self.code(other))
    if merges.survivor(of: firm) != firm {
      throw MatchError.alreadyMerged(code, into: try self.code(merges.survivor(of: firm)))
    }
    if merges.survivor(of: other) == firm {
      throw MatchError.mergeCircle(code, into: otherCode)
    }
    for (id, code) in [(firm, code), (other, otherCode)] {
      let known = try String.fetchOne(
        db, sql: "SELECT knownOn FROM firm WHERE id = ? AND knownOn > ?",
        arguments: [id, day.description])
      if let known { throw MatchError.notKnownYet(code, knownOn: known, day: day.description) }
    }
    try insertMerge(firm, into: other, since: day, entry: entry)
    try firms.readDecisions(in: db)
    try free(try namesakes(of: [firm, other]), entry: entry)
    return try journal.outcome(transaction.snapshot)
  }

  private func insertMerge(
    _ firm: Int64, into other: Int64, since day: Day, entry: MatchEntry
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO matchEvent (kind, firmId, intoFirmId, sinceOn, actor, reason, recordedAt)
        VALUES ('merged', ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        firm, other, day.description, entry.actor, entry.reason, entry.now.description,
      ])
    try db.execute(
      sql: "INSERT INTO firmMerge (eventId, firmId, intoFirmId, sinceOn) VALUES (?, ?, ?, ?)",
      arguments: [db.lastInsertedRowID, firm, other, day.description])
  }

  private func code(_ firm: Int64) throws -> String {
    try transaction.snapshot.creditCode(ofFirm: firm) ?? ""
  }

  /// The waiting entries that name an account of the firms, or the name of one in its own spelling.
  private func namesakes(of firms: [Int64]) throws -> [Int64] {
    let names = try String.fetchAll(
      db,
      sql: """
        SELECT name FROM firm WHERE id IN (SELECT value FROM json_each(:firms)) AND name IS NOT NULL
        UNION SELECT name FROM firmVersion WHERE firmId IN (SELECT value FROM json_each(:firms))
        """, arguments: ["firms": firms.json])
    var found = Set(try accountEntries(of: firms))
    for key in Set(names.map({ self.firms.taken(apart: $0).key })) {
      found.formUnion(
        try transaction.snapshot.waitingGroups(feed: .complaints, account: nil, nameKey: key))
    }
    return found.sorted()
  }

  /// The waiting entries that name an account which one of the firms has or had.
  private func accountEntries(of firms: [Int64]) throws -> [Int64] {
    let waiting = try Row.fetchAll(
      db,
      sql: """
        SELECT DISTINCT g.id, g.feed, g.accountNo
        FROM waitingRow w JOIN matchGroup g ON g.id = w.groupId
        WHERE w.status = 'waiting' AND g.accountNo IS NOT NULL
        """)
    let wanted = Set(firms.map { Int32($0) })
    var found: [Int64] = []
    for (name, rows) in Dictionary(grouping: waiting, by: { $0[1] as String }) {
      guard let feed = Feed(rawValue: name) else { continue }
      let series = try self.firms.takeSeries(of: feed, in: db)
      defer { self.firms.keep(series) }
      for row in rows {
        let holders = Array((row[2] as String).utf8).withUnsafeBytes { series.firms(ofKey: $0) }
        if holders.contains(where: wanted.contains) { found.append(row[0]) }
      }
    }
    return found
  }
}
