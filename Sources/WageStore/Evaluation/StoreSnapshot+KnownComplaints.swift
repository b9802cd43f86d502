public import WageDomain

/// A complaint about a firm as it was known by a day; those that shared a case by then are one.
public struct KnownComplaint: Hashable, Sendable {
  /// The firm that it counts for on that day.
  public let firm: Int64
  public let receivedOn: Day
  /// Of several that are one the latest; else the same day.
  public let lastReceivedOn: Day
  /// The first day on which the office knew that it is about this firm.
  public let knownOn: Day
  public let persons: Int64?
  /// The row says since which month wages are owed.
  public let statesSince: Bool
}

extension StoreSnapshot {
  /// The complaints about firms that were known by a day, by the day on which they were received: of
  /// several that are one the first day, the most persons, and a month owed if any tells one.
  public func knownComplaints(asOf day: Day) throws -> [KnownComplaint] {
    let merges = try firmMerges(asOf: day)
    let rows = try BoundStatement(
      """
      SELECT v.firmId, substr(v.receivedAt, 1, 10), v.persons, v.owedSince IS NOT NULL, (
        SELECT min(max(n.knownOn, ifnull(n.firmKnownOn, ''))) FROM complaintVersion n
        WHERE n.complaintId = c.id AND n.firmId = v.firmId), c.id
      FROM complaint c JOIN complaintVersion v ON v.id = (
        SELECT id FROM complaintVersion WHERE complaintId = c.id AND knownOn <= ?1
        ORDER BY \(ComplaintIntake.order) LIMIT 1)
      WHERE v.firmId IS NOT NULL AND ifnull(v.firmKnownOn, '') <= ?1
      ORDER BY 2, c.id
      """, in: db)
    rows.bind(day.description)
    let merged = try mergedComplaints(asOf: day)
    var complaints: [KnownComplaint] = []
    var places: [[Int64]: Int] = [:]
    try rows.forEach { row in
      guard let receivedOn = row.text(1).flatMap(Day.init(utf8:)),
        let knownOn = row.text(4).flatMap(Day.init(utf8:))
      else { return }
      let complaint = KnownComplaint(
        firm: merges.survivor(of: row.integer(0)), receivedOn: receivedOn,
        lastReceivedOn: receivedOn, knownOn: knownOn, persons: row.optionalInteger(2),
        statesSince: row.integer(3) == 1)
      guard let group = merged.group(of: row.integer(5)) else {
        complaints.append(complaint)
        return
      }
      let key = [complaint.firm, group]
      if let place = places[key] {
        complaints[place] = complaints[place].joined(complaint)
      } else {
        places[key] = complaints.count
        complaints.append(complaint)
      }
    }
    return complaints
  }
}

extension KnownComplaint {
  /// With a later one of the same grievance.
  fileprivate func joined(_ later: KnownComplaint) -> KnownComplaint {
    KnownComplaint(
      firm: firm, receivedOn: receivedOn, lastReceivedOn: later.lastReceivedOn,
      knownOn: min(knownOn, later.knownOn),
      persons: [persons, later.persons].compactMap(\.self).max(),
      statesSince: statesSince || later.statesSince)
  }
}
