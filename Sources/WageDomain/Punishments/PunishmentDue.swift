/// What an entry of the list asks for, and by when.
public struct PunishmentDue: Hashable, Sendable {
  public enum What: String, CaseIterable, Hashable, Sendable {
    case publish
    /// It may be removed early from this day on.
    case repairOver = "repair-over"
    /// The last day of the term: then it is removed or renewed.
    case termEnds = "term-ends"

    public var title: Bilingual {
      switch self {
      case .publish: Bilingual(zh: "公布期限", en: "publish by")
      case .repairOver: Bilingual(zh: "可提前移出", en: "may be removed early from")
      case .termEnds: Bilingual(zh: "期限届满", en: "term ends on")
      }
    }
  }

  public let what: What
  /// Nil while ``missingYear`` has no holiday notice.
  public let on: Day?
  public let missingYear: Int?

  public init(what: What, on: Day?, missingYear: Int? = nil) {
    self.what = what
    self.on = on
    self.missingYear = missingYear
  }
}

extension PunishmentPolicy {
  /// What an entry asks for; nothing once removed. In the order of ``PunishmentDue/What``.
  public func dues(of status: PunishmentStatus, calendar: WorkCalendar) -> [PunishmentDue] {
    guard status.state != .removed else { return [] }
    var dues: [PunishmentDue] = []
    if status.state == .entered {
      let count = ClockCount(from: status.enteredOn, rule: publication, calendar: calendar)
      dues.append(
        PunishmentDue(what: .publish, on: count.dueOn, missingYear: count.missingYear))
    }
    if let from = status.removableFrom { dues.append(PunishmentDue(what: .repairOver, on: from)) }
    return dues + [PunishmentDue(what: .termEnds, on: status.endsOn)]
  }

  /// From when on an entry may be removed early. Paid before the decision, the months count from the
  /// decision: nobody is removed early that was not listed for so long.
  public func removableFrom(paidOn: Day, enteredOn: Day) -> Day {
    repair.lastDay(from: max(paidOn, enteredOn)).adding(days: 1)
  }
}
