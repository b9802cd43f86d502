internal import GRDB
internal import WageDomain

/// Loads the rows of a feed into a table of versions, as its ``VersionLayout`` says.
struct VersionLoad: FeedLoad {
  private let layout: VersionLayout
  private let versions: VersionTable
  private let keyNames: String
  private var counts = LoadCounts()
  private var seen: Set<String> = []

  init(_ layout: VersionLayout, in db: Database) throws {
    self.layout = layout
    keyNames = layout.key.map(\.source).joined(separator: " and ")
    versions = try VersionTable(
      layout.table, key: layout.key.map(\.name), values: layout.values.map(\.name), in: db)
  }

  mutating func add(_ batch: FeedBatch, to sink: inout RowSink) throws {
    let key = layout.key.map { VersionCells(batch, $0, layout.feed) }
    let cells = layout.values.map { VersionCells(batch, $0, layout.feed) } + key
    var values: [VersionValue] = []
    let named = layout.namedFirm(in: batch)
    for row in 0..<batch.count {
      // Only the first part is free text, so no two keys are written alike.
      let written = key.map { $0.written(row) }.joined(separator: "|")
      guard seen.insert(written).inserted else {
        sink.rejectRepeated(row, key: keyNames)
        continue
      }
      values.removeAll(keepingCapacity: true)
      let identity = try named?.identity(row, sink: sink)
      for cell in cells {
        values.append(try cell.value(row, in: batch, sink: sink, named: identity?.firm))
      }
      let isStored = try versions.store(row: row, in: batch, sink: sink, counts: &counts) {
        for value in values { value.bind(to: $0) }
      }
      let version = isStored ? sink.db.lastInsertedRowID : nil
      if named?.name(row) != nil, let version {
        sink.uncoded.append(RowSink.UncodedRow(row: row, identity: identity, version: version))
      }
      if isStored, let protected = layout.protected {
        try keep(batch.texts(protected.source)?.string(row), in: protected, sink.db)
      }
    }
  }

  mutating func finish(
    fileId: Int64, firms: FirmRegister, in transaction: StoreTransaction
  ) throws -> LoadCounts {
    counts
  }

  /// Keeps the text of the version just stored.
  private func keep(
    _ text: String?, in protected: VersionLayout.Protected, _ db: Database
  ) throws {
    guard let text else { return }
    let version = db.lastInsertedRowID
    try db.cachedStatement(
      sql: "INSERT INTO \(protected.table) (versionId, \(protected.column)) VALUES (?, ?)"
    ).execute(arguments: [version, text])
  }
}

/// The cells of one column of a batch, and what the table holds in their place.
private struct VersionCells {
  private let feed: Feed
  private let column: VersionLayout.Column
  private let texts: TextColumn?
  private let integers: [Int64]?
  private let codes: [UInt128]?

  init(_ batch: FeedBatch, _ column: VersionLayout.Column, _ feed: Feed) {
    self.feed = feed
    self.column = column
    texts = batch.texts(column.source)
    integers = batch.integers(column.source)
    codes = batch.codes(column.source)
  }

  /// The cell as part of a key.
  func written(_ row: Int) -> String {
    if let texts { return texts.string(row) ?? "" }
    if let codes { return String(codes[row]) }
    return integers.integer(row).map { String($0) } ?? ""
  }

  /// `named` is the firm of a row without a code.
  func value(
    _ row: Int, in batch: FeedBatch, sink: RowSink, named: Int32?
  ) throws -> VersionValue {
    switch column.kind {
    case .text: texts.map { .cell($0, row) } ?? .number(nil)
    case .integer: .number(integers.integer(row))
    case .day: .text(integers.day(row))
    case .month: .text(integers.integer(row).map { Month(index: Int32($0)).description })
    case .hash: .text(texts?.string(row).map { TextHash.sha256($0) })
    case .project: .number(try texts?.string(row).map { try sink.project($0) })
    case .code: .text(code(row).map { CreditCode(checkedPacked: $0).text })
    case .firm(let name):
      .number(try firm(row, name.flatMap { batch.texts($0) }, batch, sink) ?? named.map(Int64.init))
    }
  }

  private func code(_ row: Int) -> UInt128? {
    guard let code = codes?[row], code != ColumnValues.noCode else { return nil }
    return code
  }

  /// By credit code, made when it is new; nil without one.
  private func firm(
    _ row: Int, _ names: TextColumn?, _ batch: FeedBatch, _ sink: RowSink
  ) throws -> Int64? {
    guard let code = code(row) else { return nil }
    return Int64(
      try sink.firms.firm(code: code, knownOn: batch.knownOn[row], name: names?.string(row)))
  }
}

/// The firms that the rows of a batch name, of a feed whose rows need no code.
private struct NamedFirms {
  let feed: Feed
  let names: TextColumn
  let codes: [UInt128]?
  let towns: TextColumn?

  /// Nil for a row with a code, or without a name.
  func name(_ row: Int) -> String? {
    if let codes, codes[row] != ColumnValues.noCode { return nil }
    return names.string(row)
  }

  /// By the one firm of the name in its county; nil when a person has to be asked.
  func identity(_ row: Int, sink: RowSink) throws -> RowIdentity? {
    guard let name = name(row) else { return nil }
    let county = towns?.string(row).flatMap { TownCode($0) }?.county
    return try sink.firms.identify(
      GroupKey(feed: feed, name: name, account: nil, county: county), holders: [], in: sink.db)
  }
}

extension VersionLayout {
  /// Nil for a feed whose rows must carry a code, or a file without names.
  fileprivate func namedFirm(in batch: FeedBatch) -> NamedFirms? {
    for column in values {
      guard case .firm(let name?) = column.kind, let names = batch.texts(name) else { continue }
      return NamedFirms(
        feed: feed, names: names, codes: batch.codes(column.source),
        towns: batch.texts("town_code"))
    }
    return nil
  }
}

/// A value on its way into a table of versions.
private enum VersionValue {
  case number(Int64?)
  case text(String?)
  /// Not yet a string, which would cost more than the rest of the row.
  case cell(TextColumn, Int)

  func bind(to statement: BoundStatement) {
    switch self {
    case .number(let number): statement.bind(number)
    case .text(let text): statement.bind(text)
    case .cell(let column, let row): statement.bind(column, row)
    }
  }
}
