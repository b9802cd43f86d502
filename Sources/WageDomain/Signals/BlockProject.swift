/// A building project as scoring sees it; its general contractor answers for it.
///
/// - Source: 保障农民工工资支付条例 第三十条 (the general contractor pays first).
public struct BlockProject: Hashable, Sendable {
  /// `project.id` in the store.
  public let id: Int64
  /// As the project's papers name it.
  public let code: String
  /// The general contractor's row among the block's firms.
  public let firm: Int
  /// Begun and not finished, as known by the as-of day.
  public let isOpen: Bool
  /// The month in which it was finished by the as-of day; nil of one that was not. After it its wage
  /// account says nothing; who attended and what fell due counts all the same.
  public let finishedIn: Month?
  /// What the last check or the register says is lacking; what nobody said is not lacking.
  public let lacking: [SiteDuty]
  /// The row of the last check; nil when it was never checked.
  public let checkId: Int64?
  public let checkedOn: Day?
  public let pay: SitePay

  public init(
    id: Int64, code: String, firm: Int, isOpen: Bool = true, finishedIn: Month? = nil,
    lacking: [SiteDuty] = [], checkId: Int64? = nil, checkedOn: Day? = nil,
    pay: SitePay = SitePay()
  ) {
    self.id = id
    self.code = code
    self.firm = firm
    self.isOpen = isOpen
    self.finishedIn = finishedIn
    self.lacking = lacking
    self.checkId = checkId
    self.checkedOn = checkedOn
    self.pay = pay
  }

  /// The same project with fewer things lacking.
  public func without(_ duties: [SiteDuty]) -> BlockProject {
    BlockProject(
      id: id, code: code, firm: firm, isOpen: isOpen, finishedIn: finishedIn,
      lacking: lacking.filter { !duties.contains($0) }, checkId: checkId, checkedOn: checkedOn,
      pay: pay)
  }

  func of(firm: Int) -> BlockProject {
    BlockProject(
      id: id, code: code, firm: firm, isOpen: isOpen, finishedIn: finishedIn, lacking: lacking,
      checkId: checkId, checkedOn: checkedOn, pay: pay)
  }
}

/// What a project's wage account says of the wages of a month, whenever they went out.
public struct SitePay: Hashable, Sendable {
  /// In fen, by the month that the wages are for.
  public var amounts: [Month: Int64]
  /// Months of which payments say no head-count, so that how many were paid is not known.
  public var uncounted: Set<Month>
  /// The month of the first transaction; nil of a project without an account. Before it the account
  /// says of nobody that he was not paid.
  public var since: Month?

  public init(
    amounts: [Month: Int64] = [:], uncounted: Set<Month> = [], since: Month? = nil
  ) {
    self.amounts = amounts
    self.uncounted = uncounted
    self.since = since
  }

  /// True when wages of a month without a head-count hide how many were paid: all of them, or a tenth
  /// of those with one (assumption). A token payment hides nobody.
  public static func hidesHeads(headless: Int64, heads: Int64) -> Bool {
    headless > 0 && Int128(headless) * 10 >= Int128(heads)
  }
}

/// What a site must have: the systems of the six systems' checks (六项制度), and its two papers.
public enum SiteDuty: String, CaseIterable, Hashable, Sendable {
  case registered
  case bankSigned = "bank_signed"
  case realName = "real_name"
  case wageAccount = "wage_account"
  case agentPayment = "agent_payment"
  case deposit
  case monthlyTransfer = "monthly_transfer"
  case noticeBoard = "notice_board"
  case labourOfficerTrained = "labour_officer_trained"
  case approval
  case permit

  /// The feed that says so.
  public var feed: Feed {
    switch self {
    case .approval, .permit: .projects
    default: .sixSystems
    }
  }

  public var name: Bilingual {
    switch self {
    case .registered: Bilingual(zh: "平台注册", en: "platform registration")
    case .bankSigned: Bilingual(zh: "银行签约", en: "bank agreement")
    case .realName: Bilingual(zh: "实名制", en: "real-name registration")
    case .wageAccount: Bilingual(zh: "工资专户", en: "wage account")
    case .agentPayment: Bilingual(zh: "总包代发", en: "payment by the general contractor")
    case .deposit: Bilingual(zh: "工资保证金", en: "wage deposit")
    case .monthlyTransfer: Bilingual(zh: "人工费按月拨付", en: "monthly labour fee")
    case .noticeBoard: Bilingual(zh: "维权公示", en: "notice board")
    case .labourOfficerTrained: Bilingual(zh: "劳资专管员培训", en: "trained labour officer")
    case .approval: Bilingual(zh: "项目审批文号", en: "project approval")
    case .permit: Bilingual(zh: "施工许可证", en: "construction permit")
    }
  }
}

/// Which firms have to do with each other, as known by a day.
public struct FirmLinks: Hashable, Sendable {
  /// Firms with one legal representative, by id; each group has two or more.
  public var representatives: [[Int64]]
  /// An employer on a project, and the project's general contractor.
  public var sites: [SiteLink]

  /// One employer paid from a project's wage account.
  public struct SiteLink: Hashable, Sendable {
    public let project: Int64
    public let contractor: Int64
    public let employer: Int64

    public init(project: Int64, contractor: Int64, employer: Int64) {
      self.project = project
      self.contractor = contractor
      self.employer = employer
    }
  }

  public init(representatives: [[Int64]] = [], sites: [SiteLink] = []) {
    self.representatives = representatives
    self.sites = sites
  }
}
