/// The firms whose reasons a pass puts into words; the others get points and tier alone.
public enum ExplainedFirms: Sendable {
  case all
  /// Those that may come out above green, and `also` others, by `firm.id`.
  ///
  /// Of a firm that stays green whatever its peers and linked firms do, nobody reads tonight's reasons.
  case listed(also: Set<Int64>)
}
