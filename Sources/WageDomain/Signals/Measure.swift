/// One number that a feed gives for a firm and a month.
///
/// The raw value stands in slabs on disk: never reuse or renumber one.
public enum Measure: Int16, CaseIterable, Hashable, Sendable {
  case electricityQuantity = 1
  case electricityFee = 2
  case electricityArrears = 3
  case waterQuantity = 11
  case waterFee = 12
  case waterArrears = 13
  case gasQuantity = 21
  case gasFee = 22
  case gasArrears = 23
  case taxFiled = 31
  case taxSales = 32
  case taxDue = 33
  case taxArrears = 34
  case insuredPersons = 41
  case insuranceDue = 42
  case insuranceArrears = 43
  case payrollPersons = 51
  case payrollAmount = 52
  /// Sums over the transactions of the projects a firm is general contractor of.
  case accountLabourFee = 61
  case accountWages = 62
  /// The balance after the month's last transaction, summed over the firm's projects.
  case accountBalance = 63
  case propertyDue = 71
  case propertyArrears = 72
  case propertyVacated = 73
  case loanBalance = 81
  case loanOverdue = 82
  case loanInterestArrears = 83
  case loanOverdueDays = 84

  /// The feed that the measure comes from.
  public var feed: Feed {
    switch rawValue {
    case 1...9: .electricity
    case 11...19: .water
    case 21...29: .gas
    case 31...39: .tax
    case 41...49: .socialInsurance
    case 51...59: .payroll
    case 61...69: .wageAccount
    case 71...79: .property
    default: .loans
    }
  }

  /// The feed's column; for the wage account the name of the monthly sum.
  public var column: String {
    switch self {
    case .electricityQuantity, .waterQuantity, .gasQuantity: "quantity"
    case .electricityFee, .waterFee, .gasFee: "fee_yuan"
    case .electricityArrears, .waterArrears, .gasArrears: "arrears_yuan"
    case .taxFiled: "filed"
    case .taxSales: "sales_yuan"
    case .taxDue: "tax_yuan"
    case .taxArrears: "tax_arrears_yuan"
    case .insuredPersons: "insured_persons"
    case .insuranceDue: "due_yuan"
    case .insuranceArrears: "arrears_yuan"
    case .payrollPersons: "persons"
    case .payrollAmount: "amount_yuan"
    case .accountLabourFee: "labour_fee_in_yuan"
    case .accountWages: "wages_out_yuan"
    case .accountBalance, .loanBalance: "balance_yuan"
    case .propertyDue: "due_yuan"
    case .propertyArrears: "arrears_yuan"
    case .propertyVacated: "vacated"
    case .loanOverdue: "overdue_yuan"
    case .loanInterestArrears: "interest_arrears_yuan"
    case .loanOverdueDays: "overdue_days"
    }
  }

  /// What one of the stored integers is.
  public var unit: Unit {
    switch self {
    case .electricityQuantity: .wattHours
    case .waterQuantity, .gasQuantity: .litres
    case .taxFiled, .propertyVacated: .flag
    case .loanOverdueDays: .days
    case .insuredPersons, .payrollPersons: .persons
    default: .fen
    }
  }

  /// `feed.column`, the name in scorecards, listings and exports.
  public var name: String { "\(feed.rawValue).\(column)" }

  public init?(name: some StringProtocol) {
    guard let found = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  public static func measures(of feed: Feed) -> [Measure] { allCases.filter { $0.feed == feed } }

  /// The unit of a stored integer.
  public enum Unit: String, Sendable {
    case wattHours = "Wh"
    case litres = "l"
    case fen
    case persons
    case days
    case flag
  }
}
