public import WageDomain

/// A header kept as text beside the rejects of its file.
public struct KeptHeader {
  private let header: HeaderLine
  private let schema: FeedSchema
  private let mask: RecordMask
  private let text: String

  /// - Returns: nil for a text that is no header of the feed as its schema is today.
  public init?(_ text: String, schema: FeedSchema) {
    let header = Array(text.utf8).withUnsafeBufferPointer { bytes in
      bytes.baseAddress.flatMap { base in
        try? HeaderLine.read(
          base, from: 0, count: bytes.count, decoder: TextDecoder(.utf8), schema: schema,
          lineNumbers: nil)
      }
    }
    guard let header else { return nil }
    self.header = header
    self.schema = schema
    self.text = text
    mask = RecordMask(header, of: schema)
  }

  /// As lists may show it: names that may be data are numbers.
  public var shown: String {
    header.shownNames.contains { $0.hasPrefix("#") }
      ? header.shownNames.joined(separator: String(mask.delimiter)) : text
  }

  /// True of the header of corrected rejects, whose rows name those that they correct.
  var namesRejects: Bool { header.fields.contains(.rejectId) }

  /// The fields it names, in its order, without those about the row itself.
  var fields: [FeedField] {
    header.fields.compactMap(\.self).filter { schema.field($0.name) != nil }
  }

  /// What was found in a row set aside, with the value as it stood in the file.
  ///
  /// - Parameters:
  ///   - found: as it is kept, masked.
  ///   - column: the column at fault; nil for the row.
  ///   - raw: the row, not masked.
  /// - Returns: `found` where it does not begin with the masked cell, as of a row without columns.
  public func unmasked(_ found: Bilingual, in column: String?, of raw: String) -> Bilingual {
    guard let index = header.fields.firstIndex(where: { $0?.name == column }),
      let field = header.fields[index], let cells = mask.cells(of: raw),
      cells.count == header.fields.count
    else { return found }
    let cell = Self.value(of: cells[index])
    let masked = schema.masked(cell, in: field)
    guard !masked.isEmpty, found.zh.hasPrefix(masked), found.en.hasPrefix(masked) else {
      return found
    }
    return Bilingual(
      zh: cell + found.zh.dropFirst(masked.count), en: cell + found.en.dropFirst(masked.count))
  }

  private static func value(of cell: String) -> String {
    guard cell.count > 1, cell.hasPrefix("\""), cell.hasSuffix("\"") else { return cell }
    return String(cell.dropFirst().dropLast()).replacing("\"\"", with: "\"")
  }
}

extension FeedSchemas {
  /// A header kept as text.
  ///
  /// - Parameters:
  ///   - text: nil where none was kept.
  ///   - feed: as the ledger names it.
  /// - Returns: nil for no text, an unknown feed, or a text that is no header of the feed today.
  public func keptHeader(_ text: String?, of feed: String) -> KeptHeader? {
    guard let text, let schema = Feed(rawValue: feed).flatMap({ self[$0] }) else { return nil }
    return KeptHeader(text, schema: schema)
  }

  /// True of the header of a file of corrected rejects.
  public func isOfCorrections(_ header: String, _ feed: Feed) -> Bool {
    let names = [FeedField.rejectId.name, FeedField.rejectId.title]
    return names.contains(where: header.contains)
      && keptHeader(header, of: feed.rawValue)?.namesRejects ?? false
  }
}

extension FeedSchema {
  /// A value as a finding may show it, with what may be a name hidden where the feed has persons.
  public func shown(_ value: String, in column: String) -> String {
    field(column).map { masked(value, in: $0) } ?? value
  }

  /// The fields that a header kept as text names, in its order, without those about the row itself.
  ///
  /// - Returns: none for a text that is no header of the feed as its schema is today.
  public func fields(ofHeader text: String) -> [FeedField] {
    KeptHeader(text, schema: self)?.fields ?? []
  }

  /// A cell as findings about its row may show it.
  func masked(_ cell: String, in field: FeedField) -> String {
    let text = Masking.masked(cell, as: field.personal)
    return hasPersonalData ? Masking.hidingSlips(text, in: field) : text
  }
}
