import WageDomain

/// How the file of one feed and month arrives.
struct FilePlan {
  let feed: Feed
  let month: Month
  /// The day the agency's file is known, weeks later than usual now and then.
  let knownOn: Day
  /// The day a second file puts some rows right; nil for most.
  let correctedOn: Day?
  let encoding: Encoding
  /// Some rows are beyond use.
  let hasDirtyRows: Bool
  let hasTotal: Bool
  let totalError: Int

  enum Encoding { case utf8, utf8WithMark, gb18030 }

  init(_ parameters: SimulationParameters, feed: Feed, month: Month, usualDay: Int) {
    self.feed = feed
    self.month = month
    let asOf = parameters.lastMonth.adding(months: 1).firstDay.adding(days: 20)
    let usual = month.adding(months: 1).firstDay.adding(days: usualDay - 1)
    var draw = Draw(parameters.seed, .file, Self.number(feed), Int(month.index))
    let late = usual.adding(days: draw.within(9...34))
    let isRegister = feed == .firms || feed == .projects
    knownOn = draw.chance(60) && !isRegister && late < asOf ? late : usual
    let corrected = knownOn.adding(days: draw.within(8...40))
    let canCorrect = [.electricity, .water, .tax, .socialInsurance].contains(feed)
    correctedOn = draw.chance(60) && canCorrect && corrected < asOf ? corrected : nil
    switch draw.below(100) {
    case 0..<9: encoding = .gb18030
    case 9..<15: encoding = .utf8WithMark
    default: encoding = .utf8
    }
    let canTotal = feed.possibleFlaws.contains(.negative)
    hasTotal = canTotal && correctedOn == nil && draw.chance(120)
    totalError = draw.chance(120) ? 100 : 0
    hasDirtyRows = !hasTotal && draw.chance(700)
  }

  var name: String { "\(feed.rawValue)_\(month)__known-\(knownOn).csv" }

  var correctionName: String? {
    correctedOn.map { "\(feed.rawValue)_\(month)_corrected__known-\($0).csv" }
  }

  private static func number(_ feed: Feed) -> Int { Feed.allCases.firstIndex(of: feed) ?? 0 }
}
