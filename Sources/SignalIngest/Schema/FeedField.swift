import WageDomain

/// One column of an agency file, as its schema declares it.
public struct FeedField: Hashable, Sendable {
  /// The English name: header, column of ``FeedBatch`` and policy files.
  public let name: String
  /// The Chinese title, the other spelling of the header.
  public let title: String
  public let kind: Kind
  /// Both the column and the cell of every row must be there.
  public let isRequired: Bool
  /// As the schema writes it: `yuan`, `kWh`, `m3`, `persons`; nil when the column has none.
  public let unit: String?
  public let personal: PersonalData?
  /// The row's month, day or moment: no row may be known before it.
  public let happens: Bool
  /// The column of the row that this month or day cannot begin after; nil when there is none.
  public let notAfter: String?
  /// A number or code that tells one thing from another: one identifier in every width and with
  /// whatever a program put around it unseen.
  public let isIdentifier: Bool
  /// 无, 不详 or a stroke in it is an empty cell (``FillerWords``), as in every identifier.
  public let mayBeFiller: Bool
  /// The words that make such a cell.
  let fillers: FillerWords
  /// An identifier in which zeros alone are one, too: an account, the number of a document.
  public let zeroFills: Bool
  /// Values that an open list usually has; no name of a person, though as short as one.
  public let usual: [String]

  /// How cells are checked and what a ``FeedBatch`` then holds.
  public enum Kind: Hashable, Sendable {
    case text
    /// 18 characters with both check digits proven.
    case creditCode
    case townCode
    case industryCode
    case month
    case day
    case instant
    case boolean
    case oneOf([String])
    case number(NumberRule)
  }

  /// What a number may be. Bounds are in the stored unit.
  public struct NumberRule: Hashable, Sendable {
    /// The most decimals a cell may have.
    public let decimals: Int
    /// Decimal digits of the stored unit: 2 stores fen, 3 stores Wh and litres, 0 counts.
    public let storedDecimals: Int
    public let minimum: Int64?
    public let maximum: Int64?
  }

  /// A month, a day or a moment.
  public var isDated: Bool { kind == .month || kind == .day || kind == .instant }

  /// `name (title)`, both spellings of the header.
  public var bothNames: String { "\(name) (\(title))" }
}

extension FeedField {
  /// The column by which a corrected row names the reject it corrects; every feed may carry it.
  public static let rejectId = FeedField(
    name: FeedBatch.rejectId, title: "退回编号",
    kind: .number(NumberRule(decimals: 0, storedDecimals: 0, minimum: 1, maximum: nil)),
    isRequired: false, unit: nil, personal: nil, happens: false, notAfter: nil,
    isIdentifier: false, mayBeFiller: false, fillers: .ofNames, zeroFills: false, usual: [])
}
