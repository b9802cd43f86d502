public import RiskScoring
public import WageDomain
public import WageStore

/// A run's word on one firm, worked out again from what the run read.
public struct WhyStage {
  let policies: NightPolicies

  public init(policies: NightPolicies) { self.policies = policies }

  /// Whether the same scorecard, calendar and files are there that the run read.
  public func isOf(_ run: ScoreRun, in snapshot: StoreSnapshot) throws -> Bool {
    try snapshot.inputHash(asOf: run.asOf, policies: policies.texts) == run.inputHash
  }

  /// Why a firm has its points on a day: every firm is read, since peers and links have a say.
  ///
  /// - Returns: nil when the firm was not known by the day.
  /// - Throws: ``CalendarError/yearNotLoaded(_:)`` when a payday falls in a year without a notice.
  public func why(firm id: Int64, asOf day: Day, in snapshot: StoreSnapshot) throws -> FirmWhy? {
    let inputs = try ScoreInputs(snapshot, policies, asOf: day)
    var pass = inputs.pass()
    var own: SignalBlock?
    for number in 0..<(try BlockReader.blockCount(in: snapshot)) {
      let block = try inputs.reader.block(number)
      if let row = block.firms.firstIndex(where: { $0.id == id }) { own = block.only(row) }
      _ = pass.add(block)
    }
    _ = pass.finish()
    return own.flatMap { pass.why($0) }
  }
}
