import WageDomain

/// What happens to a firm within the period.
struct Fate: Sendable {
  var kind = Kind.steady
  /// The first month whose signals change.
  var onset: Month?
  /// The first month whose wages are not paid on their day; nil for every firm that pays.
  var firstUnpaidMonth: Month?
  /// Months after which a firm that fell behind pays all it owes and goes on; nil for one that does not.
  var paysUpAfter: Int?
  /// What is seen from outside of the months before, per thousand of what goes on inside.
  var shown = 1000
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
    /// Pays every month's wages one month late.
    case monthLate = "month-late"
    /// Pays a part of the wages on the day, the rest a month later.
    case splitWages = "split-wages"
    /// Pays the minimum wage on the day and owes the rest.
    case minimumOnly = "minimum-only"

    /// Trouble that ends in unpaid wages.
    var isDistress: Bool {
      switch self {
      case .lostOrders, .cashFlow, .upstream, .ownerLeft: true
      case .steady, .recovered, .shrinking, .closing, .monthLate, .splitWages, .minimumOnly: false
      }
    }

    /// Owes wages as a way of doing business.
    var isGame: Bool { self == .monthLate || self == .splitWages || self == .minimumOnly }
  }

  /// The month from which no wages are ever paid again.
  var stopsPayingIn: Month? {
    kind.isDistress && paysUpAfter == nil ? firstUnpaidMonth : nil
  }
}
