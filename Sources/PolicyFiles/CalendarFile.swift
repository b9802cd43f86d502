public import WageDomain

/// Reads `calendars/cn.csv`: one row for every day a holiday notice names.
public enum CalendarFile {
  /// The header, exactly.
  public static let columns = ["day", "kind", "festival", "notice_no", "published_on"]

  /// Reads the whole file; a calendar with one bad row, or with a part of a year's notice, is not used
  /// at all.
  ///
  /// - Parameters:
  ///   - text: the file's text, UTF-8, with or without BOM.
  ///   - file: its name as faults are to show it.
  /// - Returns: the rows in file order.
  /// - Throws: ``PolicyFaults`` with every fault of the file, in order of lines.
  public static func parse(
    _ text: String, file: String
  ) throws(PolicyFaults) -> [CalendarEntry] {
    let table = PolicyTable(text, file: file, columns: columns)
    var rows = CalendarRows(file: file, faults: table.faults)
    for row in table.rows { rows.read(row) }
    rows.checkYears()
    guard rows.faults.isEmpty else {
      throw PolicyFaults(rows.faults.sorted { $0.line < $1.line })
    }
    return rows.entries
  }
}

/// The rows read so far, each checked by itself and against those before it.
private struct CalendarRows {
  let file: String
  var faults: [PolicyFault]
  var entries: [CalendarEntry] = []
  private var linesOfKeys: [Key: Int] = [:]
  private var firstLines: [Int: Int] = [:]

  private struct Key: Hashable {
    let day: Day
    let notice: String
  }

  init(file: String, faults: [PolicyFault]) {
    self.file = file
    self.faults = faults
  }

  mutating func read(_ row: PolicyTable.Row) {
    let day = self.day(row, 0)
    let kind = self.kind(row)
    let festival = text(row, 2, Bilingual(zh: "节日名称", en: "the festival's name"))
    let notice = text(row, 3, Bilingual(zh: "通知文号或标题", en: "the notice's number or title"))
    let publishedOn = self.day(row, 4)
    guard let day, let kind, let festival, let notice, let publishedOn else { return }
    let entry = CalendarEntry(
      day: day, kind: kind, festival: festival, noticeNo: notice, publishedOn: publishedOn)
    checkPlace(of: entry, line: row.line)
    if !Self.isOfNextYear(day) { firstLines[day.year] = firstLines[day.year] ?? row.line }
    entries.append(entry)
  }

  /// The notice for a year may arrange the last days of the year before: they say nothing of it.
  private static func isOfNextYear(_ day: Day) -> Bool {
    day.month.monthOfYear == 12 && day.dayOfMonth > 20
  }

  /// A year of which only some rows are there would be counted wrongly. Asked of rows without faults.
  mutating func checkYears() {
    guard faults.isEmpty else { return }
    let inForce = WorkCalendar.arrangement(of: entries)
    for (year, line) in firstLines.sorted(by: { $0.key < $1.key }) {
      let missing = StatutoryHoliday.missing(in: year, among: inForce)
      guard !missing.isEmpty else { continue }
      let zh = missing.map(\.name.zh).joined(separator: "、")
      let en = missing.map(\.name.en).joined(separator: ", ")
      add(
        line,
        Bilingual(zh: "\(year) 年没有 \(zh) 的放假日", en: "\(year) without a day off for \(en)"),
        Bilingual(
          zh: "\(year) 年放假通知的全部日期，或没有该年的行", en: "the whole notice for \(year), or no row of it"))
    }
  }

  private mutating func checkPlace(of entry: CalendarEntry, line: Int) {
    let key = Key(day: entry.day, notice: entry.noticeNo)
    if let first = linesOfKeys.updateValue(line, forKey: key) {
      add(
        line,
        Bilingual(
          zh: "\(entry.noticeNo) 的 \(entry.day) 重复，与第 \(first) 行相同",
          en: "\(entry.day) of \(entry.noticeNo) again, as in line \(first)"),
        Bilingual(zh: "一日一行", en: "one row a day"))
    }
    guard let before = entries.last else { return }
    if (entry.day, entry.publishedOn) < (before.day, before.publishedOn) {
      add(
        line,
        Bilingual(
          zh: "\(before.day) 之后是 \(entry.publishedOn) 发布的 \(entry.day)",
          en: "\(entry.day) published on \(entry.publishedOn) after \(before.day)"),
        Bilingual(
          zh: "各行按 day、再按 published_on 排列",
          en: "rows ordered by day, then by published_on"))
    } else if entry.day == before.day, entry.publishedOn == before.publishedOn,
      entry.kind != before.kind
    {
      add(
        line,
        Bilingual(
          zh: "\(entry.day) 同日发布既休又班", en: "\(entry.day) both off and work, published on one day"),
        Bilingual(zh: "只有一种有效", en: "one of them in force"))
    }
  }

  private mutating func day(_ row: PolicyTable.Row, _ column: Int) -> Day? {
    let day = Day(row.fields[column])
    if day == nil { add(row, column, Bilingual(zh: "日期 YYYY-MM-DD", en: "a day as YYYY-MM-DD")) }
    return day
  }

  private mutating func kind(_ row: PolicyTable.Row) -> CalendarEntry.Kind? {
    let kind = CalendarEntry.Kind(rawValue: row.fields[1])
    if kind == nil { add(row, 1, Bilingual(zh: "off 或 work", en: "off or work")) }
    return kind
  }

  private mutating func text(
    _ row: PolicyTable.Row, _ column: Int, _ expected: Bilingual
  ) -> String? {
    let text = row.fields[column]
    guard text.isEmpty else { return text }
    add(row, column, expected)
    return nil
  }

  private mutating func add(
    _ row: PolicyTable.Row, _ column: Int, _ expected: Bilingual
  ) {
    add(row.line, .same("\(CalendarFile.columns[column]) '\(row.fields[column])'"), expected)
  }

  private mutating func add(_ line: Int, _ found: Bilingual, _ expected: Bilingual) {
    faults.append(PolicyFault(file: file, line: line, found: found, expected: expected))
  }
}
