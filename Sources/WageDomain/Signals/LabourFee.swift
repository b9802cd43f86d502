/// When a labour fee that was due to a building project counts as not transferred.
public enum LabourFee {
  /// While less than this share of what was due has come, all of it is open: a token payment pays
  /// no wages.
  ///
  /// - Source: assumption; it is where `disbursement-short` of the shipped cards begins.
  public static let settledPercent: Int64 = 85

  /// Nothing due is never open.
  public static func isOpen(dueFen: Int64, paidFen: Int64) -> Bool {
    dueFen > 0 && Int128(paidFen) * 100 < Int128(dueFen) * Int128(settledPercent)
  }

  /// What was only said before it fell due, and was not paid early, is a plan: nobody told yet what
  /// came of it.
  public static func isPlan(dueOn: Day, saidOn: Day, dueFen: Int64, paidFen: Int64) -> Bool {
    saidOn < dueOn && (paidFen <= 0 || isOpen(dueFen: dueFen, paidFen: paidFen))
  }

  /// So many days after its end a month of the feed that has not come is waited for: it may say that the
  /// fee was paid.
  ///
  /// - Source: assumption; the second limit of the feed's freshness as shipped. Without an end to it a
  ///   file that never comes would hide for good that a fee is open.
  public static let awaitedDays = 70

  /// The least that settles what was due.
  public static func settling(dueFen: Int64) -> Int64 {
    Int64(clamping: (Int128(dueFen) * Int128(settledPercent) + 99) / 100)
  }
}
