public import WageDomain

/// Why a firm has its points: every reason with the values compared, and what would clear it.
public struct FirmWhy: Sendable {
  public let assessment: Assessment
  /// One for each reason of ``assessment``, in its order.
  public let reasons: [ReasonWhy]
  /// Nil for a green firm.
  public let wayDown: WayDown?
}

/// One reason taken apart.
public struct ReasonWhy: Sendable {
  /// What the reason speaks of: its class, or that it is a hard trigger.
  public let title: Bilingual
  /// How the value comes about, in words.
  public let formula: Bilingual
  /// The value and the bin that it reaches; nil for a class's cap.
  public let reached: Reached?
  /// In the order of the kind's form.
  public let compared: [ComparedValue]
  /// The measures read, whose values stand in the rows behind the reason.
  public let measures: [Measure]
  /// How many more building sites reach points by themselves; the reason speaks of the worst.
  public let otherSites: Int
  /// From the mildest change on; empty for a cap, and where nothing in the firm's rows does it.
  public let remedies: [Remedy]

  public struct Reached: Hashable, Sendable {
    public let value: Bilingual
    public let bin: Bilingual
  }
}

/// One of the values that a reason compares.
public struct ComparedValue: Hashable, Sendable {
  /// As templates name it: `baseline`.
  public let name: String
  public let note: Bilingual
  /// With its unit.
  public let text: Bilingual
}

/// What would take a reason to fewer points, or to none.
public struct Remedy: Hashable, Sendable {
  public let text: Bilingual
  /// The reason's own points then.
  public let points: Int
  /// The firm's points and tier then, all else as it is.
  public let firmPoints: Int
  public let tier: Tier
}

/// The smallest change that lowers the tier.
public struct WayDown: Hashable, Sendable {
  /// One, or those that it takes together; empty when nothing in the firm's own rows does it.
  public let changes: [Bilingual]
  public let points: Int
  public let tier: Tier
}

extension ScoringPass {
  /// Why one of the firms of the pass has its points; asked after ``finish()``.
  ///
  /// - Parameter block: the firm and its projects alone, as ``SignalBlock/only(_:)`` gives them.
  /// - Returns: nil for an empty block.
  public func why(_ block: SignalBlock) -> FirmWhy? {
    let trial = FirmTrial(self, block)
    guard let draft = trial.draft() else { return nil }
    let assessment = composer.assessment(draft)
    let search = RemedySearch(trial: trial)
    var remedies: [[FoundRemedy]] = []
    let reasons = assessment.reasons.map { reason -> ReasonWhy in
      guard let found = draft.found.first(where: { rules[$0.rule].scored.id == reason.indicator })
      else { return capWhy(reason) }
      remedies.append(search.remedies(found.rule))
      return why(found, trial, remedies.last ?? [])
    }
    guard assessment.tier > .green else {
      return FirmWhy(assessment: assessment, reasons: reasons, wayDown: nil)
    }
    let way = TierSearch(trial: trial, now: assessment).way(remedies)
    return FirmWhy(
      assessment: assessment, reasons: reasons,
      wayDown: WayDown(
        changes: way.remedies.map { RemedyWords(trial, rule: $0.rule).text($0.changes) },
        points: way.after.points, tier: way.after.tier))
  }

  private func why(
    _ found: FoundReason, _ trial: FirmTrial, _ remedies: [FoundRemedy]
  ) -> ReasonWhy {
    let rule = rules[found.rule].scored
    let bin = rule.bins.bin(found.value)
    return ReasonWhy(
      title: title(rule), formula: rule.comparison.formula,
      reached: bin.map {
        ReasonWhy.Reached(
          value: rule.comparison.shown(found.value),
          bin: rule.comparison.shown($0, rule.bins.bound))
      },
      compared: rule.comparison.compared(found.explanation.values),
      measures: rule.comparison.measures, otherSites: otherSites(found.rule, trial),
      remedies: remedies.compactMap { remedy in
        trial.applying(remedy.changes, for: remedy.rule).assessment().map { after in
          Remedy(
            text: RemedyWords(trial, rule: remedy.rule).text(remedy.changes), points: remedy.points,
            firmPoints: after.points, tier: after.tier)
        }
      })
  }

  private func otherSites(_ rule: Int, _ trial: FirmTrial) -> Int {
    guard rules[rule].scored.comparison.isOfProjects else { return 0 }
    return max(0, trial.block.projects.indices.count { trial.points(rule, row: $0) > 0 } - 1)
  }

  private func title(_ rule: ScoredRule) -> Bilingual {
    rule.owner.map { composer.classes[$0].title } ?? HardTrigger.title
  }

  private func capWhy(_ reason: Reason) -> ReasonWhy {
    let owner = composer.classes.first { "cap:\($0.id)" == reason.indicator }
    return ReasonWhy(
      title: owner?.title ?? .same(reason.indicator),
      formula: Bilingual(zh: "本类上限 − 本类各项之和", en: "the class's limit - the sum of its reasons"),
      reached: nil, compared: [], measures: [], otherSites: 0, remedies: [])
  }
}

extension Comparison {
  /// The values of a reason with their units; what the reason has no value for is left out.
  func compared(_ values: ReasonValues) -> [ComparedValue] {
    form.places.compactMap { place in
      guard let value = values[place.name], !["", "-"].contains(value.en), isTold(place) else {
        return nil
      }
      return ComparedValue(name: place.name, note: place.note, text: shown(value, place.unit))
    }
  }

  /// Courts' rows name no persons: that each counts as one is no finding. The next pay day is held
  /// against nothing where a rule does not wait for it.
  private func isTold(_ place: KindForm.Place) -> Bool {
    switch place.name {
    case "persons": (kind as? CountKind)?.feed != .judicial
    case "pay_day": (kind as? LevelKind).map { $0.daysBeforePayDay != nil } ?? true
    default: true
    }
  }

  private func shown(_ value: Bilingual, _ unit: KindForm.Place.Unit) -> Bilingual {
    switch unit {
    case .plain: return value
    case .percent: return Bilingual(zh: value.zh + "%", en: value.en + "%")
    case .clause:
      func bare(_ text: String) -> String { String(text.drop { "；; ".contains($0) }) }
      return Bilingual(zh: bare(value.zh), en: bare(value.en))
    case .quantity:
      if measures.first?.unit == .flag, let word = Int64(value.en).flatMap(Bilingual.flag) {
        return word
      }
      guard let words = measures.first?.unit.words, !words.en.isEmpty else { return value }
      return Bilingual(zh: "\(value.zh) \(words.zh)", en: "\(value.en) \(words.en)")
    }
  }
}
