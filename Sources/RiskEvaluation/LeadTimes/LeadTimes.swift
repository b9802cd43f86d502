internal import WageDomain

/// How long before it happened firms were first warned about.
///
/// A firm counts with its first such event ever, when that falls within the days that were scored. Its
/// warning is the first day on which its tier was raised within the horizon before the event. A lead
/// under ``fewestDays`` is too short to act on: missed, as no warning is. Being warned on the day of
/// the event or later is after the fact.
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
  /// Leads in days of the firms warned in time, ascending.
  public let leads: [Int]
  /// Warned, but fewer than ``fewestDays`` before.
  public let short: Int
  /// Warned on the day or after it, within the horizon.
  public let after: Int
  /// Never warned.
  public let none: Int
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
    var (leads, short, after, none, cut, firms) = ([Int](), 0, 0, 0, 0, 0)
    for (firm, own) in outcomes.firms where isAsked(firm) {
      guard let day = own.first(event), let begin = warned.days.first,
        let end = warned.days.last, begin < day, day <= end
      else { continue }
      firms += 1
      if let first = warned.first(firm, from: horizon.start(before: day), until: day) {
        let lead = day.days(since: first)
        if lead < Self.fewestDays { short += 1 } else { leads.append(lead) }
        if lead >= Self.fewestDays, first == begin { cut += 1 }
      } else if warned.first(firm, from: day, until: horizon.end(from: day)) != nil {
        after += 1
      } else {
        none += 1
      }
    }
    self.leads = leads.sorted()
    (self.short, self.after, self.none, self.cut, self.firms) = (short, after, none, cut, firms)
  }

  /// Of the firms warned in time: the lower quartile, the lower middle, the upper quartile.
  public var quartiles: (lower: Int, median: Int, upper: Int)? {
    guard !leads.isEmpty else { return nil }
    let last = leads.count - 1
    return (leads[last / 4], leads[last / 2], leads[(3 * last + 3) / 4])
  }

  /// The lower middle over all firms, a missed one counting 0; nil without a firm.
  public var medianWithMissed: Int? {
    guard firms > 0 else { return nil }
    let missed = firms - leads.count
    let middle = (firms - 1) / 2
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
