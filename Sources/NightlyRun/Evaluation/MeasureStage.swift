public import RiskEvaluation
public import WageDomain
public import WageStore

/// The monthly values of feeds as they are known by a day, feed by feed: what drift is told from.
public struct MeasureStage {
  private let database: WageDatabase
  private let policies: NightPolicies
  private let asOf: Day

  public init(database: WageDatabase, policies: NightPolicies, asOf: Day) {
    self.database = database
    self.policies = policies
    self.asOf = asOf
  }

  /// The feeds of monthly values that have ever come, by name.
  public func feeds() throws -> [Feed] {
    try database.read { snapshot in
      let coverage = try ScoreInputs(snapshot, policies, asOf: asOf).coverage
      return Set(Measure.allCases.map(\.feed)).filter { coverage.lastMonth($0) != nil }.sorted()
    }
  }

  /// Every measure of one feed that has a value in these months; one feed at a time is held.
  ///
  /// - Parameters:
  ///   - feed: of monthly values.
  ///   - months: the reference month first.
  ///   - places: those that a firm is counted in beside the whole district.
  /// - Returns: in ``Measure/rawValue`` order.
  /// - Throws: ``CalendarError/yearNotLoaded(_:)`` when a payday falls in a year without a notice.
  public func histories(
    _ feed: Feed, months: ClosedRange<Month>, places: (KnownRegisterEntry?) -> [String]
  ) throws -> [MeasureHistory] {
    let measures = Measure.allCases.filter { $0.feed == feed }
    return try database.read { snapshot in
      let inputs = try ScoreInputs(snapshot, policies, asOf: asOf)
      let entries = try snapshot.registerEntries(asOf: asOf)
      let reader = try BlockReader(
        snapshot: snapshot, view: inputs.view, asOf: asOf, months: months, measures: measures,
        events: FirmEvents())
      var histories = measures.map { measure in
        MeasureHistory(
          measure: measure, months: Array(months),
          isDelivered: months.map { inputs.coverage.covers(measure, $0) })
      }
      for number in 0..<(try BlockReader.blockCount(in: snapshot)) {
        let block = try reader.block(number)
        let own = block.firms.map { places(entries[$0.id]) }
        for place in histories.indices { histories[place].add(block, own) }
      }
      return histories.filter { $0.values.contains { $0.contains { $0 != SignalBlock.absent } } }
    }
  }
}

extension MeasureHistory {
  /// `places` are those of the firms of the block; a project is where its contractor is.
  fileprivate mutating func add(_ block: SignalBlock, _ places: [[String]]) {
    guard let matrix = block.matrix(measure) else { return }
    let rows = block.rowCount(of: measure)
    for row in 0..<rows {
      let values = (0..<block.monthCount).map { matrix[$0 * rows + row] }
      guard values.contains(where: { $0 != SignalBlock.absent }) else { continue }
      add(values, places: places[measure.isOfProjects ? block.projects[row].firm : row])
    }
  }
}
