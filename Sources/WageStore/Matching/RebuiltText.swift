internal import WageDomain

/// A row of a monthly feed without a code, put together from what the store keeps of it, under a
/// header of its own: as good as the agency's text for reading it again.
enum RebuiltText {
  static func header(_ feed: Feed) -> String {
    (["account_no", "name", "month", "known_on"] + Measure.measures(of: feed).map(\.column))
      .joined(separator: ",")
  }

  /// `values` are in stored units, one a measure of the feed.
  static func record(
    _ feed: Feed, account: String?, name: String?, month: Month, knownOn: String,
    values: [Int64?]
  ) -> String {
    let cells = zip(Measure.measures(of: feed), values).map { measure, value in
      value.map { number($0, measure.unit) } ?? ""
    }
    return
      ([quoted(account), quoted(name), month.description, knownOn] + cells).joined(separator: ",")
  }

  private static func quoted(_ text: String?) -> String {
    "\"" + (text ?? "").replacing("\"", with: "\"\"") + "\""
  }

  /// As an agency writes it: yuan, kWh and m3 with decimals.
  private static func number(_ value: Int64, _ unit: Measure.Unit) -> String {
    switch unit {
    case .fen: decimal(value, 100, digits: 2)
    case .wattHours, .litres: decimal(value / 10, 100, digits: 2)
    case .persons, .days, .flag: String(value)
    }
  }

  private static func decimal(_ value: Int64, _ parts: Int64, digits: Int) -> String {
    let rest = value.magnitude % UInt64(parts)
    return (value < 0 ? "-" : "") + "\(value.magnitude / UInt64(parts))."
      + padded(Int(rest), digits)
  }
}
