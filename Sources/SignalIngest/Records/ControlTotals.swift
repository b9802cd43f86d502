import WageDomain

/// Compares control totals with the rows of the file.
///
/// A sum is over all data rows whose cell is a number, also over rows that were set aside for
/// another cell: the agency's total counted them too. See ``TotalWord`` for what each is a sum of.
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
  /// At the last row of each word that sums the rows since the one before.
  private var sumsAtSubtotal: [String: [Int128]] = [:]
  private(set) var findings: [FileFinding] = []
  private var dropped = 0
  /// Of either list: a file of nothing but wrong totals must not fill the memory.
  private static let most = 1000

  /// Notes one number of a total; one of the rows before it is compared at once.
  mutating func claim(
    _ value: Int64?, _ found: String, column: Int, name: String, line: Int, word: TotalWord,
    _ builder: ColumnBuilder
  ) {
    let claim = Claim(line: line, column: column, name: name, found: found, value: value)
    switch word.scope {
    case .sinceSame:
      compare(claim, builder.sum - (sumsAtSubtotal[word.text]?[column] ?? 0), builder)
    case .soFar: compare(claim, builder.sum, builder)
    case .file where claims.count < Self.most: claims.append(claim)
    case .file: dropped += 1
    case .beyondFile: break
    }
  }

  /// To be called after the claims of a row.
  mutating func end(_ word: TotalWord, _ builders: UnsafeMutableBufferPointer<ColumnBuilder>) {
    guard word.scope == .sinceSame else { return }
    sumsAtSubtotal[word.text] = builders.map(\.sum)
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
}
