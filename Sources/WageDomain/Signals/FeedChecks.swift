/// What a clerk would look at in a file of a feed though its rows are good. Findings, never
/// refusals; the thresholds stand in the feed's schema.
public struct FeedChecks: Hashable, Sendable {
  /// Numbers of data rows at which exports are known to be cut off.
  public var rowCaps = [20_000, 65_535, 65_536, 1_048_575, 1_048_576]
  /// A month with less than this share of the rows usual before it is short, in basis points.
  public var shortShareBp = 5_000
  /// Months before it that are looked at, for its rows and for its units.
  public var historyMonths = 3
  /// With fewer rows a month, a short one is chance.
  public var shortMinimumRows = 50
  /// How many times a column grows or shrinks when its unit is mistaken.
  public var unitFactors: [Int64] = [1_000, 10_000]
  /// Accounts or firms with a history that a changed unit must show in.
  public var unitMinimumSeries = 10
  /// A file of which this share of the rows, in basis points, is of accounts or firms that the feed
  /// never had is told, once the feed has months of as many rows.
  public var newShareBp = 9_000
  /// With fewer rows new ones are chance.
  public var newMinimumRows = 50
  /// Columns of few values, of which a new one is worth a question.
  public var codedColumns: [String] = []
  /// A column with more values is not coded after all.
  public var mostCodedValues = 200
  /// Words that the cells of a test row begin with.
  public var testWords = ["测试", "test"]
  /// Columns in which five or more equal characters are a test.
  public var repeatedColumns: [String] = []

  public init() {}

  /// Lines listed of one kind of finding; the rest is told as a number.
  public static let mostListed = 10
}
