import CaseAssessment
import WageDomain
import WageReports
import WageStore

/// The cases as far as their events were recorded by a day, read once for a report.
struct KnownCases {
  let cases: [AssessedCase]
  /// Of each case in the order of recording.
  private let recorded: [[RecordedEvent]]

  init(_ snapshot: StoreSnapshot, knownBy day: Day?) throws {
    recorded = try snapshot.recordedCases(knownBy: day)
    cases = recorded.compactMap { own in
      own.first.map { AssessedCase(caseNo: $0.caseNo, events: own.map(\.event)) }
    }
  }

  /// What a report of events that took effect by `cutoff` was made from.
  func basis(_ policy: String, period: AssessmentPeriod, by cutoff: Day) -> ReportBasis {
    let counted = recorded.flatMap { own in
      let isThere = own.prefix(1).map(\.event).openedOn.map { $0 <= cutoff } ?? false
      return isThere ? own.filter { $0.event.effectiveAt.day <= cutoff } : []
    }
    let last = counted.max { $0.seq < $1.seq }
    return ReportBasis(
      policy: policy, lastEvent: last?.seq, hash: last?.hash,
      typedLate: counted.count { $0.recordedAt.day > period.lastDay })
  }
}
