import SignalIngest
import WageDomain
import WageStore

/// Rows that wait for their firm, read again from their kept texts: in the package they name no code
/// either, and wait again where it is ingested.
struct UnmatchedRows {
  private let schema: FeedSchema
  private let asOf: Day

  /// Rows known after `asOf` stay out.
  init(schema: FeedSchema, asOf: Day) {
    self.schema = schema
    self.asOf = asOf
  }

  /// The rows as cells of the columns; none of a file loaded before headers were kept.
  ///
  /// - Throws: ``FileRefusal`` when the header does not fit the schema any more.
  func rows(_ records: WaitingRecords, columns: [String]) throws -> [StoredTable.Row] {
    guard let header = records.header else { return [] }
    let file = try AgencyFile(
      header: header, records: records.rows.map { ($0.line, $0.raw) }, path: records.file)
    let reader = try FeedReader(file: file, schema: schema, defaultKnownOn: records.knownOn)
    var rows: [StoredTable.Row] = []
    while let batch = try reader.next() {
      for row in 0..<batch.count where batch.knownOn[row] <= asOf.number {
        rows.append(
          StoredTable.Row(
            line: Int64(batch.lines[row]), knownOn: Day(number: batch.knownOn[row]).description,
            cells: columns.map { cell(batch, row, $0) }))
      }
    }
    return rows
  }

  private func cell(_ batch: FeedBatch, _ row: Int, _ column: String) -> StoredTable.Cell {
    switch batch.columns[column] {
    case .texts(let texts): texts.string(row).map { .text($0) } ?? .none
    case .codes(let codes):
      codes[row] == ColumnValues.noCode
        ? .none : .text(CreditCode(checkedPacked: codes[row]).text)
    case .integers(let numbers): number(numbers[row], schema.field(column)?.kind)
    case nil: .none
    }
  }

  private func number(_ number: Int64, _ kind: FeedField.Kind?) -> StoredTable.Cell {
    if number == ColumnValues.absent { return .none }
    return switch kind {
    case .month: .text(Month(index: Int32(truncatingIfNeeded: number)).description)
    case .day: .text(Day(number: Int32(truncatingIfNeeded: number)).description)
    case .instant: .text(Instant(secondsSince1970: number).description)
    default: .integer(number)
    }
  }
}
