public import WageDomain

/// Reads workflow policies (`Schemas/workflows/*.yaml`).
public enum WorkflowFile {
  /// - Parameters:
  ///   - text: the YAML of the whole file.
  ///   - file: its name in faults.
  /// - Returns: the whole workflow policy, checked.
  /// - Throws: ``PolicyFaults`` with every fault of the file; nothing of it is used.
  public static func read(_ text: String, file: String) throws(PolicyFaults) -> WorkflowPolicy {
    try PolicyDocument.read(text, file: file) { WorkflowReader(root: $0).policy() }
  }
}

/// One reading of a workflow policy.
struct WorkflowReader {
  let root: PolicyMapping

  func policy() -> WorkflowPolicy? {
    let name = root.identifier("workflow")
    let version = root.integer("version", 1...1_000_000)
    _ = root.bilingual("title")
    let levels = root.list("levels") { $0.mapping(level) }
    let ids = SeenIds()
    let clocks = root.list("clocks") { $0.mapping { WorkflowClockReader(keys: $0).clock(ids) } }
    let resolutions = root.list("resolution") { $0.mapping(resolution) }
    let instalments = root.optional("instalments").map { $0.mapping(instalmentReminders) } ?? []
    let assessment = root.optional("assessment")?.mapping {
      AssessmentReader(keys: $0, clocks: clocks?.map(\.id)).policy()
    }
    let retries = root.optional("delivery").map { $0.mapping(retryMinutes) } ?? []
    let retention = root.optional("retention")?.mapping { RetentionReader(keys: $0).rules() }
    let fund = root.optional("fund").map {
      $0.mapping { FundReader(keys: $0, clocks: clocks?.map(\.id)).policy() }
    }
    let criminal = root.optional("criminal_amount").map {
      $0.mapping { CriminalAmountReader(keys: $0).amount() }
    }
    let fastTrack = root.optional("fast_track").map {
      $0.mapping { FastTrackReader(keys: $0).policy() }
    }
    let punishment = root.optional("punishment").map {
      $0.mapping { PunishmentReader(keys: $0).policy() }
    }
    if let levels { checkAscending(levels) }
    if let clocks, let instalments, let retries { checkDelivery(clocks, instalments, retries) }
    if let clocks, !clocks.contains(where: { $0.starts.contains(ClockTrigger(.registered)) }) {
      root.fault(
        found: Bilingual(
          zh: "没有自 registered 起算的时限", en: "no clock that starts at registered"),
        expected: Bilingual(
          zh: "有一个，使每个案件都有到期日", en: "one, so that no case is without a due day"))
    }
    guard root.faults.isEmpty, let name, let version, let levels, let clocks, let resolutions,
      let instalments, let retries
    else { return nil }
    return WorkflowPolicy(
      version: "\(name)@\(version)", levels: levels, clocks: clocks, resolutions: resolutions,
      assessment: assessment, instalmentReminders: instalments, retryMinutes: retries,
      retention: retention?.cases,
      otherRetentions: retention?.others ?? [], fund: fund ?? nil,
      criminalAmount: criminal ?? nil, fastTrack: fastTrack ?? nil,
      punishment: punishment ?? nil)
  }

  private func retryMinutes(_ keys: PolicyMapping) -> [Int]? {
    let minutes = keys.list("retry_minutes") { $0.integer(1...10_080) }
    let source = keys.text("source")
    return source == nil ? nil : minutes
  }

  private func instalmentReminders(_ keys: PolicyMapping) -> [ReminderRule]? {
    keys.list("remind") { $0.mapping { WorkflowReminderReader(keys: $0).rule() } }
  }

  private func checkDelivery(
    _ clocks: [ClockRule], _ instalments: [ReminderRule], _ retries: [Int]
  ) {
    let reminded = clocks.first { !$0.reminders.isEmpty }?.id
    let place = reminded ?? (instalments.isEmpty ? nil : "instalments")
    guard retries.isEmpty, let place else { return }
    root.fault(
      found: Bilingual(
        zh: "\(place) 有 remind 而没有 delivery", en: "remind in \(place) and no delivery"),
      expected: Bilingual(
        zh: "delivery，写明发送失败后等待几分钟", en: "delivery, with the minutes to wait after a failure"))
  }

  private func level(_ keys: PolicyMapping) -> LevelRule? {
    let level = keys.choice("level", CaseLevel.self)
    let persons = keys.integer("persons", 1...1_000_000)
    let source = keys.text("source")
    if level == .officer {
      keys.fault(
        found: .same("officer"),
        expected: Bilingual(
          zh: "leader 或 principal；经办人不设人数",
          en: "leader or principal; an officer needs no head-count"))
    }
    guard let level, let persons, let source else { return nil }
    return LevelRule(level: level, persons: Int64(persons), source: source)
  }

  private func checkAscending(_ levels: [LevelRule]) {
    for (lower, higher) in zip(levels, levels.dropFirst())
    where lower.level >= higher.level || lower.persons >= higher.persons {
      root.fault(
        found: Bilingual(
          zh: "\(lower.level.rawValue)（\(lower.persons) 人起）之后是 "
            + "\(higher.level.rawValue)（\(higher.persons) 人起）",
          en: "\(higher.level.rawValue) from \(higher.persons) persons after "
            + "\(lower.level.rawValue) from \(lower.persons)"),
        expected: Bilingual(zh: "层级与人数都递增", en: "levels and persons both ascending"))
    }
  }

  private func resolution(_ keys: PolicyMapping) -> ResolutionKind? {
    let kind = keys.choice("kind", ResolutionKind.self)
    let source = keys.text("source")
    return source == nil ? nil : kind
  }
}
