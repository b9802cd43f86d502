internal import GRDB
internal import WageDomain

/// Reports that name no firm, neither by code nor by name: they are in, and count for nobody.
///
/// No rule and no person can match them, so they are not in the queue. A complaint that names none is
/// not told here: its case waits in the holding pen for its firm, under a clock of its own.
enum FirmlessRows {
  /// Of the versions that a file has made; nil without one, and for feeds whose rows must name a firm.
  static func finding(_ feed: Feed, file: Int64, in db: Database) throws -> FileFinding? {
    guard feed == .gridReports else { return nil }
    let found = try Row.fetchOne(
      db,
      sql: """
        SELECT count(*), min(line) FROM gridReportVersion
        WHERE firmId IS NULL AND firmName IS NULL AND fileId = ?
        """, arguments: [file])
    guard let rows: Int = found?[0], rows > 0, let line: Int = found?[1] else { return nil }
    return FileFinding(
      code: FindingCode.noFirm.rawValue, line: line, column: "credit_code",
      found: Bilingual(
        zh: "\(rows) 行没有 credit_code，也没有 firm_name",
        en: "\(rows.counted("row")) with neither credit_code nor firm_name"),
      expected: Bilingual(
        zh: "企业的代码或名称：这些排摸已入库，但不归任何企业；请补上后以原 report_no 重报",
        en:
          "the firm's code or name: the reports are in and count for no firm; have them sent again, "
          + "each under its report_no, with one of the two"))
  }
}
