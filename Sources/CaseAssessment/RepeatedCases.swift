import WageDomain

/// Cases of complaints that were taken out of a case again into which one had been merged: that one stands
/// for it in the figures. One grievance is registered once.
struct RepeatedCases {
  private struct Own {
    let caseNo: String
    let openedOn: Day
    let mergedOn: Day?
    /// Those that were merged into it.
    let joined: [String]
  }

  /// Of each such case the merged ones.
  private var earlier: [String: [Own]] = [:]

  init(_ cases: [AssessedCase]) {
    var own: [String: [Own]] = [:]
    var merged: [String: Own] = [:]
    for one in cases {
      guard case .registered(let complaint) = one.events.first?.act,
        let openedOn = one.events.openedOn
      else { continue }
      let new = Own(
        caseNo: one.caseNo, openedOn: openedOn,
        mergedOn: one.events.last { $0.act.kind == .merged }?.effectiveAt.day,
        joined: one.events.compactMap { event in
          if case .linked(let linked) = event.act { linked.fromCase } else { nil }
        })
      own[complaint.complaintNo, default: []].append(new)
      if new.mergedOn != nil { merged[one.caseNo] = new }
    }
    for group in own.values where group.count > 1 {
      let ordered = group.sorted { ($0.openedOn, $0.caseNo) < ($1.openedOn, $1.caseNo) }
      for (index, one) in ordered.enumerated() where index > 0 {
        // It left the case that it had opened itself, which goes on for those that were merged into it.
        earlier[one.caseNo] = ordered[..<index].flatMap { before in
          before.mergedOn == nil ? before.joined.compactMap { merged[$0] } : [before]
        }
      }
    }
  }

  /// Whether a merged one stands in the figures of its month.
  ///
  /// - Parameters:
  ///   - caseNo: the later one.
  ///   - mergedStand: those stand there, too, that were merged within their month.
  /// - Returns: false of any other case.
  func isRepeated(_ caseNo: String, mergedStand: Bool) -> Bool {
    (earlier[caseNo] ?? []).contains { own in
      mergedStand || own.mergedOn.map { $0 > own.openedOn.month.lastDay } ?? false
    }
  }
}
