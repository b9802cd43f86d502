import RiskEvaluation
import SignalIngest
import WageDomain

/// A ranked list and a log of visits, read as wholes: one faulty row and nothing is replayed.
enum VisitTables {
  /// - Returns: ranks by firm.
  /// - Throws: ``CommandFailure`` naming every faulty row; `FileRefusal`.
  static func ranks(_ file: String) throws -> [String: Int] {
    var ranks: [String: Int] = [:]
    try read(file, ["credit_code", "rank"]) { cells in
      guard !cells[0].isEmpty, let rank = Int(cells[1]) else {
        return Bilingual(
          zh: "发现“\(cells[0])，\(cells[1])”，应为代码和整数名次",
          en: "found \"\(cells[0])\", \"\(cells[1])\", expected a code and a whole rank")
      }
      guard ranks.updateValue(rank, forKey: cells[0]) == nil else {
        return Bilingual(zh: "\(cells[0]) 出现两次", en: "\(cells[0]) stands twice")
      }
      return nil
    }
    return ranks
  }

  /// - Returns: the visits, in the order of the file.
  /// - Throws: as ``ranks(_:)``.
  static func visits(_ file: String, asOf: Day) throws -> [LoggedVisit] {
    var visits: [LoggedVisit] = []
    try read(file, ["visited_on", "credit_code", "found"]) { cells in
      guard let day = Day(cells[0]), !cells[1].isEmpty, let found = flags[cells[2]] else {
        return Bilingual(
          zh: "发现“\(cells.joined(separator: "，"))”，应为 YYYY-MM-DD、代码、1 或 0",
          en: "found \"\(cells.joined(separator: ", "))\", expected YYYY-MM-DD, a code, 1 or 0")
      }
      guard day <= asOf else {
        return Bilingual(zh: "发现 \(day)，晚于 \(asOf)", en: "found \(day), later than \(asOf)")
      }
      visits.append(LoggedVisit(day: day, firm: cells[1], found: found))
      return nil
    }
    return visits
  }

  private static let flags = [
    "1": true, "true": true, "是": true, "0": false, "false": false, "否": false,
  ]

  private static func read(
    _ file: String, _ names: [String], _ take: ([String]) -> Bilingual?
  ) throws {
    let table = try PlainTable.open(file)
    let places = names.compactMap(table.columns.firstIndex)
    guard places.count == names.count else {
      let found = table.columns.joined(separator: ", ")
      let wanted = names.joined(separator: ", ")
      throw CommandFailure(
        zh: "\(file):1：发现列 \(found)，应有 \(wanted)。没有重放。",
        en: "\(file):1: found the columns \(found), expected \(wanted). Nothing was replayed.")
    }
    var faults: [Bilingual] = []
    try table.forEachRow(of: places) { row in
      let (fault, line): (Bilingual?, Int) =
        switch row {
        case .fault(let text, let line), .brokenOff(let text, let line): (text, line)
        case .cells(let cells, let line): (take(cells), line)
        }
      guard let fault else { return }
      faults.append(
        Bilingual(zh: "\(file):\(line)：\(fault.zh)", en: "\(file):\(line): \(fault.en)"))
    }
    guard faults.isEmpty else {
      let shown = faults.prefix(20)
      let rest = faults.count > shown.count ? "\n  … (\(faults.count))" : ""
      throw CommandFailure(
        zh: shown.map(\.zh).joined(separator: "\n") + rest + "\n  没有重放，请改正上述各行后再运行。",
        en: shown.map(\.en).joined(separator: "\n") + rest
          + "\n  Nothing was replayed. Mend these rows and run again.")
    }
  }
}

extension PlainTable {
  /// A file that a person named; what keeps it from being read is told with its path.
  static func open(_ file: String) throws -> PlainTable {
    do throws(FileRefusal) {
      return try PlainTable(AgencyFile(path: file))
    } catch {
      throw CommandFailure(
        zh: "\(file)：\(error.found.zh)，应为\(error.expected.zh)。没有得出任何估计。",
        en:
          "\(file): found \(error.found.en), expected \(error.expected.en). Nothing was estimated.")
    }
  }
}
