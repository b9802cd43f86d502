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
  /// Sums over the transactions of a project's wage account.
  case accountLabourFee = 61
  case accountWages = 62
  /// The balance after the month's last transaction.
  case accountBalance = 63
  case propertyDue = 71
  case propertyArrears = 72
  case propertyVacated = 73
  case loanBalance = 81
  case loanOverdue = 82
  case loanInterestArrears = 83
  case loanOverdueDays = 84
  /// Persons paid from a project's wage account for a wage month, whenever they were paid.
  case accountPaidPersons = 91
  case attendedPersons = 92
  case attendedDays = 93
  /// What the owner had to pay to a project in a month, what came of it, and how long it has been
  /// open by the feed's last file; 0 when enough of it came, see ``LabourFee``.
  case disbursementDue = 94
  case disbursementPaid = 95
  case disbursementOpenDays = 96

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
    case 81...89: .loans
    case 91: .wageAccount
    case 92, 93: .attendance
    default: .disbursement
    }
  }

  /// A series belongs to a building project, not to a firm; it is worked out from dated rows and
  /// stands in no slab.
  public var isOfProjects: Bool { 61...69 ~= rawValue || rawValue >= 91 }

  /// The feed's column; for the feeds of projects the name of the monthly number.
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
    case .accountPaidPersons: "paid_persons"
    case .attendedPersons: "attended_persons"
    case .attendedDays: "attended_days"
    case .disbursementDue: "due_yuan"
    case .disbursementPaid: "paid_yuan"
    case .disbursementOpenDays: "open_days"
    }
  }

  /// Whether a file with these columns tells the measure; without them its rows say nothing of it.
  public func isTold(by columns: Set<String>) -> Bool {
    switch self {
    case .accountLabourFee, .accountWages: columns.contains("purpose")
    case .accountPaidPersons: columns.isSuperset(of: ["purpose", "persons"])
    case .disbursementPaid, .disbursementOpenDays:
      !columns.isDisjoint(with: ["paid_yuan", "paid_on"])
    default: columns.contains(column)
    }
  }

  /// What one of the stored integers is.
  public var unit: Unit {
    switch self {
    case .electricityQuantity: .wattHours
    case .waterQuantity, .gasQuantity: .litres
    case .taxFiled, .propertyVacated: .flag
    case .loanOverdueDays, .disbursementOpenDays, .attendedDays: .days
    case .insuredPersons, .payrollPersons, .accountPaidPersons, .attendedPersons: .persons
    default: .fen
    }
  }

  /// `feed.column`, the name in scorecards, listings and exports.
  public var name: String { "\(feed.rawValue).\(column)" }

  public init?(name: some StringProtocol) {
    guard let found = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  /// The numbers that one row of a monthly feed brings; what is counted from dated rows of
  /// projects (raw values from 91 on) is not among them.
  public static func measures(of feed: Feed) -> [Measure] {
    allCases.filter { $0.feed == feed && $0.rawValue < 91 }
  }

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
