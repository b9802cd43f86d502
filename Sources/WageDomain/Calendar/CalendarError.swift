/// Why the work calendar does not answer.
public enum CalendarError: Error, Hashable, Sendable {
  /// No known notice names 1 January of this year, so its rest days are not known.
  case yearNotLoaded(Int)
}

extension CalendarError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .yearNotLoaded(let year):
      "calendar: found a question about \(year), a year without a known holiday notice; expected"
        + " a year the calendar file names 1 January of. Nothing was counted. Add the notice for"
        + " \(year) to calendars/cn.csv, or ask as of a day on which it was published"
    }
  }
}
