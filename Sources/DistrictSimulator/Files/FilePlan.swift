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
  /// The file never comes.
  let isMissing: Bool
  let dirt: Dirt
  /// The day on which a power file that was in MWh comes again in kWh; nil for nearly all.
  let rightUnitOn: Day?
  /// The day on which the file comes a second time under another name; nil for most.
  let againOn: Day?
  let hasTestRows: Bool

  enum Encoding { case utf8, utf8WithMark, gb18030 }

  init(_ parameters: SimulationParameters, feed: Feed, month: Month, usualDay: Int) {
    self.feed = feed
    self.month = month
    let asOf = parameters.lastMonth.adding(months: 1).firstDay.adding(days: 20)
    let usual = month.adding(months: 1).firstDay.adding(days: usualDay - 1)
    let dirt = parameters.setting.dirt
    var draw = Draw(parameters.seed, .file, Self.number(feed), Int(month.index))
    let late = usual.adding(days: draw.within(9...34))
    let isRegister = feed == .firms || feed == .projects
    knownOn = draw.chance(dirt.lateFiles) && !isRegister && late < asOf ? late : usual
    let corrected = knownOn.adding(days: draw.within(dirt.correctionDelay))
    let canCorrect = [.electricity, .water, .tax, .socialInsurance].contains(feed)
    correctedOn =
      draw.chance(dirt.correctedFiles) && canCorrect && corrected < asOf ? corrected : nil
    switch draw.below(100) {
    case 0..<dirt.nationalEncoding: encoding = .gb18030
    case dirt.nationalEncoding..<(dirt.nationalEncoding + dirt.byteOrderMarks):
      encoding = .utf8WithMark
    default: encoding = .utf8
    }
    let canTotal = feed.possibleFlaws.contains(.negative)
    hasTotal = canTotal && correctedOn == nil && draw.chance(dirt.totals)
    totalError = draw.chance(dirt.wrongTotals) ? 100 : 0
    hasDirtyRows = !hasTotal && draw.chance(dirt.filesWithFlaws)
    isMissing = parameters.setting.gaps.contains { $0.hides(feed, month, parameters) }
    self.dirt = dirt
    var blot = Draw(parameters.seed, .dirt, Self.number(feed), Int(month.index))
    let right = knownOn.adding(days: blot.within(6...20))
    let isOtherUnit = blot.chance(dirt.wrongUnits) && feed == .electricity
    rightUnitOn = isOtherUnit && correctedOn == nil && right < asOf ? right : nil
    let again = knownOn.adding(days: blot.within(2...25))
    againOn =
      blot.chance(dirt.sentTwice) && !isRegister && rightUnitOn == nil && again < asOf
      ? again : nil
    hasTestRows = blot.chance(dirt.testRows) && feed == .electricity && !hasTotal
  }

  var name: String { "\(feed.rawValue)_\(month)__known-\(knownOn).csv" }

  var correctionName: String? {
    correctedOn.map { "\(feed.rawValue)_\(month)_corrected__known-\($0).csv" }
  }

  var rightUnitName: String? {
    rightUnitOn.map { "\(feed.rawValue)_\(month)_resent__known-\($0).csv" }
  }

  var againName: String? {
    againOn.map { "\(feed.rawValue)_\(month)_again__known-\($0).csv" }
  }

  private static func number(_ feed: Feed) -> Int { Feed.allCases.firstIndex(of: feed) ?? 0 }
}
