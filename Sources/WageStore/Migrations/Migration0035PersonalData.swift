internal import Crypto
internal import GRDB

extension Migration {
  /// Hashes that cannot be guessed back, and complainants that were erased.
  static let personalData = Migration(
    name: "0035 personal data",
    sql: """
      -- Keys every hash of what people said. Never exported; a copy of the database has it.
      CREATE TABLE hashSecret (
        secret BLOB NOT NULL CHECK (length(secret) = 32)
      ) STRICT;

      -- The day on which the retention policy had the complainant and the texts erased.
      ALTER TABLE complaint ADD COLUMN erasedOn TEXT CHECK (erasedOn IS date(erasedOn, '+0 days'));

      -- Complainants that a later file took the place of: no verb has shown them since.
      DELETE FROM party WHERE id NOT IN (
        SELECT partyId FROM complaint WHERE partyId IS NOT NULL);
      """,
    convert: { db in
      try db.execute(
        sql: "INSERT INTO hashSecret (secret) VALUES (?)", arguments: [HashSecret.newBytes()])
      let secret = try HashSecret(in: db)
      try rekey("complaintVersion", "contentHash", "1", secret, db)
      try rekey("complaintVersion", "placeHash", "placeHash IS NOT NULL", secret, db)
      try rekeyRejects(secret, db)
    })

  /// Events keep the hashes that they were chained with.
  private static func rekey(
    _ table: String, _ column: String, _ condition: String, _ secret: HashSecret, _ db: Database
  ) throws {
    let update = try db.cachedStatement(sql: "UPDATE \(table) SET \(column) = ? WHERE id = ?")
    let rows = try Row.fetchAll(
      db, sql: "SELECT id, \(column) FROM \(table) WHERE \(condition) ORDER BY id")
    for row in rows {
      try update.execute(arguments: [secret.keyed(row[1]), row[0] as Int64])
    }
  }

  /// Rows with personal data whose own key could not be read are known by a hash of their text.
  private static func rekeyRejects(_ secret: HashSecret, _ db: Database) throws {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT r.id, substr(r.rowKey, 8) FROM rejectedRow r JOIN rejectedRaw p ON p.rejectId = r.id
        WHERE r.rowKey LIKE 'sha256=%' ORDER BY r.id
        """)
    for row in rows {
      try db.execute(
        sql: "UPDATE rejectedRow SET rowKey = ? WHERE id = ?",
        arguments: ["sha256=" + secret.keyed(row[1]), row[0] as Int64])
    }
  }
}
