public import WageDomain

/// A complaint about a firm as it was known by a day.
public struct KnownComplaint: Hashable, Sendable {
  /// The firm that it counts for on that day.
  public let firm: Int64
  public let receivedOn: Day
  /// The first day on which the office knew that it is about this firm.
  public let knownOn: Day
  public let persons: Int64?
  /// The row says since which month wages are owed.
  public let statesSince: Bool
}

extension StoreSnapshot {
  /// The complaints about firms that were known by a day, by the day on which they were received.
  public func knownComplaints(asOf day: Day) throws -> [KnownComplaint] {
    let merges = try firmMerges(asOf: day)
    let rows = try BoundStatement(
      """
      SELECT v.firmId, substr(v.receivedAt, 1, 10), v.persons, v.owedSince IS NOT NULL, (
        SELECT min(max(n.knownOn, ifnull(n.firmKnownOn, ''))) FROM complaintVersion n
        WHERE n.complaintId = c.id AND n.firmId = v.firmId)
      FROM complaint c JOIN complaintVersion v ON v.id = (
        SELECT id FROM complaintVersion WHERE complaintId = c.id AND knownOn <= ?1
        ORDER BY \(ComplaintIntake.order) LIMIT 1)
      WHERE v.firmId IS NOT NULL AND ifnull(v.firmKnownOn, '') <= ?1
      ORDER BY 2, c.id
      """, in: db)
    rows.bind(day.description)
    var complaints: [KnownComplaint] = []
    try rows.forEach { row in
      guard let receivedOn = row.text(1).flatMap(Day.init(utf8:)),
        let knownOn = row.text(4).flatMap(Day.init(utf8:))
      else { return }
      complaints.append(
        KnownComplaint(
          firm: merges.survivor(of: row.integer(0)), receivedOn: receivedOn, knownOn: knownOn,
          persons: row.optionalInteger(2), statesSince: row.integer(3) == 1))
    }
    return complaints
  }
}
