import WageDomain

@testable import WageStore

/// What the store should answer, said as plainly as possible: a list of words for each account and
/// month, of which the one known last holds.
struct NaiveStore {
  struct Key: Hashable {
    let account: String
    let month: Month
  }

  struct Word {
    let knownOn: Day
    let firm: CreditCode
    let values: [Measure: Int64]
    let file: String
    let line: Int64
  }

  private var words: [Key: [Word]] = [:]

  /// - Returns: what the ledger should count.
  mutating func load(_ file: FeedFile) -> LoadCounts {
    var counts = LoadCounts()
    var seen: Set<Key> = []
    for (index, row) in file.rows.enumerated() {
      guard case .code(let firm?)? = row.cells["credit_code"],
        case .integer(let month?)? = row.cells["month"]
      else { continue }
      let key = Key(account: account(row) ?? firm.text, month: Month(index: Int32(month)))
      guard seen.insert(key).inserted else {
        counts.rejected += 1
        continue
      }
      let knownOn = row.knownOn ?? file.knownOn
      let before = word(key, asOf: knownOn)
      let values = values(row, file.feed)
      if let before, before.firm == firm, before.values == values {
        counts.unchanged += 1
        // What is said again keeps its source, and holds against what is known in between.
        words[key, default: []].append(
          Word(
            knownOn: knownOn, firm: firm, values: values, file: before.file, line: before.line))
      } else {
        counts.stored += 1
        if before?.firm == firm { counts.superseded += 1 }
        words[key, default: []].append(
          Word(
            knownOn: knownOn, firm: firm, values: values, file: file.name,
            line: Int64(file.line(index))))
      }
    }
    return counts
  }

  /// The rows of every firm as of a day, `91…|account|2026-01 file:line measure=value …`.
  func rows(asOf day: Day) -> Set<String> {
    var rows: Set<String> = []
    for (key, word) in known(day) {
      let source = source(of: word, key, asOf: day)
      rows.insert(
        Self.row(word.firm, key.account, key.month, source.file, source.line, word.values))
    }
    return rows
  }

  /// The sums of every firm and month as of a day, as ``TestStore/cells(_:asOf:)`` gives them.
  func cells(_ measure: Measure, asOf day: Day) -> [String: Int64] {
    var cells: [String: Int64] = [:]
    for (key, word) in known(day) {
      guard let value = word.values[measure] else { continue }
      cells["\(word.firm)|\(key.month)", default: 0] += value
    }
    return cells
  }

  static func row(
    _ firm: CreditCode, _ account: String, _ month: Month, _ file: String, _ line: Int64,
    _ values: [Measure: Int64]
  ) -> String {
    let cells = values.sorted { $0.key.rawValue < $1.key.rawValue }.map {
      "\($0.key.column)=\($0.value)"
    }
    return "\(firm)|\(account)|\(month) \(file):\(line) \(cells.joined(separator: " "))"
  }

  private func known(_ day: Day) -> [(Key, Word)] {
    words.keys.compactMap { key in word(key, asOf: day).map { (key, $0) } }
  }

  /// The first of the words that have said the same without another in between, by known-on day.
  private func source(of last: Word, _ key: Key, asOf day: Day) -> Word {
    let all = (words[key] ?? []).enumerated().filter { $1.knownOn <= day }
      .sorted { ($0.element.knownOn, $0.offset) < ($1.element.knownOn, $1.offset) }.map(\.element)
    return all.reversed().prefix { $0.firm == last.firm && $0.values == last.values }.last ?? last
  }

  /// The newest known-on day; of one day, the word that came later.
  private func word(_ key: Key, asOf day: Day) -> Word? {
    var newest: Word?
    for word in words[key] ?? [] where word.knownOn <= day {
      if newest.map({ word.knownOn >= $0.knownOn }) ?? true { newest = word }
    }
    return newest
  }

  private func account(_ row: FeedRow) -> String? {
    if case .text(let account?)? = row.cells["account_no"] { account } else { nil }
  }

  private func values(_ row: FeedRow, _ feed: Feed) -> [Measure: Int64] {
    var values: [Measure: Int64] = [:]
    for measure in Measure.measures(of: feed) {
      if case .integer(let value?)? = row.cells[measure.column] { values[measure] = value }
    }
    return values
  }
}
