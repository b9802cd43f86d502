/// One day that a holiday notice arranges: off, or to be worked although it may be a weekend day.
///
/// - Source: the State Council's yearly 部分节假日安排的通知 and its amendments.
public struct CalendarEntry: Hashable, Sendable {
  /// What the notice makes of the day.
  public enum Kind: String, CaseIterable, Sendable {
    /// A festival or a day off that joins it to a weekend.
    case off
    /// A working day, most often a Saturday or Sunday worked in exchange (调休上班).
    case work
  }

  public let day: Day
  public let kind: Kind
  /// In Chinese as the notice names it, e.g. `春节`.
  public let festival: String
  /// The notice's own number, e.g. `国办发明电〔2019〕16号`.
  public let noticeNo: String
  /// The day the notice was made public; a calendar as of an earlier day does not know it.
  public let publishedOn: Day

  public init(day: Day, kind: Kind, festival: String, noticeNo: String, publishedOn: Day) {
    self.day = day
    self.kind = kind
    self.festival = festival
    self.noticeNo = noticeNo
    self.publishedOn = publishedOn
  }
}
