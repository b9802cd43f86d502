public import RiskScoring
public import WageDomain
public import WageStore

/// A run's word on one firm, worked out again from what the run read.
public struct WhyStage {
  let policies: NightPolicies
  /// The policies that another run was made with.
  let ofRun: (ScoreRun, StoreSnapshot) throws -> NightPolicies

  /// - Parameters:
  ///   - policies: those of the run to explain.
  ///   - ofRun: gives those of the run before it; nil: the same.
  public init(
    policies: NightPolicies, ofRun: ((ScoreRun, StoreSnapshot) throws -> NightPolicies)? = nil
  ) {
    self.policies = policies
    self.ofRun = ofRun ?? { _, _ in policies }
  }

  /// Whether the same scorecard, calendar and files are there that the run read.
  public func isOf(_ run: ScoreRun, in snapshot: StoreSnapshot) throws -> Bool {
    try snapshot.inputHash(asOf: run.asOf, policies: policies) == run.inputHash
  }

  /// Why firms have their points on a day: every firm is read, since peers and links have a say.
  ///
  /// - Returns: the firms that are asked for and were known by the day, by id.
  /// - Throws: ``CalendarError/yearNotLoaded(_:)`` when a payday falls in a year without a notice.
  public func why(
    asOf day: Day, in snapshot: StoreSnapshot, where isAsked: (BlockFirm) -> Bool
  ) throws -> [FirmWhy] {
    let inputs = try ScoreInputs(snapshot, policies, asOf: day)
    let reader = try ScoreInputs.reader(snapshot, policies, asOf: day)
    var pass = inputs.pass(explaining: .listed(also: []))
    var asked: [SignalBlock] = []
    for number in 0..<(try BlockReader.blockCount(in: snapshot)) {
      let block = try reader.block(number)
      asked += block.firms.indices.filter { isAsked(block.firms[$0]) }.map(block.only)
      _ = pass.add(block)
    }
    _ = pass.finish()
    return asked.compactMap { pass.why($0) }
  }
}
