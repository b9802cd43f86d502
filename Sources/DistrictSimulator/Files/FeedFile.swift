import WageDomain

/// One agency file of a feed and month while its rows come in, and its correction if it has one.
struct FeedFile {
  let plan: FilePlan
  private var main: RowWriter
  private var correction: RowWriter?
  /// The whole file in the right unit.
  private var rightUnit: RowWriter?
  /// Rows beyond use, and rows that somebody typed to try the export out.
  private var planted: [PlantedFlaw] = []
  private var draw: Draw
  private let flaws: [RowFlaw]

  init(_ plan: FilePlan, seed: UInt64) {
    self.plan = plan
    let crlf = plan.encoding == .gb18030
    main = RowWriter(feed: plan.feed, crlf: crlf)
    if plan.correctedOn != nil { correction = RowWriter(feed: plan.feed, crlf: crlf) }
    if plan.rightUnitOn != nil {
      rightUnit = RowWriter(feed: plan.feed, crlf: crlf)
      main.divisor = 1000
    }
    draw = Draw(
      seed, .row, Feed.allCases.firstIndex(of: plan.feed) ?? 0, Int(plan.month.index))
    flaws = plan.hasDirtyRows ? plan.feed.possibleFlaws : []
  }

  /// Adds a row, and sometimes a second, flawed one beside it: a flaw never takes a firm's only
  /// row, so that dirt alone does not look like unpaid wages.
  mutating func add(_ write: (inout RowWriter) -> Void) {
    let roll = draw.below(10_000)
    if correction != nil, roll < plan.dirt.misreadRows { return misread(write) }
    put(benign(roll), write)
    if roll >= 10_000 - plan.dirt.flawedRows, !flaws.isEmpty {
      let flaw = draw.pick(flaws)
      put(flaw == .repeated ? benign(roll) : flaw, isExtra: true, write)
    }
  }

  /// The finished files, in the order in which they become known.
  ///
  /// - Returns: none when the agency never sends them.
  mutating func files() -> [DistrictFile] {
    if plan.hasTestRows, main.rows > 0 { addTestRow() }
    guard !plan.isMissing else { return [] }
    if plan.hasTotal, main.rows > 0 { main.total(error: plan.totalError) }
    let first = DistrictFile(
      name: plan.name, bytes: encoded(main.takeBytes()), planted: planted)
    return [first]
      + [
        file(plan.correctionName, correction), file(plan.rightUnitName, rightUnit),
        plan.againName.map { DistrictFile(name: $0, bytes: first.bytes, planted: planted) },
      ].compactMap(\.self)
  }

  private func benign(_ roll: Int) -> RowFlaw {
    guard plan.feed.possibleFlaws.count > 1 else { return .none }
    switch roll {
    case 200..<204: return .grouped
    case 204..<207: return .fullWidth
    case 207..<212: return .withoutAmount
    default: return .none
    }
  }

  /// An extra row stands beside a good one of the same key.
  private mutating func put(
    _ flaw: RowFlaw, isExtra: Bool = false, _ write: (inout RowWriter) -> Void
  ) {
    // An amount of wages is required, so it is never left out.
    main.flaw = flaw == .withoutAmount && plan.feed == .payroll ? .none : flaw
    write(&main)
    main.end()
    note(main.takeReject() ?? (isExtra ? "duplicate-key" : nil))
    guard var right = rightUnit, !isExtra else { return }
    write(&right)
    right.end()
    rightUnit = right
  }

  /// Of the row that was written last; no cell of a feed file breaks its line.
  private mutating func note(_ code: String?) {
    guard let code else { return }
    planted.append(PlantedFlaw(line: main.rows + 1, code: code))
  }

  /// One row of power that nobody used, as somebody types it to try the export out.
  private mutating func addTestRow() {
    main.flaw = .none
    main.cell("99\(plan.month.index)")
    main.empty()
    main.cell("测试企业")
    main.month(plan.month)
    main.quantity(100)
    main.amount(100)
    main.amount(0)
    main.end()
    note("test-row")
  }

  private mutating func misread(_ write: (inout RowWriter) -> Void) {
    put(.misread, write)
    guard var right = correction else { return }
    write(&right)
    right.end()
    correction = right
  }

  private func file(_ name: String?, _ rows: RowWriter?) -> DistrictFile? {
    guard let name, var rows, rows.rows > 0 else { return nil }
    return DistrictFile(name: name, bytes: encoded(rows.takeBytes()))
  }

  private func encoded(_ bytes: [UInt8]) -> [UInt8] {
    switch plan.encoding {
    case .utf8: bytes
    case .utf8WithMark: [0xEF, 0xBB, 0xBF] + bytes
    case .gb18030: GB18030.encoded(bytes) ?? bytes
    }
  }
}
