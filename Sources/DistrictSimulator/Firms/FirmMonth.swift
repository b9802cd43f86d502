import WageDomain

/// What a firm is like in one month, before season and chance.
struct FirmMonth {
  /// Of the normal headcount, per thousand.
  var headcount = 1000
  /// Of normal use and of normal sales, per thousand.
  var production = 1000
  var sales = 1000
  /// Owed, per thousand of a normal month's bill.
  var billArrears = 0
  var taxArrears = 0
  var insuranceArrears = 0
  var filesTax = true
  /// Nil when the month's wages are never paid.
  var wages: WagePayment? = WagePayment()

  init(firm: SimulatedFirm, month: Month) {
    let fate = firm.fate
    if let late = fate.late, late.month == month { wages = WagePayment(delayDays: late.days) }
    guard let onset = fate.onset, month >= onset else { return }
    let since = month.months(since: onset)
    switch fate.kind {
    case .steady: break
    case .shrinking: shrink(since: since)
    case .closing: windDown(last: fate.lastMonth, month: month)
    case .recovered: strain(fate, since: since)
    case .lostOrders, .cashFlow, .upstream, .ownerLeft:
      guard let unpaid = fate.firstUnpaidMonth else { return }
      suffer(fate, since: since, lead: unpaid.months(since: onset), month: month)
      if month >= unpaid { wages = settlement(firm, month: month, unpaid: unpaid) }
    case .monthLate: wages = WagePayment(delayDays: 26 + (firm.index + Int(month.index)) % 5)
    case .splitWages:
      let first = 350 + firm.index % 300
      wages = WagePayment(share: first, rest: (25 + firm.index % 6, 1000 - first))
    case .minimumOnly:
      wages = WagePayment(share: min(1000, Gaming.minimumWageFen * 1000 / firm.wageFen))
    }
  }

  /// Nil for wages that are never paid.
  private func settlement(_ firm: SimulatedFirm, month: Month, unpaid: Month) -> WagePayment? {
    guard let months = firm.fate.paysUpAfter else { return nil }
    let goesOn = unpaid.adding(months: months)
    guard month < goesOn else { return WagePayment() }
    return WagePayment(delayDays: firm.payDay(for: goesOn).days(since: firm.payDay(for: month)))
  }

  private mutating func shrink(since: Int) {
    production = max(420, 1000 - 24 * (since + 1))
    sales = production
    headcount = max(500, 1000 - 20 * since)
  }

  private mutating func windDown(last: Month?, month: Month) {
    let left = last.map { $0.months(since: month) } ?? 0
    production = left <= 0 ? 300 : left == 1 ? 650 : 850
    sales = production
    headcount = left <= 0 ? 400 : 800
  }

  /// The same beginnings as distress, a shallower course, and back within half a year.
  private mutating func strain(_ fate: Fate, since: Int) {
    let depth = [350, 700, 1000, 1000, 600, 250]
    guard since < depth.count else { return }
    production = 1000 - (1000 - fate.floor).permille(depth[since])
    sales = production
    headcount = 1000 - (1000 - production) / 3
    if fate.fallsBehindWithBills { billArrears = 1300.permille(depth[since]) }
    if fate.fallsBehindWithTax { taxArrears = 1500.permille(depth[since]) }
    if fate.fallsBehindWithInsurance { insuranceArrears = 1400.permille(depth[since]) }
    if fate.paysLateBefore, since == 2 { wages = WagePayment(delayDays: 9) }
  }

  private mutating func suffer(_ fate: Fate, since: Int, lead: Int, month: Month) {
    let unpaidFor = since - lead
    // Who pays up is back at work as soon as all is paid.
    if let months = fate.paysUpAfter, unpaidFor >= months { return }
    switch fate.kind {
    case .lostOrders: loseOrders(fate, since: since, lead: lead)
    case .cashFlow: runOutOfCash(fate, since: since, lead: lead)
    case .upstream: waitForClient(fate, since: since, lead: lead)
    default: loseOwner(fate, unpaidFor: unpaidFor)
    }
    fade(fate.shown)
    if fate.paysLateBefore, unpaidFor == -1 {
      wages = WagePayment(delayDays: 7 + Int(month.index) % 12)
    }
    if unpaidFor >= 1, fate.paysUpAfter == nil { windUp(fate, unpaidFor: unpaidFor) }
  }

  /// Leaves so much of what has changed to be seen, per thousand.
  private mutating func fade(_ shown: Int) {
    guard shown < 1000 else { return }
    production = 1000 - (1000 - production).permille(shown)
    sales = 1000 - (1000 - sales).permille(shown)
    headcount = 1000 - (1000 - headcount).permille(shown)
  }

  private mutating func loseOrders(_ fate: Fate, since: Int, lead: Int) {
    production = max(fate.floor, 1000 - (1000 - fate.floor) * (since + 1) / (lead + 1))
    sales = production
    headcount = 1000 - 350 * min(since, lead) / (lead + 1)
    let late = since - lead + 2
    guard late > 0 else { return }
    if fate.fallsBehindWithBills { billArrears = 1000 * late }
    if fate.fallsBehindWithTax { taxArrears = 1000 * late }
    if fate.fallsBehindWithInsurance { insuranceArrears = 1000 * late }
  }

  private mutating func runOutOfCash(_ fate: Fate, since: Int, lead: Int) {
    production = max(860, 1000 - 30 * since)
    sales = max(780, 1000 - 45 * (since + 1))
    if fate.fallsBehindWithTax { taxArrears = 900 * (since + 1) }
    if fate.fallsBehindWithBills { billArrears = 800 * since }
    if fate.fallsBehindWithInsurance { insuranceArrears = 1000 * max(0, since - 1) }
    if fate.paysLateBefore, since == lead - 1 {
      wages = WagePayment(delayDays: 6, share: 880)
    }
  }

  private mutating func waitForClient(_ fate: Fate, since: Int, lead: Int) {
    production = max(820, 1000 - 50 * since)
    sales = max(320, 820 - 190 * since)
    if fate.fallsBehindWithInsurance { insuranceArrears = 1000 * max(0, since - 1) }
    if fate.fallsBehindWithTax { taxArrears = 1000 * since }
    if fate.fallsBehindWithBills { billArrears = 900 * max(0, since - 1) }
  }

  /// Everything looks well until the owner does not come back.
  private mutating func loseOwner(_ fate: Fate, unpaidFor: Int) {
    filesTax = !fate.fallsBehindWithTax && unpaidFor <= 0
    if fate.fallsBehindWithBills { billArrears = 1000 * (unpaidFor + 1) }
    if fate.fallsBehindWithInsurance { insuranceArrears = 1000 * (unpaidFor + 1) }
    if !filesTax { sales = 0 }
  }

  /// From the month in which the first pay day was missed: workers leave, machines stop, bills of
  /// every kind stay open.
  private mutating func windUp(_ fate: Fate, unpaidFor: Int) {
    let running =
      fate.kind == .ownerLeft ? [1000, 300, 25, 15, 10] : [1000, 700, 300, 60, 20]
    let left = running[min(unpaidFor, running.count - 1)]
    production = production.permille(left)
    sales = sales.permille(left)
    headcount = headcount.permille([1000, 950, 700, 300, 120, 60][min(unpaidFor, 5)])
    billArrears += 700 * unpaidFor
    taxArrears += 500 * unpaidFor
    insuranceArrears += 900 * unpaidFor
    if unpaidFor >= 2 { filesTax = false; sales = 0 }
  }
}
