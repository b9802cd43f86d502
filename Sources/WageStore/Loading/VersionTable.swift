internal import GRDB
internal import WageDomain

/// A table with a version of a thing for each row that changed what is known of it.
///
/// The id, `knownOn`, `fileId` and `line` of a version stand beside its key and values. Of two
/// versions the one known later holds; of one day, that of the file which came later. A row that
/// says what is known already by its own known-on day adds no version, but leaves its trace: see
/// ``SaidAgain``.
struct VersionTable {
  /// What a row did.
  enum Outcome: Hashable {
    /// `id` of the version, and of the one that held before it.
    case stored(Int64, after: Int64?)
    case unchanged
  }

  /// Who has spoken of a key.
  enum Speaker: Hashable {
    case nobody
    case thisFile
    case anotherFile
  }

  private let spoken, insert: BoundStatement
  private let compare: BoundStatement
  /// Fills a new version with what the one before says of columns that the file lacks.
  private let inherit: BoundStatement?
  private let inheritsFirm: Bool
  private let codedFirm: BoundStatement?
  private let said: SaidAgain
  private let table: String
  private let file: Int64

  /// `lacking` are sources of columns that the file has not; a column that is not there is no empty cell.
  init(_ layout: VersionLayout, lacking: Set<String>, file: Int64, in db: Database) throws {
    let (table, key, values) = (layout.table, layout.key.map(\.name), layout.values.map(\.name))
    let isKey = key.map { "\($0) = ?" }.joined(separator: " AND ")
    self.file = file
    self.table = table
    spoken = try BoundStatement(
      """
      SELECT max(v.fileId = ? OR EXISTS (
        SELECT 1 FROM saidAgain a WHERE a.feed = '\(layout.feed.rawValue)' AND a.versionId = v.id
          AND a.fileId = ?))
      FROM \(table) v WHERE \(isKey)
      """, in: db)
    let gone = Set(layout.values.filter { $0.isLacking(lacking) }.map(\.name))
    // What takes the value of the version before is the same; its place is bound all the same.
    let same = values.map { gone.contains($0) ? "? IS NULL" : "\($0) IS ?" }
      .joined(separator: " AND ")
    let firm = layout.values.contains { $0.isFirm && gone.contains($0.name) }
    let taken = (gone.sorted() + (firm ? layout.followers : [])).joined(separator: ", ")
    inheritsFirm = firm
    // Of a firm that the file can name without code only: whose the row was by its code.
    codedFirm =
      layout.feed == .gridReports && lacking.contains("credit_code")
      ? try BoundStatement(
        """
        SELECT firmId, firmName IS ? AND NOT EXISTS (
          SELECT 1 FROM waitingRow w WHERE w.feed = 'grid_reports' AND w.versionId = v.id)
        FROM \(table) v WHERE \(isKey) AND (knownOn, fileId) < (?, ?)
        ORDER BY knownOn DESC, fileId DESC LIMIT 1
        """, in: db) : nil
    inherit =
      gone.isEmpty
      ? nil
      : try BoundStatement(
        "UPDATE \(table) SET (\(taken)) = (SELECT \(taken) FROM \(table) WHERE id = ?) WHERE id = ?",
        in: db)
    compare = try BoundStatement(
      """
      SELECT id, \(same) FROM \(table) WHERE \(isKey) AND (knownOn, fileId) < (?, ?)
      ORDER BY knownOn DESC, fileId DESC LIMIT 1
      """, in: db)
    let columns = (values + key).joined(separator: ", ")
    let places = Array(repeating: "?", count: values.count + key.count + 3).joined(separator: ", ")
    insert = try BoundStatement(
      "INSERT INTO \(table) (\(columns), knownOn, fileId, line) VALUES (\(places))", in: db)
    said = try SaidAgain(
      feed: layout.feed, table: table, columns: values + key + layout.followers,
      protected: layout.protected, in: db)
  }

  /// Says from which day on a version is its firm's, where that is later than the version's own.
  func set(firmKnownOn day: Day, of version: Int64) throws {
    try said.db.cachedStatement(sql: "UPDATE \(table) SET firmKnownOn = ? WHERE id = ?")
      .execute(arguments: [day.description, version])
  }

  /// Who has spoken of the key before, whatever was said.
  func speaker(_ bindKey: (BoundStatement) -> Void) throws -> Speaker {
    spoken.bind(file)
    spoken.bind(file)
    bindKey(spoken)
    return try spoken.first { row in
      row.isNull(0) ? .nobody : row.integer(0) == 1 ? .thisFile : .anotherFile
    } ?? .nobody
  }

  /// Whose the thing was by credit code, in a file without that column: the firm's name is the same.
  func codedFirm(
    name: String?, knownOn: String, _ bindKey: (BoundStatement) -> Void
  ) throws -> Int64? {
    guard let codedFirm else { return nil }
    codedFirm.bind(name)
    bindKey(codedFirm)
    codedFirm.bind(knownOn)
    codedFirm.bind(file)
    return try codedFirm.first { row in
      row.integer(1) == 1 && !row.isNull(0) ? row.integer(0) : nil
    } ?? nil
  }

  /// Stores the version of a row, or notes that it says what is known.
  ///
  /// - Parameters:
  ///   - knownOn: the row's own day.
  ///   - line: in the file.
  ///   - speaker: who has spoken of the key before; not this file.
  ///   - counts: to be counted on.
  ///   - bind: binds the values in the table's order and the key after them, every time it is called.
  /// - Returns: what the row did.
  /// - Throws: what the database throws.
  func store(
    knownOn: String, line: Int64, after speaker: Speaker, counts: inout LoadCounts,
    bind: (BoundStatement) -> Void
  ) throws -> Outcome {
    let statement = Statement(file: file, knownOn: knownOn, line: line)
    // Most rows of a first load are the first word about their key: there is nothing to compare.
    let before = speaker == .nobody ? nil : try version(before: statement, bind)
    if let before, before.isSame {
      counts.unchanged += 1
      try said.note(statement, of: before.version)
      return .unchanged
    }
    counts.stored += 1
    bind(insert)
    insert.bind(knownOn)
    insert.bind(file)
    insert.bind(line)
    try insert.run()
    let version = said.db.lastInsertedRowID
    if let before {
      counts.superseded += 1
      if let inherit {
        inherit.bind(before.version)
        inherit.bind(version)
        try inherit.run()
        if inheritsFirm {
          try said.waitToo(version, as: before.version, file: file, line: line)
        }
      }
      _ = try said.stand(before.version, against: statement)
    }
    return .stored(version, after: before?.version)
  }

  /// The version that holds where the statement would stand, and whether it says the same.
  private func version(
    before statement: Statement, _ bind: (BoundStatement) -> Void
  ) throws -> (version: Int64, isSame: Bool)? {
    bind(compare)
    compare.bind(statement.knownOn)
    compare.bind(statement.file)
    return try compare.first { (version: $0.integer(0), isSame: $0.integer(1) == 1) }
  }
}

extension VersionTable {
  /// Where and when something was said.
  struct Statement: Hashable {
    let file: Int64
    let knownOn: String
    let line: Int64
  }
}
