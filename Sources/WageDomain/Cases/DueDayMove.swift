/// A due day that is stored and that the calendar counts differently now.
public struct DueDayMove: Hashable, Sendable {
  public let caseNo: String
  /// The clock's id.
  public let clock: String
  public let round: Int
  /// As it is stored; nil: it was not countable.
  public let from: Day?
  /// As it is counted now; nil: it is not countable.
  public let to: Day?
  /// The clock had not ended.
  public let isRunning: Bool
  /// The days that notices published since then arrange; empty when no notice explains the move, so
  /// that the calendar file, the workflow policy or the database was changed otherwise.
  public let why: [CalendarEntry]

  public init(
    caseNo: String, clock: String, round: Int, from: Day?, to: Day?, isRunning: Bool,
    why: [CalendarEntry]
  ) {
    self.caseNo = caseNo
    self.clock = clock
    self.round = round
    self.from = from
    self.to = to
    self.isRunning = isRunning
    self.why = why
  }
}
