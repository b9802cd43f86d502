internal import GRDB
internal import WageDomain

/// The accounts of a file's rows that wait for their firm: is one of them a known account that lost
/// its zeros, or got some?
struct WaitingAccounts {
  /// The first line of each, of accounts that are numbers.
  private var lines: [[UInt8]: Int32] = [:]

  var isEmpty: Bool { lines.isEmpty }

  mutating func saw(_ account: String?, line: Int32) {
    guard let account else { return }
    let bytes = Array(account.utf8)
    guard bytes.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains), lines[bytes] == nil
    else { return }
    lines[bytes] = line
  }

  /// What a clerk would ask about, in order of lines; all of it in the end waits for a person.
  ///
  /// - Parameters:
  ///   - series: all of the feed, those of the file among them.
  ///   - db: names the firms.
  /// - Returns: a finding an account, and of many how many more there are.
  /// - Throws: what the database throws.
  func findings(_ series: SeriesIndex, in db: Database) throws -> [FileFinding] {
    let known = series.differingInZeros(from: Array(lines.keys))
    let pairs = known.compactMap { account, series in
      lines[account].map { (line: $0, account: account, series: series) }
    }.sorted { ($0.line, $0.series) < ($1.line, $1.series) }
    let listed = try pairs.prefix(FeedChecks.mostListed).map { pair in
      let code = try StoreSnapshot(db: db).creditCode(
        ofFirm: Int64(series.firmIds[Int(pair.series)]))
      let other = String(decoding: series.key(pair.series) ?? [], as: UTF8.self)
      return finding(
        line: Int(pair.line), found: .same(String(decoding: pair.account, as: UTF8.self)),
        expected: Bilingual(
          zh: "\(other)，\(code ?? "") 的已有户号：本行未填信用代码，在等待匹配。若是同一户，请以文本格式重报",
          en:
            "\(other), a known account of \(code ?? ""): the row names no credit code and waits. If "
            + "it is that account, have it sent again as text"))
    }
    guard pairs.count > listed.count else { return listed }
    let more = pairs.count - listed.count
    return listed + [
      finding(
        line: nil, found: Bilingual(zh: "另有 \(more) 个", en: "\(more) more"),
        expected: Bilingual(zh: "已有户号", en: "accounts as they were known"))
    ]
  }

  private func finding(line: Int?, found: Bilingual, expected: Bilingual) -> FileFinding {
    FileFinding(
      code: FindingCode.leadingZeros.rawValue, line: line, column: "account_no", found: found,
      expected: expected)
  }
}

extension SeriesIndex {
  /// For accounts that nobody is known by: the oldest series that is the same number but for zeros
  /// before it.
  fileprivate func differingInZeros(from accounts: [[UInt8]]) -> [[UInt8]: Int32] {
    let zero = UInt8(ascii: "0")
    var wanted: [[UInt8]: [[UInt8]]] = [:]
    for account in accounts {
      let bare = Array(account.drop { $0 == zero })
      if !bare.isEmpty { wanted[bare, default: []].append(account) }
    }
    var found: [[UInt8]: Int32] = [:]
    func meet(_ bare: [UInt8], _ series: Int32) {
      for account in wanted[bare] ?? [] where key(series) != account {
        found[account] = min(found[account] ?? series, series)
      }
    }
    guard !wanted.isEmpty else { return found }
    for bare in wanted.keys {
      bare.withUnsafeBytes { key in
        for series in series(ofKey: key) { meet(bare, series) }
      }
    }
    for series in 0..<Int32(count) where beginsWithZero(series) {
      guard let key = key(series) else { continue }
      meet(Array(key.drop { $0 == zero }), series)
    }
    return found
  }
}
