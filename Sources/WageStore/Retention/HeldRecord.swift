public import WageDomain

/// Something with personal data that is kept for a time after its end, and no longer.
public struct HeldRecord: Hashable, Sendable {
  public let kind: HeldKind
  /// Of the complaint, entry or incident, or the day of duty. Of a look at rejected rows or the
  /// roster its id, of one at a case the case and the event, `2026-000001/17`.
  public let number: String
  /// Day 0 of its term.
  public let endedOn: Day
  /// The last day on which it is kept; nil while the policy does not say.
  public let keptUntil: Day?
  /// How many persons it names.
  public let parties: Int
  /// When it was erased; nil while something of it is there.
  public let erasedOn: Day?

  /// Whether its time is over.
  public func isDue(_ day: Day) -> Bool {
    guard let keptUntil, erasedOn == nil else { return false }
    return keptUntil < day
  }
}
