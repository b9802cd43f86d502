import WageDomain

/// What a workflow from before lacks, with the line to write: a workspace keeps its own policies.
enum WorkflowHints {
  /// Clocks of a body's reply that run on when the case is taken to another county, whose body owes no
  /// reply any more (Y1).
  static func lines(_ policy: WorkflowPolicy, file: String) -> [Bilingual] {
    let county = CaseAct.escalated(Escalation(forum: .county, reasonHash: ""))
    return policy.clocks.filter { clock in
      clock.starts.contains { $0.kind == .dispatched }
        && clock.stops.contains { $0.kind == .replied }
        && !clock.stops.contains { $0.fits(county) }
    }.map { clock in
      let stops = (clock.stops + [ClockTrigger(.escalated, forum: .county)]).map(\.word)
      let line = "stops: [\(stops.joined(separator: ", "))]"
      return Bilingual(
        zh: "\(file)：案件移送其他区县后，\(clock.title.zh)（\(clock.id)）仍在计时；请将该时限改为 `\(line)`",
        en:
          "\(file): \(clock.id) runs on when a case is taken to another county; write `\(line)` there"
      )
    }
  }
}
