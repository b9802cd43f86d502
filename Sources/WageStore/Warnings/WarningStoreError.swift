internal import GRDB
public import WageDomain

/// Why a warning could not be found or changed; nothing was changed.
public enum WarningStoreError: Error, Hashable, Sendable {
  /// Holds the last number there is, if there is any.
  case unknownWarning(String, last: String?)
  case illegal(warningNo: String, IllegalWarningEvent)
  /// An event of the chain that cannot be read; `verify` names all.
  case damagedEvent(seq: Int64)

  /// What is told: which warning, what, what to do.
  public var text: Bilingual {
    switch self {
    case .unknownWarning(let number, let last):
      Bilingual(
        zh: """
          预警 \(number)：没有此预警\(last.map { "，最后一条是 \($0)" } ?? "")。未作改动。
            预警清单：`wagewatch warning list --status all`。
          """,
        en: """
          warning \(number): there is no such warning\(last.map { "; the last is \($0)" } ?? ""). \
          Nothing was changed.
            List the warnings with `wagewatch warning list --status all`.
          """)
    case .illegal(let number, let fault):
      Bilingual(
        zh: """
          预警 \(number)：\(fault.text.zh)。未作改动。
            预警现状：`wagewatch warning list --status all`。
          """,
        en: """
          warning \(number): \(fault.text.en). Nothing was changed.
            See where it stands with `wagewatch warning list --status all`.
          """)
    case .damagedEvent(let seq):
      Bilingual(
        zh: """
          预警链的第 \(seq) 个事件无法读取。未作改动。
            运行 `wagewatch verify` 查看何处被改，并恢复最近的备份。
          """,
        en: """
          event \(seq) of the chain of warnings cannot be read. Nothing was changed.
            Run `wagewatch verify` to see what was altered, and restore the last backup.
          """)
    }
  }
}

extension StoreSnapshot {
  /// The events of a warning in the order they were recorded.
  ///
  /// - Throws: ``WarningStoreError/unknownWarning(_:last:)``.
  public func events(ofWarning warningNo: String) throws -> [RecordedWarningEvent] {
    let rows = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT * FROM warningEvent WHERE warningNo = ? ORDER BY seq"),
      arguments: [warningNo])
    guard !rows.isEmpty else {
      throw WarningStoreError.unknownWarning(
        warningNo, last: try String.fetchOne(db, sql: "SELECT max(warningNo) FROM warning"))
    }
    return try rows.map(recordedEvent)
  }

  func recordedEvent(_ row: Row) throws -> RecordedWarningEvent {
    let columns = ChainRow(row, of: .warnings)
    guard let event = columns.warningEvent else {
      throw WarningStoreError.damagedEvent(seq: columns.seq)
    }
    return RecordedWarningEvent(seq: columns.seq, warningNo: columns.caseNo, event: event)
  }
}

extension StoreTransaction {
  /// Appends what a person did about a warning.
  ///
  /// A `note` is kept in the protected tables under its hash.
  ///
  /// - Returns: where the warning stands then.
  /// - Throws: ``WarningStoreError``; nothing is changed then.
  @discardableResult
  public func act(
    _ act: WarningAct, onWarning warningNo: String, note: String? = nil, entry: CaseEntry
  ) throws -> WarningStatus {
    let day = entry.on ?? entry.now.day
    let event = WarningEvent(act, effectiveOn: day, actor: entry.actor)
    let events = try snapshot.events(ofWarning: warningNo).map(\.event)
    let status: WarningStatus
    do throws(IllegalWarningEvent) {
      guard day <= entry.now.day else { throw .inTheFuture(day, today: entry.now.day) }
      status = try WarningStatus(events + [event])
    } catch {
      throw WarningStoreError.illegal(warningNo: warningNo, error)
    }
    try project(status, warningNo: warningNo)
    try ChainWriter(.warnings, in: db).append(event, to: warningNo, now: entry.now)
    if let note, let hash = status.noteHash {
      try db.execute(
        sql: "INSERT INTO warningText (warningNo, hash, text) VALUES (?, ?, ?)",
        arguments: [warningNo, hash, note])
    }
    return status
  }
}
