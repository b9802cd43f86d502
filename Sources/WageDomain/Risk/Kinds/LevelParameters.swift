/// `level`: a value beyond a threshold, by itself or held against a usual month.
///
/// Looked at are the last ``months`` covered months that have ended; the firm must have a row in
/// each, and the mildest of them is the value, so that one odd month does not fire. With
/// ``against`` the value is the share in basis points: an account's balance of a usual month's
/// wages, or the insured persons of their own usual number.
public struct LevelParameters: Hashable, Sendable {
  public let measure: Measure
  public let months: Int
  public let against: Against?

  public init(measure: Measure, months: Int, against: Against?) {
    self.measure = measure
    self.months = months
    self.against = against
  }

  var binUnit: BinUnit { against == nil ? .quantity(measure.unit) : .basisPoints }
  var reachMonths: Int { months + against.reachMonths }
}
