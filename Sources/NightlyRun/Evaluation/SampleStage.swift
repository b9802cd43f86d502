public import RiskEvaluation
public import RiskScoring
public import WageDomain
public import WageStore

/// Signals known by a past day -> points, tier and numbers of every firm, kept in memory.
///
/// The scoring is that of a dry run; nothing is stored, and what became known later has no say.
public struct SampleStage {
  private let database: WageDatabase
  private let policies: NightPolicies
  private let plan: Plan

  /// What is sampled besides the card's points.
  public struct Plan: Sendable {
    /// By which unpaid wages are told; nil: nobody is known to owe wages.
    public let wagesRule: WagesUnpaidKind?
    public let complaintRule: WageComplaintRule
    /// How far back complaints and arrears count: months.
    public let historyMonths: Int
    /// Whether measured values are wanted, not points alone.
    public let keepsReadings: Bool

    public init(
      wagesRule: WagesUnpaidKind?, complaintRule: WageComplaintRule, historyMonths: Int,
      keepsReadings: Bool
    ) {
      self.wagesRule = wagesRule
      self.complaintRule = complaintRule
      self.historyMonths = historyMonths
      self.keepsReadings = keepsReadings
    }
  }

  public init(database: WageDatabase, policies: NightPolicies, plan: Plan) {
    self.database = database
    self.policies = policies
    self.plan = plan
  }

  /// Scores every firm as it was known by the end of a day.
  ///
  /// - Throws: ``CalendarError/yearNotLoaded(_:)`` when a payday falls in a year without a notice.
  public func sample(asOf day: Day) throws -> CutoffSample {
    while true {
      // Files that come in between the two connections' beginnings: both begin again.
      let watch = try database.watchCommits()
      do { return try database.read { try sample(day, $0, watch) } } catch is OtherState {
        continue
      }
    }
  }

  private struct OtherState: Error {}

  private func sample(
    _ day: Day, _ snapshot: StoreSnapshot, _ watch: CommitWatch
  ) throws -> CutoffSample {
    let count = try BlockReader.blockCount(in: snapshot)
    let blocks = blocks(day, count, watch)
    defer { blocks.stop() }
    let inputs = try ScoreInputs(snapshot, policies, asOf: day)
    var book = try FirmBook(snapshot, inputs, plan, asOf: day)
    var pass = inputs.sampling(keepsReadings: plan.keepsReadings)
    while let block = try blocks.next() {
      pass.add(block)
      book.add(block)
    }
    let scores = pass.finish()
    return CutoffSample(
      cutoff: day, scorecard: policies.scorecard.identifier, firms: scores.firms.map(book.firm),
      columns: scores.columns, lateFeeds: inputs.coverage.lateFeeds.sorted())
  }

  private func blocks(_ day: Day, _ count: Int, _ watch: CommitWatch) -> Ahead<SignalBlock> {
    let (database, policies, plan) = (database, policies, plan)
    return Ahead(capacity: 2) { put in
      try database.readApart { snapshot in
        guard try BlockReader.blockCount(in: snapshot) == count, try watch.isQuiet() else {
          throw OtherState()
        }
        let reach = max(plan.historyMonths, plan.wagesRule?.lookBackMonths ?? 0)
        let reader = try ScoreInputs.reader(
          snapshot, policies, asOf: day,
          alsoReading: FirmBook.measures + (plan.wagesRule == nil ? [] : UnpaidWages.measures),
          reachingBack: min(reach + FirmBook.slackMonths, FirmBook.mostMonths))
        for block in 0..<count { try put(reader.block(block)) }
      }
    }
  }
}

/// What had happened to firms by a day, besides what the card makes of it.
private struct FirmBook {
  /// What shows that a firm owes somebody.
  static let measures: [Measure] = [
    .electricityArrears, .waterArrears, .gasArrears, .taxArrears, .insuranceArrears,
    .propertyArrears, .loanOverdue, .loanInterestArrears,
  ]
  /// The months before a wage month that show that wages were to be expected.
  static let slackMonths = 4
  /// As many as a word has bits.
  static let mostMonths = 64

  private struct Arrears {
    var unpaid: [Day] = []
    var months = 0
  }

  private struct Complaints {
    var count = 0
    var last: Day?
    var aboutWages = 0

    mutating func note(_ day: Day) {
      count += 1
      last = last.map { max($0, day) } ?? day
    }
  }

  private let wages: UnpaidWages?
  private let from: Day
  private let entries: [Int64: KnownRegisterEntry]
  private var complaints: [Int64: Complaints] = [:]
  private var arrears: [Int64: Arrears] = [:]

  init(
    _ snapshot: StoreSnapshot, _ inputs: ScoreInputs, _ plan: SampleStage.Plan, asOf day: Day
  ) throws {
    from = day.month.adding(months: -plan.historyMonths).firstDay
    entries = try snapshot.registerEntries(asOf: day)
    wages = try plan.wagesRule.map { rule in
      let months = day.month.adding(months: -rule.lookBackMonths)...day.month
      return UnpaidWages(
        rule: rule, coverage: inputs.coverage,
        payDays: try ScoreInputs.payDays(rule, of: months, inputs.calendar, asOf: day), asOf: day)
    }
    for complaint in try snapshot.knownComplaints(asOf: day) {
      if complaint.lastReceivedOn >= from {
        complaints[complaint.firm, default: Complaints()].note(complaint.lastReceivedOn)
      }
      if plan.complaintRule == .every || complaint.statesSince {
        complaints[complaint.firm, default: Complaints()].aboutWages += 1
      }
    }
  }

  mutating func add(_ block: SignalBlock) {
    var owing = [UInt64](repeating: 0, count: block.firms.count)
    let first = max(0, from.month.months(since: block.firstMonth), block.monthCount - 64)
    for matrix in Self.measures.compactMap(block.matrix) {
      for column in first..<max(first, block.monthCount) {
        for row in owing.indices where matrix[column * owing.count + row] > 0 {
          owing[row] |= 1 << UInt64(column - first)
        }
      }
    }
    let unpaid = wages?.payDays(of: block)
    for (row, firm) in block.firms.enumerated() {
      let own = Arrears(unpaid: unpaid?[row] ?? [], months: owing[row].nonzeroBitCount)
      if own.months > 0 || !own.unpaid.isEmpty { arrears[firm.id] = own }
    }
  }

  func firm(_ scored: SampledScores.Firm) -> SampledFirm {
    let entry = entries[scored.id]
    let owed = arrears[scored.id]
    let told = complaints[scored.id]
    return SampledFirm(
      id: scored.id, creditCode: scored.creditCode,
      register: SampledFirm.RegisterEntry(
        industry: entry?.industry, townCode: entry?.townCode, persons: entry?.persons,
        isGone: scored.isGone),
      points: scored.points, tier: scored.tier,
      history: SampledFirm.KnownHistory(
        unpaidSince: owed?.unpaid.first, unpaidMonths: owed?.unpaid.count ?? 0,
        complaints: told?.count ?? 0, lastComplaintOn: told?.last,
        wageComplaints: told?.aboutWages ?? 0, arrearsMonths: owed?.months ?? 0))
  }
}
