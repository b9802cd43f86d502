/// Which complaints are about unpaid wages.
public enum WageComplaintRule: String, CaseIterable, Hashable, Sendable {
  /// Those that say since which month wages are owed.
  case statesSince = "states-since"
  /// All: no complaint says since when, or every complaint was asked for.
  case every
}
