internal import GRDB
internal import WageDomain

/// The rows without a code that their account gave to a firm though they bear the very name of another
/// one: did the account change hands?
///
/// The account decides all the same; a person is told, and can split the entry.
struct AccountNames {
  private struct Contradiction {
    let line: Int32
    let account: String
    let name: String
    let group: Int64
    let holder, named: Int32
    var rows = 1
  }

  /// By the event that gave the rows to the firm, which is one for each account and name.
  private var found: [Int64: Contradiction] = [:]
  /// Of those whose rows bear another name than the firm's own: nobody else's, either.
  private var others: Set<Int64> = []
  private var names: [Int32: [String]] = [:]

  /// A row went to the account's firm by an event. Nearly all bear that firm's name; the others are
  /// looked up once an event.
  mutating func saw(
    _ group: GroupKey, of holder: Int32, by event: Int64, line: Int32, knownOn day: Int32,
    _ firms: FirmRegister, in db: Database
  ) throws {
    guard let name = group.name, let account = group.account else { return }
    let own = try names(of: holder, in: db)
    guard !own.contains(name), !others.contains(event) else { return }
    if found[event] != nil {
      found[event]?.rows += 1
      return
    }
    guard !own.contains(where: { firms.taken(apart: $0).key == firms.taken(apart: name).key }),
      let named = try firms.firmOfExactly(name, county: group.county, on: day, in: db),
      !firms.isOne(named, holder),
      let entry = try Int64.fetchOne(
        db.cachedStatement(sql: "SELECT groupId FROM matchEvent WHERE id = ?"), arguments: [event])
    else {
      others.insert(event)
      return
    }
    found[event] = Contradiction(
      line: line, account: account, name: name, group: entry, holder: holder, named: named)
  }

  private mutating func names(of firm: Int32, in db: Database) throws -> [String] {
    if let known = names[firm] { return known }
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT name, firstName FROM firm WHERE id = ?"), arguments: [firm])
    let read = [row?[0] as String?, row?[1] as String?].compactMap(\.self)
    names[firm] = read
    return read
  }

  /// What a clerk would ask about, in order of lines.
  ///
  /// - Returns: a finding an account and name, and of many how many more there are.
  func findings(in db: Database) throws -> [FileFinding] {
    let all = found.values.sorted { ($0.line, $0.group) < ($1.line, $1.group) }
    let listed = try all.prefix(FeedChecks.mostListed).map { found in
      let holder = try Self.code(found.holder, in: db)
      let named = try Self.code(found.named, in: db)
      return finding(
        line: Int(found.line),
        found: Bilingual(
          zh: "户号 \(found.account) 的 \(found.rows) 行写的是 \(found.name)（\(named)）",
          en:
            "\(found.rows.counted("row")) of account \(found.account) named \(found.name) (\(named))"
        ),
        expected: Bilingual(
          zh: "户号所属的 \(holder)，已归该企业；若已换户：wagewatch match split \(found.group)",
          en: "\(holder), whose account it is and who got them; if it is no more: "
            + "wagewatch match split \(found.group) --reason TEXT"))
    }
    guard all.count > listed.count else { return listed }
    let more = all.count - listed.count
    return listed + [
      finding(
        line: nil, found: Bilingual(zh: "另有 \(more) 个户号", en: "\(more.counted("account")) more"),
        expected: Bilingual(zh: "户号所属企业的名称", en: "the names of their accounts' firms"))
    ]
  }

  private static func code(_ firm: Int32, in db: Database) throws -> String {
    try StoreSnapshot(db: db).creditCode(ofFirm: Int64(firm)) ?? ""
  }

  private func finding(line: Int?, found: Bilingual, expected: Bilingual) -> FileFinding {
    FileFinding(
      code: FindingCode.otherName.rawValue, line: line, column: "name", found: found,
      expected: expected)
  }
}
