internal import WageDomain

/// Where the events of a feed stand, and what of a row makes one.
struct EventSource {
  let feed: Feed
  /// Firm, id, day, persons, amount, the feed's word, the result; of rows known by `:asOf`.
  let sql: String
  /// The table whose rows of one key follow each other, so that older ones are not events any more;
  /// nil where the SQL sees to it.
  let versions: (table: String, key: [String])?

  static var all: [EventSource] {
    [
      complaints,
      EventSource(
        .inspections, "inspectionVersion", ["inspectionNo"],
        "persons, amountFen, kind, result"),
      EventSource(
        .judicial, "judicialVersion", ["caseNo", "firmId"], "NULL, amountFen, kind, NULL"),
      EventSource(
        .gridReports, "gridReportVersion", ["reportNo"], "persons, NULL, finding, NULL",
        "AND ifnull(firmKnownOn, '') <= :asOf"),
    ]
  }

  private static let complaints = EventSource(
    feed: .complaints,
    sql: """
      SELECT v.firmId, c.id, substr(v.receivedAt, 1, 10), v.persons, v.amountFen, c.channel, NULL
      FROM complaint c JOIN complaintVersion v ON v.id = (
        SELECT id FROM complaintVersion WHERE complaintId = c.id AND knownOn <= :asOf
        ORDER BY \(ComplaintIntake.order) LIMIT 1)
      WHERE v.firmId IS NOT NULL AND ifnull(v.firmKnownOn, '') <= :asOf
      """,
    versions: nil)

  private init(feed: Feed, sql: String, versions: (table: String, key: [String])?) {
    self.feed = feed
    self.sql = sql
    self.versions = versions
  }

  private init(
    _ feed: Feed, _ table: String, _ key: [String], _ columns: String, _ condition: String = ""
  ) {
    self.init(
      feed: feed,
      sql: """
        SELECT firmId, id, occurredOn, \(columns) FROM \(table)
        WHERE firmId IS NOT NULL AND knownOn <= :asOf \(condition)
        """,
      versions: (table, key))
  }
}
