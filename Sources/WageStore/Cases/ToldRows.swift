internal import GRDB
internal import WageDomain

/// The rows that the events of all cases speak of and that nobody may delete: texts by their hashes,
/// complaints, their places and parties. What was erased by policy, and only that, may be gone.
///
/// The events alone tell what was erased: a column that says so is altered as easily as a row.
struct ToldRows: Hashable, Sendable {
  /// The last event that holds each hash, by case.
  private var texts: [String: [String: Int64]] = [:]
  /// The last erasure of each case.
  private var erasures: [String: Int64] = [:]
  /// Into which case another was merged, and by which event.
  private var mergers: [String: Merger] = [:]
  /// The case of each complaint, and the hash of its place, as told last.
  private var complaints: [String: ToldComplaint] = [:]
  private var parties: [Int64: String] = [:]

  private struct Merger: Hashable {
    let into: String
    let seq: Int64
  }

  private struct ToldComplaint: Hashable {
    let caseNo: String
    let placeHash: String?
    let seq: Int64
  }

  /// The next event of the chain.
  mutating func apply(_ act: CaseAct, _ row: ChainRow) {
    if let hash = act.textHash { texts[row.caseNo, default: [:]][hash] = row.seq }
    switch act {
    case .registered(let told), .detailsChanged(let told): tell(told, row)
    case .linked(let linked): tell(linked.complaint, row)
    case .merged(let other): mergers[row.caseNo] = Merger(into: other, seq: row.seq)
    case .unmasked(let look): for party in look.parties { parties[party] = row.caseNo }
    case .erased(let erasure):
      erasures[row.caseNo] = row.seq
      for party in erasure.parties { parties[party] = row.caseNo }
    default: return
    }
  }

  private mutating func tell(_ complaint: RegisteredComplaint, _ row: ChainRow) {
    complaints[complaint.complaintNo] = ToldComplaint(
      caseNo: row.caseNo, placeHash: complaint.placeHash, seq: row.seq)
  }

  /// Whether what an event says of a case was erased with the case since, or with the one that it was
  /// merged into.
  private func isErased(_ caseNo: String, after seq: Int64) -> Bool {
    var (next, since) = (caseNo, seq)
    var passed: Set<String> = []
    while passed.insert(next).inserted {
      if let erasure = erasures[next], erasure > since { return true }
      guard let merger = mergers[next] else { return false }
      (next, since) = (merger.into, max(since, merger.seq))
    }
    return false
  }

  /// The hashes whose texts must be there, by case.
  func demandedTexts(in db: Database) throws -> [String: Set<String>] {
    let looks = try erasedLooks(in: db)
    return texts.reduce(into: [:]) { demanded, own in
      let hashes = own.value.filter { hash, seq in
        !isErased(own.key, after: seq) && (looks[own.key]?[hash] ?? 0) < seq
      }
      if !hashes.isEmpty { demanded[own.key] = Set(hashes.keys) }
    }
  }

  /// The last event of which a reason of a look was erased, by case and hash.
  private func erasedLooks(in db: Database) throws -> [String: [String: Int64]] {
    var looks: [String: [String: Int64]] = [:]
    for subject in try StoreSnapshot(db: db).erasedSubjects(.looks) {
      let parts = subject.split(separator: "/").map(String.init)
      guard parts.count == 2, let seq = Int64(parts[1]),
        let hash = texts[parts[0]]?.first(where: { $0.value == seq })?.key
      else { continue }
      looks[parts[0], default: [:]][hash] = seq
    }
    return looks
  }

  /// Complaints, places and parties that are told of and not there.
  func findings(in db: Database) throws -> [CaseFinding] {
    try complaintFindings(in: db) + partyFindings(in: db)
  }

  private func complaintFindings(in db: Database) throws -> [CaseFinding] {
    let secret = try HashSecret(in: db)
    let erased = try StoreSnapshot(db: db).erasedSubjects(.complaints)
    var places: [String: Set<String>] = [:]
    for row in try Row.fetchAll(
      db,
      sql: """
        SELECT c.complaintNo, t.place FROM complaint c
        LEFT JOIN complaintVersion v ON v.complaintId = c.id
        LEFT JOIN complaintText t ON t.versionId = v.id
        """)
    {
      let (number, place): (String, String?) = (row[0], row[1])
      let plain = place.map(TextHash.sha256)
      places[number, default: []].formUnion([plain, plain.map(secret.keyed)].compactMap(\.self))
    }
    return complaints.sorted { $0.key < $1.key }.compactMap { number, told in
      guard let known = places[number] else {
        return CaseFinding(
          seq: told.seq, caseNo: told.caseNo,
          found: Bilingual(zh: "没有投诉 \(number)", en: "no complaint \(number)"),
          expected: Bilingual(zh: "事件所记的投诉", en: "the complaint that the event tells of"))
      }
      guard let hash = told.placeHash, !known.contains(hash), !erased.contains(number),
        !isErased(told.caseNo, after: told.seq)
      else { return nil }
      return CaseFinding(
        seq: told.seq, caseNo: told.caseNo,
        found: Bilingual(
          zh: "投诉 \(number) 的地点没有或已被改动",
          en: "the place of complaint \(number) altered, or not there"),
        expected: Bilingual(zh: "哈希为 \(hash) 的地点", en: "a place that hashes to \(hash)"))
    }
  }

  private func partyFindings(in db: Database) throws -> [CaseFinding] {
    let known = try Set(Int64.fetchAll(db, sql: "SELECT id FROM party"))
    var missing = parties.filter { !known.contains($0.key) }
    for row in try Row.fetchAll(
      db,
      sql: """
        SELECT partyId, ifnull(caseNo, '-') FROM complaint
        WHERE partyId IS NOT NULL AND partyId NOT IN (SELECT id FROM party)
        """)
    { missing[row[0]] = row[1] }
    return missing.sorted { $0.key < $1.key }.map { party, caseNo in
      CaseFinding(
        seq: nil, caseNo: caseNo,
        found: Bilingual(zh: "没有反映人 \(party)", en: "no complainant \(party)"),
        expected: Bilingual(
          zh: "事件或投诉所指的反映人，其内容可以已按规定删除",
          en: "the complainant that an event or a complaint names, erased perhaps, but there"))
    }
  }
}

extension StoreSnapshot {
  /// The rows that the events speak of and that are not there, or not as they were: texts, complaints,
  /// their places and parties.
  ///
  /// - Parameter cases: what ``verifyCases(head:rules:)`` found.
  /// - Returns: texts by case, then complaints by number, then parties; none where the chain itself is at
  ///   fault.
  /// - Throws: `DatabaseError`.
  public func verifyRows(_ cases: CaseVerification) throws -> [CaseFinding] {
    // A chain with a fault of its own tells nothing sure about the rows.
    guard cases.isChainWhole else { return [] }
    let texts = try cases.told.demandedTexts(in: db)
    return try ProtectedTexts(table: "caseText", number: "caseNo", in: db).missing(texts)
      + cases.told.findings(in: db)
  }
}
