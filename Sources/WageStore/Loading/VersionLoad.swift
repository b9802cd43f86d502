internal import GRDB
internal import WageDomain

/// Loads the rows of a feed into a table of versions, as its ``VersionLayout`` says.
struct VersionLoad: FeedLoad {
  private let layout: VersionLayout
  /// Made with the first batch, which says what columns the file has.
  private var versions: VersionTable?
  private let file: Int64
  private let keyNames: String
  /// The newest version before this load: those after it are its own.
  private let lastVersion: Int64
  private var counts = LoadCounts()

  init(_ layout: VersionLayout, file: Int64, in db: Database) throws {
    self.layout = layout
    keyNames = layout.key.map(\.source).joined(separator: " and ")
    self.file = file
    lastVersion =
      try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(id) FROM \(layout.table)")) ?? 0
  }

  mutating func add(_ batch: FeedBatch, to sink: inout RowSink) throws {
    let lacking = layout.lacking(batch)
    let versions =
      try self.versions ?? VersionTable(layout, lacking: lacking, file: file, in: sink.db)
    self.versions = versions
    let key = layout.key.map { VersionCells(batch, $0, layout.feed) }
    let cells = layout.values.map { VersionCells(batch, $0, layout.feed) } + key
    var values: [VersionValue] = []
    let named = cells.first(where: \.namesFirm)
    for row in 0..<batch.count {
      // Before anything is made for the row: one that is set aside leaves nothing else behind.
      values.removeAll(keepingCapacity: true)
      for cell in key {
        if let value = try cell.known(row, sink: sink) { values.append(value) }
      }
      // Of what was never heard of nobody has spoken.
      let isKnown = values.count == key.count
      let speaker =
        try isKnown ? versions.speaker { Self.bind(values, of: key, row, to: $0) } : .nobody
      guard speaker != .thisFile else {
        sink.rejectSpoken(row, key: keyNames)
        continue
      }
      values.removeAll(keepingCapacity: true)
      var found: RowFirm?
      for cell in cells {
        values.append(try cell.value(row, in: batch, sink: sink, found: &found))
      }
      let knownOn = Day(number: batch.knownOn[row]).description
      var coded: Int64?
      if let named, let place = cells.firstIndex(where: \.namesFirm) {
        coded = try versions.codedFirm(name: named.name(row), knownOn: knownOn) { statement in
          Self.bind(Array(values.suffix(key.count)), of: key, row, to: statement)
        }
        if let coded { values[place] = .number(coded) }
      }
      let outcome = try versions.store(
        knownOn: knownOn, line: Int64(batch.lines[row]),
        after: speaker, counts: &counts
      ) { Self.bind(values, of: cells, row, to: $0) }
      guard case .stored(let version, let before) = outcome else { continue }
      // One said again goes with the version that it said again.
      if coded == nil, named?.isUncoded(row) == true {
        if let since = found?.since(laterThan: batch.knownOn[row]) {
          try versions.set(firmKnownOn: since, of: version)
        }
        sink.uncoded.append(
          RowSink.UncodedRow(row: row, identity: found?.match, version: version))
      }
      if let protected = layout.protected {
        let texts = protected.sources.map { batch.texts($0)?.string(row) }
        if let before, lacking.isSuperset(of: protected.sources) {
          try copyTexts(of: before, to: version, protected, sink)
        } else {
          try keep(texts, of: version, protected, sink)
        }
      }
    }
  }

  private static func bind(
    _ values: [VersionValue], of cells: [VersionCells], _ row: Int, to statement: BoundStatement
  ) {
    for (cell, value) in zip(cells, values) { cell.bind(value, row, to: statement) }
  }

  mutating func finish(
    fileId: Int64, firms: FirmRegister, in transaction: StoreTransaction
  ) throws -> LoadCounts {
    if layout.feed == .firms {
      try repeatLatest(in: transaction.db)
      try firms.readNames(ofVersionsAfter: lastVersion, in: transaction.db)
    }
    return counts
  }

  /// Keeps the texts of the version just stored.
  private func keep(
    _ texts: [String?], of version: Int64, _ protected: VersionLayout.Protected, _ sink: RowSink
  ) throws {
    guard texts.contains(where: { $0 != nil }) else { return }
    let places = Array(repeating: ", ?", count: texts.count).joined()
    try sink.db.cachedStatement(
      sql: """
        INSERT INTO \(protected.table) (versionId, \(protected.columns.joined(separator: ", ")))
        VALUES (?\(places))
        """
    ).execute(arguments: [version] + StatementArguments(texts))
  }

  private func copyTexts(
    of before: Int64, to version: Int64, _ protected: VersionLayout.Protected, _ sink: RowSink
  ) throws {
    let columns = protected.columns.joined(separator: ", ")
    try sink.db.cachedStatement(
      sql: """
        INSERT INTO \(protected.table) (versionId, \(columns))
        SELECT ?, \(columns) FROM \(protected.table) WHERE versionId = ?
        """
    ).execute(arguments: [version, before])
  }

  /// The firm's own columns repeat the last words of its versions, for people and other tools.
  private func repeatLatest(in db: Database) throws {
    try db.cachedStatement(
      sql: """
        UPDATE firm SET (name, industry, townCode) = (
          SELECT name, \(RegisterWord.said("industry")), \(RegisterWord.said("townCode"))
          FROM firmVersion v WHERE v.firmId = firm.id
          ORDER BY knownOn DESC, fileId DESC LIMIT 1)
        WHERE id IN (SELECT firmId FROM firmVersion WHERE id > ?)
        """
    ).execute(arguments: [lastVersion])
  }
}

/// The cells of one column of a batch, and what the table holds in their place.
private struct VersionCells {
  private let feed: Feed
  private let column: VersionLayout.Column
  private let texts: TextColumn?
  private let integers: [Int64]?
  private let codes: [UInt128]?
  private let names: TextColumn?

  init(_ batch: FeedBatch, _ column: VersionLayout.Column, _ feed: Feed) {
    self.feed = feed
    self.column = column
    texts = batch.texts(column.source)
    integers = batch.integers(column.source)
    codes = batch.codes(column.source)
    if case .firm(let name?) = column.kind { names = batch.texts(name) } else { names = nil }
  }

  /// True for a column of firms that the file may name without their code.
  var namesFirm: Bool { names != nil }

  /// `found` becomes the firm of a row without a code.
  func value(
    _ row: Int, in batch: FeedBatch, sink: RowSink, found: inout RowFirm?
  ) throws -> VersionValue {
    switch column.kind {
    case .text: .cell
    case .integer: .number(integers.integer(row))
    case .day: .text(integers.day(row))
    case .month: .text(integers.integer(row).map { Month(index: Int32($0)).description })
    case .hash: .text(texts?.string(row).map { TextHash.sha256($0) })
    case .project:
      .number(try texts?.string(row).map { try sink.firms.projects.project($0, in: sink.db) })
    case .code: .text(codes.code(row).map { CreditCode(checkedPacked: $0).text })
    case .firm: .number(try firm(row, batch, sink, &found))
    }
  }

  /// The value of a key's cell, nothing being made for it; nil for what was never heard of.
  func known(_ row: Int, sink: RowSink) throws -> VersionValue? {
    switch column.kind {
    case .text: .cell
    case .integer: .number(integers.integer(row))
    case .day: .text(integers.day(row))
    case .month: .text(integers.integer(row).map { Month(index: Int32($0)).description })
    case .project:
      try texts?.string(row).flatMap { try sink.firms.projects.known($0, in: sink.db) }
        .map { .number($0) }
    case .firm: codes.code(row).flatMap { sink.firms.id(code: $0) }.map { .number(Int64($0)) }
    case .code, .hash: nil
    }
  }

  func bind(_ value: VersionValue, _ row: Int, to statement: BoundStatement) {
    switch value {
    case .number(let number): statement.bind(number)
    case .text(let text): statement.bind(text)
    case .cell: statement.bind(texts, row)
    }
  }

  func name(_ row: Int) -> String? { names?.string(row) }

  /// True for a row that names its firm otherwise than by code.
  func isUncoded(_ row: Int) -> Bool {
    codes.code(row) == nil && names?.string(row) != nil
  }

  private func firm(
    _ row: Int, _ batch: FeedBatch, _ sink: RowSink, _ found: inout RowFirm?
  ) throws -> Int64? {
    let firm = try sink.firm(row, of: feed, in: batch, codes: codes, names: names)
    if firm?.match != nil { found = firm }
    return firm.map { Int64($0.firm) }
  }
}

/// A value on its way into a table of versions.
private enum VersionValue {
  case number(Int64?)
  case text(String?)
  /// The text of the cell, still where it lies: a string would cost more than the rest of the row.
  case cell
}

extension VersionLayout {
  /// The sources of its values that a file has no columns for.
  fileprivate func lacking(_ batch: FeedBatch) -> Set<String> {
    let sources = values.flatMap { value in
      if case .firm(let name?) = value.kind { return [value.source, name] }
      return [value.source]
    }
    return Set(sources + (protected?.sources ?? [])).filter { batch.columns[$0] == nil }
  }
}

extension [Int64]? {
  /// The number of a row, nil for an empty cell or a column that the file lacks.
  func integer(_ row: Int) -> Int64? {
    guard let value = self?[row], value != ColumnValues.absent else { return nil }
    return value
  }

  /// The day of a row as `YYYY-MM-DD`.
  func day(_ row: Int) -> String? {
    integer(row).map { Day(number: Int32($0)).description }
  }
}

extension [UInt128]? {
  /// The credit code of a row, nil for an empty cell or a column that the file lacks.
  func code(_ row: Int) -> UInt128? {
    guard let code = self?[row], code != ColumnValues.noCode else { return nil }
    return code
  }
}
