extension WorkCalendar {
  /// The calendar as it stood before each day on which a notice was published, latest first; the
  /// last one knows no notice.
  public var earlier: [WorkCalendar] {
    let name = version.split(separator: "@").first.map(String.init) ?? ""
    return Set(notices.map(\.publishedOn)).sorted(by: >).map {
      WorkCalendar(entries: notices, asOf: $0.adding(days: -1), name: name)
    }
  }

  /// What notices arrange within `days` that another calendar did not know, or knew differently.
  ///
  /// - Returns: the arrangements in force here, ascending by day.
  public func changes(since other: WorkCalendar, in days: ClosedRange<Day>) -> [CalendarEntry] {
    let before = Dictionary(
      other.arrangements.map { ($0.day, $0.kind) }, uniquingKeysWith: { $1 })
    return arrangements.filter { days.contains($0.day) && before[$0.day] != $0.kind }
  }
}
