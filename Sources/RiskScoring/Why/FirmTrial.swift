import WageDomain

/// One firm against all that the run knows of the others, to be asked again with other values.
struct FirmTrial {
  private(set) var pass: ScoringPass
  private(set) var block: SignalBlock

  /// - Parameters:
  ///   - pass: a pass that has finished.
  ///   - block: the one firm, among those of the pass.
  init(_ pass: ScoringPass, _ block: SignalBlock) {
    var pass = pass
    pass.explained = .all
    var own = pass
    own.books = [:]
    _ = own.drafts(block, pass.calendar(block))
    self.pass = pass
    self.pass.waiting = []
    self.pass.books = Dictionary(
      uniqueKeysWithValues: pass.books.map { index, book in
        (index, book.without(own.books[index], of: block.firms.first?.group))
      })
    self.block = block
  }

  var calendar: SignalCalendar { pass.calendar(block) }

  /// What is found about the firm, by one rule or all.
  func draft(only rule: Int? = nil) -> FirmDraft? {
    var pass = pass
    guard var draft = pass.drafts(block, calendar, only: rule).first else { return nil }
    pass.settleBooks()
    pass.settlePeers(&draft)
    if rule.map({ pass.partners[$0] != nil }) ?? true { pass.addLinks(&draft) }
    return draft
  }

  func assessment() -> Assessment? { draft().map(pass.composer.assessment) }

  /// The points of one rule, before its class's cap.
  func points(_ rule: Int) -> Int {
    guard let found = draft(only: rule)?.found.first(where: { $0.rule == rule }) else { return 0 }
    return pass.rules[rule].scored.bins.bin(found.value)?.points ?? 0
  }

  /// The points that one row of a rule's matrix would give: of a project's, or the firm's own.
  func points(_ rule: Int, row: Int) -> Int {
    let scored = pass.rules[rule].scored
    guard scored.comparison.isOfProjects else { return points(rule) }
    var scratch: [Int64] = []
    let kind = scored.comparison.kind
    let inner = kind.evaluator(scored.bins, block, calendar.reaching(kind.reachMonths))
    let value = inner.flatMap { $0.value(row, &scratch) }
    return value.flatMap { scored.bins.bin($0)?.points } ?? 0
  }

  func levers(_ rule: Int) -> [Lever] {
    let scored = pass.rules[rule].scored
    if let linked = scored.comparison.kind as? LinkedKind {
      let partners = pass.partners[rule].map { $0[block.firms[0].id] } ?? []
      let firms = Set(partners.map(\.firm)).filter { firm in
        pass.flagged[firm].map { $0.tier >= linked.tier } ?? false
      }.sorted()
      return firms.indices.map { .fixed([.noLongerFlagged(Array(firms[...$0]))]) }
    }
    return pass.rules[rule].evaluator(block, calendar)?.levers(0, scored.bins) ?? []
  }

  /// The trial with changes that were thought of for `rule`.
  func applying(_ changes: [InputChange], for rule: Int) -> FirmTrial {
    var trial = self
    for change in changes { trial.apply(change, rule) }
    return trial
  }

  private mutating func apply(_ change: InputChange, _ rule: Int) {
    switch change {
    case .atLeast(let cells, let least):
      set(cells) { $0 == SignalBlock.absent ? least : max($0, least) }
    case .atMost(let cells, let most):
      set(cells) { $0 == SignalBlock.absent ? most : min($0, most) }
    case .row(let cells, let value):
      addRow(cells)
      set(cells) { $0 == SignalBlock.absent ? value : $0 }
    case .paid(let columns, _, _):
      for measure in [Measure.payrollPersons, .payrollAmount] {
        for column in columns { pay(measure, column) }
      }
    case .settled(let cells): settle(cells)
    case .madeGood(let id, let duties):
      block = block.with(projects: block.projects.map { $0.id == id ? $0.without(duties) : $0 })
    case .aged(let day): pass.days[rule] = day
    case .noLongerFlagged(let firms): for firm in firms { pass.flagged[firm] = nil }
    }
  }

  /// A row like the last one says the same in all its cells, what is owed, too.
  private mutating func addRow(_ cells: Cells) {
    guard let first = cells.columns.first else { return }
    let place = { [block] in block.place(row: cells.row, month: $0, of: $1) }
    guard let own = block.matrix(cells.measure),
      let last = (0..<first).last(where: { own[place($0, cells.measure)] != SignalBlock.absent })
    else { return }
    for measure in Measure.measures(of: cells.measure.feed) where measure != cells.measure {
      guard let value = block.matrix(measure).map({ $0[place(last, measure)] }),
        value != SignalBlock.absent
      else { continue }
      set(Cells(measure, cells.row, cells.columns)) { $0 == SignalBlock.absent ? value : $0 }
    }
  }

  /// Paid as the last time: what is said is that wages are paid, not that fewer are.
  private mutating func pay(_ measure: Measure, _ column: Int) {
    let values = block.matrix(measure) ?? []
    let last = values.prefix(column).last { $0 != SignalBlock.absent }
    let insured = block.matrix(.insuredPersons)?[column]
    let usual = measure == .payrollPersons ? insured.flatMap { $0 > 0 ? $0 : nil } : nil
    set(Cells(measure, 0, [column])) { $0 == SignalBlock.absent ? last ?? usual ?? 1 : $0 }
  }

  /// Enough of what was due has come, and no day of it is open.
  private mutating func settle(_ cells: Cells) {
    set(Cells(.disbursementOpenDays, cells.row, cells.columns)) { _ in 0 }
    let due = block.matrix(.disbursementDue) ?? []
    for column in cells.columns {
      let place = block.place(row: cells.row, month: column, of: .disbursementDue)
      guard due.indices.contains(place), due[place] != SignalBlock.absent else { continue }
      set(Cells(.disbursementPaid, cells.row, [column])) {
        max($0, LabourFee.settling(dueFen: due[place]))
      }
    }
  }

  private mutating func set(_ cells: Cells, _ change: (Int64) -> Int64) {
    let count = block.rowCount(of: cells.measure) * block.monthCount
    var values =
      block.matrix(cells.measure) ?? [Int64](repeating: SignalBlock.absent, count: count)
    for column in cells.columns {
      let place = block.place(row: cells.row, month: column, of: cells.measure)
      values[place] = change(values[place])
    }
    block.set(cells.measure, values)
  }
}

extension ScoringPass {
  func calendar(_ block: SignalBlock) -> SignalCalendar {
    SignalCalendar(block: block, coverage: coverage, payDays: payDays, asOf: asOf)
  }
}
