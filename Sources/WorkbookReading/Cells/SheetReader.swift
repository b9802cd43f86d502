import SignalIngest
import WageDomain

/// Reads the rows of one sheet.
final class SheetReader: XMLPartReader {
  private(set) var writer: SheetWriter
  private let texts: SharedTexts
  private let looks: CellLooks
  private let days: SheetDay
  private var row = 0
  private var column = 0
  private var type = ""
  private var format = CellFormat.plain
  private var hasFormula = false
  private var hasValue = false
  private var isInValue = false
  private var value = ""
  private var inline = RichText()
  private var isInline = false
  private var cellText: [UInt8] = []

  init(sheet: String, texts: SharedTexts, looks: CellLooks, days: SheetDay) {
    writer = SheetWriter(sheet: sheet)
    self.texts = texts
    self.looks = looks
    self.days = days
  }

  func begin(_ element: String, _ attributes: [String: String]) throws(FileRefusal) {
    switch element {
    case "c": try beginCell(attributes)
    case "v":
      isInValue = true
      hasValue = true
    case "row": try beginRow(attributes)
    case "f": hasFormula = true
    case "is": isInline = true
    case "mergeCell": try refuseMerged(attributes["ref"] ?? "")
    default: if isInline { inline.begin(element) }
    }
  }

  func end(_ element: String) throws(FileRefusal) {
    switch element {
    case "v": isInValue = false
    case "c": try endCell()
    case "row": try writer.endRow()
    case "is": isInline = false
    default: if isInline { inline.end(element) }
    }
  }

  func text(_ text: String) {
    if isInValue { value += text } else if isInline { inline.append(text) }
  }

  private func beginRow(_ attributes: [String: String]) throws(FileRefusal) {
    row = attributes["r"].map { Int($0) ?? 0 } ?? row + 1
    column = 0
    try writer.beginRow(row, isHidden: ["1", "true"].contains(attributes["hidden"]))
  }

  private func beginCell(_ attributes: [String: String]) throws(FileRefusal) {
    if let reference = attributes["r"] {
      guard let place = SheetCell.place(reference), place.row == row, place.column > column else {
        throw WorkbookRefusal.damaged(
          Bilingual(
            zh: "工作表 \(writer.sheet) 单元格 \(reference) 位置不对",
            en: "cell \(reference) out of place in sheet \(writer.sheet)"), row: row)
      }
      column = place.column
    } else {
      column += 1
    }
    type = attributes["t"] ?? "n"
    format = attributes["s"].flatMap { Int($0) }.map { looks[$0] } ?? .plain
    hasFormula = false
    hasValue = false
    value = ""
    inline.clear()
  }

  private func endCell() throws(FileRefusal) {
    let cell = SheetCell(sheet: writer.sheet, row: row, column: column)
    if hasFormula, !hasValue || value.isEmpty && type != "str" {
      throw WorkbookRefusal.formula(cell)
    }
    if type == "s" {
      guard hasValue else { return }
      guard let text = Int(value).flatMap({ texts[$0] }) else {
        throw WorkbookRefusal.damaged(
          Bilingual(
            zh: "\(cell.text.zh) 缺少共享文字 \(value)", en: "no shared text \(value) for \(cell)"),
          row: row)
      }
      if !text.isEmpty { writer.add(text, at: column) }
      return
    }
    guard let text = shownText() else {
      throw WorkbookRefusal.damaged(
        Bilingual(
          zh: "\(cell.text.zh) 的值 \(value.prefix(40)) 与类型 \(type) 不符",
          en: "the value \(value.prefix(40)) of type \(type) in \(cell)"), row: row)
    }
    cellText.removeAll(keepingCapacity: true)
    CSVCell.append(text, to: &cellText)
    if !cellText.isEmpty { writer.add(cellText, at: column) }
  }

  /// - Returns: nil when the value is none of its type.
  private func shownText() -> [UInt8]? {
    switch type {
    case "inlineStr": return inline.bytes
    // An error is written as it stands, `#N/A`: no column takes it.
    case "str", "e": return Array(value.utf8)
    case "b": return value == "1" ? Array("true".utf8) : value == "0" ? Array("false".utf8) : nil
    case "d": return days.text(iso: value, format.first).map { Array($0.utf8) }
    case "n": return value.isEmpty ? [] : number().map { Array($0.utf8) }
    default: return nil
    }
  }

  private func number() -> String? {
    let stored = value.utf8.contains { $0 <= 0x20 } ? value.filter { !$0.isWhitespace } : value
    guard let look = format.only ?? Double(stored).map(format.look) else { return nil }
    switch look {
    case .plain: return SheetNumber.decimal(stored)
    // No column has hundredths for its unit: which number was meant, the agency has to say.
    case .percent: return SheetNumber.percent(stored)
    case .percentSign: return SheetNumber.decimal(stored).map { $0 + "%" }
    case .worded(let words): return SheetNumber.decimal(stored).map(words.text)
    case .zeros(let width):
      return SheetNumber.decimal(stored).map { text in
        guard text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else { return text }
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
      }
    case .month, .day, .moment, .time:
      guard let serial = Double(stored) else { return nil }
      return days.text(serial, look) ?? SheetNumber.decimal(stored)
    }
  }

  private static let mostTitleRows = 10

  /// Merged cells stand after the rows. A total may have its word in merged cells: it is no row.
  private func refuseMerged(_ range: String) throws(FileRefusal) {
    let corners = range.split(separator: ":")
    guard let from = corners.first.flatMap({ SheetCell.place($0) }),
      let to = corners.last.flatMap({ SheetCell.place($0) })
    else {
      throw WorkbookRefusal.damaged(
        Bilingual(
          zh: "工作表 \(writer.sheet) 中合并的单元格 \(range)",
          en: "merged cells \(range) in sheet \(writer.sheet)"))
    }
    guard from.row <= writer.lastRow, to.row >= writer.firstRow, from.column <= writer.lastColumn
    else { return }
    if from.row == to.row, writer.totalRows.contains(from.row) { return }
    let refusal = WorkbookRefusal.merged(range, sheet: writer.sheet, row: from.row)
    // The cells of a title are often merged: then it is told where the header is.
    guard from.row == to.row, from.row <= writer.firstRow + Self.mostTitleRows else {
      throw refusal
    }
    writer.hold(refusal)
  }

  func tell(_ finding: FileFinding) { writer.tell(finding) }
}
