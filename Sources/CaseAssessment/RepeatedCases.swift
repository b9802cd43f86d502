import WageDomain

/// Cases whose complaint had a case of its own before: it was merged into another, and the complaint taken
/// out of that again. One grievance is registered once.
struct RepeatedCases {
  private struct Own {
    let caseNo: String
    let openedOn: Day
    let mergedOn: Day?
  }

  /// Of each such case the earlier ones.
  private var earlier: [String: [Own]] = [:]

  init(_ cases: [AssessedCase]) {
    var own: [String: [Own]] = [:]
    for one in cases {
      guard case .registered(let complaint) = one.events.first?.act,
        let openedOn = one.events.openedOn
      else { continue }
      own[complaint.complaintNo, default: []].append(
        Own(
          caseNo: one.caseNo, openedOn: openedOn,
          mergedOn: one.events.last { $0.act.kind == .merged }?.effectiveAt.day))
    }
    for group in own.values where group.count > 1 {
      let ordered = group.sorted { ($0.openedOn, $0.caseNo) < ($1.openedOn, $1.caseNo) }
      for (index, one) in ordered.enumerated() where index > 0 {
        earlier[one.caseNo] = ordered[..<index].filter { $0.mergedOn != nil }
      }
    }
  }

  /// Whether an earlier one stands in the figures of a month.
  ///
  /// - Parameters:
  ///   - caseNo: the later one.
  ///   - counted: merged ones stand there too, not those alone that were merged after their month.
  /// - Returns: false of any other case.
  func isRepeated(_ caseNo: String, mergedStand counted: Bool) -> Bool {
    (earlier[caseNo] ?? []).contains { own in
      counted || own.mergedOn.map { $0 > own.openedOn.month.lastDay } ?? false
    }
  }
}
