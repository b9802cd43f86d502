public import WageDomain

/// One pass over the blocks of a run.
///
/// Most firms are done with their block. A firm whose drop is to be held against its peers, or that
/// has to do with another, waits until all blocks have been seen; ``finish()`` gives it.
public struct ScoringPass: Sendable {
  let rules: [Rule]
  let composer: ReasonComposer
  let coverage: FeedCoverage
  let payDays: [Month: Day]
  let asOf: Day
  var explained: ExplainedFirms
  var books: [Int: PeerBook] = [:]
  var partners: [Int: Partners] = [:]
  /// The rules of ``partners``, in order.
  private var linkedRules: [Int] = []
  /// The most that ``linkedRules`` give together.
  private var mostOfLinks = 0
  /// Tiers above green of firms that are done, and their codes.
  var flagged: [Int64: (tier: Tier, code: CreditCode)] = [:]
  var waiting: [FirmDraft] = []
  /// Days on which single rules are asked instead: what if nothing new comes until then.
  var days: [Int: Day] = [:]

  init(
    _ scorecard: Scorecard, coverage: FeedCoverage, payDays: [Month: Day], links: FirmLinks,
    asOf: Day, explaining explained: ExplainedFirms
  ) {
    composer = ReasonComposer(scorecard)
    rules = composer.rules.map { Rule($0, isSilent: $0.isSilent(coverage)) }
    self.coverage = coverage
    self.payDays = payDays
    self.asOf = asOf
    self.explained = explained
    for (index, rule) in rules.enumerated() where !rule.isSilent {
      guard let linked = rule.scored.comparison.kind as? LinkedKind else { continue }
      partners[index] = linked.partners(links)
      linkedRules.append(index)
      mostOfLinks += rule.scored.bins.mostPoints
    }
  }

  struct Rule {
    let scored: ScoredRule
    let isSilent: Bool
    /// What settles its findings when all blocks have been seen; nil for a rule without peers.
    let peers: (any PeerComparing)?

    init(_ scored: ScoredRule, isSilent: Bool) {
      self.scored = scored
      self.isSilent = isSilent
      let comparing = scored.comparison.kind as? any PeerComparing
      peers = comparing?.peers == nil ? nil : comparing
    }

    func evaluator(
      _ block: SignalBlock, _ calendar: SignalCalendar
    ) -> (any IndicatorEvaluator)? {
      let comparison = scored.comparison
      let kind = comparison.kind
      guard let evaluator = kind.evaluator(scored.bins, block, calendar.reaching(kind.reachMonths))
      else {
        return nil
      }
      return comparison.isOfProjects
        ? SiteEvaluator(
          evaluator, scored.bins.bound, block, withFinished: kind.looksAtFinishedProjects)
        : evaluator
    }
  }

  /// Judges a block.
  ///
  /// - Parameter block: firms and what was known of them by the day.
  /// - Returns: the firms that are done, in the order of the block.
  public mutating func add(_ block: SignalBlock) -> [Assessment] {
    let calendar = SignalCalendar(block: block, coverage: coverage, payDays: payDays, asOf: asOf)
    var done: [Assessment] = []
    for draft in drafts(block, calendar) {
      guard isLinked(draft.firmId) || draft.found.contains(where: { rules[$0.rule].peers != nil })
      else {
        let assessment = composer.assessment(draft)
        if assessment.tier > .green {
          flagged[assessment.firmId] = (assessment.tier, assessment.creditCode)
        }
        done.append(assessment)
        continue
      }
      waiting.append(draft)
    }
    return done
  }

  /// The firms that waited, in the order in which they came; called once, after the last block.
  public mutating func finish() -> [Assessment] {
    var assessments: [Assessment] = []
    finish { assessments += $0 }
    return assessments
  }

  /// Hands over the firms that waited, some at a time, in the order in which they came; called once,
  /// after the last block.
  public mutating func finish(_ handOver: ([Assessment]) throws -> Void) rethrows {
    settleBooks()
    // Taken out of `self`, which settling reads: else every firm would copy the whole list.
    var drafts = waiting
    waiting = []
    for place in drafts.indices {
      settlePeers(&drafts[place])
      let own = composer.total(drafts[place].found)
      if own.tier > .green {
        flagged[drafts[place].firmId] = (own.tier, drafts[place].creditCode)
      }
    }
    var rest = drafts[...]
    while !rest.isEmpty {
      var assessments: [Assessment] = []
      for var draft in rest.prefix(Self.handedOver) {
        if isLinked(draft.firmId) { addLinks(&draft) }
        assessments.append(composer.assessment(draft))
      }
      rest = rest.dropFirst(Self.handedOver)
      try handOver(assessments)
    }
  }

  /// Few enough that their lines are looked up while the next are judged and those before are stored.
  private static let handedOver = 256

  private func isLinked(_ firm: Int64) -> Bool {
    partners.values.contains { $0.links(firm) }
  }

  /// Every firm of the block, with what was found about it; by the one rule `only` where it is given.
  mutating func drafts(
    _ block: SignalBlock, _ calendar: SignalCalendar, only: Int? = nil
  ) -> [FirmDraft] {
    var drafts = block.firms.map(FirmDraft.init)
    let trades = BlockTrades(block.firms)
    var evaluators: [Int: any IndicatorEvaluator] = [:]
    for (index, rule) in rules.enumerated() where !rule.isSilent && index == only ?? index {
      let bins = rule.scored.bins
      guard let evaluator = rule.evaluator(block, days[index].map(calendar.on) ?? calendar) else {
        continue
      }
      evaluators[index] = evaluator
      let result = evaluator.findings(block.firms.count, bins)
      if let drops = result.drops { books[index, default: PeerBook()].add(drops, trades) }
      for finding in result.findings {
        drafts[finding.row].found.append(FoundReason(rule: index, value: finding.value))
      }
    }
    explain(&drafts, evaluators)
    return drafts
  }

  /// Puts what was found into words, of the firms that are to be explained.
  private func explain(_ drafts: inout [FirmDraft], _ evaluators: [Int: any IndicatorEvaluator]) {
    var scratch: [Int64] = []
    scratch.reserveCapacity(64)
    for row in drafts.indices {
      drafts[row].isExplained = isExplained(drafts[row])
      guard drafts[row].isExplained else { continue }
      for place in drafts[row].found.indices {
        guard let evaluator = evaluators[drafts[row].found[place].rule] else { continue }
        drafts[row].found[place].explanation = evaluator.explain(row, &scratch)
      }
    }
  }

  private func isExplained(_ draft: FirmDraft) -> Bool {
    switch explained {
    case .all: true
    case .listed(let also): mayBeListed(draft) || also.contains(draft.firmId)
    }
  }

  /// Whether some word of its peers and linked firms brings the firm above green.
  private func mayBeListed(_ draft: FirmDraft) -> Bool {
    let isLinked = isLinked(draft.firmId)
    guard !draft.found.isEmpty || isLinked else { return false }
    let most = composer.total(draft.found) { rule, found in
      if let peers = rules[found.rule].peers { return peers.worst(found.value, rule.bins) }
      return rule.bins.bin(found.value)
    }
    if most.tier > .green { return true }
    guard isLinked else { return false }
    return linkedRules.contains { rules[$0].scored.owner == nil }
      || composer.tiers.tier(points: most.points + mostOfLinks) > .green
  }

  mutating func settleBooks() {
    for index in books.keys {
      books[index]?.settle(atLeast: rules[index].peers?.peers?.minimumFirms ?? 0)
    }
  }

  /// Takes out what the peers suffered, too; a finding of which nothing is left goes.
  func settlePeers(_ draft: inout FirmDraft) {
    draft.found = draft.found.compactMap { found in
      guard let comparing = rules[found.rule].peers, let peers = comparing.peers else {
        return found
      }
      let drops = books[found.rule]?.drops(draft.group, atLeast: peers.minimumFirms)
      guard let settled = comparing.settled(found.value, drops) else { return nil }
      var found = found
      if draft.isExplained {
        found.explanation.values["peers"] = comparing.words(found.value, drops)
      }
      found.value = settled
      return found
    }
  }

  /// - Returns: whether there was anything to add.
  @discardableResult
  func addLinks(_ draft: inout FirmDraft) -> Bool {
    let before = draft.found.count
    for index in linkedRules {
      guard let linked = rules[index].scored.comparison.kind as? LinkedKind,
        let partners = partners[index].map({ $0[draft.firmId] })
      else { continue }
      let inTrouble = partners.filter { flagged[$0.firm].map { $0.tier >= linked.tier } ?? false }
      let firms = Set(inTrouble.map(\.firm)).sorted()
      guard !firms.isEmpty else { continue }
      var found = FoundReason(rule: index, value: Quotient(Int64(firms.count)))
      if draft.isExplained { found.explanation = explanation(draft.firmId, firms, inTrouble) }
      draft.found.append(found)
    }
    guard draft.found.count > before else { return false }
    draft.found.sort { $0.rule < $1.rule }
    return true
  }

  /// Which linked firms are in trouble, and the rows that name the link.
  private func explanation(
    _ firm: Int64, _ firms: [Int64], _ inTrouble: [Partner]
  ) -> Explanation {
    let codes = firms.compactMap { flagged[$0]?.code.text }.joined(separator: ", ")
    var evidence: [EvidenceSource] = []
    for source in inTrouble.flatMap({ $0.evidence(of: firm) }) where !evidence.contains(source) {
      evidence.append(source)
    }
    return Explanation(
      values: ["count": .same(String(firms.count)), "firms": .same(codes)], evidence: evidence)
  }
}
