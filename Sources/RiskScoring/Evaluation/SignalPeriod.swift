import WageDomain

/// A month, or January and February together, as columns of a block.
///
/// Spring Festival falls in January or February, so the two together always hold it.
struct SignalPeriod {
  let year: Int
  /// 1 for January and February.
  let monthOfYear: Int
  let first: Int

  var isSpringFestival: Bool { monthOfYear == 1 }
  var monthCount: Int { isSpringFestival ? 2 : 1 }
  var columns: [Int] { isSpringFestival ? [first, first + 1] : [first] }

  /// The sum over the months; nil when a month has no row.
  func value(_ firm: Int, _ matrix: MeasureMatrix) -> Int64? {
    let value = matrix[firm, first]
    guard value != SignalBlock.absent else { return nil }
    guard isSpringFestival else { return value }
    let second = matrix[firm, first + 1]
    return second == SignalBlock.absent ? nil : value + second
  }

  func isEarlierYear(of period: SignalPeriod) -> Bool {
    monthOfYear == period.monthOfYear && year < period.year
      && period.year - year <= DropKind.earlierYears
  }

  /// `2026-09`, or `2026-01/02`.
  func label(_ calendar: SignalCalendar) -> String {
    calendar.month(first).description + (isSpringFestival ? "/02" : "")
  }

  /// The periods all of whose months are in `columns`, oldest first.
  static func complete(_ columns: [Int], _ calendar: SignalCalendar) -> [SignalPeriod] {
    let usable = Set(columns)
    return columns.compactMap { column in
      let month = calendar.month(column)
      if month.monthOfYear == 2 { return nil }
      if month.monthOfYear == 1, !usable.contains(column + 1) { return nil }
      return SignalPeriod(year: month.year, monthOfYear: month.monthOfYear, first: column)
    }
  }
}

extension SignalCalendar {
  /// The months of columns, oldest first, each once; of a measure of projects those of the project
  /// that ``SiteEvaluator`` names.
  func evidence(_ measure: Measure, _ columns: [Int]) -> [EvidenceSource] {
    Set(columns).sorted().map {
      measure.isOfProjects
        ? .site(measure, SiteEvaluator.unnamed, month($0)) : .month(measure.feed, month($0))
    }
  }
}

extension SignalCalendar {
  /// Two lists as one, oldest first, then by feed or measure, each entry once.
  func merged(_ left: [EvidenceSource], _ right: [EvidenceSource]) -> [EvidenceSource] {
    let months = Set(left + right).compactMap { source -> (Month, String, EvidenceSource)? in
      switch source {
      case .month(let feed, let month): (month, feed.rawValue, source)
      case .site(let measure, _, let month): (month, measure.name, source)
      case .event, .payment: nil
      }
    }
    return months.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
  }
}
