internal import GRDB
internal import WageDomain

/// What `verify` found of the incidents and drills.
public struct IncidentVerification: Hashable, Sendable {
  public let events: Int
  /// The last event's hash, to be kept outside.
  public let head: String
  /// Whether the head that was asked for is in this chain.
  public let hasHead: Bool
  /// ``CaseFinding/caseNo`` is the incident's number.
  public let findings: [CaseFinding]
}

extension StoreSnapshot {
  /// Recomputes the chain of incidents and what follows from it, and compares.
  public func verifyIncidents(head: String? = nil) throws -> IncidentVerification {
    var standings: [String: IncidentStanding] = [:]
    let walk = try ChainWalk(
      .incidents, in: db, wanted: head,
      named: { Bilingual(zh: "群体事件的第 \($0.seq) 个记录", en: "event \($0.seq) of the incidents") },
      read: { _ in },
      visit: { row, _, _ in
        standings[row.caseNo, default: IncidentStanding()].add(row) ? nil : row.unknownEvent
      })
    return IncidentVerification(
      events: walk.count, head: walk.head, hasHead: walk.hasHead,
      findings: try walk.findings + differences(standings))
  }

  /// Incidents whose rows are not what their events amount to.
  private func differences(_ standings: [String: IncidentStanding]) throws -> [CaseFinding] {
    var stored: [String: IncidentStanding] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT * FROM incident") {
      stored[row["incidentNo"]] = IncidentStanding(row)
    }
    // Nothing is left of the texts of one that was erased.
    var standings = standings
    let reasons = try Row.fetchAll(
      db,
      sql: """
        SELECT e.incidentNo, t.seq, t.text, t.salt FROM incidentReason t
        LEFT JOIN incidentEvent e ON e.seq = t.seq
        """)
    for row in reasons {
      let number: String = row[0] ?? "-"
      stored[number, default: IncidentStanding()].reasons[row[1]] = SaltedHash.hash(
        row[2], salt: row[3])
    }
    for number in try erasedSubjects(.incidents) {
      standings[number]?.forgetTexts()
      // Something may have been corrected after that.
      stored[number]?.reasons = [:]
    }
    let steps = try Row.fetchAll(
      db,
      sql: "SELECT incidentNo, step, dueAt, doneAt || ' ' || doneBy, voidedAt FROM incidentStep")
    for row in steps {
      stored[row[0], default: IncidentStanding()].void[row[1]] = row[4]
      stored[row[0], default: IncidentStanding()].due[row[1]] = row[2]
      stored[row[0], default: IncidentStanding()].done[row[1]] = row[3]
    }
    return Set(stored.keys).union(standings.keys).sorted().compactMap { number in
      let (found, expected) = (stored[number], standings[number])
      guard found != expected else { return nil }
      return CaseFinding(
        seq: nil, caseNo: number, found: .same(found?.text ?? "-"),
        expected: Bilingual(
          zh: "按其记录应为 \(expected?.text ?? "-")", en: "\(expected?.text ?? "-") by its events"))
    }
  }
}

/// What the events of an incident amount to.
private struct IncidentStanding: Hashable {
  var persons: Int64 = 0
  var caseNo: String?
  var firm: Int64?
  var closedAt: String?
  var annulledAt: String?
  var placeHash: String?
  var resultHash: String?
  /// By step, when it is due.
  var due: [String: String] = [:]
  /// By step, when it was done, and by whom.
  var done: [String: String] = [:]
  /// By step, when a correction took it away.
  var void: [String: String] = [:]
  /// The hashes of reasons, by the event's place in the chain.
  var reasons: [Int64: String] = [:]

  init() {}

  init(_ row: Row) {
    let (place, result): (String?, String?) = (row["place"], row["result"])
    persons = row["persons"]
    caseNo = row["caseNo"]
    firm = row["firmId"]
    annulledAt = row["annulledAt"]
    closedAt = row["closedAt"]
    placeHash = place.map { SaltedHash.hash($0, salt: row["placeSalt"]) }
    // Empty once erased: no clerk can write that.
    resultHash = result.flatMap {
      $0.isEmpty ? nil : SaltedHash.hash($0, salt: row["resultSalt"])
    }
  }

  mutating func forgetTexts() {
    placeHash = nil
    resultHash = nil
    reasons = [:]
  }

  /// - Returns: false for an event that cannot be read.
  mutating func add(_ row: ChainRow) -> Bool {
    guard let values = CasePayload.values(row.payload) else { return false }
    switch row.type {
    case "opened", "counted":
      guard let count = values["persons"].flatMap({ Int64($0) }) else { return false }
      persons = max(persons, count)
      placeHash = placeHash ?? values["placeHash"]
      if row.type == "opened" {
        caseNo = values["case"]
        firm = values["firm"].flatMap { Int64($0) }
      }
      guard addSteps(values["steps"]) else { return false }
    case "corrected":
      guard correct(values, at: row.effectiveAt), let hash = values["reasonHash"] else {
        return false
      }
      reasons[row.seq] = hash
    case "annulled":
      guard let hash = values["reasonHash"] else { return false }
      annulledAt = row.effectiveAt
      reasons[row.seq] = hash
    case "done":
      guard let step = values["step"] else { return false }
      done[step] = "\(row.effectiveAt) \(row.actor)"
    case "closed":
      guard let hash = values["resultHash"] else { return false }
      closedAt = row.effectiveAt
      resultHash = hash
    default: return false
    }
    return true
  }

  private mutating func correct(_ values: [String: String], at moment: String) -> Bool {
    if let text = values["persons"] {
      guard let count = Int64(text) else { return false }
      persons = count
    }
    if let number = values["case"] { caseNo = number.isEmpty ? nil : number }
    if let id = values["firm"] { firm = Int64(id) }
    for step in (values["void"] ?? "").split(separator: " ") { void[String(step)] = moment }
    return addSteps(values["steps"])
  }

  private mutating func addSteps(_ text: String?) -> Bool {
    for step in (text ?? "").split(separator: " ") {
      let parts = step.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else { return false }
      due[String(parts[0])] = String(parts[1])
      void[String(parts[0])] = nil
    }
    return true
  }

  var text: String {
    let steps = due.sorted { $0.key < $1.key }.map {
      "\($0.key) \($0.value) \(done[$0.key] ?? "-")" + (void[$0.key].map { " void \($0)" } ?? "")
    }
    let words = [
      "\(persons)", caseNo ?? "-", firm.map(String.init) ?? "-", closedAt ?? "-", annulledAt ?? "-",
      placeHash ?? "-", resultHash ?? "-",
    ]
    let why = reasons.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    return (words + steps + why).joined(separator: " ")
  }
}
