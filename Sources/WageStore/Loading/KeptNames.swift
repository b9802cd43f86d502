internal import GRDB
internal import WageDomain

/// What complaints and reports were known to name, for a file that has a column of codes and none of names.
///
/// A column that is not there takes nothing away: the name stands. So a row of such a file whose code is
/// empty is asked about by the name that it has kept, as if its file had repeated it.
struct KeptNames {
  private static let names = "firm_name"
  private static let towns = "town_code"

  private let key: String
  private let file: Int64
  private let look: BoundStatement

  /// Nil for feeds whose rows are not asked about once they are stored.
  init?(_ feed: Feed, file: Int64, in db: Database) throws {
    self.file = file
    switch feed {
    case .gridReports:
      key = "report_no"
      look = try BoundStatement(
        """
        SELECT firmName, townCode FROM gridReportVersion
        WHERE reportNo = ? AND (knownOn, fileId) < (?, ?)
        ORDER BY knownOn DESC, fileId DESC LIMIT 1
        """, in: db)
    case .complaints:
      key = "complaint_no"
      look = try BoundStatement(
        """
        SELECT v.firmName, v.townCode FROM complaint c
        JOIN complaintVersion v ON v.complaintId = c.id
        WHERE c.complaintNo = ? AND (v.knownOn, ifnull(v.fileId, 0)) < (?, ?)
        ORDER BY v.knownOn DESC, v.fileId DESC, v.id DESC LIMIT 1
        """, in: db)
    default: return nil
    }
  }

  /// The batch with a column of the names that stand, and of towns, which say where a name is looked for.
  func fill(_ batch: FeedBatch) throws -> FeedBatch {
    // Of all rows: every batch of a file has the same columns.
    guard batch.columns[Self.names] == nil, batch.columns["credit_code"] != nil,
      let keys = batch.texts(key)
    else { return batch }
    var (names, towns) = (TextColumn(), TextColumn())
    for row in 0..<batch.count {
      look.bind(keys, row)
      look.bind(Day(number: batch.knownOn[row]).description)
      look.bind(file)
      let known = try look.first { (name: $0.string(0), town: $0.string(1)) }
      names.append(known?.name)
      towns.append(known?.town)
    }
    var filled = batch
    filled.columns[Self.names] = .texts(names)
    if batch.columns[Self.towns] == nil { filled.columns[Self.towns] = .texts(towns) }
    return filled
  }
}

extension TextColumn {
  fileprivate mutating func append(_ text: String?) {
    bytes += Array((text ?? "").utf8)
    ends.append(Int32(truncatingIfNeeded: bytes.count))
  }
}
