/// How many firms are visited: a number, or a share of the cohort.
public enum VisitCapacity: Hashable, Sendable {
  case firms(Int)
  /// In millionths of the cohort.
  case share(Int)

  /// What a district can visit in a week, else 10, 30 and 100 firms (assumptions), and always 0.5 %
  /// and 1 % of the cohort.
  public static func usual(weeklyVisits: Int?) -> [VisitCapacity] {
    (weeklyVisits.map { [.firms($0)] } ?? [.firms(10), .firms(30), .firms(100)])
      + [.share(5_000), .share(10_000)]
  }

  /// Of a share the part toward zero, at least one.
  public func count(of cohort: Int) -> Int {
    switch self {
    case .firms(let count): count
    case .share(let millionths): max(1, cohort * millionths / 1_000_000)
    }
  }

  /// Nil for a number of firms.
  public var millionths: Int? {
    if case .share(let millionths) = self { return millionths }
    return nil
  }
}
