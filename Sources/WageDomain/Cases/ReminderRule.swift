/// A follow-up of a clock: who is told what, and when: as it starts, or how long before or after the due
/// day.
///
/// - Source: W6, S2.
public struct ReminderRule: Hashable, Sendable {
  /// With the event that starts the clock, or on which side of the due day.
  public enum Side: String, CaseIterable, Sendable {
    case start, before, on, after
  }

  public let side: Side
  /// 0 at the start and on the due day, else at least 1.
  public let days: Int
  /// How ``days`` are counted, from the due day, which is day 0.
  public let counting: DeadlineRule.Kind
  public let recipient: Recipient
  /// With the placeholders of ``ReminderText``.
  public let text: Bilingual
  public let source: String

  public init(
    side: Side, days: Int, counting: DeadlineRule.Kind, recipient: Recipient, text: Bilingual,
    source: String
  ) {
    self.side = side
    self.days = days
    self.counting = counting
    self.recipient = recipient
    self.text = text
    self.source = source
  }

  /// The day at whose beginning the follow-up is due; of one at the start, the day of the start.
  ///
  /// - Throws: ``CalendarError/yearNotLoaded(_:)`` where working days lead into such a year.
  public func day(
    startsOn: Day, dueOn: Day, calendar: WorkCalendar
  ) throws(CalendarError) -> Day {
    guard side != .start else { return startsOn }
    let step = side == .before ? -1 : 1
    guard counting == .working else { return dueOn.adding(days: step * days) }
    var (day, left) = (dueOn, days)
    while left > 0 {
      day = day.adding(days: step)
      if try calendar.isWorkingDay(day) { left -= 1 }
    }
    return day
  }

  /// The least number of civil days from the due day to ``day(dueOn:calendar:)``, negative before
  /// it: what a search for follow-ups may start from, whatever the calendar. Nil for one at the start.
  public var earliestOffset: Int? {
    switch (side, counting) {
    case (.start, _): nil
    case (.on, _): 0
    case (.after, _): days
    case (.before, .calendar): -days
    // Rest days are fewer than the days worked, but for one run of festivals.
    case (.before, .working): -(2 * days + 14)
    }
  }
}

/// Whom a follow-up is for.
public enum Recipient: String, CaseIterable, Hashable, Sendable {
  case firm, worker, body, leader

  public var title: Bilingual {
    switch self {
    case .firm: Bilingual(zh: "用人单位", en: "firm")
    case .worker: Bilingual(zh: "劳动者", en: "worker")
    case .body: Bilingual(zh: "责任主体", en: "body")
    case .leader: Bilingual(zh: "领导", en: "leader")
    }
  }
}

/// The words in braces that a follow-up's text may hold; none of them is personal data.
public enum ReminderText {
  /// `{case}` the case number, `{clock}` the clock's title, `{due}` the due day, `{body}` the
  /// responsible body.
  public static let placeholders = ["case", "clock", "due", "body"]

  /// The words in braces of a text, in order; a brace that is not closed ends the list with what
  /// follows it.
  public static func words(in text: String) -> [String] {
    text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().map { part in
      String(part.prefix { $0 != "}" })
    }
  }

  public static func text(
    _ template: String, caseNo: String, clock: String, due: Day, body: String
  ) -> String {
    let parts = template.split(separator: "{", omittingEmptySubsequences: false)
    return parts.dropFirst().reduce(into: String(parts.first ?? "")) { text, part in
      let word = part.prefix { $0 != "}" }
      switch word {
      case "case": text += caseNo
      case "clock": text += clock
      case "due": text += due.description
      case "body": text += body
      default: text += "{\(word)}"
      }
      text += part.dropFirst(word.count + 1)
    }
  }
}

/// A follow-up that a case's clock demands, once.
public struct CaseReminder: Hashable, Sendable {
  public let clock: String
  public let round: Int
  /// The round's first day, and its place among the clock's rounds of that day, from 1: they stay
  /// when an event with an earlier day shifts the rounds' numbers.
  public let startsOn: Day
  public let sameDay: Int
  /// Which of the clock's follow-ups, from 1.
  public let step: Int
  public let recipient: Recipient
  /// The body, or the leader's level; nil for the worker, and for the firm, which the case's events do not
  /// name.
  public let addressee: String?
  /// The body that had the case at its moment; nil while none was named, or another county had it.
  public let about: String?
  /// Whether who is told or what depends on ``about``.
  public let namesBody: Bool
  public let dueOn: Day
  public let text: Bilingual
  /// The beginning of its day, or the later moment from which it had to be sent.
  public let effectiveAt: Instant
  /// Why nobody needs to be told any more, as the case stands; nil where somebody does.
  public let overtaken: ReminderWithdrawal?

  public init(
    clock: String, round: Int, startsOn: Day, sameDay: Int, step: Int, recipient: Recipient,
    addressee: String?, about: String?, namesBody: Bool, dueOn: Day, text: Bilingual,
    effectiveAt: Instant,
    overtaken: ReminderWithdrawal? = nil
  ) {
    self.clock = clock
    self.round = round
    self.startsOn = startsOn
    self.sameDay = sameDay
    self.step = step
    self.recipient = recipient
    self.addressee = addressee
    self.about = about
    self.namesBody = namesBody
    self.dueOn = dueOn
    self.text = text
    self.effectiveAt = effectiveAt
    self.overtaken = overtaken
  }
}

/// Why a follow-up is not sent any more, or should not have been.
public enum ReminderWithdrawal: String, CaseIterable, Hashable, Sendable {
  /// By what was recorded since it was never due: its clock had ended before its moment, had another
  /// due day or never began, or another body had the case at its moment.
  case undue
  /// Its clock ended before it went out, in time or late.
  case answered
  /// The case left the body whose clock it is, or who is told; or it asked for a body to be named, or a
  /// county, and a body has the case now.
  case left
  /// It promised or asked with the start for something by a day that has passed.
  case past
  /// It told somebody outside, with the start, of a case under way that is settled or withdrawn now.
  case settled
  /// It was for a firm that the case is not about any more.
  case otherFirm = "other-firm"

  /// One that was sent should not have been: somebody has to call.
  public var isMistake: Bool { self == .undue || self == .otherFirm }

  public var title: Bilingual {
    switch self {
    case .undue: Bilingual(zh: "补记后查明本不应发", en: "it was never due, as was recorded since")
    case .answered: Bilingual(zh: "时限已结束", en: "its clock has ended")
    case .left: Bilingual(zh: "案件已改由他处负责", en: "the case is in other hands now")
    case .past: Bilingual(zh: "其日期已过", en: "its day has passed")
    case .settled: Bilingual(zh: "案件已化解或撤回", en: "the case is settled or withdrawn")
    case .otherFirm: Bilingual(zh: "案件反映的不是该单位", en: "the case is about another firm")
    }
  }
}
