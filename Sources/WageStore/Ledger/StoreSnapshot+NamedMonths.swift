internal import GRDB
internal import WageDomain

extension StoreSnapshot {
  /// The months that files of labour fees are named for which had come when the month was over.
  ///
  /// Of fees a month may truly have nothing to say. Of all other feeds a file of few rows, or of none, is
  /// no delivery: there it would make old balances count as new, or those missing look unpaid.
  func namedMonths(asOf day: Day) throws -> Set<Month> {
    let months = try String.fetchAll(
      db, sql: "SELECT month FROM (\(Self.namedMonths))", arguments: [day.description])
    return Set(months.compactMap { Month($0) })
  }

  /// Feed, month, and the day on which the first of its files had come.
  static let namedMonths = """
    SELECT feed, period AS month, min(knownOn) AS day FROM ingestedFile f
    WHERE feed = '\(Feed.disbursement.rawValue)' AND \(toldOfPeriod)
      AND knownOn <= ?1 AND knownOn >= date(period || '-01', '+1 month', '-1 day')
    GROUP BY 1, 2 ORDER BY 1, 2
    """

  /// That a file `f` told something of the period that it is named for, if only that there was nothing.
  /// One of which every row was set aside has told nothing. Of two periods without a row, known on one
  /// day, the files are the same, and the second is on record as unchanged.
  static let toldOfPeriod = """
    (f.status = 'loaded' AND (f.rows = 0 OR f.rows > f.rejected)
      OR f.status = 'unchanged' AND EXISTS (
        SELECT 1 FROM ingestedFile o
        WHERE o.sha256 = f.sha256 AND o.status = 'loaded' AND o.rows = 0))
    """
}
