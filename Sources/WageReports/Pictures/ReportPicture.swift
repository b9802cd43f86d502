public import WageDomain

/// A picture of a report, drawn as SVG from whole numbers: the same bytes on every machine, and no font
/// but the reader's own.
public struct ReportPicture: Hashable, Sendable {
  /// What is drawn.
  public enum Form: Hashable, Sendable {
    case lines
    case bars
  }

  /// Values under one name, in millionths; nil where there is none.
  public struct Series: Hashable, Sendable {
    public let name: Bilingual
    public let values: [Int64?]

    public init(_ name: Bilingual, _ values: [Int64?]) {
      self.name = name
      self.values = values
    }
  }

  public let title: Bilingual
  public let form: Form
  /// Along the foot, one for each value.
  public let labels: [Bilingual]
  /// Of bars the first is drawn as bars, the others as marks above them.
  public let series: [Series]
  public let unit: PictureUnit
  /// Where the axis begins, in millionths; lower where a value is.
  public let lowest: Int64
  /// Of bars, from where to where each value may lie.
  public let ranges: [(low: Int64, high: Int64)?]

  public init(
    title: Bilingual, form: Form, labels: [Bilingual], series: [Series], unit: PictureUnit,
    lowest: Int64 = 0, ranges: [(low: Int64, high: Int64)?] = []
  ) {
    self.title = title
    self.form = form
    self.labels = labels
    self.series = series
    self.unit = unit
    self.lowest = lowest
    self.ranges = ranges
  }

  public static func == (left: ReportPicture, right: ReportPicture) -> Bool {
    left.svg(.chinese) == right.svg(.chinese) && left.svg(.english) == right.svg(.english)
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(svg(.english)) }

  /// Nothing to draw: no value at all.
  public var isEmpty: Bool { series.allSatisfy { $0.values.allSatisfy { $0 == nil } } }
}
