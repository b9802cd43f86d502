import Foundation
import GRDB
import WageDomain

@testable import WageStore

/// A database of its own in a temporary folder.
final class TestStore {
  let folder: URL
  let path: String
  let database: WageDatabase
  /// A small number has files come in small batches and be written in several goes.
  var rowsInMemory = FileLoad.rowsInMemory
  /// The rows of a batch; nil for as many as there is memory for.
  var batchRows: Int?

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appendingPathComponent("wagewatch.sqlite").path
    database = try WageDatabase(path: path)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  @discardableResult
  func load(_ file: FeedFile) throws -> LoadCounts {
    try database.write {
      try Self.load(
        file, in: $0, firms: FirmRegister($0), rowsInMemory: rowsInMemory, batchRows: batchRows)
    }
  }

  @discardableResult
  static func load(
    _ file: FeedFile, in transaction: StoreTransaction, firms: FirmRegister,
    rowsInMemory: Int = FileLoad.rowsInMemory, batchRows: Int? = nil
  ) throws -> LoadCounts {
    let load = try FileLoad(
      transaction, file: identity(of: file), feed: file.feed,
      hasPersonalData: file.hasPersonalData, firms: firms, rowsInMemory: rowsInMemory)
    for batch in file.batches(of: batchRows ?? rowsInMemory) {
      try load.add(batch, raw: { "record \($0.lowerBound + 1)" }, mask: { _ in "masked" })
    }
    return try load.finish(findings: []).counts
  }

  static func identity(of file: FeedFile) -> FileIdentity {
    let bytes = Array("\(file.name) \(file.knownOn) \(file.rows.count)".utf8)
    return FileIdentity(
      file: file.name, feed: file.feed, sha256: bytes.withUnsafeBytes { FileHash.sha256($0) },
      bytes: Int64(bytes.count), encoding: "utf-8", knownOn: file.knownOn,
      ingestedAt: Instant(day: file.knownOn))
  }

  /// Every cell of a measure that has a value, `91…|2026-01`, as the scoring stage reads it.
  func cells(_ measure: Measure, asOf: String) throws -> [String: Int64] {
    try database.read { snapshot in
      let day = Day.of(asOf)
      let reader = try BlockReader(
        snapshot: snapshot, view: snapshot.layerView(knownBy: day), asOf: day,
        months: Self.months, measures: [measure], events: FirmEvents())
      var cells: [String: Int64] = [:]
      for number in 0..<(try BlockReader.blockCount(in: snapshot)) {
        let block = try reader.block(number)
        for (cell, value) in (block.matrix(measure) ?? []).enumerated()
        where value != SignalBlock.absent {
          let (month, firm) = cell.quotientAndRemainder(dividingBy: block.rowCount(of: measure))
          let owner = measure.isOfProjects ? block.projects[firm].firm : firm
          let name = "\(block.firms[owner].creditCode)|\(block.firstMonth.adding(months: month))"
          cells[name] = value
        }
      }
      return cells
    }
  }

  /// The values of projects, by project and month.
  func siteCells(_ measure: Measure, asOf day: String) throws -> [String: Int64] {
    try database.read { snapshot in
      let reader = try BlockReader(
        snapshot: snapshot, view: snapshot.layerView(knownBy: .of(day)), asOf: .of(day),
        months: Self.months, measures: [measure], events: FirmEvents())
      let block = try reader.block(0)
      var cells: [String: Int64] = [:]
      for (cell, value) in (block.matrix(measure) ?? []).enumerated()
      where value != SignalBlock.absent {
        let (month, row) = cell.quotientAndRemainder(dividingBy: block.rowCount(of: measure))
        cells["\(block.projects[row].code)|\(block.firstMonth.adding(months: month))"] = value
      }
      return cells
    }
  }

  /// One firm's value; nil when there is none.
  func value(_ measure: Measure, _ firm: CreditCode, _ month: String, asOf: String) throws -> Int64?
  {
    try cells(measure, asOf: asOf)["\(firm)|\(month)"]
  }

  func rows(_ firm: CreditCode, asOf: String) throws -> [SignalRow] {
    try database.read { snapshot in
      guard let id = try snapshot.firmIndex().id(firm.packed) else { return [] }
      return try snapshot.signalRows(firm: Int64(id), asOf: .of(asOf), months: Self.months)
    }
  }

  /// One column of a query, as text.
  func texts(_ sql: String) throws -> [String?] {
    try database.read { snapshot in
      try Row.fetchAll(snapshot.db, sql: sql).map { row in
        row.databaseValues.map { $0.isNull ? "-" : "\($0.storage.value ?? "-")" }
          .joined(separator: " ")
      }
    }
  }

  func execute(_ sql: String) throws { try database.write { try $0.db.execute(sql: sql) } }

  static let months = Month.of("2025-10")...Month.of("2026-06")
}
