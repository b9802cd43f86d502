internal import GRDB
public import WageDomain

/// An entry of the list whose case is not about its firm any more.
public struct MisplacedPunishment: Hashable, Sendable {
  public let number: String
  public let creditCode: String
  /// The case that the entry names, or the one into which that was merged.
  public let caseNo: String
  /// The credit code of the firm that the case is about; nil while none is known.
  public let caseFirm: String?

  /// Which entry, and whom its case is about.
  public var text: Bilingual {
    Bilingual(
      zh: "\(number) 列的是 \(creditCode)，案件 \(caseNo) 现"
        + (caseFirm.map { "反映的是 \($0)" } ?? "未确定单位"),
      en: "\(number) is about \(creditCode), but case \(caseNo) is about "
        + (caseFirm ?? "no known firm") + " now")
  }

  /// The command that annuls it.
  public var removal: String {
    "wagewatch punish remove \(number) --because \(RemovalGround.revoked.rawValue) --reason TEXT"
  }
}

extension StoreSnapshot {
  /// The firms' entries on the list whose case is about another firm now, or about none that is known; by
  /// number. Those without a case, and what was removed, are left out.
  public func misplacedPunishments() throws -> [MisplacedPunishment] {
    try misplacedPunishments(where: "k.state <> 'removed'", [:])
  }

  /// As ``misplacedPunishments()``, of one entry.
  func misplacedPunishment(_ number: String) throws -> MisplacedPunishment? {
    try misplacedPunishments(where: "k.punishmentNo = :number", ["number": number]).first
  }

  private func misplacedPunishments(
    where condition: String, _ arguments: StatementArguments
  ) throws -> [MisplacedPunishment] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT k.punishmentNo, p.creditCode, \(MergedCase.last(of: "k.caseNo")) AS lastCase
        FROM punishment k JOIN punishedParty p ON p.id = k.partyId
        WHERE \(condition) AND k.caseNo IS NOT NULL AND p.creditCode IS NOT NULL
        ORDER BY k.punishmentNo
        """, arguments: arguments)
    return try rows.compactMap { row in
      let (code, caseNo): (String, String) = (row["creditCode"], row["lastCase"])
      let own = try firms(ofCase: caseNo)
      guard try !isAmong(own, firm: code) else { return nil }
      return MisplacedPunishment(
        number: row["punishmentNo"], creditCode: code, caseNo: caseNo, caseFirm: own.first?.code)
    }
  }

  /// The firms that the complaints of a case are about, or of the case into which it was merged; the
  /// first told first.
  func firms(ofCase caseNo: String) throws -> [(id: Int64, code: String)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT f.id, f.creditCode FROM complaint c JOIN firm f ON f.id = c.firmId
        WHERE c.caseNo = \(MergedCase.last(of: ":caseNo")) ORDER BY c.id
        """, arguments: ["caseNo": caseNo]
    ).map { ($0[0], $0[1]) }
  }

  /// Whether a firm is one of several, or counts as one of them.
  func isAmong(_ firms: [(id: Int64, code: String)], firm code: String) throws -> Bool {
    if firms.contains(where: { $0.code == code }) { return true }
    let id = try Int64.fetchOne(
      db, sql: "SELECT id FROM firm WHERE creditCode = ?", arguments: [code])
    guard let id else { return false }
    let merges = try firmMerges(asOf: nil)
    return firms.contains { merges.survivor(of: $0.id) == merges.survivor(of: id) }
  }
}
