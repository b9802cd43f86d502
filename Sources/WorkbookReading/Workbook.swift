public import SignalIngest
public import WageDomain

/// The first sheet of an .xlsx workbook, as the rows of an agency file.
public enum Workbook {
  private static let oldSignature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

  /// True when the bytes, not the name, say that it is a workbook of any kind.
  public static func isWorkbook(_ file: AgencyFile) -> Bool {
    file.withBytes { bytes in
      bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
        || bytes.starts(with: oldSignature)
    }
  }

  /// Writes the first sheet out, whole, in memory: about as much as the same rows take as CSV.
  ///
  /// - Throws: `FileRefusal` with sheet and cell where there is one.
  public static func firstSheet(of file: AgencyFile) throws(FileRefusal) -> WrittenDocument {
    try file.withBytes { bytes throws(FileRefusal) in
      if bytes.starts(with: oldSignature) { throw oldKind(bytes) }
      let archive = try ZipArchive(bytes)
      try refuseOtherKinds(archive)
      let package = try Relationships(of: "", in: archive)
      let name = package.first("officeDocument") ?? "xl/workbook.xml"
      let list = SheetList()
      try XMLPart.read(name, of: archive, by: list)
      return try read(list, try Relationships(of: name, in: archive), archive)
    }
  }

  private static func read(
    _ list: SheetList, _ parts: Relationships, _ archive: ZipArchive
  ) throws(FileRefusal) -> WrittenDocument {
    guard let sheet = list.sheets.first, let target = parts.targets[sheet.relationship] else {
      throw WorkbookRefusal.damaged("a workbook without sheets")
    }
    if target.type.lowercased().contains("macrosheet") { throw WorkbookRefusal.macros }
    guard target.type == "worksheet" else {
      throw WorkbookRefusal.kind("a first sheet \(sheet.name) that is a \(target.type)")
    }
    let texts = SharedTexts()
    if let path = parts.first("sharedStrings") {
      try XMLPart.read(path, of: archive, by: texts)
    }
    let looks = CellLooks()
    if let path = parts.first("styles") { try XMLPart.read(path, of: archive, by: looks) }
    let reader = SheetReader(
      sheet: sheet.name, texts: texts, looks: looks, days: SheetDay(isFrom1904: list.isFrom1904))
    try XMLPart.read(target.path, of: archive, by: reader)
    var document = reader.writer.document
    document.findings = try findings(reader.writer, sheet, list, parts, archive)
    return document
  }

  private static func refuseOtherKinds(_ archive: ZipArchive) throws(FileRefusal) {
    let names = archive.entries.keys
    if names.contains(where: { $0.hasSuffix("vbaproject.bin") || $0.contains("/macrosheets/") }) {
      throw WorkbookRefusal.macros
    }
    guard archive["[Content_Types].xml"] != nil else {
      throw WorkbookRefusal.kind(
        archive["mimetype"] == nil ? "a zip archive that is no workbook" : "an OpenDocument file")
    }
    let types = ContentTypes()
    try XMLPart.read("[Content_Types].xml", of: archive, by: types)
    if types.hasMacros { throw WorkbookRefusal.macros }
    if types.isBinary { throw WorkbookRefusal.kind("a binary .xlsb workbook") }
    if names.contains(where: { $0.hasPrefix("word/") || $0.hasPrefix("ppt/") }) {
      throw WorkbookRefusal.kind("a document that is no workbook")
    }
  }

  /// A password makes an .xlsx an old container with one encrypted stream in it.
  private static func oldKind(_ bytes: UnsafeRawBufferPointer) -> FileRefusal {
    let encrypted = Array("EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    return bytes.firstRange(of: encrypted) != nil
      ? WorkbookRefusal.locked : WorkbookRefusal.kind("an old .xls workbook")
  }

  private static func findings(
    _ writer: SheetWriter, _ sheet: SheetList.Sheet, _ list: SheetList, _ parts: Relationships,
    _ archive: ZipArchive
  ) throws(FileRefusal) -> [FileFinding] {
    var findings: [FileFinding] = []
    if sheet.isHidden {
      findings.append(
        finding(
          .hiddenSheet, "sheet \(sheet.name), hidden, was read", "a first sheet that is shown"))
    }
    if writer.hiddenRows > 0 {
      findings.append(
        finding(
          .hiddenRows,
          "\(writer.hiddenRows) hidden rows in sheet \(sheet.name), read like the others",
          "rows that are shown"))
    }
    for other in list.sheets.dropFirst() {
      guard let target = parts.targets[other.relationship], target.type == "worksheet" else {
        continue
      }
      let peek = SheetPeek()
      try XMLPart.read(target.path, of: archive, by: peek)
      if peek.isDone {
        findings.append(
          finding(.moreSheets, "sheet \(other.name) with values, not read", "one sheet"))
      }
    }
    return findings
  }

  private static func finding(
    _ code: FindingCode, _ found: String, _ expected: String
  ) -> FileFinding {
    FileFinding(
      code: code.rawValue, line: nil, column: nil, found: found, expected: expected)
  }
}
