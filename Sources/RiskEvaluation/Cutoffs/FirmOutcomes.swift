public import WageDomain

/// What became of firms, as it was known on one day: the source of every label.
public struct FirmOutcomes: Sendable {
  /// One firm's.
  public struct Own: Hashable, Sendable {
    /// Pay days whose wages are unpaid, oldest first.
    public var unpaidOn: [Day] = []
    /// Complaints about unpaid wages, by the day on which they were received.
    public var complaints: [Complaint] = []
    /// The first day on which a group came: a complaint of many persons, or a group incident.
    public var groupVisitOn: Day?

    public init() {}
  }

  /// A complaint about unpaid wages.
  public struct Complaint: Hashable, Comparable, Sendable {
    public let receivedOn: Day
    /// Since when the office knew that it is about this firm.
    public let knownOn: Day

    public init(receivedOn: Day, knownOn: Day) {
      self.receivedOn = receivedOn
      self.knownOn = knownOn
    }

    public static func < (left: Complaint, right: Complaint) -> Bool {
      (left.receivedOn, left.knownOn) < (right.receivedOn, right.knownOn)
    }
  }

  private var own: [Int64: Own]
  /// The firms that count as others by now.
  private let survivors: [Int64: Int64]
  /// The first day of which anything is known; nil where nothing is.
  public let firstDay: Day?
  /// The last day up to which every pay day is judged; nil where payroll never came.
  public let arrearsUntil: Day?
  /// The last day that the complaints cover; nil where they never came.
  public let complaintsUntil: Day?

  public init(
    own: [Int64: Own], survivors: [Int64: Int64], firstDay: Day?, arrearsUntil: Day?,
    complaintsUntil: Day?
  ) {
    self.own = own
    self.survivors = survivors
    self.firstDay = firstDay
    self.arrearsUntil = arrearsUntil
    self.complaintsUntil = complaintsUntil
  }

  /// Of a firm that has nothing to its name an empty one.
  public subscript(firm: Int64) -> Own { own[survivors[firm] ?? firm] ?? Own() }

  /// The firms with an outcome, by id.
  public var firms: [(id: Int64, own: Own)] {
    own.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

/// What counts as coming true.
public enum OutcomeLabel: String, CaseIterable, Hashable, Sendable {
  /// A complaint about unpaid wages.
  case complaint
  /// A pay day whose wages are unpaid.
  case arrears
  case either
}

extension FirmOutcomes {
  /// The first day in the window on which the label came true; nil when it did not.
  ///
  /// A complaint that was known by the cutoff is no forecast: it does not count.
  ///
  /// - Parameters:
  ///   - label: what counts.
  ///   - firm: by `firm.id`.
  ///   - cutoff: the first day of the window.
  ///   - end: the first day after it.
  /// - Returns: that day.
  public func day(of label: OutcomeLabel, firm: Int64, from cutoff: Day, until end: Day) -> Day? {
    let own = self[firm]
    let unpaid = own.unpaidOn.first { cutoff <= $0 && $0 < end }
    let complaint = own.complaints.first {
      cutoff <= $0.receivedOn && $0.receivedOn < end && $0.knownOn > cutoff
    }?.receivedOn
    return switch label {
    case .arrears: unpaid
    case .complaint: complaint
    case .either: [unpaid, complaint].compactMap(\.self).min()
    }
  }

  /// Whether a pay day before `day` is unpaid, as it is known now.
  func owed(_ firm: Int64, before day: Day) -> Bool {
    self[firm].unpaidOn.first.map { $0 < day } ?? false
  }

  /// The last day of which the label is known; nil where a feed behind it never came.
  public func lastDay(of label: OutcomeLabel) -> Day? {
    switch label {
    case .arrears: arrearsUntil
    case .complaint: complaintsUntil
    case .either: arrearsUntil.flatMap { day in complaintsUntil.map { min(day, $0) } }
    }
  }
}
