import WageDomain

/// One agency file of a feed and month while its rows come in, and its correction if it has one.
struct FeedFile {
  let plan: FilePlan
  private var main: RowWriter
  private var correction: RowWriter?
  private var draw: Draw
  private let flaws: [RowFlaw]

  init(_ plan: FilePlan, seed: UInt64) {
    self.plan = plan
    let crlf = plan.encoding == .gb18030
    main = RowWriter(feed: plan.feed, crlf: crlf)
    if plan.correctedOn != nil { correction = RowWriter(feed: plan.feed, crlf: crlf) }
    draw = Draw(
      seed, .row, Feed.allCases.firstIndex(of: plan.feed) ?? 0, Int(plan.month.index))
    flaws = plan.hasDirtyRows ? plan.feed.possibleFlaws : []
  }

  /// Adds a row, and sometimes a second, flawed one beside it: a flaw never takes a firm's only
  /// row, so that dirt alone does not look like unpaid wages.
  mutating func add(_ write: (inout RowWriter) -> Void) {
    let roll = draw.below(10_000)
    if correction != nil, roll < 150 { return misread(write) }
    put(benign(roll), write)
    if roll >= 9_985, !flaws.isEmpty {
      let flaw = draw.pick(flaws)
      put(flaw == .repeated ? benign(roll) : flaw, write)
    }
  }

  /// The finished files, in the order in which they become known.
  mutating func files() -> [(name: String, bytes: [UInt8])] {
    if plan.hasTotal, main.rows > 0 { main.total(error: plan.totalError) }
    var files = [(plan.name, encoded(main.takeBytes()))]
    if let name = plan.correctionName, var correction, correction.rows > 0 {
      files.append((name, encoded(correction.takeBytes())))
    }
    return files
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

  private mutating func put(_ flaw: RowFlaw, _ write: (inout RowWriter) -> Void) {
    // An amount of wages is required, so it is never left out.
    main.flaw = flaw == .withoutAmount && plan.feed == .payroll ? .none : flaw
    write(&main)
    main.end()
  }

  private mutating func misread(_ write: (inout RowWriter) -> Void) {
    put(.misread, write)
    guard var right = correction else { return }
    write(&right)
    right.end()
    correction = right
  }

  private func encoded(_ bytes: [UInt8]) -> [UInt8] {
    switch plan.encoding {
    case .utf8: bytes
    case .utf8WithMark: [0xEF, 0xBB, 0xBF] + bytes
    case .gb18030: GB18030.encoded(bytes) ?? bytes
    }
  }
}
