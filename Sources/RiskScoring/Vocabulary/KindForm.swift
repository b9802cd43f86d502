public import WageDomain

/// What a scorecard file may say of one kind of indicator; the kind's own file declares it.
public struct KindForm: Sendable {
  /// The word after `kind:`.
  public let name: String
  /// What the kind compares, in a sentence.
  public let summary: Bilingual
  /// What happens at the edges: new firms, gaps, late feeds, zero, several meters or projects.
  public let rules: [Bilingual]
  public let parameters: [Parameter]
  /// Which sides of a threshold its bins may use.
  public let bounds: [PointsBins.Bound]
  /// What a reason's template may name, with what stands there.
  public let places: [Place]

  /// A name in braces in a reason's template.
  public struct Place: Sendable {
    public let name: String
    public let note: Bilingual
    /// What a number there is counted in.
    let unit: Unit

    /// What a number in a reason's text is counted in.
    enum Unit: Sendable {
      /// A month, a day, a name, or a number whose note says what it counts.
      case plain
      case percent
      /// The unit of the kind's first measure.
      case quantity
      /// Words that a template may put behind any others: they begin with their own separator.
      case clause
    }

    init(_ name: String, _ zh: String, _ en: String, _ unit: Unit = .plain) {
      self.name = name
      note = Bilingual(zh: zh, en: en)
      self.unit = unit
    }
  }

  init(
    name: String, summary: Bilingual, rules: [Bilingual], parameters: [Parameter],
    bounds: [PointsBins.Bound], places: [Place]
  ) {
    self.name = name
    self.summary = summary
    self.rules = rules
    self.parameters = parameters
    self.bounds = bounds
    self.places = places
  }
}

/// A kind of indicator: its parameters, how a block is judged by it, and how that is put in words.
///
/// A new kind is one file with a type of this protocol, and its name in ``KindVocabulary``.
protocol IndicatorKind: Sendable {
  static var form: KindForm { get }

  /// - Throws: ``ScorecardFault`` for parameters that do not go together.
  init(_ given: GivenParameters) throws(ScorecardFault)

  /// What is wrong with parameters that can be judged without the others.
  static func faults(_ given: GivenParameters) -> [ScorecardFault]

  /// What is wrong with bins for these parameters; names the bin's place where one is.
  func fault(in bins: PointsBins) -> ScorecardFault?

  /// What the thresholds of the indicator's bins are counted in.
  var binUnit: BinUnit { get }
  /// How the value comes about, in words, with the parameters in their places.
  var formula: Bilingual { get }
  /// The measures read, in the order of the parameters.
  var measures: [Measure] { get }
  /// The feeds that must have come for the indicator to say anything.
  var feeds: Set<Feed> { get }
  /// How many months before the as-of day's month the comparison may reach.
  var reachMonths: Int { get }
  /// Whether months of a project still count when it is finished.
  var looksAtFinishedProjects: Bool { get }

  /// - Returns: nil when there is nothing in the block to compare.
  func evaluator(
    _ bins: PointsBins, _ block: SignalBlock, _ calendar: SignalCalendar
  ) -> (any IndicatorEvaluator)?
}

extension IndicatorKind {
  static func faults(_ given: GivenParameters) -> [ScorecardFault] { [] }

  func fault(in bins: PointsBins) -> ScorecardFault? { nil }

  var feeds: Set<Feed> { Set(measures.map(\.feed)) }
  var looksAtFinishedProjects: Bool { false }
}

/// The closed vocabulary of scorecards.
public enum KindVocabulary {
  /// In the order of the documents.
  private static let kinds: [any IndicatorKind.Type] = [
    DropKind.self, ArrearsKind.self, MissingKind.self, LevelKind.self, CountKind.self,
    RatioKind.self, TrendKind.self, PeerKind.self, LinkedKind.self, LackingKind.self,
    WagesUnpaidKind.self,
  ]

  /// What files may say, kind by kind.
  public static let forms: [KindForm] = kinds.map { $0.form }

  static func faults(_ name: String, _ given: GivenParameters) -> [ScorecardFault] {
    kinds.first { $0.form.name == name }?.faults(given) ?? []
  }

  static func kind(
    _ name: String, _ given: GivenParameters
  ) throws(ScorecardFault) -> any IndicatorKind {
    guard let type = kinds.first(where: { $0.form.name == name }) else {
      throw ScorecardFault(
        found: .same("kind \(name)"), expected: .oneOf(forms.map(\.name)))
    }
    return try type.init(given)
  }
}

/// What a bin's threshold is counted in.
public enum BinUnit: Hashable, Sendable {
  /// Hundredths of a percent; files write `50%`.
  case basisPoints
  /// A whole number of what is named.
  case whole(Bilingual)
  /// A measure's stored unit; files write `300 kWh`, `500 yuan`.
  case quantity(Measure.Unit)
}
