public import WageDomain

/// A checked scorecard: what is compared, what it is worth, and when a firm is warned about.
///
/// Holding one means that every class has a cap, every indicator a class, every id is used once and
/// the tiers rise. The files are `Schemas/scorecards/*.yaml`.
public struct Scorecard: Sendable {
  public let name: String
  /// Raised with every change of the file, so that an old run can be told from a new one.
  public let version: Int
  public let title: Bilingual
  public let tiers: TierThresholds
  /// In file order, which is the order of reasons.
  public let classes: [IndicatorClass]
  /// By class in the order of ``classes``, within a class in file order.
  public let indicators: [Indicator]
  public let triggers: [HardTrigger]
  /// What follows from a tier; nil for a card that only scores: nothing is held, nothing warned.
  public let warnings: WarningPolicy?
  /// What the points were learned from; nil for a card that experts wrote.
  public let training: TrainingFacts?

  /// - Throws: ``ScorecardFault``, the first class or id that is unknown or used twice.
  public init(
    name: String, version: Int, title: Bilingual, tiers: TierThresholds,
    classes: [IndicatorClass], indicators: [Indicator], triggers: [HardTrigger],
    warnings: WarningPolicy? = nil, training: TrainingFacts? = nil
  ) throws(ScorecardFault) {
    try Self.checkUnique(classes.map(\.id), "class")
    try Self.checkUnique(triggers.map(\.id) + indicators.map(\.id), "indicator or trigger")
    for indicator in indicators where !classes.contains(where: { $0.id == indicator.classId }) {
      throw ScorecardFault(
        found: Bilingual(zh: "类 \(indicator.classId)", en: "class \(indicator.classId)"),
        expected: .oneOf(classes.map(\.id)))
    }
    self.name = name
    self.version = version
    self.title = title
    self.tiers = tiers
    self.classes = classes
    self.triggers = triggers
    self.warnings = warnings
    self.training = training
    self.indicators = classes.flatMap { owner in indicators.filter { $0.classId == owner.id } }
  }

  /// `name@version`, e.g. `default@1`: how runs, reports and ledgers name the scorecard.
  public var identifier: String { "\(name)@\(version)" }

  /// The rule of the hard trigger on unpaid wages; nil when the card has none.
  public var wagesUnpaidRule: WagesUnpaidKind? {
    triggers.lazy.compactMap { $0.comparison.kind as? WagesUnpaidKind }.first
  }

  /// What the register says of a firm that is no longer there: as the trigger on unpaid wages says,
  /// 注销 and 迁出 on a card without one.
  public var goneStatuses: [String] {
    wagesUnpaidRule?.goneStatuses ?? WagesUnpaidKind.usualGoneStatuses
  }

  /// The comparisons of triggers and indicators, in the order of reasons.
  public var comparisons: [Comparison] {
    triggers.map(\.comparison) + indicators.map(\.comparison)
  }

  /// The comparison of a trigger or an indicator; nil for a cap, or an id the card does not have.
  public func comparison(_ id: String) -> Comparison? {
    triggers.first { $0.id == id }?.comparison ?? indicators.first { $0.id == id }?.comparison
  }

  /// What a reason speaks of: an indicator's class, or that it is a hard trigger; nil for an id the
  /// card does not have.
  public func title(ofReason id: String) -> Bilingual? {
    if triggers.contains(where: { $0.id == id }) { return HardTrigger.title }
    let indicator = indicators.first { $0.id == id }
    return classes.first { $0.id == indicator?.classId || "cap:\($0.id)" == id }?.title
  }

  private static func checkUnique(_ ids: [String], _ what: String) throws(ScorecardFault) {
    var seen: Set<String> = []
    for id in ids where !seen.insert(id).inserted {
      throw ScorecardFault(
        found: Bilingual(zh: "第二个 \(what) \(id)", en: "a second \(what) \(id)"),
        expected: Bilingual(zh: "每个编号只用一次", en: "each id once"))
    }
  }
}

/// Indicators that speak of the same trouble, with a limit on what they count together.
public struct IndicatorClass: Hashable, Sendable {
  public let id: String
  public let title: Bilingual
  /// The most points that the class's indicators give together, at least 1.
  public let cap: Int
  /// Why the indicators may not count in full together; nil where they cannot exceed the cap.
  public let capReason: Bilingual?
  /// Where the cap comes from; what is assumed begins with `assumption`, in either language.
  public let source: Bilingual

  /// - Throws: ``ScorecardFault`` when the cap is below 1.
  public init(
    id: String, title: Bilingual, cap: Int, capReason: Bilingual?, source: Bilingual
  ) throws(ScorecardFault) {
    guard cap >= 1 else {
      throw ScorecardFault(
        found: .same("cap \(cap)"), expected: Bilingual(zh: "至少为 1", en: "at least 1"))
    }
    self.id = id
    self.title = title
    self.cap = cap
    self.capReason = capReason
    self.source = source
  }
}

/// From how many points on a firm is yellow, orange or red.
public struct TierThresholds: Hashable, Sendable {
  public let yellow: Int
  public let orange: Int
  public let red: Int
  /// Where the numbers come from; what is assumed begins with `assumption`, in either language.
  public let source: Bilingual

  /// - Throws: ``ScorecardFault`` unless 0 < yellow < orange < red.
  public init(yellow: Int, orange: Int, red: Int, source: Bilingual) throws(ScorecardFault) {
    guard 0 < yellow, yellow < orange, orange < red else {
      throw ScorecardFault(
        found: .same("yellow \(yellow), orange \(orange), red \(red)"),
        expected: .same("0 < yellow < orange < red"))
    }
    self.yellow = yellow
    self.orange = orange
    self.red = red
    self.source = source
  }

  /// The tier that points alone lead to; exactly at a threshold belongs to it.
  public func tier(points: Int) -> Tier {
    if points >= red { return .red }
    if points >= orange { return .orange }
    return points >= yellow ? .yellow : .green
  }
}

/// Why a part of a scorecard cannot be: what was found, what was expected.
public struct ScorecardFault: Error, Hashable, Sendable {
  public let found: Bilingual
  public let expected: Bilingual
  /// The place in a list that the fault is of, from 0; nil when it is of the whole.
  public let place: Int?

  public init(found: Bilingual, expected: Bilingual, place: Int? = nil) {
    self.found = found
    self.expected = expected
    self.place = place
  }
}

extension Bilingual {
  static func oneOf(_ words: [String]) -> Bilingual {
    let list = words.joined(separator: ", ")
    return Bilingual(zh: "以下之一：\(list)", en: "one of \(list)")
  }
}
