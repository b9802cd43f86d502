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

  /// As ``misplacedPunishments()``, of a case; none without one.
  public func misplacedPunishments(ofCase caseNo: String?) throws -> [MisplacedPunishment] {
    try misplacedPunishments().filter { $0.caseNo == caseNo }
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
}
