public import WageDomain

/// What checks of warnings found, for a card, a tier or an indicator.
public struct WarningPrecision: Hashable, Sendable {
  public private(set) var valid = 0
  public private(set) var alreadyKnown = 0
  public private(set) var falseAlarm = 0
  public private(set) var dataLate = 0

  public init() {}

  public mutating func add(_ outcome: WarningOutcome) {
    switch outcome {
    case .valid: valid += 1
    case .alreadyKnown: alreadyKnown += 1
    case .falseAlarm: falseAlarm += 1
    case .dataLate: dataLate += 1
    }
  }

  public var checked: Int { valid + alreadyKnown + falseAlarm + dataLate }
  /// The danger was there, whether or not the office knew.
  public var real: Int { valid + alreadyKnown }
  /// Warnings about the firm: those of late data say nothing of it.
  public var aboutFirm: Int { real + falseAlarm }

  /// Real ones of those about the firm; nil without any.
  public var precision: Double? { aboutFirm > 0 ? Double(real) / Double(aboutFirm) : nil }
  public var interval: ShareInterval? { ShareInterval(real, of: aboutFirm) }
  public var lateInterval: ShareInterval? { ShareInterval(dataLate, of: checked) }

  /// Fewer checked warnings say nothing (assumption).
  public static let fewest = 20
}

/// What to do about an indicator, by the outcomes of the warnings that it gave reasons for.
public enum IndicatorAdvice: String, CaseIterable, Hashable, Sendable {
  case tooFew = "too-few"
  /// Its warnings were real surely less often than all the card's together: raise its thresholds, or
  /// give it fewer points.
  case raise
  /// Surely more than a tenth of its warnings were late data: look at the feed's limits (assumption).
  case feed
  case keep

  /// - Parameters:
  ///   - own: of the indicator.
  ///   - all: of the card.
  public init(_ own: WarningPrecision, all: WarningPrecision) {
    guard own.checked >= WarningPrecision.fewest else {
      self = .tooFew
      return
    }
    if let late = own.lateInterval, late.low > 0.1 {
      self = .feed
    } else if own.aboutFirm < WarningPrecision.fewest {
      self = .tooFew
    } else if let interval = own.interval, let whole = all.precision, interval.high < whole {
      self = .raise
    } else {
      self = .keep
    }
  }

  public var title: Bilingual {
    switch self {
    case .tooFew: Bilingual(zh: "件数太少，不能判断", en: "too few to say")
    case .raise: Bilingual(zh: "提高阈值或减分", en: "raise its thresholds, or fewer points")
    case .feed: Bilingual(zh: "检查数据时限", en: "look at the feed's limits")
    case .keep: Bilingual(zh: "保留", en: "keep")
    }
  }
}
