import WageDomain

/// Compares control totals with the rows of the file.
///
/// A sum is over all data rows whose cell is a number, also over rows that were set aside for
/// another cell: the agency's total counted them too. 合计 and 总计 are of the whole file, wherever
/// they stand; 小计 is of the rows since the 小计 before it.
struct ControlTotals {
  /// One number of a total, waiting for the end of the file.
  private struct Claim {
    let line: Int
    let column: Int
    let name: String
    let found: String
    let value: Int64?
  }

  private var claims: [Claim] = []
  private var sumsAtSubtotal: [Int128]
  private(set) var findings: [FileFinding] = []
  private var dropped = 0
  /// Of either list: a file of nothing but wrong totals must not fill the memory.
  private static let most = 1000

  init(columns: Int) { sumsAtSubtotal = Array(repeating: 0, count: columns) }

  static func isTotal(_ bytes: CellBytes, _ decoder: TextDecoder) -> Bool {
    guard bytes.count == 6 || bytes.count == 4 else { return false }
    let text = text(bytes, decoder)
    return text == "合计" || text == "总计" || text == "小计"
  }

  static func isSubtotal(_ bytes: CellBytes, _ decoder: TextDecoder) -> Bool {
    text(bytes, decoder) == "小计"
  }

  /// Notes one number of a total; a subtotal is compared at once, with the rows since the last one.
  mutating func claim(
    _ value: Int64?, _ found: String, column: Int, name: String, line: Int, isSubtotal: Bool,
    _ builder: ColumnBuilder
  ) {
    let claim = Claim(line: line, column: column, name: name, found: found, value: value)
    if isSubtotal {
      compare(claim, builder.sum - sumsAtSubtotal[column], builder)
    } else if claims.count < Self.most {
      claims.append(claim)
    } else {
      dropped += 1
    }
  }

  mutating func endSubtotal(_ builders: UnsafeMutableBufferPointer<ColumnBuilder>) {
    sumsAtSubtotal = builders.map(\.sum)
  }

  /// At the end of the file.
  mutating func finish(_ builders: UnsafeMutableBufferPointer<ColumnBuilder>) {
    for claim in claims { compare(claim, builders[claim.column].sum, builders[claim.column]) }
    claims = []
    guard dropped > 0 else { return }
    findings.append(
      FileFinding(
        code: FindingCode.controlTotal.rawValue, line: nil, column: nil,
        found: Bilingual(
          zh: "另有 \(dropped) 个合计不符，未列出", en: "\(dropped) more totals that were not listed"),
        expected: Bilingual(zh: "合计与各行之和相符", en: "few totals in a file")))
    dropped = 0
  }

  private mutating func compare(_ claim: Claim, _ sum: Int128, _ builder: ColumnBuilder) {
    if let value = claim.value, Int128(value) == sum { return }
    guard findings.count < Self.most else {
      dropped += 1
      return
    }
    findings.append(
      FileFinding(
        code: FindingCode.controlTotal.rawValue, line: claim.line, column: claim.name,
        found: .same(claim.found), expected: .same(builder.written(sum))))
  }

  private static func text(_ bytes: CellBytes, _ decoder: TextDecoder) -> String {
    decoder.string(UnsafeRawBufferPointer(start: bytes.start, count: bytes.count))
  }
}
