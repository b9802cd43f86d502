internal import GRDB
public import WageDomain

/// A complaint with its complainant and what was written, as only a recorded look shows it.
public struct UnmaskedComplaint: Hashable, Sendable {
  public let complaintNo: String
  public let channel: String
  public let complainant: Complainant
  public let place: String?
  public let content: String?
  /// When it was erased by policy; all else is nil then.
  public let erasedOn: Day?

  public init(
    complaintNo: String, channel: String, complainant: Complainant, place: String?,
    content: String?, erasedOn: Day?
  ) {
    self.complaintNo = complaintNo
    self.channel = channel
    self.complainant = complainant
    self.place = place
    self.content = content
    self.erasedOn = erasedOn
  }
}

extension StoreTransaction {
  /// Shows the complainants of a case, and records who looked and why as an event.
  ///
  /// - Returns: the complaints in the order they came; to be shown once the transaction is in.
  /// - Throws: ``CaseStoreError``; nothing may be shown then.
  public func unmask(
    _ caseNo: String, reason: String, entry: CaseEntry, rules: some CaseRules
  ) throws -> [UnmaskedComplaint] {
    let parties = try Int64.fetchAll(
      db, sql: "SELECT partyId FROM complaint WHERE caseNo = ? AND partyId IS NOT NULL",
      arguments: [caseNo])
    let unmasking = Unmasking(parties: parties, reasonHash: TextHash.sha256(reason))
    try act(.unmasked(unmasking), onCase: caseNo, text: reason, entry: entry, rules: rules)
    return try Row.fetchAll(
      db,
      sql: """
        SELECT c.complaintNo, c.channel, c.erasedOn, p.name, p.idNo, p.phone, t.place, t.content
        FROM complaint c
        LEFT JOIN party p ON p.id = c.partyId
        LEFT JOIN complaintText t ON t.versionId = (
          SELECT id FROM complaintVersion WHERE complaintId = c.id
          ORDER BY \(ComplaintIntake.order) LIMIT 1)
        WHERE c.caseNo = ? ORDER BY c.id
        """,
      arguments: [caseNo]
    ).map { row in
      UnmaskedComplaint(
        complaintNo: row["complaintNo"], channel: row["channel"],
        complainant: Complainant(name: row["name"], idNo: row["idNo"], phone: row["phone"]),
        place: row["place"], content: row["content"],
        erasedOn: (row["erasedOn"] as String?).flatMap { Day($0) })
    }
  }
}
