import SignalIngest
import WageDomain

/// The answers that `simulate` writes beside the agency files.
enum TruthTable {
  /// - Returns: the cause by credit code, as the file has them.
  /// - Throws: ``CommandFailure`` for a file without the columns, or a row without a firm.
  static func causes(_ file: String) throws -> [(code: CreditCode, cause: String)] {
    let table = try PlainTable.open(file)
    let places = ["credit_code", "cause"].compactMap(table.columns.firstIndex)
    guard places.count == 2 else {
      let found = table.columns.joined(separator: ", ")
      throw CommandFailure(
        zh: "\(file):1：发现列 \(found)，应有 credit_code, cause。没有得出任何估计。",
        en:
          "\(file):1: found the columns \(found), expected credit_code, cause. Nothing was estimated."
      )
    }
    var causes: [(code: CreditCode, cause: String)] = []
    var faults: [Int] = []
    try table.forEachRow(of: places) { row in
      switch row {
      case .fault(_, let line), .brokenOff(_, let line): faults.append(line)
      case .cells(let cells, let line):
        guard let code = try? CreditCode(cells[0]) else { return faults.append(line) }
        causes.append((code, cells[1]))
      }
    }
    guard let first = faults.first else { return causes }
    throw CommandFailure(
      zh: "\(file):\(first)：没有可用的信用代码（共 \(faults.count) 行）。没有得出任何估计。",
      en: "\(file):\(first): no credit code (\(faults.count) such rows). Nothing was estimated.")
  }
}
