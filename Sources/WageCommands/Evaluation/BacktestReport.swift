import NightlyRun
import RiskEvaluation
import WageDomain
import WageStore

/// All that a backtest of a workspace found.
struct BacktestReport {
  let asOf: Day
  let plan: CutoffPlan
  let scorecard: String
  let known: OutcomeStage.Report
  let cohorts: [Cohort]
  /// Those of the usual cohorts that cannot be judged, and why.
  let leftOut: [(cohort: CutoffCohort, why: EvaluationRefusal)]
  let warned: WarnedDays
  /// By firm; nil where no truth was given.
  let causes: [Int64: String]?
  let warnings: CheckedWarnings
  let names: BacktestNames

  /// One cohort's figures.
  struct Cohort {
    let cohort: CutoffCohort
    let judgements: [CutoffJudgement]
    let groups: [GroupBook.Figures]
    /// The list that the groups were held against.
    let capacity: VisitCapacity
    let bands: [CalibrationBook.Band]
    /// Named by the query at a cutoff, and not known then.
    let notKnownYet: Int
  }

  /// Nil with fewer than two days scored: then no lead can be told.
  var leads: [LeadTimes]? {
    guard warned.days.count > 1 else { return nil }
    return LeadTimes.Event.allCases.map {
      LeadTimes($0, known.outcomes, warned, horizon: plan.horizon)
    }
  }

  /// Leads before the first unpaid pay day by the true cause; firms without one last, under nil.
  var leadsByCause: [(cause: String?, leads: LeadTimes)] {
    guard let causes, warned.days.count > 1 else { return [] }
    let names = Set(causes.values).sorted().map(Optional.some) + [nil]
    return names.map { cause in
      (
        cause,
        LeadTimes(.arrears, known.outcomes, warned, horizon: plan.horizon) {
          causes[$0] == cause
        }
      )
    }.filter { $0.leads.firms > 0 }
  }
}

/// What checks of warnings found: last month's, and by indicator over the history.
struct CheckedWarnings {
  /// The calendar month before the day's own.
  let month: Month
  let firedInMonth: Int
  let ofMonth: WarningPrecision
  /// Over the history.
  let all: WarningPrecision
  let byIndicator: [(indicator: String, found: WarningPrecision)]

  init(_ snapshot: StoreSnapshot, asOf day: Day, months: Int) throws {
    let month = day.month.adding(months: -1)
    let warnings = try snapshot.checkedWarnings(
      from: day.month.adding(months: -months).firstDay, asOf: day)
    var (ofMonth, all) = (WarningPrecision(), WarningPrecision())
    var indicators: [String: WarningPrecision] = [:]
    for warning in warnings {
      all.add(warning.outcome)
      if warning.firedOn.month == month { ofMonth.add(warning.outcome) }
      for indicator in Set(warning.indicators) {
        indicators[indicator, default: WarningPrecision()].add(warning.outcome)
      }
    }
    self.month = month
    firedInMonth = try snapshot.firedWarnings(from: month.firstDay, to: month.lastDay)
    self.ofMonth = ofMonth
    self.all = all
    byIndicator = indicators.sorted {
      ($1.value.checked, $0.key) < ($0.value.checked, $1.key)
    }.map { ($0.key, $0.value) }
  }
}
