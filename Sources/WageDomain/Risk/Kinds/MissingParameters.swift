/// `missing`: a signal that stopped coming while the feed went on.
///
/// The value is how many covered months, back from the last one that has ended, have no row of the
/// firm. It counts when the firm had a row in at least ``presentMonths`` of the ``historyMonths``
/// covered months before that. A month the feed does not cover is passed over; a late feed says
/// nothing. After ``forgetAfterMonths`` silent months the firm is taken to be gone.
public struct MissingParameters: Hashable, Sendable {
  public let measure: Measure
  public let historyMonths: Int
  public let presentMonths: Int
  public let forgetAfterMonths: Int

  public init(measure: Measure, historyMonths: Int, presentMonths: Int, forgetAfterMonths: Int) {
    self.measure = measure
    self.historyMonths = historyMonths
    self.presentMonths = presentMonths
    self.forgetAfterMonths = forgetAfterMonths
  }

  /// A year of slack for months that the feed does not cover.
  var reachMonths: Int { historyMonths + forgetAfterMonths + 12 }
}
