public import WageDomain

/// A report as it is read: a title, lines, tables. Case numbers, bodies and firms only, nobody's name.
public struct ReportDocument: Hashable, Sendable {
  public let title: Bilingual
  /// Below the title: the district's day, what counts.
  public let lines: [Bilingual]
  public let sections: [ReportSection]

  public init(title: Bilingual, lines: [Bilingual], sections: [ReportSection]) {
    self.title = title
    self.lines = lines
    self.sections = sections
  }
}

/// A heading with lines, pictures and at most one table.
public struct ReportSection: Hashable, Sendable {
  public let heading: Bilingual
  public let lines: [Bilingual]
  /// Drawn on pages only: Markdown has the table's numbers.
  public let pictures: [ReportPicture]
  public let table: ReportTable?

  public init(
    heading: Bilingual, lines: [Bilingual] = [], pictures: [ReportPicture] = [],
    table: ReportTable? = nil
  ) {
    self.heading = heading
    self.lines = lines
    self.pictures = pictures
    self.table = table
  }
}

/// A table of a report.
public struct ReportTable: Hashable, Sendable {
  public let columns: [ReportColumn]
  public let rows: [ReportRow]

  public init(columns: [ReportColumn], rows: [ReportRow]) {
    self.columns = columns
    self.rows = rows
  }
}

/// A column's title, and whether it holds numbers.
public struct ReportColumn: Hashable, Sendable {
  public let title: Bilingual
  public let isNumber: Bool

  public init(_ title: Bilingual, isNumber: Bool = false) {
    self.title = title
    self.isNumber = isNumber
  }

  public init(zh: String, en: String, isNumber: Bool = false) {
    self.init(Bilingual(zh: zh, en: en), isNumber: isNumber)
  }
}

/// A row's cells, one a column.
public struct ReportRow: Hashable, Sendable {
  public let cells: [Bilingual]
  public let weight: Weight

  /// How a row stands out on paper.
  public enum Weight: String, Hashable, Sendable {
    case plain, total, warning
  }

  public init(_ cells: [Bilingual], weight: Weight = .plain) {
    self.cells = cells
    self.weight = weight
  }
}
