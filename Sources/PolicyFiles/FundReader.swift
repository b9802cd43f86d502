import WageDomain

/// One reading of the section `fund` of a workflow policy.
struct FundReader {
  let keys: PolicyMapping
  /// The ids of the file's clocks; nil when they could not be read.
  let clocks: [String]?

  func policy() -> FundPolicy? {
    let advance = keys.mapping("advance") { keys -> (Forum, String)? in
      let forum = keys.choice("forum", Forum.self)
      let clock = clock(keys)
      let moment = keys.choice("when", AdvanceMoment.self)
      let source = keys.text("source")
      guard let forum, let clock, moment != nil, source != nil else { return nil }
      return (forum, clock)
    }
    let covered = keys.mapping("covered") { keys -> CoveredCase? in
      let means = keys.choice("means", CoveredCase.self)
      return keys.text("source") == nil ? nil : means
    }
    guard let (forum, clock) = advance, let covered else { return nil }
    return FundPolicy(forum: forum, clock: clock, resolvesWhenCovered: covered == .resolved)
  }

  private func clock(_ keys: PolicyMapping) -> String? {
    guard let node = keys.required("clock"), let id = node.identifier() else { return nil }
    guard clocks?.contains(id) ?? true else {
      node.fault(expected: PolicyWords.oneOf(clocks ?? []))
      return nil
    }
    return id
  }

  /// From when on an advance may be paid.
  private enum AdvanceMoment: String, CaseIterable {
    case overdue
  }

  /// What becomes of a case whose wages are all paid.
  private enum CoveredCase: String, CaseIterable {
    case resolved, open
  }
}
