internal import GRDB

/// Finds or makes the project of each row, in memory over the files of a run.
///
/// Holds what the open transaction has written, like the ``FirmRegister`` that it goes with.
final class ProjectRegister {
  private var ids: [String: Int64] = [:]

  /// `project.id` of a code; nil for one never heard of.
  func known(_ code: String, in db: Database) throws -> Int64? {
    if let id = ids[code] { return id }
    let look = try BoundStatement("SELECT id FROM project WHERE projectCode = ?", in: db)
    look.bind(code)
    let id = try look.first { $0.integer(0) }
    ids[code] = id
    return id
  }

  /// `project.id` of a code, made when it is new: the list of projects may come later.
  func project(_ code: String, in db: Database) throws -> Int64 {
    if let id = try known(code, in: db) { return id }
    let insert = try BoundStatement("INSERT INTO project (projectCode) VALUES (?)", in: db)
    insert.bind(code)
    try insert.run()
    ids[code] = db.lastInsertedRowID
    return db.lastInsertedRowID
  }
}
