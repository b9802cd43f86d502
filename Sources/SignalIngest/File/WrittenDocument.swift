public import WageDomain

/// A document without lines of its own, a workbook's sheet, written out as the text of a CSV file.
public struct WrittenDocument: Sendable {
  /// Records with commas and LF, in UTF-8 without a mark.
  public var text: [UInt8]
  /// For each line of ``text`` the line of the document, e.g. the sheet's row, 1-based.
  public var lineNumbers: [Int32]
  /// What a clerk would ask about, though the rows are good.
  public var findings: [FileFinding]
  /// What keeps the document out where its header can be read: above one it is told otherwise.
  public var heldRefusal: FileRefusal?

  public init(text: [UInt8] = [], lineNumbers: [Int32] = [], findings: [FileFinding] = []) {
    self.text = text
    self.lineNumbers = lineNumbers
    self.findings = findings
  }
}

extension AgencyFile {
  /// A document that was written out; its mark says that it is UTF-8, so nothing needs proving.
  ///
  /// - Throws: ``FileRefusal`` `empty`.
  public convenience init(document: WrittenDocument, path: String) throws(FileRefusal) {
    guard !document.text.isEmpty else { throw OpenedFile.empty }
    try self.init(
      bytes: TextEncoding.utf8.mark + document.text, lineNumbers: document.lineNumbers,
      findings: document.findings, heldRefusal: document.heldRefusal, path: path)
  }
}
