import SignalIngest
import WageDomain

/// Writes the cells of a sheet as a CSV text, and knows which row each line is.
struct SheetWriter {
  let sheet: String
  private(set) var document = WrittenDocument()
  private(set) var firstRow = 0
  private(set) var lastRow = 0
  private(set) var lastColumn = 0
  /// Rows that begin with 合计, 总计 or 小计.
  private(set) var totalRows: Set<Int> = []
  private(set) var hiddenRows = 0

  private var headerColumns = 0
  private var row = 0
  private var column = 0
  private var isHidden = false
  private var line: [UInt8] = []
  private static let totals = ["合计", "总计", "小计"].map { Array($0.utf8) }

  private let largestText: Int

  init(sheet: String, largestText: Int = WorkbookRefusal.largestText) {
    self.sheet = sheet
    self.largestText = largestText
  }

  /// - Throws: `FileRefusal` when rows come in another order than their own.
  mutating func beginRow(_ number: Int, isHidden: Bool) throws(FileRefusal) {
    guard number > row, number <= 1_048_576 else {
      throw WorkbookRefusal.damaged(
        Bilingual(
          zh: "工作表 \(sheet) 的第 \(number) 行排在第 \(row) 行之后",
          en: "row \(number) of sheet \(sheet) after row \(row)"))
    }
    row = number
    column = 0
    self.isHidden = isHidden
    line.removeAll(keepingCapacity: true)
  }

  /// Writes a value in its column; columns without one stay empty.
  mutating func add(_ text: some Collection<UInt8>, at place: Int) {
    while column < place - 1 {
      if column > 0 { line.append(0x2C) }
      column += 1
    }
    if column > 0 { line.append(0x2C) }
    column = place
    if place == 1, Self.totals.contains(where: { $0.elementsEqual(text) }) {
      totalRows.insert(row)
    }
    line.append(contentsOf: text)
  }

  /// A row without values is none, as a blank line of a CSV file is none.
  mutating func endRow() throws(FileRefusal) {
    guard column > 0 else { return }
    if firstRow == 0 { headerColumns = column }
    // A sheet does not say that cells at a row's end are empty.
    while column < headerColumns {
      line.append(0x2C)
      column += 1
    }
    line.append(0x0A)
    document.text.append(contentsOf: line)
    let lines = line.count { $0 == 0x0A }
    document.lineNumbers.append(contentsOf: repeatElement(Int32(row), count: lines))
    if firstRow == 0 { firstRow = row }
    lastRow = row
    lastColumn = max(lastColumn, column)
    if isHidden { hiddenRows += 1 }
    guard document.text.count <= largestText else {
      throw WorkbookRefusal.tooLarge(
        Bilingual(
          zh: "\(row) 行文字超过 \(largestText >> 20) MiB",
          en: "more than \(largestText >> 20) MiB of text in \(row) rows"))
    }
  }

  /// Of several the first counts.
  mutating func hold(_ refusal: FileRefusal) {
    document.heldRefusal = document.heldRefusal ?? refusal
  }

  mutating func tell(_ finding: FileFinding) { document.findings.append(finding) }
}
