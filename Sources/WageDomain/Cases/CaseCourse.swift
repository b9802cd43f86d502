/// What happened to a case on its way, as far as it does not show in its state.
public struct CaseCourse: Hashable, Sendable {
  /// The bodies that sent it back, oldest first.
  public var bounces: [String] = []
  /// The last order was sent back, and no new one has gone out.
  public var isBackWithNobody = false
  /// The authority of another county has it: taken there, not decided there, and not sent to a body
  /// since. No body of the district answers for it meanwhile.
  public var isWithCounty: Bool { county != nil }
  /// That county, six digits, empty where nobody named it; nil while no county has the case.
  public var county: String?
  /// The highest signature on the transfer order in force; nil before one.
  public var signedBy: CaseLevel?
  /// Whole days on which the clocks that may pause stood still. The last one's end is the day at
  /// which it ends by itself while nobody resumed it; it differs by clock, so it is none here.
  public var pauses: [CasePause] = []
  /// Authorities it was taken to, oldest first.
  public var forums: [Forum] = []
  /// Transfer orders and escalations of a day on which the case was over already, as was recorded after
  /// them: who got one has to be told that it is moot.
  public var moot: [CaseEvent] = []

  /// The last of a case's transfer orders that is not moot: a moot one gives the case to nobody, also when
  /// the case is taken up again.
  public func orderInForce(of orders: [IssuedOrder]) -> IssuedOrder? {
    orders.last { issued in !moot.contains { $0.act == .dispatched(issued.order) } }
  }

  public var callbacks: [CallbackAnswer] = []
  /// How often it was taken up again, a broken repayment plan among it.
  public var reopenings = 0
  /// Of all agreements of the case, in order; numbers run on over a second agreement.
  public var instalments: [CaseInstalment] = []
  /// A breach that was none had opened it, and it went on from there; nobody has resolved it since.
  public var isOpenForNothing = false
  /// Wages that were paid outside of an instalment, by day of payment as they took effect.
  public var payments: [WagePayment] = []
  /// Paid from the district's petition account, all advances together.
  public var advanced = Money.zero
  /// What of ``advanced`` came back from responsible bodies.
  public var recovered = Money.zero
  /// The least that was ever advanced and not recovered, by the order in which events take effect.
  public var leastOutstanding = Money.zero
  /// The day of the last resolution; nil before one.
  public var resolvedOn: Day?

  public init() {}

  /// Since when the clocks stand still; nil when they run.
  public var pausedOn: Day? { pauses.last.flatMap { $0.resumedOn == nil ? $0.pausedOn : nil } }
}

/// One pause: the first day that is not counted, and the first that is again.
public struct CasePause: Hashable, Sendable {
  public let pausedOn: Day
  /// Nil while nobody resumed.
  public var resumedOn: Day?

  public init(pausedOn: Day, resumedOn: Day? = nil) {
    self.pausedOn = pausedOn
    self.resumedOn = resumedOn
  }

  /// The whole days on which a clock that may pause so many days at most stands still.
  ///
  /// - Returns: nil when there is none.
  public func days(most: Int) -> ClosedRange<Day>? {
    let latest = pausedOn.adding(days: most - 1)
    let last = resumedOn.map { min($0.adding(days: -1), latest) } ?? latest
    return pausedOn <= last ? pausedOn...last : nil
  }
}

/// Wages that came to the worker outside of a plan's instalments.
public struct WagePayment: Hashable, Sendable {
  public let on: Day
  public let amount: Money

  public init(on: Day, amount: Money) {
    self.on = on
    self.amount = amount
  }
}

/// One instalment of a repayment agreement and what became of it.
public struct CaseInstalment: Hashable, Sendable {
  /// From 1; the round of the clock ``CaseClock/instalment``.
  public let number: Int
  public let promise: Instalment
  /// Nil until it was paid.
  public var paidAt: Instant?
  /// It was not paid by its day, and the case was opened again.
  public var isBroken = false
  /// Since when it is not to be paid any more: its agreement was broken by another instalment, given up
  /// or replaced. Nil while it is, and where it was paid in time.
  public var voidOn: Day?
  /// It is void for nothing is owed any more; it is to be paid again when more is claimed.
  public var isCovered = false

  public init(number: Int, promise: Instalment) {
    self.number = number
    self.promise = promise
  }

  public var isPaidInTime: Bool { paidAt.map { $0.day <= promise.dueOn } ?? false }
}
