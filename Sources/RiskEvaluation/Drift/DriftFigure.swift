/// How far one thing moved in one place from a reference to a later day or month.
public struct DriftFigure: Hashable, Sendable {
  /// What was looked at.
  public enum Subject: Hashable, Sendable {
    /// The points of all firms.
    case points
    /// Their tiers.
    case tier
    /// What a trigger or an indicator measured, by its id.
    case indicator(String)
    /// The monthly values of a feed's column, by the measure's name.
    case measure(String)
  }

  public let subject: Subject
  /// A county's six digits or a town's nine; nil for the whole district.
  public let place: String?
  /// Nil when one of the sides has no firm.
  public let stability: PopulationStability?

  public init(subject: Subject, place: String?, stability: PopulationStability?) {
    self.subject = subject
    self.place = place
    self.stability = stability
  }
}
