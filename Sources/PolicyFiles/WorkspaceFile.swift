public import WageDomain

/// What a workspace's `wagewatch.yaml` says; paths are relative to the workspace.
public struct WorkspaceConfiguration: Hashable, Sendable {
  /// The district's name, as reports print it.
  public let district: String
  public let county: CountyCode
  /// Complaints received before this day are history from before the district went live: they count
  /// in scores and open no case. Nil: every complaint opens one.
  public let casesFrom: Day?
  /// The firms that the office can visit in a week: what its rankings are judged at. Nil: not said.
  public let weeklyVisits: Int?
  public let inbox: String
  public let scorecard: String
  public let workflow: String
  public let routing: String
  public let calendar: String
  public let regions: String
  /// The grading policy; nil: the shipped national one.
  public let grades: String?
  /// The policy of key dates; nil: there are none.
  public let keyDates: String?
  /// The plan for group incidents; nil: the shipped one.
  public let incidentPlan: String?
  /// Where follow-ups are sent; without it none is sent anywhere.
  public let outbox: OutboxConfiguration
}

/// The targets of follow-ups that a workspace names.
public struct OutboxConfiguration: Hashable, Sendable {
  /// A file that messages are appended to, relative to the workspace.
  public let file: String?
  /// An address that messages are posted to, `https://...` or `http://...`.
  public let webhook: String?
}

/// Reads `wagewatch.yaml`.
public enum WorkspaceFile {
  /// - Parameters:
  ///   - text: the YAML of the whole file.
  ///   - file: its name in faults.
  /// - Returns: the configuration, checked.
  /// - Throws: ``PolicyFaults`` with every fault of the file.
  public static func read(
    _ text: String, file: String
  ) throws(PolicyFaults) -> WorkspaceConfiguration {
    try PolicyDocument.read(text, file: file) { root in
      let district = root.text("district")
      let county = county(root)
      let zone = root.choice("time_zone", Zone.self)
      let casesFrom = casesFrom(root)
      let weeklyVisits = weeklyVisits(root)
      let inbox = root.text("inbox")
      let policies = root.mapping("policies") { keys in
        ["scorecard", "workflow", "routing", "calendar", "regions"].map { keys.text($0) }
          + ["grades", "key_dates", "incident_plan"].map { keys.optional($0)?.text() }
      }
      let outbox =
        root.optional("outbox").map { $0.mapping(targets) }
        ?? OutboxConfiguration(file: nil, webhook: nil)
      guard let district, let county, zone != nil, let casesFrom, let weeklyVisits, let outbox,
        let inbox, let policies,
        let scorecard = policies[0], let workflow = policies[1], let routing = policies[2],
        let calendar = policies[3], let regions = policies[4]
      else { return nil }
      return WorkspaceConfiguration(
        district: district, county: county, casesFrom: casesFrom, weeklyVisits: weeklyVisits,
        inbox: inbox, scorecard: scorecard,
        workflow: workflow, routing: routing, calendar: calendar, regions: regions,
        grades: policies[5], keyDates: policies[6],
        incidentPlan: policies[7], outbox: outbox)
    }
  }

  private static func county(_ root: PolicyMapping) -> CountyCode? {
    guard let node = root.required("county"), let text = node.text() else { return nil }
    if let county = CountyCode(text) { return county }
    node.fault(
      expected: Bilingual(zh: "加引号的六位区县代码", en: "a county's six digits in quotes"))
    return nil
  }

  /// - Returns: nil after noting a fault; an inner nil when the key is not there.
  private static func casesFrom(_ root: PolicyMapping) -> Day?? {
    guard let node = root.optional("cases_from") else { return .some(nil) }
    guard let text = node.text() else { return nil }
    if let day = Day(text) { return .some(day) }
    node.fault(expected: Bilingual(zh: "日期 YYYY-MM-DD", en: "a day, YYYY-MM-DD"))
    return nil
  }

  /// - Returns: nil after noting a fault; an inner nil when the key is not there.
  private static func weeklyVisits(_ root: PolicyMapping) -> Int?? {
    guard let node = root.optional("weekly_visits") else { return .some(nil) }
    return node.integer(1...100_000).map { .some($0) }
  }

  private static func targets(_ keys: PolicyMapping) -> OutboxConfiguration? {
    let file = keys.optional("file").map { $0.text() }
    let webhook = keys.optional("webhook").map { node -> String? in
      guard let text = node.text() else { return nil }
      if ["https://", "http://"].contains(where: { text.hasPrefix($0) && text.count > $0.count }) {
        return text
      }
      node.fault(expected: Bilingual(zh: "网址 https://…", en: "an address, https://…"))
      return nil
    }
    guard file != .some(nil), webhook != .some(nil) else { return nil }
    return OutboxConfiguration(file: file ?? nil, webhook: webhook ?? nil)
  }

  /// The law's days are days in China: no other zone may be set.
  private enum Zone: String, CaseIterable {
    case shanghai = "Asia/Shanghai"
  }
}
