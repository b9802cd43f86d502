internal import GRDB
internal import WageDomain

/// Texts that people wrote, kept apart from the events that hold their hashes.
struct ProtectedTexts {
  private let rows: [(number: String, hash: String, text: String, salt: String?)]
  private let secret: HashSecret

  /// `number` is the column of the case's or the warning's number, `salt` that of a salt for each
  /// text, where there is one.
  init(table: String, number: String, salt: String = "NULL", in db: Database) throws {
    secret = try HashSecret(in: db)
    rows = try Row.fetchAll(
      db, sql: "SELECT \(number), hash, text, \(salt) FROM \(table) ORDER BY \(number), hash"
    ).map { ($0[0], $0[1], $0[2], $0[3]) }
  }

  /// Texts that are not what was written. The texts themselves are told to nobody.
  ///
  /// - Parameters:
  ///   - held: the hashes that events hold, by number.
  ///   - areKept: whether each of these must be there, too: nobody may erase one.
  /// - Returns: by number, altered texts before those that are not there.
  func findings(_ held: [String: Set<String>], areKept: Bool = false) -> [CaseFinding] {
    var findings: [CaseFinding] = []
    for row in rows {
      // Plain in rows from before there was a secret, and for notes of warnings.
      let plain = SaltedHash.hash(row.text, salt: row.salt)
      let hash = plain == row.hash || row.salt != nil ? plain : secret.keyed(plain)
      if hash != row.hash {
        findings.append(
          Self.finding(
            row.number, Bilingual(zh: "文字的哈希为 \(hash)", en: "a text that hashes to \(hash)"),
            Bilingual(zh: "\(row.hash)：文字被改动", en: "\(row.hash): the text was altered")))
      } else if held[row.number]?.contains(hash) != true {
        findings.append(
          Self.finding(
            row.number, Bilingual(zh: "文字 \(hash)", en: "the text \(hash)"),
            Bilingual(zh: "事件所记的文字：无事件提到它", en: "a text that an event holds: none does")))
      }
    }
    return areKept ? findings + missing(held) : findings
  }

  /// Texts that are not there.
  ///
  /// - Parameter demanded: the hashes that must be there, by number.
  /// - Returns: by number.
  func missing(_ demanded: [String: Set<String>]) -> [CaseFinding] {
    let kept = Dictionary(grouping: rows, by: \.number).mapValues { Set($0.map(\.hash)) }
    return demanded.sorted { $0.key < $1.key }.flatMap { number, hashes in
      hashes.subtracting(kept[number] ?? []).sorted().map { hash in
        Self.finding(
          number, Bilingual(zh: "没有文字 \(hash)", en: "no text \(hash)"),
          Bilingual(zh: "事件所记的文字", en: "the text that an event holds"))
      }
    }
  }

  private static func finding(
    _ number: String, _ found: Bilingual, _ expected: Bilingual
  ) -> CaseFinding {
    CaseFinding(seq: nil, caseNo: number, found: found, expected: expected)
  }
}

extension CaseAct {
  /// The hash of what was written with the act; nil where nothing is.
  var textHash: String? {
    switch self {
    case .replied(let reply): reply.textHash
    case .escalated(let escalation): escalation.reasonHash
    case .bounced(let bounce): bounce.reasonHash
    case .extended(let more): more.reasonHash
    case .paused(let pause): pause.reasonHash
    case .reopened(let reopening): reopening.reasonHash
    case .withdrawn(let withdrawal): withdrawal.reasonHash
    case .unmasked(let look): look.reasonHash
    case .unlinked(let unlinking): unlinking.reasonHash
    case .advanced(let advance): advance.reasonHash
    case .concluded(_, let hash): hash
    case .resolved(.repaymentAgreement(let agreement)): agreement.termsHash
    case .registered, .detailsChanged, .firmNamed, .linked, .received, .dispatched, .signed,
      .resumed, .resolved, .instalmentPaid, .paid, .breached, .breachWithdrawn, .raised,
      .raiseWithdrawn,
      .accepted, .recovered, .calledBack, .rescheduled, .merged, .closed, .erased:
      nil
    }
  }

  /// The same act, with a hash in the place of another, whatever it is the hash of.
  func replacing(_ hash: String, with other: String) -> CaseAct {
    CaseAct(kind: kind, payload: payload.mapValues { $0 == hash ? other : $0 }) ?? self
  }
}

extension WarningAct {
  /// The hash of the checker's note.
  var noteHash: String? {
    if case .recorded(_, let hash) = self { hash } else { nil }
  }
}
