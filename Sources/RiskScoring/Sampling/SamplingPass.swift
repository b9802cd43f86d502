public import WageDomain

/// One pass over the blocks of a day that keeps the numbers of every firm and makes no words.
///
/// Points and tiers are those of a ``ScoringPass`` over the same blocks.
public struct SamplingPass: Sendable {
  private var pass: ScoringPass
  private var scores = SampledScores()
  private let keepsReadings: Bool
  /// Findings that wait for the peers, by rule.
  private var open: [Int: [(firm: Int, group: PeerGroup?, value: Quotient)]] = [:]
  private var places: [Int64: Int] = [:]
  private var bins: [PointsBins]

  init(_ pass: ScoringPass, keepsReadings: Bool) {
    self.pass = pass
    self.keepsReadings = keepsReadings
    bins = pass.rules.map(\.scored.bins)
    scores.columns = pass.rules.map { rule in
      SampledColumn(
        rule.scored, classId: rule.scored.owner.map { pass.composer.classes[$0].id },
        isSilent: rule.isSilent)
    }
  }

  /// Reads a block.
  public mutating func add(_ block: SignalBlock) {
    let first = scores.firms.count
    let calendar = pass.calendar(block)
    scores.firms += block.firms.map(SampledScores.Firm.init)
    for (index, rule) in pass.rules.enumerated() {
      scores.columns[index].points += [Int32](repeating: 0, count: block.firms.count)
      guard !rule.isSilent else { continue }
      let evaluator = rule.evaluator(block, calendar)
      if keepsReadings {
        readAll(index, evaluator, block, calendar, first)
      } else if let evaluator {
        readFindings(index, evaluator, block, first)
      }
    }
  }

  /// The rows that reach a bin: the others have no points.
  private mutating func readFindings(
    _ index: Int, _ evaluator: any IndicatorEvaluator, _ block: SignalBlock, _ first: Int
  ) {
    let result = evaluator.findings(block.firms.count, bins[index])
    addDrops(index, result.drops, block)
    for finding in result.findings { take(index, first, finding.row, finding.value, block) }
  }

  private mutating func readAll(
    _ index: Int, _ evaluator: (any IndicatorEvaluator)?, _ block: SignalBlock,
    _ calendar: SignalCalendar, _ first: Int
  ) {
    let comparison = pass.rules[index].scored.comparison
    // No event, no linked firm: that is a count of none.
    let counts = comparison.kind is CountKind || comparison.kind is LinkedKind
    let presence = counts ? nil : RowPresence(comparison, block, calendar)
    var scratch: [Int64] = []
    scratch.reserveCapacity(64)
    if pass.rules[index].peers != nil, let evaluator {
      addDrops(index, evaluator.findings(block.firms.count, bins[index]).drops, block)
    }
    for row in block.firms.indices {
      let value = evaluator?.value(row, &scratch)
      scores.columns[index].codes.append(
        value.map { $0.whole(bins[index].bound) }
          ?? (counts ? 0 : presence?.code(row) ?? SampledReading.absentCode))
      if let value { take(index, first, row, value, block) }
    }
  }

  private mutating func addDrops(_ index: Int, _ drops: [Int32]?, _ block: SignalBlock) {
    if let drops { pass.books[index, default: PeerBook()].add(drops, BlockTrades(block.firms)) }
  }

  private mutating func take(
    _ index: Int, _ first: Int, _ row: Int, _ value: Quotient, _ block: SignalBlock
  ) {
    guard pass.rules[index].peers == nil else {
      open[index, default: []].append((first + row, block.firms[row].group, value))
      return
    }
    scores.columns[index].points[first + row] = points(index, value)
  }

  private func points(_ index: Int, _ value: Quotient) -> Int32 {
    Int32(clamping: bins[index].bin(value)?.points ?? 0)
  }

  /// The scores of all firms; called once, after the last block.
  public mutating func finish() -> SampledScores {
    pass.settleBooks()
    for (index, findings) in open { settle(index, findings) }
    open = [:]
    let total = PointsTotal(pass, bins)
    total.addUp(&scores)
    guard !pass.partners.isEmpty else { return scores }
    for (place, firm) in scores.firms.enumerated() { places[firm.id] = place }
    addLinks()
    total.addUp(&scores)
    return scores
  }

  private mutating func settle(
    _ index: Int, _ findings: [(firm: Int, group: PeerGroup?, value: Quotient)]
  ) {
    guard let comparing = pass.rules[index].peers, let peers = comparing.peers else { return }
    let book = pass.books[index]
    for finding in findings {
      let drops = book?.drops(finding.group, atLeast: peers.minimumFirms)
      let settled = comparing.settled(finding.value, drops)
      if keepsReadings {
        scores.columns[index].codes[finding.firm] =
          settled?.whole(bins[index].bound) ?? SampledReading.nothingCode
      }
      if let settled { scores.columns[index].points[finding.firm] = points(index, settled) }
    }
  }

  /// By the tiers that firms have without links.
  private mutating func addLinks() {
    let tiers = scores.firms.map(\.tier)
    for (index, partners) in pass.partners {
      guard let linked = pass.rules[index].scored.comparison.kind as? LinkedKind else { continue }
      for firm in partners.firms {
        guard let place = places[firm] else { continue }
        let inTrouble = Set(
          partners[firm].map(\.firm).filter { other in
            places[other].map { tiers[$0] > .green && tiers[$0] >= linked.tier } ?? false
          })
        guard !inTrouble.isEmpty else { continue }
        let count = Quotient(Int64(inTrouble.count))
        scores.columns[index].points[place] = points(index, count)
        if keepsReadings { scores.columns[index].codes[place] = Int64(inTrouble.count) }
      }
    }
  }
}

extension ScoringEngine {
  /// Begins a pass that keeps numbers alone.
  ///
  /// - Parameters:
  ///   - coverage: the months that each feed had delivered by `day`, and the feeds that are late.
  ///   - payDays: the pay day of each of ``payMonths(asOf:)``.
  ///   - links: which firms have to do with each other, of all blocks.
  ///   - day: the as-of day.
  ///   - keepsReadings: whether the measured values are wanted, not the points alone.
  /// - Returns: a pass to hand the blocks to.
  public func sampling(
    coverage: FeedCoverage, payDays: [Month: Day], links: FirmLinks, asOf day: Day,
    keepsReadings: Bool
  ) -> SamplingPass {
    SamplingPass(
      pass(coverage: coverage, payDays: payDays, links: links, asOf: day),
      keepsReadings: keepsReadings)
  }
}

/// Adds columns up to points and tiers, each class within its cap.
private struct PointsTotal {
  private let owners: [Int?]
  private let bins: [PointsBins]
  private let caps: [Int32]
  private let composer: ReasonComposer

  init(_ pass: ScoringPass, _ bins: [PointsBins]) {
    owners = pass.rules.map(\.scored.owner)
    self.bins = bins
    composer = pass.composer
    caps = pass.composer.classes.map { Int32(clamping: $0.cap) }
  }

  func addUp(_ scores: inout SampledScores) {
    let count = scores.firms.count
    var points = [Int32](repeating: 0, count: count)
    var demanded = [Tier](repeating: .green, count: count)
    for (owner, indices) in Dictionary(grouping: owners.indices, by: { owners[$0] }) {
      var sums = [Int32](repeating: 0, count: count)
      for index in indices {
        let own = scores.columns[index].points
        for place in own.indices where own[place] != 0 {
          sums[place] += own[place]
          guard owner == nil, let tier = tier(own[place], bins[index]) else { continue }
          demanded[place] = max(demanded[place], tier)
        }
      }
      for place in sums.indices where sums[place] != 0 {
        points[place] += owner.map { min(sums[place], caps[$0]) } ?? sums[place]
      }
    }
    for place in scores.firms.indices {
      scores.firms[place].points = points[place]
      scores.firms[place].tier = max(
        demanded[place], composer.tiers.tier(points: Int(points[place])))
    }
  }

  /// Points of a trigger's bins rise, so that they name the bin.
  private func tier(_ points: Int32, _ bins: PointsBins) -> Tier? {
    bins.bins.first { $0.points == Int(points) }?.tier
  }
}

/// Which firms have a row in the newest month of what a comparison measures.
private struct RowPresence {
  private let matrix: MeasureMatrix?
  private let newest: Int?
  /// Of a measure of projects, the open ones of each firm.
  private let projects: [Int: [Int]]?
  private let hasMeasure: Bool

  init(_ comparison: Comparison, _ block: SignalBlock, _ calendar: SignalCalendar) {
    let measure = comparison.measures.first
    hasMeasure = measure != nil
    matrix = measure.flatMap { MeasureMatrix($0, block) }
    newest = measure.flatMap { calendar.columns($0).last }
    projects =
      measure.map(\.isOfProjects) ?? false
      ? Dictionary(grouping: block.projects.indices.filter { block.projects[$0].isOpen }) {
        block.projects[$0].firm
      } : nil
  }

  func code(_ row: Int) -> Int64 {
    guard hasMeasure else { return SampledReading.nothingCode }
    guard let matrix, let newest else { return SampledReading.absentCode }
    let rows = projects.map { $0[row] ?? [] } ?? [row]
    let isThere = rows.contains { matrix[$0, newest] != SignalBlock.absent }
    return isThere ? SampledReading.nothingCode : SampledReading.absentCode
  }
}
