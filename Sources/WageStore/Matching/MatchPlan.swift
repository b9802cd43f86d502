internal import GRDB
internal import WageDomain

/// Whose the waiting rows of entries are, each by its own known-on day, and the events that say so.
///
/// The holders of accounts are those of the moment at which an entry was taken in, last of several
/// times: rows that go in meanwhile decide nothing about the others.
final class MatchPlan {
  private struct Question: Hashable {
    let group: Int64
    let day: Int32
  }

  private struct Occasion: Hashable {
    let group: Int64
    let firm: Int32
    let rule: String
    let standsFor: Int64?
  }

  private struct Entry {
    let key: GroupKey
    let holders: [AccountHolder]
    let decided: RowIdentity?
    let finding: RowIdentity?
  }

  /// What is known of entries and rows beside what the rules say.
  struct Known {
    /// By entry: whose its rows are.
    var entries: [Int64: RowIdentity] = [:]
    /// By entry: what its name said when the rules were first asked, for where it says nothing any more.
    var findings: [Int64: RowIdentity] = [:]
    /// By row: whose it was.
    var rows: [Int64: HeldRow] = [:]
  }

  /// Whose a row was, and the event of a rule that first said so.
  struct HeldRow {
    let identity: RowIdentity
    let standsFor: Int64?
  }

  private let transaction: StoreTransaction
  private let firms: FirmRegister
  private let moment: Instant
  private let byName: Bool
  private let known: Known
  private var entries: [Int64: Entry] = [:]
  private var matches: [Question: MatchedRows.Match?] = [:]
  private var events: [Occasion: Int64] = [:]
  /// Rows whose firm became known after this day (``Day/number``) wait.
  var until = Int32.max {
    didSet { matches = [:] }
  }

  /// `moment` is recorded with matches by rule.
  init(
    _ transaction: StoreTransaction, firms: FirmRegister, at moment: Instant, byName: Bool = true,
    known: Known = Known()
  ) {
    self.transaction = transaction
    self.firms = firms
    self.moment = moment
    self.byName = byName
    self.known = known
  }

  /// Takes an entry in, unless nothing that is known on whatever day says whose a row of it is.
  func take(_ group: Int64, _ key: GroupKey) throws -> Bool {
    let entry = Entry(
      key: key, holders: try holders(of: key), decided: known.entries[group],
      finding: known.findings[group])
    matches = [:]
    entries[group] = try identity(entry, knownOn: .min) == nil ? nil : entry
    return entries[group] != nil
  }

  /// True when the account of the rows is, or was, the firm's.
  func isHolder(_ firm: Int32, ofAccountOf key: GroupKey) throws -> Bool {
    try holders(of: key).contains { firms.isOne($0.firm, firm) }
  }

  private func holders(of key: GroupKey) throws -> [AccountHolder] {
    guard let account = key.account else { return [] }
    var series = try firms.takeSeries(of: key.feed, in: transaction.db)
    defer { firms.keep(series) }
    try series.readDays(in: transaction.db)
    return Array(account.utf8).withUnsafeBytes { series.holders(ofKey: $0) }
  }

  /// True of an entry whose rows' firm may depend on which rows of its account are in: a person has said
  /// nothing of it, nor of the account.
  func dependsOnHolders(_ group: Int64) -> Bool {
    guard let entry = entries[group], let account = entry.key.account else { return false }
    return entry.decided == nil
      && firms.decisions.alias(feed: entry.key.feed, account: account) == nil
  }

  /// By which day a row is known to be a firm's that was itself known on `day`; nil while it waits.
  func since(_ group: Int64, knownOn day: Int32) throws -> Int32? {
    try identity(of: group, knownOn: day)?.since
  }

  /// Whose a row is that was known on a day (``Day/number``); nil while it waits.
  func match(_ row: Int64, of group: Int64, knownOn day: Int32) throws -> MatchedRows.Match? {
    if let held = known.rows[row] {
      return try match(
        of: group, held.identity, since: max(held.identity.since, day), for: held.standsFor)
    }
    let question = Question(group: group, day: day)
    if let known = matches[question] { return known }
    let match = try find(group, knownOn: day)
    matches[question] = match
    return match
  }

  private func find(_ group: Int64, knownOn day: Int32) throws -> MatchedRows.Match? {
    guard let (identity, since) = try identity(of: group, knownOn: day), since <= until else {
      return nil
    }
    return try match(of: group, identity, since: since)
  }

  private func match(
    of group: Int64, _ identity: RowIdentity, since: Int32, for first: Int64? = nil
  ) throws -> MatchedRows.Match {
    MatchedRows.Match(
      firm: identity.firm, event: try event(of: group, identity, for: first), since: since)
  }

  private func identity(
    of group: Int64, knownOn day: Int32
  ) throws -> (identity: RowIdentity, since: Int32)? {
    guard let entry = entries[group] else { return nil }
    return try identity(entry, knownOn: day).map { ($0, max($0.since, day)) }
  }

  private func identity(_ entry: Entry, knownOn day: Int32) throws -> RowIdentity? {
    try entry.decided
      ?? firms.identify(
        entry.key, holders: entry.holders, byName: byName, finding: entry.finding, knownOn: day,
        in: transaction.db)
  }

  private func event(
    of group: Int64, _ identity: RowIdentity, for first: Int64?
  ) throws -> Int64 {
    if let decision = identity.event { return decision }
    let occasion = Occasion(
      group: group, firm: identity.firm, rule: identity.rule, standsFor: first)
    if let known = events[occasion] { return known }
    let event = try transaction.insertMatchEvent(
      .automatic, group: group, firm: Int64(identity.firm), standsFor: first,
      entry: MatchEntry(
        actor: MatchEntry.automaticActor, reason: identity.rule, now: moment))
    events[occasion] = event
    return event
  }
}
