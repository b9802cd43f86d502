internal import GRDB
internal import WageDomain

/// Which case each complaint is in, by the events of all cases in the order of the chain.
struct ComplaintPlaces {
  private var cases: [String: String] = [:]

  mutating func apply(_ act: CaseAct, caseNo: String) {
    switch act {
    case .registered(let complaint): cases[complaint.complaintNo] = caseNo
    case .linked(let linked): cases[linked.complaint.complaintNo] = caseNo
    case .unlinked(let unlinking): cases[unlinking.complaintNo] = nil
    default: return
    }
  }

  /// Complaints that stand in another case than the one that events put them into.
  func findings(in db: Database) throws -> [CaseFinding] {
    try Row.fetchAll(
      db, sql: "SELECT complaintNo, caseNo FROM complaint ORDER BY complaintNo"
    ).compactMap { row in
      let (number, stored): (String, String?) = (row["complaintNo"], row["caseNo"])
      let told = cases[number]
      guard told != stored else { return nil }
      return CaseFinding(
        seq: nil, caseNo: stored ?? told,
        found: Bilingual(
          zh: "投诉 \(number) 在案件 \(stored ?? "-")",
          en: "complaint \(number) in case \(stored ?? "-")"),
        expected: Bilingual(
          zh: "按事件应在 \(told ?? "-")", en: "in \(told ?? "-") by the events of the cases"))
    }
  }
}
