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
      throw WorkbookRefusal.damaged(Bilingual(zh: "工作簿没有工作表", en: "a workbook without sheets"))
    }
    if target.type.lowercased().contains("macrosheet") { throw WorkbookRefusal.macros }
    guard target.type == "worksheet" else {
      throw WorkbookRefusal.kind(
        Bilingual(
          zh: "首个工作表 \(sheet.name) 的类型是 \(target.type)",
          en: "a first sheet \(sheet.name) that is a \(target.type)"))
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
        archive["mimetype"] == nil
          ? Bilingual(zh: "压缩包，不是工作簿", en: "a zip archive that is no workbook")
          : Bilingual(zh: "OpenDocument 文件", en: "an OpenDocument file"))
    }
    let types = ContentTypes()
    try XMLPart.read("[Content_Types].xml", of: archive, by: types)
    if types.hasMacros { throw WorkbookRefusal.macros }
    if types.isBinary {
      throw WorkbookRefusal.kind(Bilingual(zh: "二进制 .xlsb 工作簿", en: "a binary .xlsb workbook"))
    }
    if names.contains(where: { $0.hasPrefix("word/") || $0.hasPrefix("ppt/") }) {
      throw WorkbookRefusal.kind(Bilingual(zh: "不是工作簿的文档", en: "a document that is no workbook"))
    }
  }

  /// A password makes an .xlsx an old container with one encrypted stream in it.
  private static func oldKind(_ bytes: UnsafeRawBufferPointer) -> FileRefusal {
    let encrypted = Array("EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    return bytes.firstRange(of: encrypted) != nil
      ? WorkbookRefusal.locked
      : WorkbookRefusal.kind(Bilingual(zh: "旧版 .xls 工作簿", en: "an old .xls workbook"))
  }

  private static func findings(
    _ writer: SheetWriter, _ sheet: SheetList.Sheet, _ list: SheetList, _ parts: Relationships,
    _ archive: ZipArchive
  ) throws(FileRefusal) -> [FileFinding] {
    var findings: [FileFinding] = []
    if sheet.isHidden {
      findings.append(
        finding(
          .hiddenSheet,
          Bilingual(zh: "已读取隐藏的工作表 \(sheet.name)", en: "sheet \(sheet.name), hidden, was read"),
          Bilingual(zh: "首个工作表不隐藏", en: "a first sheet that is shown")))
    }
    if writer.hiddenRows > 0 {
      findings.append(
        finding(
          .hiddenRows,
          Bilingual(
            zh: "工作表 \(sheet.name) 有 \(writer.hiddenRows) 个隐藏行，照常读取",
            en:
              "\(writer.hiddenRows.counted("hidden row")) in sheet \(sheet.name), read like any other"
          ),
          Bilingual(zh: "行不隐藏", en: "rows that are shown")))
    }
    for other in list.sheets.dropFirst() {
      guard let target = parts.targets[other.relationship], target.type == "worksheet" else {
        continue
      }
      let peek = SheetPeek()
      try XMLPart.read(target.path, of: archive, by: peek)
      if peek.isDone {
        findings.append(
          finding(
            .moreSheets,
            Bilingual(
              zh: "工作表 \(other.name) 有数据，未读取", en: "sheet \(other.name) with values, not read"),
            Bilingual(zh: "只有一个工作表", en: "one sheet")))
      }
    }
    return findings
  }

  private static func finding(
    _ code: FindingCode, _ found: Bilingual, _ expected: Bilingual
  ) -> FileFinding {
    FileFinding(
      code: code.rawValue, line: nil, column: nil, found: found, expected: expected)
  }
}
