internal import GRDB
internal import WageDomain

/// Corrections that change both whose a document is and the day it speaks of: most likely the number is
/// no number, or two offices gave it out.
///
/// The same number corrects, so such a row stands and the matter before it counts no more; that must not
/// pass without a word.
struct ReusedNumbers {
  private let table, number, column, day: String
  /// Versions that came later are this file's.
  private let newest: Int64

  /// Nil for feeds whose rows bear no number, or whose number and firm are the key together.
  init?(_ feed: Feed, in db: Database) throws {
    switch feed {
    case .complaints:
      (table, number, column, day) = (
        "complaintVersion", "complaintId", "complaint_no", "receivedAt"
      )
    case .inspections:
      (table, number, column, day) = (
        "inspectionVersion", "inspectionNo", "inspection_no", "occurredOn"
      )
    case .gridReports:
      (table, number, column, day) = ("gridReportVersion", "reportNo", "report_no", "occurredOn")
    default: return nil
    }
    newest = try Int64.fetchOne(db, sql: "SELECT ifnull(max(id), 0) FROM \(table)") ?? 0
  }

  /// Two codes differ, or two names of which one has no code; a row that names nobody differs from none.
  private var isOtherFirm: String {
    let codes = "v.firmId IS NOT NULL AND o.firmId IS NOT NULL"
    guard table != "inspectionVersion" else { return "v.firmId <> o.firmId" }
    return """
      CASE WHEN \(codes) THEN v.firmId <> o.firmId
      ELSE ifnull(v.firmId, v.firmName) IS NOT NULL AND ifnull(o.firmId, o.firmName) IS NOT NULL
        AND v.firmName IS NOT o.firmName END
      """
  }

  /// How many rows of the file did so, and the first of them; nil without one.
  func finding(file: Int64, in db: Database) throws -> FileFinding? {
    let found = try Row.fetchOne(
      db,
      sql: """
        SELECT count(*), v.line, o.line, f.file, min(v.line) FROM \(table) v
        JOIN \(table) o ON o.id = (
          SELECT b.id FROM \(table) b
          WHERE b.\(number) = v.\(number) AND (b.knownOn, b.id) < (v.knownOn, v.id)
          ORDER BY b.knownOn DESC, b.id DESC LIMIT 1)
        LEFT JOIN ingestedFile f ON f.id = o.fileId
        WHERE v.id > ? AND v.fileId = ? AND substr(v.\(day), 1, 10) <> substr(o.\(day), 1, 10)
          AND \(isOtherFirm)
        """, arguments: [newest, file])
    guard let rows: Int = found?[0], rows > 0, let line: Int = found?[1] else { return nil }
    let before = Self.place(line: found?[2], file: found?[3])
    return FileFinding(
      code: FindingCode.reusedNumber.rawValue, line: line, column: column,
      found: Bilingual(
        zh: "\(rows) 行更正了另一企业、另一日期的记录\(before.zh)",
        en: "\(rows.counted("row")) in the place of another firm's, of another day\(before.en)"),
      expected: Bilingual(
        zh: "每件一个编号：同一编号只算最后一行；若是两件，请各以自己的编号重报，被替代的那件也要重报",
        en:
          "a number for each matter, of one number the last row counts: if they are two, have both "
          + "sent again, each under its own"))
  }

  private static func place(line: Int?, file: String?) -> Bilingual {
    guard let line, let file else { return Bilingual(zh: "", en: "") }
    return Bilingual(
      zh: "（首行此前见 \(file) 第 \(line) 行）", en: ", the first that of \(file) line \(line)")
  }
}
