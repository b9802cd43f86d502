internal import GRDB
public import WageDomain

/// How many accounts, firms or rows of a month were told, or told again, by some of its files.
public struct CarriedKeys: Hashable, Sendable {
  public let carried: Int
  public let all: Int
}

extension StoreSnapshot {
  /// The headers of the feed's loaded files, by ``IngestedFile/id``; files of which none is kept are
  /// left out.
  public func headers(of feed: Feed) throws -> [Int64: String] {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT id, header FROM ingestedFile
          WHERE feed = ? AND status = 'loaded' AND header IS NOT NULL
          """),
      arguments: [feed.rawValue])
    return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
  }

  /// The files with rows about each month that were known by the day, those among them that only
  /// said again what was known.
  public func monthFiles(of feed: Feed, asOf day: Day) throws -> [Month: Set<Int64>] {
    let rows = try Row.fetchAll(
      db, sql: SiteMonths(feed)?.files ?? Self.layerFiles,
      arguments: ["feed": feed.rawValue, "asOf": day.description])
    return rows.reduce(into: [:]) { months, row in
      guard let month = Month(row[0] as String) else { return }
      months[month, default: []].insert(row[1])
    }
  }

  private static let layerFiles = """
    SELECT DISTINCT month, fileId FROM layer WHERE feed = :feed AND knownOn <= :asOf
    """

  /// Counts what stands of a month, and how much of it is told by one of `files`, be it again.
  ///
  /// - Parameters:
  ///   - feed: with measures.
  ///   - month: that other files told of as well.
  ///   - files: ``IngestedFile/id`` of each.
  ///   - day: what was known by it.
  /// - Returns: nothing of nothing for a month without rows.
  /// - Throws: what the database throws.
  public func carriedKeys(
    of feed: Feed, in month: Month, by files: Set<Int64>, asOf day: Day
  ) throws -> CarriedKeys {
    guard let site = SiteMonths(feed) else { return try carriedSeries(feed, month, files, day) }
    let row = try Row.fetchOne(
      db, sql: site.carried,
      arguments: [
        "feed": feed.rawValue, "asOf": day.description, "month": month.description,
        "files": files.sorted().json,
      ])
    return CarriedKeys(carried: row?[1] ?? 0, all: row?[0] ?? 0)
  }

  private func carriedSeries(
    _ feed: Feed, _ month: Month, _ files: Set<Int64>, _ day: Day
  ) throws -> CarriedKeys {
    let view = try layerView(knownBy: day, feed: feed, months: month...month)
    var (carried, all) = (0, 0)
    for block in 0..<(try BlockReader.blockCount(in: self)) {
      let slots = try slotCount(feed: feed, block: block)
      guard slots > 0 else { continue }
      let (lines, repeats) = (SlabKind.lines(of: feed), SlabKind.repeats(of: feed))
      let rows = try column(block: block, kind: lines, month: month, slotCount: slots, view: view)
      // Said again by a file that has the column: an empty cell is then an answer.
      var again = [Int32](repeating: -1, count: slots)
      try forEachSlab(
        "block = ? AND measure = ? AND month = ?",
        [Int64(block), Int64(repeats), Int64(month.index)]
      ) { slab in
        guard let rank = view.rank(slab.layer), files.contains(view.files[Int(rank)]) else {
          return
        }
        SlabBlob.forEach(form: slab.form, data: slab.data, below: slots) { slot, value in
          if value > SlabBlob.withdrawn { again[slot] = max(again[slot], rank) }
        }
      }
      for slot in 0..<slots where rows.value(slot) != nil {
        let rank = rows.ranks[slot]
        all += 1
        if files.contains(view.files[Int(rank)]) || again[slot] > rank { carried += 1 }
      }
    }
    return CarriedKeys(carried: carried, all: all)
  }
}

/// Where the months of a feed of building projects stand: in rows of their own.
private struct SiteMonths {
  private let table: String
  private let month: String
  private let key: [String]

  /// - Returns: nil for feeds that are kept in slabs, or have no months.
  init?(_ feed: Feed) {
    switch feed {
    case .wageAccount:
      (table, month, key) = ("wageAccountEntry", "substr(e.occurredOn, 1, 7)", ["transactionNo"])
    case .attendance:
      (table, month, key) = ("attendanceVersion", "e.month", ["projectId", "month"])
    case .disbursement:
      (table, month, key) = (
        "disbursementVersion", "substr(e.dueOn, 1, 7)", ["projectId", "dueOn"]
      )
    default: return nil
    }
  }

  var files: String {
    """
    SELECT DISTINCT \(month), e.fileId FROM \(table) e WHERE e.knownOn <= :asOf
    UNION
    SELECT DISTINCT \(month), a.fileId FROM saidAgain a JOIN \(table) e ON e.id = a.versionId
    WHERE a.feed = :feed AND a.knownOn <= :asOf
    """
  }

  var carried: String {
    """
    SELECT count(*), ifnull(sum(e.fileId IN (SELECT value FROM json_each(:files)) OR EXISTS (
      SELECT 1 FROM saidAgain a WHERE a.feed = :feed AND a.versionId = e.id
        AND a.knownOn <= :asOf AND a.fileId IN (SELECT value FROM json_each(:files)))), 0)
    FROM \(table) e
    WHERE e.knownOn <= :asOf AND \(month) = :month
      AND \(StoreSnapshot.isStanding(table, "e", key))
    """
  }
}
