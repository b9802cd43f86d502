import WageDomain

/// What happens to a firm within the period.
struct Fate: Sendable {
  var kind = Kind.steady
  /// The first month whose signals change.
  var onset: Month?
  /// The first month whose wages are not paid; nil for every firm that pays.
  var firstUnpaidMonth: Month?
  /// The last month with signals of a firm that closes properly.
  var lastMonth: Month?
  /// One month paid late, and by how many days.
  var late: (month: Month, days: Int)?
  /// How deep orders fall, per thousand of normal that remains.
  var floor = 1000
  var fallsBehindWithBills = false
  var fallsBehindWithTax = false
  var fallsBehindWithInsurance = false
  var paysLateBefore = false
  /// Days from the first missed pay day to the first complaint; nil when nobody complains.
  var complaintAfterDays: Int?
  var complainants = 0
  /// Fen owed to each worker when all is counted.
  var owedFenPerWorker = 0
  /// The project whose owner stopped paying.
  var project: Int?

  enum Kind: String, Sendable {
    case steady
    case lostOrders = "lost-orders"
    case cashFlow = "cash-flow"
    case upstream
    case ownerLeft = "owner-left"
    /// In trouble for some months, wages paid throughout.
    case recovered
    /// Smaller every month, in good order.
    case shrinking
    case closing

    /// Wages remain unpaid in the end.
    var isDistress: Bool {
      switch self {
      case .lostOrders, .cashFlow, .upstream, .ownerLeft: true
      case .steady, .recovered, .shrinking, .closing: false
      }
    }
  }
}
