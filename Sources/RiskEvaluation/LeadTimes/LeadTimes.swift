internal import WageDomain

/// How long before it happened firms were first warned about.
///
/// A firm counts with its first such event ever, when that falls within the days that were scored. Its
/// warning is the first day on which its tier was raised within the horizon before the event. A lead
/// under ``fewestDays`` is too short to act on: missed, as no warning is. Being warned on the day of
/// the event or later is after the fact. A firm that was scored on no day of the horizon before its
/// event stands apart: it was neither warned nor missed. So does, among those not warned before, one
/// whose horizon after the event was not scored to its end: never cannot be told from after the fact.
public struct LeadTimes: Hashable, Sendable {
  public enum Event: String, CaseIterable, Hashable, Sendable {
    case arrears, complaint
    case groupVisit = "group-visit"
  }

  /// Leads under it are missed.
  public static let fewestDays = 7

  public let event: Event
  /// Firms that the event came to.
  public let firms: Int
  /// Of them, those scored on no day of the horizon before it; in none of the counts below.
  public let notObserved: Int
  /// Leads in days of the firms warned in time, ascending.
  public let leads: [Int]
  /// Warned, but fewer than ``fewestDays`` before.
  public let short: Int
  /// Warned on the day or after it, within the horizon.
  public let after: Int
  /// Warned neither before nor within the horizon after it.
  public let none: Int
  /// Not warned before it, nor on a day scored after it, and the horizon after it not scored to its end.
  public let open: Int
  /// Of `leads`, those that may be longer: the firm was warned about on the first day scored.
  public let cut: Int

  /// - Parameters:
  ///   - event: what is foretold.
  ///   - outcomes: what happened to whom.
  ///   - warned: the days scored; at least two.
  ///   - horizon: how long before the event a warning is about it.
  ///   - isAsked: which firms count.
  public init(
    _ event: Event, _ outcomes: FirmOutcomes, _ warned: WarnedDays, horizon: Horizon,
    where isAsked: (Int64) -> Bool = { _ in true }
  ) {
    self.event = event
    var (leads, counts) = ([Int](), Counts())
    for (firm, own) in outcomes.firms where isAsked(firm) {
      guard let day = own.first(event), let begin = warned.days.first,
        let end = warned.days.last, begin < day, day <= end
      else { continue }
      counts.firms += 1
      let start = horizon.start(before: day)
      let over = horizon.end(from: day)
      if let first = warned.first(firm, from: start, until: day) {
        let lead = day.days(since: first)
        if lead < Self.fewestDays { counts.short += 1 } else { leads.append(lead) }
        if lead >= Self.fewestDays, first == begin { counts.cut += 1 }
      } else if !warned.isScored(firm, from: start, until: day) {
        counts.notObserved += 1
      } else if warned.first(firm, from: day, until: over) != nil {
        counts.after += 1
      } else if over <= end.adding(days: 1), warned.isScored(firm, from: day, until: over) {
        counts.none += 1
      } else {
        counts.open += 1
      }
    }
    self.leads = leads.sorted()
    (firms, notObserved, cut) = (counts.firms, counts.notObserved, counts.cut)
    (short, after, none, open) = (counts.short, counts.after, counts.none, counts.open)
  }

  private struct Counts {
    var firms = 0
    var notObserved = 0
    var short = 0
    var after = 0
    var none = 0
    var open = 0
    var cut = 0
  }

  /// What every share is of: firms scored on at least one day of the horizon before the event.
  public var observed: Int { firms - notObserved }

  /// Of the firms warned in time: the lower quartile, the lower middle, the upper quartile.
  public var quartiles: (lower: Int, median: Int, upper: Int)? {
    guard !leads.isEmpty else { return nil }
    let last = leads.count - 1
    return (leads[last / 4], leads[last / 2], leads[(3 * last + 3) / 4])
  }

  /// The lower middle over all firms observed, a missed one counting 0; nil without one.
  public var medianWithMissed: Int? {
    guard observed > 0 else { return nil }
    let missed = observed - leads.count
    let middle = (observed - 1) / 2
    return middle < missed ? 0 : leads[middle - missed]
  }
}

extension FirmOutcomes.Own {
  fileprivate func first(_ event: LeadTimes.Event) -> Day? {
    switch event {
    case .arrears: unpaidOn.first
    case .complaint: complaints.first?.receivedOn
    case .groupVisit: groupVisitOn
    }
  }
}
