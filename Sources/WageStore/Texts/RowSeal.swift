internal import GRDB

/// Digests beside rows that no chain of events holds, keyed with the workspace's own secret.
///
/// A complaint's covers its complainant, its firm and all that was written of it, not its case, which
/// events tell. It is made anew by every change of the program, an erasure among them: nothing of a person
/// is in it after that.
struct RowSeal {
  /// By the table's name.
  enum Kind: String, CaseIterable {
    case complaint, outbox, outboxAttempt
  }

  private let db: Database
  private let secret: HashSecret

  init(in db: Database) throws { self.init(in: db, try HashSecret(in: db)) }

  /// With a secret that is at hand.
  init(in db: Database, _ secret: HashSecret) {
    self.db = db
    self.secret = secret
  }

  func seal(_ kind: Kind, _ id: Int64) throws {
    try db.cachedStatement(sql: "UPDATE \(kind.rawValue) SET digest = ? WHERE id = ?")
      .execute(arguments: [try digest(kind, id), id])
  }

  /// Of the rows as they stand now; every value with its length, so that none runs into the next.
  func digest(_ kind: Kind, _ id: Int64) throws -> String {
    var text = ""
    for sql in kind.sources {
      for row in try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [id]) {
        for value in row.databaseValues {
          let word = value.isNull ? nil : String.fromDatabaseValue(value) ?? value.description
          text += word.map { "\($0.utf8.count):\($0)" } ?? "-"
          text += "\n"
        }
      }
    }
    return secret.hash(text)
  }
}

extension RowSeal.Kind {
  /// Columns that are there since before there were digests: a later one needs a digest of its own time.
  fileprivate var sources: [String] {
    switch self {
    case .complaint:
      [
        """
        SELECT c.complaintNo, c.channel, c.receivedAt, c.knownOn, c.fileId, c.line, c.firmName,
          c.projectCode, c.townCode, c.persons, c.amountFen, c.owedSince, c.erasedOn, c.partyId,
          c.firmId,
          p.name, p.idNo, p.phone
        FROM complaint c LEFT JOIN party p ON p.id = c.partyId WHERE c.id = ?
        """,
        """
        SELECT v.id, v.knownOn, v.fileId, v.line, v.contentHash, v.receivedAt, v.townCode,
          v.persons, v.amountFen, v.placeHash, v.channel, v.firmName, v.projectCode, v.owedSince,
          v.firmId, v.firmKnownOn,
          t.place, t.content
        FROM complaintVersion v LEFT JOIN complaintText t ON t.versionId = v.id
        WHERE v.complaintId = ? ORDER BY v.id
        """,
      ]
    case .outbox:
      [
        """
        SELECT messageId, caseNo, clock, round, startsOn, sameDay, step, issue, recipient,
          addressee, dueOn, textZh, textEn, effectiveAt, recordedAt, withdrawnAt, why, about
        FROM outbox WHERE id = ?
        """
      ]
    case .outboxAttempt:
      [
        """
        SELECT outboxId, target, attemptedAt, status, answer, retryAt FROM outboxAttempt
        WHERE id = ?
        """
      ]
    }
  }
}
