/// Some thousand checked rows of one agency file, a column after another, as ingest hands them on.
///
/// Every array has one entry a row. Rows that failed a check are in ``rejects`` and nowhere else.
public struct FeedBatch: Sendable {
  /// The physical line where each record begins, 1-based, the header being line 1.
  public var lines: [Int32] = []
  /// The data row, 1-based.
  public var rows: [Int32] = []
  /// ``Day/number`` of the day each row became known.
  public var knownOn: [Int32] = []
  /// The bytes of each record in the file, without its line end, for the raw text of late rejects.
  public var recordRanges: [Range<Int>] = []
  /// By the schema's English column name; columns that the file lacks are left out.
  public var columns: [String: ColumnValues] = [:]
  /// The rows of this stretch of the file that were set aside, in file order.
  public var rejects: [RejectedRow] = []

  public init() {}

  public var count: Int { lines.count }

  /// The column by which a row names the reject that it corrects.
  public static let rejectId = "reject_id"
  /// The same column of an export whose personal data are hidden: no file with it is read.
  public static let maskedRejectId = "masked_reject_id"

  /// Numbers (in the stored unit), booleans (0, 1), days, months or instants; nil when the file has
  /// no such column.
  public func integers(_ column: String) -> [Int64]? {
    guard case .integers(let values)? = columns[column] else { return nil }
    return values
  }

  /// ``CreditCode/packed`` values, ``ColumnValues/noCode`` where the cell is empty.
  public func codes(_ column: String) -> [UInt128]? {
    guard case .codes(let values)? = columns[column] else { return nil }
    return values
  }

  public func texts(_ column: String) -> TextColumn? {
    guard case .texts(let values)? = columns[column] else { return nil }
    return values
  }
}

/// The values of one column of a ``FeedBatch``.
public enum ColumnValues: Sendable {
  /// Scaled numbers, 0/1, ``Day/number``, ``Month/index`` or seconds; ``absent`` for an empty cell.
  case integers([Int64])
  case codes([UInt128])
  case texts(TextColumn)

  // Computed: a stored one is checked for its initialisation at every row that asks.
  @inlinable public static var absent: Int64 { .min }
  @inlinable public static var noCode: UInt128 { .max }
}

/// Texts back to back in one array of UTF-8 bytes. An empty text is an empty cell.
public struct TextColumn: Sendable {
  public var bytes: [UInt8] = []
  /// Where each text ends in ``bytes``; it begins where the one before ends.
  public var ends: [Int32] = []

  public init() {}

  /// A column of empty cells, in the place of one that the file lacks.
  public init(emptyRows count: Int) { ends = Array(repeating: 0, count: count) }

  public func range(_ row: Int) -> Range<Int> {
    (row == 0 ? 0 : Int(ends[row - 1]))..<Int(ends[row])
  }

  /// - Returns: nil for an empty cell.
  public func string(_ row: Int) -> String? {
    let range = range(row)
    return range.isEmpty ? nil : String(decoding: bytes[range], as: UTF8.self)
  }
}
