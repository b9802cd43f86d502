internal import GRDB
internal import WageDomain

/// Complaints that a person found to be one grievance: those that share a case.
struct MergedComplaints {
  /// The complaint of the group with the smallest id, by each complaint's id.
  private let first: [Int64: Int64]

  init(first: [Int64: Int64]) { self.first = first }

  var isEmpty: Bool { first.isEmpty }

  /// Those that share a case with another, ascending.
  var complaints: [Int64] { first.keys.sorted() }

  /// What all complaints of a group have in common; nil of one that stands alone.
  func group(of complaint: Int64) -> Int64? { first[complaint] }
}

extension StoreSnapshot {
  /// The complaints that shared a case on a day, by the events that counted by then.
  func mergedComplaints(asOf day: Day) throws -> MergedComplaints {
    let cases = try casesOfMoved(asOf: day)
    var numbers: [String: [String]] = [:]
    for (number, place) in cases {
      if let caseNo = place.caseNo { numbers[caseNo, default: []].append(number) }
    }
    let shared = numbers.filter { $0.value.count > 1 }
    guard !shared.isEmpty else { return MergedComplaints(first: [:]) }
    var first: [Int64: Int64] = [:]
    for (_, numbers) in shared {
      let ids = try numbers.compactMap { number in
        try Int64.fetchOne(
          db.cachedStatement(
            sql: "SELECT id FROM complaint WHERE complaintNo = ? AND knownOn <= ?"),
          arguments: [number, day.description])
      }
      guard let smallest = ids.min(), ids.count > 1 else { continue }
      for id in ids { first[id] = smallest }
    }
    return MergedComplaints(first: first)
  }

  private struct Place {
    /// Nil: it was taken out of its case, and opened none since.
    let caseNo: String?
    let seq: Int64
  }

  /// Where the complaints are that were put into another case or taken out, and those whose case
  /// they were put into.
  private func casesOfMoved(asOf day: Day) throws -> [String: Place] {
    var places: [String: Place] = [:]
    let moved = try Row.fetchCursor(
      db,
      sql: """
        SELECT seq, iif(type = 'linked', caseNo, NULL), payload ->> 'complaint' FROM caseEvent
        WHERE (type = 'linked' OR type = 'unlinked') AND substr(effectiveAt, 1, 10) <= ?
        ORDER BY seq
        """,
      arguments: [day.description])
    while let row = try moved.next() { places[row[2]] = Place(caseNo: row[1], seq: row[0]) }
    for caseNo in Set(places.values.compactMap(\.caseNo)).sorted() {
      let opened = try Row.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT seq, payload ->> 'complaint' FROM caseEvent
            WHERE caseNo = ? AND type = 'registered' AND substr(effectiveAt, 1, 10) <= ?
            ORDER BY seq LIMIT 1
            """),
        arguments: [caseNo, day.description])
      guard let opened, places[opened[1]].map({ $0.seq < opened[0] }) ?? true else { continue }
      places[opened[1]] = Place(caseNo: caseNo, seq: opened[0])
    }
    return places
  }
}
