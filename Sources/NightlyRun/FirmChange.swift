internal import RiskScoring
public import WageDomain
public import WageStore

/// What a run said of a firm that the last run of an earlier day had not.
public struct FirmChange: Sendable {
  /// The earlier run's word.
  public let before: FirmDossier.ScoredDay
  /// False when that run's reasons were not stored and cannot be worked out again.
  public let isKnown: Bool
  /// Reasons that came, went or changed points: in the order of now, then those that went.
  public let moves: [Move]
  /// Why the tier is another, or that it is not.
  public let tierWords: Bilingual
  /// Firms that count as this one since then.
  public let merged: [FirmDossier.MergedFirm]

  /// One reason's points before and now; nil where it was not there.
  public struct Move: Hashable, Sendable {
    public let indicator: String
    /// Its class, or that it is a hard trigger; nil where the scorecard does not have it any more.
    public let title: Bilingual?
    public let pointsBefore: Int?
    public let pointsNow: Int?
    /// Lines that became known between the two runs and speak of it.
    public let newLines: [EvidenceLine]
  }
}

/// Compares two runs' words on one firm.
struct FirmComparison {
  let before: FirmDossier.ScoredDay
  let now: FirmDossier.ScoredDay
  let reasonsBefore: [StoredReason]
  let reasonsNow: [StoredReason]
  let scorecard: Scorecard
  /// Files that became known in between.
  let newFiles: Set<String>
  let rows: [SignalRow]
  /// Firms that count as this one since the run before.
  let merged: [FirmDossier.MergedFirm]
  /// The warning by whose outcome the tier of before does not stand any more; nil where its days are
  /// over, or nothing was found.
  let discharge: Discharge?

  func change(isKnown: Bool) -> FirmChange {
    FirmChange(
      before: before, isKnown: isKnown, moves: isKnown ? moves : [], tierWords: tierWords,
      merged: merged)
  }

  private var moves: [FirmChange.Move] {
    let stayed: [FirmChange.Move] = reasonsNow.compactMap { reason in
      let before = reasonsBefore.first { $0.indicator == reason.indicator }
      guard before?.points != reason.points else { return nil }
      return FirmChange.Move(
        indicator: reason.indicator, title: scorecard.title(ofReason: reason.indicator),
        pointsBefore: before?.points, pointsNow: reason.points,
        newLines: reason.evidence.filter { newFiles.contains($0.file) })
    }
    let went = reasonsBefore.filter { reason in
      !reasonsNow.contains { $0.indicator == reason.indicator }
    }
    return stayed
      + went.map {
        FirmChange.Move(
          indicator: $0.indicator, title: scorecard.title(ofReason: $0.indicator),
          pointsBefore: $0.points, pointsNow: nil,
          newLines: lines(of: $0.indicator))
      }
  }

  /// The firm's new rows in the feeds that a reason was read from: the reason has no lines any more.
  private func lines(of indicator: String) -> [EvidenceLine] {
    let feeds = scorecard.comparison(indicator)?.feeds ?? []
    return rows.filter { feeds.contains($0.feed) && newFiles.contains($0.file) }
      .map { EvidenceLine(feed: $0.feed.rawValue, file: $0.file, line: $0.line) }
  }

  private var tierWords: Bilingual {
    let zh = "\(before.tier.name.zh) \(before.points) 分 → \(now.tier.name.zh) \(now.points) 分"
    let en = "\(before.tier.name.en), \(before.points) points -> \(now.tier.name.en), \(now.points)"
    guard now.tier != before.tier else {
      return Bilingual(zh: "\(zh)：级别未变", en: "\(en): the tier is the same")
    }
    let cause =
      now.scorecard != before.scorecard ? otherCard : now.tier > before.tier ? risen : fallen
    return Bilingual(zh: "\(zh)：\(cause.zh)", en: "\(en): \(cause.en)")
  }

  private var otherCard: Bilingual {
    Bilingual(
      zh: "评分表已更换，\(before.scorecard) → \(now.scorecard)",
      en: "another scorecard, \(before.scorecard) -> \(now.scorecard)")
  }

  private var risen: Bilingual {
    if let reason = reasonsNow.first(where: { $0.trigger == now.tier }) {
      return Bilingual(
        zh: "硬性触发 \(reason.indicator) 要求\(now.tier.name.zh)级",
        en: "the hard trigger \(reason.indicator) demands \(now.tier.name.en)")
    }
    let from = threshold(now.tier)
    return Bilingual(zh: "达到 \(from) 分", en: "the points reach \(from)")
  }

  private var fallen: Bilingual {
    guard let discharge else { return ceased }
    let (number, on, title) = (discharge.warningNo, discharge.recordedOn, discharge.outcome.title)
    let lifted = Bilingual(
      zh: "预警 \(number) 于 \(on) 登记为\(title.zh)，\(before.tier.name.zh)级不再维持",
      en: "warning \(number) was recorded on \(on) as \(title.en), so \(before.tier.name.en) no "
        + "longer stands")
    guard !reasonsBefore.contains(where: \.isHeld) else { return lifted }
    return Bilingual(zh: "\(ceased.zh)；\(lifted.zh)", en: "\(ceased.en); \(lifted.en)")
  }

  private var ceased: Bilingual {
    guard !reasonsBefore.contains(where: \.isHeld) else {
      return Bilingual(
        zh: "原因消除已满评分卡规定的天数", en: "the cause has been gone for the scorecard's days")
    }
    let gone = reasonsBefore.filter { reason in
      (reason.trigger ?? .green) > now.tier
        && !reasonsNow.contains {
          $0.indicator == reason.indicator && $0.trigger == reason.trigger
        }
    }.map(\.indicator)
    guard gone.isEmpty else {
      let names = gone.joined(separator: ", ")
      return Bilingual(
        zh: "硬性触发 \(names) 已解除或减轻", en: "the hard trigger \(names) is gone or milder")
    }
    let from = threshold(before.tier)
    return Bilingual(zh: "不到 \(from) 分", en: "the points are below \(from)")
  }

  private func threshold(_ tier: Tier) -> Int {
    switch tier {
    case .red: scorecard.tiers.red
    case .orange: scorecard.tiers.orange
    case .yellow, .green: scorecard.tiers.yellow
    }
  }
}
