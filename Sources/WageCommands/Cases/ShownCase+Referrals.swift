import WageDomain
import WageStore

/// What goes to the police or the fast track, and the province's criminal amount.
extension ShownCase {
  /// Of each referral to the police, oldest first; nil where nobody named one.
  var policeGrounds: [PoliceGround?] {
    escalations.filter { $0.forum == .police }.map(\.ground)
  }

  var fastTrackKind: FastTrackKind? { escalations.last { $0.forum == .fastTrack }?.kind }

  private var escalations: [Escalation] {
    events.compactMap { recorded in
      if case .escalated(let escalation) = recorded.event.act { escalation } else { nil }
    }
  }

  private var comparison: CriminalComparison? {
    criminalAmount?.comparison(
      with: status.details, owedSince: complaints.firstMonthOwed, asOf: asOf)
  }

  var criminalJSON: JSONValue {
    guard let comparison else {
      return .object([
        "status": .string(CriminalComparison.notConfiguredCode), "region": .null,
        "one_worker": .null, "workers": .null, "source": .null,
      ])
    }
    return .object([
      "status": .string(comparison.answer.rawValue),
      "region": .string(comparison.amount.region.zh),
      "one_worker": .string(comparison.oneWorker.rawValue),
      "workers": .string(comparison.workers.rawValue),
      "source": .string(comparison.amount.source),
    ])
  }

  var referralLines: [Bilingual] {
    var lines = policeGrounds.map { ground in
      let title = ground?.title ?? Bilingual(zh: "未注明", en: "not stated")
      return Bilingual(
        zh: "  移送公安事由：\(title.zh)", en: "  taken to the police for: \(title.en)")
    }
    if let fastTrackKind {
      lines.append(
        Bilingual(
          zh: "  速裁种类：\(fastTrackKind.title.zh)", en: "  fast track as: \(fastTrackKind.title.en)"))
    }
    let text = comparison?.text ?? CriminalComparison.notConfigured
    lines.append(Bilingual(zh: "  刑事立案金额：\(text.zh)", en: "  criminal amount: \(text.en)"))
    return lines
  }
}

extension [ListedComplaint] {
  /// Nil when no complaint says since when wages are owed.
  var firstMonthOwed: Month? { compactMap { $0.owedSince.flatMap { Month($0) } }.min() }
}

extension Listing.Column {
  /// Whether a case's numbers reach the province's criminal amount; JSON keeps the code.
  static func criminalAmount(_ language: Language) -> Listing.Column {
    .init(zh: "刑事立案金额", en: "criminal amount") { row in
      let answer = CriminalComparison.Answer(rawValue: row["criminal_amount"].cell)
      return (answer?.title ?? Bilingual(zh: "未配置", en: "not configured")).text(language)
    }
  }
}
