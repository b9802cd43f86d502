internal import GRDB
internal import WageDomain

extension Migration {
  /// The series of a block in sheets: one row for all that a file adds, not one for each.
  static let seriesSheets = Migration(
    name: "0015 series sheets",
    sql: """
      -- Consecutive slots of a block's slabs, each an account where the feed has one, a payday and
      -- batch for payroll, else the firm itself. A firm's value is the sum over its series.
      CREATE TABLE seriesSheet (
        feed      TEXT NOT NULL,
        block     INTEGER NOT NULL,
        firstSlot INTEGER NOT NULL,
        count     INTEGER NOT NULL CHECK (count > 0),
        -- For each slot (firm.id - 1) % 1024: UInt16, little-endian.
        firms     BLOB NOT NULL CHECK (length(firms) = 2 * count),
        -- For each slot the length of its key, Int32, little-endian, -1 for none; then the key.
        keys      BLOB NOT NULL,
        PRIMARY KEY (feed, block, firstSlot)
      ) STRICT;
      """,
    convert: { db in
      for feed in Feed.allCases { try moveSeries(of: feed, in: db) }
      try db.execute(sql: "DROP TABLE series")
    })

  private static func moveSeries(of feed: Feed, in db: Database) throws {
    let insert = try BoundStatement(SeriesSheet.insertion, in: db)
    var sheets: [(block: Int, sheet: SeriesSheet)] = []
    let rows = try BoundStatement(
      "SELECT block, firmId, key FROM series WHERE feed = ? ORDER BY block, slot", in: db)
    rows.bind(feed.rawValue)
    try rows.forEach { row in
      let block = Int(row.integer(0))
      if sheets.last?.block != block { sheets.append((block, SeriesSheet(firstSlot: 0))) }
      let firm = Int32(truncatingIfNeeded: row.integer(1))
      sheets[sheets.count - 1].sheet.append(firm: firm, key: row.text(2))
    }
    for (block, sheet) in sheets { try sheet.insert(feed: feed, block: block, with: insert) }
  }
}
