/// The rules that a district handles complaint cases by, as a checked policy file states them.
public struct WorkflowPolicy: Hashable, Sendable {
  /// `name@version`, kept with every run that used it.
  public let version: String
  /// Ascending by persons.
  public let levels: [LevelRule]
  /// In the order of the file.
  public let clocks: [ClockRule]
  /// What counts as resolved; nothing else does (N14).
  public let resolutions: [ResolutionKind]
  /// Nil in a file from before bodies were assessed: then the shipped definitions hold.
  public let assessment: AssessmentPolicy?

  /// What is told of each instalment of a repayment agreement, whose day the agreement names; in the order
  /// of the file.
  public let instalmentReminders: [ReminderRule]
  /// Minutes to wait after a first, second, ... failed delivery of a follow-up; the last one stands
  /// for all that follow. Empty only in a policy without follow-ups.
  public let retryMinutes: [Int]
  /// Nil: complainants are kept until the policy says for how long.
  public let retention: RetentionRule?
  /// How long all else with personal data is kept; what is not named is kept until it is.
  public let otherRetentions: [HeldRetention]
  /// Nil: no wages are paid in advance.
  public let fund: FundPolicy?
  /// Nil until the province's figures are set: then nothing is compared.
  public let criminalAmount: CriminalAmount?
  /// Nil: nothing is said of the fast track's kinds.
  public let fastTrack: FastTrackPolicy?
  /// Nil: no list of joint punishment is kept.
  public let punishment: PunishmentPolicy?

  public init(
    version: String, levels: [LevelRule], clocks: [ClockRule], resolutions: [ResolutionKind],
    assessment: AssessmentPolicy? = nil, instalmentReminders: [ReminderRule] = [],
    retryMinutes: [Int] = [],
    retention: RetentionRule? = nil, otherRetentions: [HeldRetention] = [],
    fund: FundPolicy? = nil, criminalAmount: CriminalAmount? = nil,
    fastTrack: FastTrackPolicy? = nil, punishment: PunishmentPolicy? = nil
  ) {
    self.version = version
    self.levels = levels
    self.clocks = clocks
    self.resolutions = resolutions
    self.assessment = assessment
    self.instalmentReminders = instalmentReminders
    self.retryMinutes = retryMinutes
    self.retention = retention
    self.otherRetentions = otherRetentions
    self.fund = fund
    self.criminalAmount = criminalAmount
    self.fastTrack = fastTrack
    self.punishment = punishment
  }

  /// Who receives and handles a case of `persons` people; nil persons is an officer's case.
  public func level(persons: Int64?) -> CaseLevel {
    guard let persons else { return .officer }
    return levels.last { persons >= $0.persons }?.level ?? .officer
  }

  /// The rule of a clock by its id; nil for an instalment, whose day the agreement names.
  public func clock(_ id: String) -> ClockRule? { clocks.first { $0.id == id } }
}

/// From how many people on a level receives the visitors and handles the order (N8, N9).
public struct LevelRule: Hashable, Sendable {
  public let level: CaseLevel
  public let persons: Int64
  public let source: String

  public init(level: CaseLevel, persons: Int64, source: String) {
    self.level = level
    self.persons = persons
    self.source = source
  }
}
