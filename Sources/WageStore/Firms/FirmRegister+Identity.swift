internal import GRDB
internal import WageDomain

extension FirmRegister {
  /// Whose a row without a code is, as far as it is known without asking a person, and since when.
  ///
  /// What a person said of the account or the name comes first, then the account's one holder, then
  /// the one firm of the name; firms that were merged are one. What was refused for such rows is
  /// never an answer.
  ///
  /// Asked is what was known on the row's own day; where that says nothing, what was known on each
  /// later day, until one says whose the row is. So nothing that became known after a day changes
  /// whose a row was on that day, and the order in which files come changes neither.
  ///
  /// - Parameters:
  ///   - group: what the rows name.
  ///   - holders: the firms that have had the account.
  ///   - byName: whether names are looked at.
  ///   - finding: what the name said when it was first asked about; it stands where the name says nothing
  ///     any more, because a register came late.
  ///   - day: ``Day/number`` of the row's own known-on day.
  ///   - db: where names are read from.
  /// - Returns: nil when a person has to be asked.
  /// - Throws: what the database throws.
  func identify(
    _ group: GroupKey, holders: [AccountHolder], byName: Bool = true,
    finding: RowIdentity? = nil, knownOn day: Int32, in db: Database
  ) throws -> RowIdentity? {
    if decisions.isEmpty, holders.count == 1, holders[0].since <= day {
      return RowIdentity(firm: holders[0].firm, by: .account, since: day)
    }
    guard !decisions.isRefused(group) else { return nil }
    let name = byName ? group.name : nil
    func asked(on day: Int32) throws -> RowIdentity? {
      try identity(group, holders, name, finding, on: day, in: db)
    }
    if let found = try asked(on: day) { return found }
    let names = try name.map { try answers(to: $0, county: group.county, in: db) } ?? []
    let days = holders.map(\.since) + names.map(\.since) + [finding?.since].compactMap(\.self)
    for later in laterDays(than: day, days) {
      if let found = try asked(on: later) { return found }
    }
    return nil
  }

  /// The firm that has the name but for width, case, brackets and spaces, by what was known on a day.
  func firmOfExactly(
    _ name: String, county: CountyCode?, on day: Int32 = .max, in db: Database
  ) throws -> Int32? {
    let found = try nameIndex(in: db).match(name, county: county, on: day)
    guard case .one(let firm, .sameName) = found else { return nil }
    return firm
  }

  /// True when people's merges make the two firms one.
  func isOne(_ firm: Int32, _ other: Int32) -> Bool {
    decisions.merges.onlySurvivor(of: [firm, other]) != nil
  }

  /// The decision in force about a name in one spelling.
  func alias(name key: String) -> MatchDecisions.Alias? { decisions.alias(name: key) }

  private func laterDays(than day: Int32, _ days: [Int32]) -> [Int32] {
    Set((days + decisions.merges.days).filter { $0 > day && $0 < .max }).sorted()
  }

  private func identity(
    _ group: GroupKey, _ holders: [AccountHolder], _ name: String?, _ finding: RowIdentity?,
    on day: Int32, in db: Database
  ) throws -> RowIdentity? {
    func found(_ firm: Int32, _ ground: RowIdentity.Ground) -> RowIdentity? {
      guard !decisions.isRefused(group, firm: firm) else { return nil }
      return RowIdentity(firm: firm, by: ground, since: day)
    }
    if let account = group.account,
      let alias = decisions.alias(feed: group.feed, account: account)
    {
      return found(alias.firm, .decision(alias.event))
    }
    let held = holders.filter { $0.since <= day }.map(\.firm)
    if let holder = decisions.merges.onlySurvivor(of: held, on: day) {
      return found(holder, .account)
    }
    // What a person said of such a name was said of the rows that had it then.
    guard let name, !LostCharacters.areIn(name), !FillerWords.areAll(of: name) else { return nil }
    if let alias = decisions.alias(name: taken(apart: name).key) {
      // A trade by then: what was said of one row of it says nothing of another firm's.
      guard try nameIndex(in: db).tellsOneFirm(taken(apart: name), on: day) else { return nil }
      if try isQuestioned(alias, name, county: group.county, on: day, in: db) { return nil }
      return found(alias.firm, .decision(alias.event))
    }
    let answers = try answers(to: name, county: group.county, in: db)
    let answer = answers.last { $0.since <= day }?.match
    if case .one(let firm, let rule) = answer { return found(firm, .name(rule)) }
    return finding.flatMap { $0.since <= day ? found($0.firm, $0.by) : nil }
  }

  /// True when a firm was registered under exactly this name after a person had said it was another's:
  /// the person is asked again.
  private func isQuestioned(
    _ alias: MatchDecisions.Alias, _ name: String, county: CountyCode?, on day: Int32,
    in db: Database
  ) throws -> Bool {
    guard !alias.isDeliberate,
      let firm = try firmOfExactly(name, county: county, on: day, in: db)
    else { return false }
    return decisions.merges.onlySurvivor(of: [firm, alias.firm]) == nil
  }

  /// What the names said of a name, day by day.
  private func answers(
    to name: String, county: CountyCode?, in db: Database
  ) throws -> [NameAnswer] {
    let question = NameQuestion(name: name, county: county)
    if let known = nameAnswers[question] { return known }
    let (index, merges) = (try nameIndex(in: db), decisions.merges)
    let days = Set(index.days(of: name) + merges.days).sorted()
    let answers = days.map { day in
      var match = index.match(name, county: county, on: day)
      // Two codes of one firm have one name.
      if case .several = match, !merges.isEmpty {
        match = index.match(name, county: county, on: day) { merges.survivor(of: $0, on: day) }
      }
      return NameAnswer(since: day, match: match)
    }
    if nameAnswers.count >= Self.answersInMemory { nameAnswers = [:] }
    nameAnswers[question] = answers
    return answers
  }

  /// Some megabytes.
  private static let answersInMemory = 50_000
}

/// What is asked of the register's names.
struct NameQuestion: Hashable {
  let name: String
  let county: CountyCode?
}

/// What the names said from a day (``Day/number``) on.
struct NameAnswer {
  let since: Int32
  let match: NameMatch
}

/// Whose a row without a code is, and how that is known.
struct RowIdentity: Hashable {
  let firm: Int32
  let by: Ground
  /// ``Day/number`` of the day by which it was known: the row's own, or a later one.
  let since: Int32

  enum Ground: Hashable {
    /// A person's or an earlier run's decision, by the event's id.
    case decision(Int64)
    /// The account has one holder.
    case account
    case name(NameRule)
  }

  /// Of rows that a person spoke of, whatever their day.
  static func decided(_ event: Int64, firm: Int64) -> RowIdentity {
    RowIdentity(firm: Int32(firm), by: .decision(event), since: .min)
  }

  /// The decision that the row follows.
  var event: Int64? {
    if case .decision(let event) = by { event } else { nil }
  }

  /// The rule's code, as an automatic event keeps it.
  var rule: String {
    switch by {
    case .decision: "decision"
    case .account: Self.accountRule
    case .name(let rule): rule.rawValue
    }
  }

  /// Of events that followed from the account's one holder.
  static let accountRule = "account"
}
