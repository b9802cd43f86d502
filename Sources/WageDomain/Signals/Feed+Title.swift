extension Feed {
  /// The feed as officers say it: the Chinese title of its schema; in English its name.
  public var title: Bilingual { Bilingual(zh: chineseTitle, en: rawValue) }

  private var chineseTitle: String {
    switch self {
    case .firms: "登记"
    case .projects: "工程项目"
    case .electricity: "用电"
    case .water: "用水"
    case .gas: "用气"
    case .tax: "税收"
    case .socialInsurance: "社保"
    case .payroll: "工资发放"
    case .wageAccount: "农民工工资专户"
    case .complaints: "投诉"
    case .property: "物业"
    case .loans: "信贷"
    case .attendance: "实名制考勤"
    case .disbursement: "资金拨付"
    case .sixSystems: "六项制度"
    case .inspections: "监察"
    case .judicial: "司法"
    case .gridReports: "网格排摸"
    }
  }
}
