import RiskEvaluation
import SignalIngest
import WageDomain

/// A CSV table of dated events, and the rows of it that are none.
struct EventTable {
  let file: String
  /// Events of later days are none yet: they would stretch what is known.
  let asOf: Day
  private(set) var events = DatedEvents()
  private(set) var rows = 0
  /// What is wrong with a row, and where.
  private(set) var faults: [(line: Int, text: Bilingual)] = []

  /// - Throws: ``CommandFailure`` when the file cannot be read to its end or lacks a column.
  init(file: String, entity: String, date: String, value: String?, asOf: Day) throws {
    (self.file, self.asOf) = (file, asOf)
    let table = try PlainTable.open(file)
    let wanted = try [entity, date, value].compactMap(\.self).map { name in
      guard let place = table.columns.firstIndex(of: name) else {
        throw Self.missing(name, in: table, file)
      }
      return place
    }
    try table.forEachRow(of: wanted) { row in
      rows += 1
      switch row {
      case .fault(let text, let line): faults.append((line, text))
      case .brokenOff(let text, let line): throw Self.brokenOff(file, line, text)
      case .cells(let cells, let line):
        if let fault = take(cells, date: date, value: value) { faults.append((line, fault)) }
      }
    }
    events.arrange()
  }

  /// - Returns: why the row is no event; nil when it is one.
  private mutating func take(_ cells: [String], date: String, value: String?) -> Bilingual? {
    guard !cells[0].isEmpty else { return Bilingual(zh: "没有主体", en: "found no entity") }
    guard let day = Day(cells[1]) else {
      return Bilingual(
        zh: "\(date) 列发现“\(cells[1])”，应为 YYYY-MM-DD",
        en: "\(date): found \"\(cells[1])\", expected YYYY-MM-DD")
    }
    guard day <= asOf else {
      return Bilingual(
        zh: "\(date) 列发现 \(day)，晚于 \(asOf)", en: "\(date): found \(day), later than \(asOf)")
    }
    var amount: Double?
    if let value, !cells[2].isEmpty {
      amount = Double(cells[2])
      guard amount.map(\.isFinite) ?? false else {
        return Bilingual(
          zh: "\(value) 列发现“\(cells[2])”，应为数字",
          en: "\(value): found \"\(cells[2])\", expected a number")
      }
    }
    events.add(cells[0], on: day, value: amount)
    return nil
  }

  /// Rows at fault count for nothing; the first are named.
  func tellFaults(_ language: Language, isRefused: Bool = false) {
    guard !faults.isEmpty else { return }
    let console = CommandContext.current.console
    let isCut = faults.count > Self.told
    for fault in faults.prefix(Self.told) {
      console.error("\(file):\(fault.line): \(fault.text.text(language))")
    }
    console.error(
      Bilingual(
        zh: "\(rows) 行中有 \(faults.count) 行未计入"
          + (isCut ? "，以上是前 \(Self.told) 行" + (isRefused ? "" : "；--json 列出全部行号") : ""),
        en: "\(faults.count) of \(rows) rows left out"
          + (isCut
            ? "; the first \(Self.told) are above"
              + (isRefused ? "" : ", --json has the lines of all")
            : "")
      ).text(language))
  }

  private static let told = 10

  /// Figures of the part above the quote would look like those of the file.
  private static func brokenOff(_ file: String, _ line: Int, _ text: Bilingual) -> CommandFailure {
    CommandFailure(
      zh: "\(file):\(line)：\(text.zh)。没有得出任何估计。\n  请改正该行的引号后再运行。",
      en:
        "\(file):\(line): \(text.en). Nothing was estimated.\n  Mend the quote of this line and run again."
    )
  }

  private static func missing(
    _ name: String, in table: PlainTable, _ file: String
  ) -> CommandFailure {
    let names = table.columns.joined(separator: ", ")
    return CommandFailure(
      zh: """
        \(file):1：没有 \(name) 列，有：\(names)。没有得出任何估计。
          请用 --entity、--date、--value 写明列名。
        """,
      en: """
        \(file):1: no column \(name), found: \(names). Nothing was estimated.
          Name the columns with --entity, --date and --value.
        """)
  }
}
