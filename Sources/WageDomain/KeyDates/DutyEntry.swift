/// Who is on duty on a day (值班).
public struct DutyEntry: Hashable, Sendable {
  public let day: Day
  public let person: String
  /// The office or body that the person is from.
  public let body: String
  /// Protected: lists show it masked.
  public let phone: String

  public init(day: Day, person: String, body: String, phone: String) {
    self.day = day
    self.person = person
    self.body = body
    self.phone = phone
  }
}
