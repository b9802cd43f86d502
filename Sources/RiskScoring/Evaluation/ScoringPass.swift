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
  var books: [Int: PeerBook] = [:]
  var partners: [Int: [Int64: [(firm: Int64, evidence: [EvidenceSource])]]] = [:]
  private var linkedFirms: Set<Int64> = []
  /// The rules of ``partners``, in order.
  private var linkedRules: [Int] = []
  /// Tiers above green of firms that are done, and their codes.
  var flagged: [Int64: (tier: Tier, code: CreditCode)] = [:]
  var waiting: [FirmDraft] = []
  /// Days on which single rules are asked instead: what if nothing new comes until then.
  var days: [Int: Day] = [:]

  init(
    _ scorecard: Scorecard, coverage: FeedCoverage, payDays: [Month: Day], links: FirmLinks,
    asOf: Day
  ) {
    composer = ReasonComposer(scorecard)
    rules = composer.rules.map { Rule($0, isSilent: $0.isSilent(coverage)) }
    self.coverage = coverage
    self.payDays = payDays
    self.asOf = asOf
    for (index, rule) in rules.enumerated() where !rule.isSilent {
      guard let linked = rule.scored.comparison.kind as? LinkedKind else { continue }
      let found = linked.partners(links)
      partners[index] = found
      linkedRules.append(index)
      linkedFirms.formUnion(found.keys)
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
      let isLinked = !linkedFirms.isEmpty && linkedFirms.contains(draft.firm.id)
      guard isLinked || draft.found.contains(where: { rules[$0.rule].peers != nil }) else {
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
    for index in books.keys { books[index]?.sort() }
    // Taken out of `self`, which settling reads: else every firm would copy the whole list.
    var drafts = waiting
    waiting = []
    let own = drafts.indices.map { place in
      settlePeers(&drafts[place])
      return composer.assessment(drafts[place])
    }
    for own in own where own.tier > .green { flagged[own.firmId] = (own.tier, own.creditCode) }
    return drafts.indices.map { place in
      guard linkedFirms.contains(own[place].firmId) else { return own[place] }
      return addLinks(&drafts[place]) ? composer.assessment(drafts[place]) : own[place]
    }
  }

  /// Every firm of the block, with what was found about it; by the one rule `only` where it is given.
  mutating func drafts(
    _ block: SignalBlock, _ calendar: SignalCalendar, only: Int? = nil
  ) -> [FirmDraft] {
    var drafts = block.firms.map { FirmDraft(firm: $0) }
    var scratch: [Int64] = []
    scratch.reserveCapacity(64)
    for (index, rule) in rules.enumerated() where !rule.isSilent && index == only ?? index {
      let bins = rule.scored.bins
      guard let evaluator = rule.evaluator(block, days[index].map(calendar.on) ?? calendar) else {
        continue
      }
      let result = evaluator.findings(block.firms.count, bins)
      if let drops = result.drops { books[index, default: PeerBook()].add(drops, block.firms) }
      for finding in result.findings {
        drafts[finding.row].found.append(
          FoundReason(
            rule: index, value: finding.value,
            explanation: evaluator.explain(finding.row, &scratch)))
      }
    }
    return drafts
  }

  /// Takes out what the peers suffered, too; a finding of which nothing is left goes.
  func settlePeers(_ draft: inout FirmDraft) {
    draft.found = draft.found.compactMap { found in
      guard let comparing = rules[found.rule].peers, let peers = comparing.peers else {
        return found
      }
      let drops = books[found.rule]?.drops(draft.firm.group, atLeast: peers.minimumFirms)
      guard let settled = comparing.settle(found.value, drops) else { return nil }
      var found = found
      found.value = settled.value
      found.explanation.values["peers"] = settled.words
      return found
    }
  }

  /// - Returns: whether there was anything to add.
  @discardableResult
  func addLinks(_ draft: inout FirmDraft) -> Bool {
    let before = draft.found.count
    for index in linkedRules {
      guard let linked = rules[index].scored.comparison.kind as? LinkedKind,
        let partners = partners[index]?[draft.firm.id]
      else { continue }
      let inTrouble = partners.filter { flagged[$0.firm].map { $0.tier >= linked.tier } ?? false }
      let firms = Set(inTrouble.map(\.firm)).sorted()
      guard !firms.isEmpty else { continue }
      let codes = firms.compactMap { flagged[$0]?.code.text }.joined(separator: ", ")
      var evidence: [EvidenceSource] = []
      for source in inTrouble.flatMap(\.evidence) where !evidence.contains(source) {
        evidence.append(source)
      }
      draft.found.append(
        FoundReason(
          rule: index, value: Quotient(Int64(firms.count)),
          explanation: Explanation(
            values: ["count": .same(String(firms.count)), "firms": .same(codes)],
            evidence: evidence)))
    }
    guard draft.found.count > before else { return false }
    draft.found.sort { $0.rule < $1.rule }
    return true
  }
}
