import NightlyRun
import RiskScoring
import WageDomain
import WageStore

/// A comparison of two runs, written in the form asked for, with what is to be known about it.
struct ScoreDiffListing {
  let diff: ScoreDiff
  /// The cards by which indicators are named, the later run's first.
  let scorecards: [Scorecard]
  let scope: ScoreDiff.Scope
  let asOf: Day
  let output: OutputOptions

  func write(_ database: WageDatabase) throws {
    let changes = diff.comparison.changes
    let labels = try database.read {
      try $0.firmLabels(changes.map(\.firmId), asOf: diff.after.asOf)
    }
    Listing(
      noun: "firms", columns: ScoreDiffRows.columns(output.language, titles: title),
      rows: changes.map { ScoreDiffRows.row($0, labels[$0.firmId], output.language) },
      header: [
        "as_of": .string(asOf.description),
        "before": diff.before.map { side($0, diff.comparison.tiersBefore) } ?? .null,
        "after": side(diff.after, diff.comparison.tiersAfter),
        "capacity": .optional(scope.capacity), "changes": counts,
        "unexplained": .integer(Int64(diff.unexplained)),
      ]
    ).write(output, keys: ScoreDiffRows.keys)
    for remark in remarks { CommandContext.current.console.error(remark.text(output.language)) }
  }

  private func title(_ indicator: String) -> Bilingual? {
    scorecards.lazy.compactMap { $0.title(ofReason: indicator) }.first
  }

  private func side(_ run: ComparedRun, _ tiers: [Tier: Int]) -> JSONValue {
    .object(
      [
        .init(key: "run", value: .optional(run.run)),
        .init(key: "as_of", value: .string(run.asOf.description)),
        .init(key: "scorecard", value: .string(run.scorecard)),
        .init(key: "calendar", value: .string(run.calendar)),
      ]
        + Tier.allCases.reversed().map {
          .init(key: $0.rawValue, value: .integer(Int64(tiers[$0] ?? 0)))
        })
  }

  private var counts: JSONValue {
    .object(
      StandingChange.Kind.allCases.map {
        .init(key: $0.rawValue, value: .integer(Int64(diff.comparison.count($0))))
      })
  }

  private var remarks: [Bilingual] {
    var remarks = [sides, tiers, moves]
    if let before = diff.before {
      if before.scorecard != diff.after.scorecard {
        remarks.append(
          Bilingual(
            zh: "评分表不同：\(before.scorecard) 与 \(diff.after.scorecard)",
            en: "different scorecards: \(before.scorecard) and \(diff.after.scorecard)"))
      }
      if before.calendar != diff.after.calendar {
        remarks.append(
          Bilingual(
            zh: "日历不同：\(before.calendar) 与 \(diff.after.calendar)",
            en: "different calendars: \(before.calendar) and \(diff.after.calendar)"))
      }
    }
    if diff.unexplained > 0 {
      remarks.append(
        Bilingual(
          zh: "\(diff.unexplained) 家的原因未存，且该次评分的输入或评分表已变，不能重算",
          en:
            "reasons of \(diff.unexplained) firms were not stored, and the run's inputs or scorecard "
            + "are no longer there to compute them again"))
    }
    return remarks
  }

  private var sides: Bilingual {
    let before = diff.before.map(Self.name) ?? Bilingual(zh: "此前无评分", en: "no run before")
    let after = Self.name(diff.after)
    return Bilingual(zh: "\(before.zh) → \(after.zh)", en: "\(before.en) → \(after.en)")
  }

  private static func name(_ run: ComparedRun) -> Bilingual {
    Bilingual(
      zh: (run.run.map { "第 \($0) 次" } ?? "未存") + "（\(run.asOf)，\(run.scorecard)）",
      en: (run.run.map { "run \($0)" } ?? "not stored") + " (\(run.asOf), \(run.scorecard))")
  }

  private var tiers: Bilingual {
    let (old, new) = (diff.comparison.tiersBefore, diff.comparison.tiersAfter)
    let moves = Tier.allCases.reversed().map { tier in
      let (was, becomes) = (old[tier] ?? 0, new[tier] ?? 0)
      let count = was == becomes ? "\(was)" : "\(was) → \(becomes)"
      return Bilingual(zh: "\(tier.name.zh) \(count)", en: "\(tier.name.en) \(count)")
    }
    return Bilingual(
      zh: moves.map(\.zh).joined(separator: "，"), en: moves.map(\.en).joined(separator: ", "))
  }

  private var moves: Bilingual {
    let counts = StandingChange.Kind.allCases.compactMap { kind -> Bilingual? in
      let count = diff.comparison.count(kind)
      let word = ScoreDiffRows.word(kind)
      return count == 0 ? nil : Bilingual(zh: "\(word.zh) \(count)", en: "\(count) \(word.en)")
    }
    let none = Bilingual(zh: "名单不变", en: "the list does not change")
    let capacity = scope.capacity.map { Bilingual(zh: "力量 \($0) 家：", en: "at capacity \($0): ") }
    let moves =
      counts.isEmpty
      ? none
      : Bilingual(
        zh: counts.map(\.zh).joined(separator: "，"), en: counts.map(\.en).joined(separator: ", "))
    return Bilingual(zh: (capacity?.zh ?? "") + moves.zh, en: (capacity?.en ?? "") + moves.en)
  }
}
