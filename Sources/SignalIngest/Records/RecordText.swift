import WageDomain

/// The texts of one file's records, for rows that are set aside after they were read.
public struct RecordText {
  private let file: AgencyFile
  /// Its own: a decoder is not for two threads at once.
  private let decoder: TextDecoder
  private let mask: RecordMask

  init(file: AgencyFile, encoding: TextEncoding, mask: RecordMask) {
    self.file = file
    self.mask = mask
    decoder = TextDecoder(encoding)
  }

  /// A stretch of the file, decoded, not masked; bytes outside the file are left out.
  public func raw(_ range: Range<Int>) -> String {
    let range = range.clamped(to: 0..<file.byteCount)
    return decoder.string(UnsafeRawBufferPointer(rebasing: file.memory[range]))
  }

  /// A record, or its first ``largestRecord`` bytes and an ellipsis: one line without an end must not
  /// become a database of its own. The whole of it is in the file.
  func record(_ range: Range<Int>) -> String {
    guard range.count > Self.largestRecord else { return raw(range) }
    return raw(range.lowerBound..<(range.lowerBound + Self.largestRecord)) + RejectedRow.cutMark
  }

  /// True for the text of a record that was kept in part: it cannot be read again.
  public static func isCut(_ raw: String) -> Bool {
    raw.utf8.count >= largestRecord && raw.hasSuffix(RejectedRow.cutMark)
  }

  private static let largestRecord = RejectedRow.largestRaw

  /// Between the cells of a record.
  public var delimiter: Character { mask.delimiter }

  /// The cells of a record with their quotes; nil when a quote is left open.
  public func cells(of raw: String) -> [String]? { mask.cells(of: raw) }

  /// A record's text with its personal data hidden, as lists show it.
  public func masked(_ raw: String) -> String { mask.masked(raw) }
}
