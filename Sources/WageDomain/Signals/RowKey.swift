/// What a row of a feed is about: the columns of its key with their values, spelled in one way.
///
/// Two rows of a feed with the same key speak of the same thing.
public struct RowKey: Hashable, Sendable {
  /// By column: codes in upper case, days `YYYY-MM-DD`, months `YYYY-MM`.
  public let values: [String: String]

  /// - Parameter values: empty cells are left out.
  public init(_ values: [String: String]) { self.values = values }

  /// - Parameter text: as ``text`` gives it.
  public init?(text: String) {
    var values: [String: String] = [:]
    for part in text.split(separator: Self.separator) {
      guard let equals = part.firstIndex(of: "=") else { return nil }
      values[String(part[..<equals])] = String(part[part.index(after: equals)...])
    }
    self.values = values
  }

  /// `column=value` for each column, the month first, the others in alphabetical order.
  public var text: String {
    values.sorted {
      (Self.months.contains($0.key) ? 0 : 1, $0.key) < (
        Self.months.contains($1.key) ? 0 : 1, $1.key
      )
    }
    .map { "\($0.key)=\($0.value)" }.joined(separator: String(Self.separator))
  }

  /// The same for people, the parts set apart by spaces.
  public var shown: String { text.replacing(String(Self.separator), with: " ") }

  /// What the texts of a monthly feed's keys of one month begin with.
  public static func prefix(of feed: Feed, month: Month) -> String {
    "\(feed == .payroll ? "wage_month" : "month")=\(month)\(separator)"
  }

  private static let months: Set<String> = ["month", "wage_month"]

  /// No file can hold it in a cell that is accepted.
  private static let separator: Character = "\u{1F}"

  /// The key's own columns among those that the row fills; nil when they do not make a key.
  ///
  /// A row with an account is about the account, whichever firm it names; without one about the firm.
  public static func columns(of feed: Feed, filled: (String) -> Bool) -> [String]? {
    let needed: [String]
    switch feed {
    case .electricity, .water, .gas:
      needed = [filled("account_no") ? "account_no" : "credit_code", "month"]
    case .tax, .socialInsurance, .property, .loans: needed = ["credit_code", "month"]
    case .payroll:
      needed =
        ["credit_code", "wage_month", "paid_on"] + (filled("batch_no") ? ["batch_no"] : [])
    case .firms: needed = ["credit_code"]
    case .projects: needed = ["project_code"]
    case .wageAccount: needed = ["transaction_no"]
    case .complaints: needed = ["complaint_no"]
    case .attendance: needed = ["project_code", "month"]
    case .disbursement: needed = ["project_code", "due_on"]
    case .sixSystems: needed = ["project_code", "checked_on"]
    case .inspections: needed = ["inspection_no"]
    case .judicial: needed = ["case_no", "credit_code"]
    case .gridReports: needed = ["report_no"]
    }
    return needed.allSatisfy(filled) ? needed : nil
  }
}
