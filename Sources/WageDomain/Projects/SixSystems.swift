/// What a check of a building site asks for, by the columns of the feed `six_systems`.
public enum SiteSystem: String, CaseIterable, Hashable, Sendable {
  /// Registered on the wage platform (平台注册).
  case registered
  /// The bank has signed for the wage account (银行签约).
  case bankSigned = "bank_signed"
  case realName = "real_name"
  case wageAccount = "wage_account"
  case agentPayment = "agent_payment"
  case deposit
  case monthlyTransfer = "monthly_transfer"
  case noticeBoard = "notice_board"
  case labourOfficerTrained = "labour_officer_trained"

  /// The six systems (六项制度); the others are steps on the way.
  ///
  /// - Source: 保障农民工工资支付条例 第24至34条.
  public static let six: [SiteSystem] = [
    .realName, .wageAccount, .agentPayment, .deposit, .monthlyTransfer, .noticeBoard,
  ]

  public var title: Bilingual {
    switch self {
    case .registered: Bilingual(zh: "平台注册", en: "platform registration")
    case .bankSigned: Bilingual(zh: "银行签约", en: "bank signed")
    case .realName: Bilingual(zh: "实名制", en: "real-name registration")
    case .wageAccount: Bilingual(zh: "工资专户", en: "wage account")
    case .agentPayment: Bilingual(zh: "总包代发", en: "payment by the contractor")
    case .deposit: Bilingual(zh: "工资保证金", en: "wage deposit")
    case .monthlyTransfer: Bilingual(zh: "人工费按月拨付", en: "monthly labour fee")
    case .noticeBoard: Bilingual(zh: "维权公示", en: "notice board")
    case .labourOfficerTrained: Bilingual(zh: "劳资专管员培训", en: "labour officer trained")
    }
  }
}

/// One check of a site.
public struct SiteCheck: Hashable, Sendable {
  public let checkedOn: Day
  public let file: String
  public let line: Int64
  /// What the row says; what it leaves empty is not there.
  public let inPlace: [SiteSystem: Bool]

  public init(checkedOn: Day, file: String, line: Int64, inPlace: [SiteSystem: Bool]) {
    self.checkedOn = checkedOn
    self.file = file
    self.line = line
    self.inPlace = inPlace
  }
}

/// A building project with every check of its site that is known.
public struct CheckedProject: Hashable, Sendable {
  public let projectCode: String
  public let name: String
  public let kind: ProjectKind
  public let town: String?
  public let contractorId: Int64
  public let contractorCode: String
  public let contractorName: String?
  public let startedOn: Day?
  public let finishedOn: Day?
  /// Where the register's row stands.
  public let file: String
  public let line: Int64
  /// Oldest first.
  public let checks: [SiteCheck]

  public init(
    projectCode: String, name: String, kind: ProjectKind, town: String?, contractorId: Int64,
    contractorCode: String, contractorName: String?, startedOn: Day?, finishedOn: Day?,
    file: String, line: Int64, checks: [SiteCheck]
  ) {
    self.projectCode = projectCode
    self.name = name
    self.kind = kind
    self.town = town
    self.contractorId = contractorId
    self.contractorCode = contractorCode
    self.contractorName = contractorName
    self.startedOn = startedOn
    self.finishedOn = finishedOn
    self.file = file
    self.line = line
    self.checks = checks
  }

  /// Whether work goes on (在建): begun, or without a day, and not finished before `day`.
  public func isLive(on day: Day) -> Bool {
    startedOn.map { $0 <= day } ?? true && finishedOn.map { $0 >= day } ?? true
  }

  /// What the checks amount to, in the order of ``SiteSystem/allCases``.
  public var systems: [SystemStanding] {
    SiteSystem.allCases.map { SystemStanding($0, checks: checks) }
  }

  /// Those of the six that the last word on them says are lacking.
  public var lacking: [SystemStanding] {
    systems.filter { SiteSystem.six.contains($0.system) && $0.isInPlace == false }
  }

  /// All six are in place, each by the last word on it.
  public var hasAllSix: Bool {
    systems.allSatisfy { !SiteSystem.six.contains($0.system) || $0.isInPlace == true }
  }
}

/// Where one system of a site stands, by the last check that says anything of it.
public struct SystemStanding: Hashable, Sendable {
  public let system: SiteSystem
  /// Nil: no check has said.
  public let isInPlace: Bool?
  /// The first check of the unbroken row of checks that say the same.
  public let since: SiteCheck?
  /// The last check that says it.
  public let latest: SiteCheck?

  init(_ system: SiteSystem, checks: [SiteCheck]) {
    let said = checks.filter { $0.inPlace[system] != nil }
    let word = said.last?.inPlace[system]
    self.system = system
    isInPlace = word
    latest = said.last
    since = said.reversed().prefix { $0.inPlace[system] == word }.last
  }
}
