/// Why the work calendar does not answer.
public enum CalendarError: Error, Hashable, Sendable {
  /// No known notice names 1 January of this year, so its rest days are not known.
  case yearNotLoaded(Int)
}

extension CalendarError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .yearNotLoaded(let year):
      """
      the calendar has no holiday notice for \(year): its working days are not known. \
      Nothing was counted.
        Add the State Council's notice for \(year) to the calendar file (policies/calendar.csv in a \
      workspace), or ask as of a day on which it was published.
      """
    }
  }
}
