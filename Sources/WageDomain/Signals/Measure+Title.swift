extension Measure {
  /// The measure as officers say it.
  public var title: Bilingual {
    switch self {
    case .electricityQuantity: Bilingual(zh: "用电量", en: "electricity used")
    case .electricityFee: Bilingual(zh: "电费", en: "electricity fee")
    case .electricityArrears: Bilingual(zh: "欠电费", en: "electricity arrears")
    case .waterQuantity: Bilingual(zh: "用水量", en: "water used")
    case .waterFee: Bilingual(zh: "水费", en: "water fee")
    case .waterArrears: Bilingual(zh: "欠水费", en: "water arrears")
    case .gasQuantity: Bilingual(zh: "用气量", en: "gas used")
    case .gasFee: Bilingual(zh: "气费", en: "gas fee")
    case .gasArrears: Bilingual(zh: "欠气费", en: "gas arrears")
    case .taxFiled: Bilingual(zh: "纳税申报", en: "tax return filed")
    case .taxSales: Bilingual(zh: "申报销售额", en: "declared sales")
    case .taxDue: Bilingual(zh: "应纳税额", en: "tax due")
    case .taxArrears: Bilingual(zh: "欠税", en: "tax arrears")
    case .insuredPersons: Bilingual(zh: "参保人数", en: "insured persons")
    case .insuranceDue: Bilingual(zh: "应缴社保", en: "insurance due")
    case .insuranceArrears: Bilingual(zh: "社保欠缴", en: "insurance arrears")
    default: titleOfMoneyAndSites
    }
  }

  private var titleOfMoneyAndSites: Bilingual {
    switch self {
    case .payrollPersons: Bilingual(zh: "发薪人数", en: "persons paid")
    case .payrollAmount: Bilingual(zh: "工资发放额", en: "wages paid")
    case .accountLabourFee: Bilingual(zh: "专户人工费拨入", en: "labour fee paid into the account")
    case .accountWages: Bilingual(zh: "专户工资支出", en: "wages paid from the account")
    case .accountBalance: Bilingual(zh: "专户余额", en: "wage account balance")
    case .propertyDue: Bilingual(zh: "应缴物业费", en: "rent due")
    case .propertyArrears: Bilingual(zh: "欠物业费", en: "rent arrears")
    case .propertyVacated: Bilingual(zh: "已退租", en: "premises vacated")
    case .loanBalance: Bilingual(zh: "贷款余额", en: "loan balance")
    case .loanOverdue: Bilingual(zh: "逾期贷款", en: "overdue loans")
    case .loanInterestArrears: Bilingual(zh: "欠息", en: "interest arrears")
    case .loanOverdueDays: Bilingual(zh: "贷款逾期天数", en: "days of loans overdue")
    case .accountPaidPersons: Bilingual(zh: "专户发薪人数", en: "persons paid from the account")
    case .attendedPersons: Bilingual(zh: "出勤人数", en: "persons attending")
    case .attendedDays: Bilingual(zh: "出勤工日", en: "days attended")
    case .disbursementDue: Bilingual(zh: "应拨款", en: "transfers due")
    case .disbursementPaid: Bilingual(zh: "已拨款", en: "transfers paid")
    default: Bilingual(zh: "拨款逾期天数", en: "days of transfers open")
    }
  }
}
