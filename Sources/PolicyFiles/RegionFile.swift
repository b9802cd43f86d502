public import WageDomain

/// Reads `regions/*.csv`: provinces, prefectures and counties with six digits, towns with nine.
public enum RegionFile {
  /// The header, exactly.
  public static let columns = ["code", "name", "parent"]

  /// Reads the whole file; a table with one bad row is not used at all.
  ///
  /// A county's parent is its prefecture (`330500`), a prefecture's its province (`330000`), which
  /// has none; neither needs a row. A town's parent is its county, which needs one, before or after.
  ///
  /// - Parameters:
  ///   - text: the file's text, UTF-8, with or without BOM.
  ///   - file: its name as faults are to show it.
  /// - Returns: the names of the file, whose order does not matter.
  /// - Throws: ``PolicyFaults`` with every fault of the file, in order of lines.
  public static func parse(_ text: String, file: String) throws(PolicyFaults) -> RegionTable {
    let table = PolicyTable(text, file: file, columns: columns)
    var rows = RegionRows(file: file, faults: table.faults)
    for row in table.rows { rows.read(row) }
    rows.checkCountiesOfTowns()
    guard rows.faults.isEmpty else {
      throw PolicyFaults(rows.faults.sorted { $0.line < $1.line })
    }
    return RegionTable(counties: rows.counties, towns: rows.towns, wider: rows.wider)
  }
}

private struct RegionRows {
  let file: String
  var faults: [PolicyFault]
  var counties: [(code: CountyCode, name: String)] = []
  var towns: [(code: TownCode, name: String)] = []
  var wider: [RegionTable.WiderDivision] = []
  private var linesOfCodes: [String: Int] = [:]
  private var linesOfTowns: [(county: CountyCode, line: Int)] = []

  init(file: String, faults: [PolicyFault]) {
    self.file = file
    self.faults = faults
  }

  mutating func read(_ row: PolicyTable.Row) {
    let (code, name, parent) = (row.fields[0], row.fields[1], row.fields[2])
    if name.isEmpty {
      add(
        row.line, Bilingual(zh: "\(code) 没有名称", en: "no name for \(code)"),
        Bilingual(zh: "区划名称", en: "the division's name"))
    }
    if let first = linesOfCodes.updateValue(row.line, forKey: code) {
      add(
        row.line,
        Bilingual(
          zh: "代码 \(code) 重复，与第 \(first) 行相同", en: "code \(code) again, as in line \(first)"),
        Bilingual(zh: "一码一行", en: "one row a code"))
    }
    if let county = CountyCode(code) {
      counties.append((county, name))
      expect(parent, "\(code.prefix(4))00", row)
    } else if let town = TownCode(code), code.utf8.count == 9 {
      towns.append((town, name))
      linesOfTowns.append((town.county, row.line))
      expect(parent, "\(town.county)", row)
    } else if let digits = Self.widerDigits(code) {
      wider.append(RegionTable.WiderDivision(digits: digits, name: name))
      expect(parent, digits.utf8.count == 2 ? "" : "\(digits.prefix(2))0000", row)
    } else {
      add(
        row.line, Bilingual(zh: "代码 '\(code)'", en: "code '\(code)'"),
        Bilingual(zh: "六位数字，镇街道九位", en: "six digits, a town's nine"))
    }
  }

  /// `330000` -> 33, a province; `330500` -> 3305, a prefecture.
  private static func widerDigits(_ code: String) -> String? {
    guard code.utf8.count == 6, let number = Int(code), number >= 110_000, number % 100 == 0
    else { return nil }
    return String(code.prefix(number % 10_000 == 0 ? 2 : 4))
  }

  /// Counties may stand after their towns, so this waits for the last row.
  mutating func checkCountiesOfTowns() {
    let known = Set(counties.map(\.code))
    for town in linesOfTowns where !known.contains(town.county) {
      add(
        town.line,
        Bilingual(zh: "所属 \(town.county) 没有行", en: "a town of \(town.county), which has no row"),
        Bilingual(zh: "其区县有一行", en: "a row for its county"))
    }
  }

  private mutating func expect(_ parent: String, _ expected: String, _ row: PolicyTable.Row) {
    guard parent != expected else { return }
    add(
      row.line,
      Bilingual(
        zh: "\(row.fields[0]) 的上级 '\(parent)'", en: "parent '\(parent)' of \(row.fields[0])"),
      .same(expected))
  }

  private mutating func add(_ line: Int, _ found: Bilingual, _ expected: Bilingual) {
    faults.append(PolicyFault(file: file, line: line, found: found, expected: expected))
  }
}
