/// A running clock of a case on a day: what somebody owes, and by when.
public struct CaseDue: Hashable, Sendable {
  public let caseNo: String
  /// The clock's id.
  public let clock: String
  public let round: Int
  /// The body that has the case; nil when nobody has it, and beside a clock of one that has it no more.
  public let body: String?
  /// The county that has the case, six digits, empty where nobody named it; nil beside a body's own clock
  /// and while none has it.
  public let county: String?
  /// Nil while ``missingYear`` has no holiday notice.
  public let dueOn: Day?
  /// The year without a notice that the counting reached; nil when the due day is known.
  public let missingYear: Int?
  /// Civil days from the as-of day to the due day; negative when overdue, nil without a due day.
  public let daysLeft: Int?
  public let state: CaseState
  public let level: CaseLevel
  public let persons: Int64?
  public let amount: Money?

  public init(
    caseNo: String, clock: String, round: Int, body: String?, county: String? = nil, dueOn: Day?,
    missingYear: Int?, daysLeft: Int?, state: CaseState, level: CaseLevel, persons: Int64?,
    amount: Money?
  ) {
    self.caseNo = caseNo
    self.clock = clock
    self.round = round
    self.body = body
    self.county = county
    self.dueOn = dueOn
    self.missingYear = missingYear
    self.daysLeft = daysLeft
    self.state = state
    self.level = level
    self.persons = persons
    self.amount = amount
  }
}
