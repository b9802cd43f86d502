public import WageDomain

/// A kind with its parameters, read and checked.
public struct Comparison: Sendable {
  public let form: KindForm
  /// As the file gave them, to be shown.
  public let given: GivenParameters
  let kind: any IndicatorKind

  /// - Throws: ``ScorecardFault`` for parameters that do not go together.
  public init(_ form: KindForm, _ given: GivenParameters) throws(ScorecardFault) {
    self.form = form
    self.given = given
    kind = try KindVocabulary.kind(form.name, given)
  }

  /// What is wrong with parameters one by one, whether or not all of them could be read.
  public static func faults(_ form: KindForm, _ given: GivenParameters) -> [ScorecardFault] {
    KindVocabulary.faults(form.name, given)
  }

  /// What is wrong with bins for this comparison; none with bins that can be meant.
  public func faults(in bins: PointsBins) -> [ScorecardFault] {
    [kind.fault(in: bins), bins.faultAtNothing].compactMap(\.self)
  }

  /// How the value comes about, in words.
  public var formula: Bilingual { kind.formula }
  /// Judged project by project.
  var isOfProjects: Bool { measures.first?.isOfProjects ?? false }
  /// What the thresholds of bins are counted in.
  public var binUnit: BinUnit { kind.binUnit }
  /// The measures read; none for a kind that reads events.
  public var measures: [Measure] { kind.measures }
  /// The feeds that must have come for it to say anything.
  public var feeds: Set<Feed> { kind.feeds }
  /// Whether a month that decided once is judged again on every day of the look-back, however late
  /// newer months are: of a hard trigger, what it no longer says is known to be gone.
  public var remembersMonths: Bool { kind is WagesUnpaidKind || kind.looksAtFinishedProjects }
  /// How many months before the as-of day's month it may reach.
  public var reachMonths: Int { kind.reachMonths }
}

/// One comparison of a scorecard and the points it is worth.
public struct Indicator: Sendable {
  /// As reasons name it, e.g. `electricity-drop`.
  public let id: String
  public let classId: String
  public let comparison: Comparison
  public let bins: PointsBins
  public let reason: ReasonTemplate
  /// Where the numbers come from; what is assumed begins with `assumption`, in either language.
  public let source: Bilingual
  /// Why the indicator is there, in one line.
  public let rationale: Bilingual

  public init(
    id: String, classId: String, comparison: Comparison, bins: PointsBins, reason: ReasonTemplate,
    source: Bilingual, rationale: Bilingual
  ) {
    self.id = id
    self.classId = classId
    self.comparison = comparison
    self.bins = bins
    self.reason = reason
    self.source = source
    self.rationale = rationale
  }
}

/// A comparison that demands a tier by itself, whatever the points say; outside all classes.
public struct HardTrigger: Sendable {
  /// Where reasons are named by what they speak of.
  static let title = Bilingual(zh: "硬性触发", en: "Hard trigger")

  /// As reasons name it, e.g. `wages-unpaid`.
  public let id: String
  public let comparison: Comparison
  /// Each bin has a tier.
  public let bins: PointsBins
  public let reason: ReasonTemplate
  /// Where the numbers come from; what is assumed begins with `assumption`, in either language.
  public let source: Bilingual
  /// Why the trigger is there, in one line.
  public let rationale: Bilingual

  public init(
    id: String, comparison: Comparison, bins: PointsBins, reason: ReasonTemplate, source: Bilingual,
    rationale: Bilingual
  ) {
    self.id = id
    self.comparison = comparison
    self.bins = bins
    self.reason = reason
    self.source = source
    self.rationale = rationale
  }
}
