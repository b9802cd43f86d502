import RiskEvaluation
import WageDomain

/// The figures of a replay, and each find with its days.
struct ReplayRows {
  private let replay: VisitReplay
  private let interval: PairedBootstrap.Interval?
  private let gap: (actual: Int?, replayed: Int?)

  init(_ replay: VisitReplay, seed: UInt64) {
    self.replay = replay
    interval = replay.interval(rounds: 1000, seed: seed)
    gap = replay.medianRevisitGap(seed: seed)
  }

  static let keys = [
    "credit_code", "visited_on", "replayed_first", "replayed_last", "days_earlier",
  ]

  var listing: Listing {
    let (worst, mean, best) = (replay.worst, replay.mean, replay.best)
    return Listing(
      noun: "finds", columns: [],
      rows: replay.finds.map { find in
        .object([
          "credit_code": .string(find.firm), "visited_on": .string("\(find.actual)"),
          "replayed_first": .string("\(find.first)"),
          "replayed_last": .string("\(find.last)"), "days_earlier": .ratio(find.daysEarlier),
        ])
      },
      header: [
        "visits": .integer(Int64(replay.visits)), "firms": .integer(Int64(replay.firms)),
        "unranked": .integer(Int64(replay.unranked)), "tied": .integer(Int64(replay.tied)),
        "found": .integer(Int64(replay.finds.count)),
        "mean_days_earlier": .ratio(mean.mean), "mean_low": .ratio(interval?.low),
        "mean_high": .ratio(interval?.high), "mean_days_earlier_worst": .ratio(worst.mean),
        "mean_days_earlier_best": .ratio(best.mean),
        "median_days_earlier": .ratio(mean.median),
        "median_days_earlier_worst": .ratio(worst.median),
        "median_days_earlier_best": .ratio(best.median),
        "earlier": .ratio(mean.earlier), "later": .ratio(mean.later),
        "share_later": .ratio(share(mean.later)), "share_later_worst": .ratio(share(worst.later)),
        "share_later_best": .ratio(share(best.later)),
        "most_days_earlier": .integer(Int64(replay.mostEarlier)),
        "most_days_later": .integer(Int64(replay.mostLater)),
        "first_half_until": .string("\(replay.middle)"),
        "first_half_share": .ratio(share(Double(replay.actuallyInFirstHalf))),
        "first_half_share_replayed": .ratio(share(mean.inFirstHalf)),
        "first_half_share_replayed_worst": .ratio(share(worst.inFirstHalf)),
        "first_half_share_replayed_best": .ratio(share(best.inFirstHalf)),
        "best_mean": .ratio(replay.bounds.best), "worst_mean": .ratio(replay.bounds.worst),
        "random_mean": .ratio(replay.bounds.random),
        "median_revisit_gap": .optional(gap.actual),
        "median_revisit_gap_replayed": .optional(gap.replayed),
      ])
  }

  private func share(_ count: Double) -> Double { count / Double(replay.finds.count) }

  /// The same for a person; nothing but the figures.
  func text(_ language: Language) -> String {
    let bounds = replay.bounds
    let lines: [(Bilingual, String)] =
      [
        (
          Bilingual(zh: "走访、企业、不在名单", en: "visits, firms, visits not on the list"),
          "\(replay.visits), \(replay.firms), \(replay.unranked)"
        ),
        (
          Bilingual(zh: "名次与其他企业相同的走访", en: "visits whose rank other firms share"),
          "\(replay.tied)"
        ),
        (Bilingual(zh: "发现问题", en: "finds"), "\(replay.finds.count)"),
      ] + moved(language) + [
        (
          Bilingual(zh: "最好、最差、随机次序的平均", en: "mean of the best, worst, any order"),
          [bounds.best, bounds.worst, bounds.random].map { Decimals.text($0, places: 1) }
            .joined(separator: ", ")
        ),
        (
          Bilingual(zh: "复访间隔中位数（天）", en: "days between visits to one firm, median"),
          "\(gap.actual.map(String.init) ?? "-") → \(gap.replayed.map(String.init) ?? "-")"
        ),
      ]
    return TextTable(
      titles: [Bilingual(zh: "项目", en: "figure").text(language), ""],
      isRightAligned: [false, false], rows: lines.map { [$0.0.text(language), $0.1] }
    ).text
  }

  /// What the order of the list changes.
  private func moved(_ language: Language) -> [(Bilingual, String)] {
    let most = Bilingual(zh: "最多", en: "at most").text(language)
    let mean = replay.mean
    let range =
      interval.map {
        " (\(Decimals.text($0.low, places: 1)) … \(Decimals.text($0.high, places: 1)))"
      } ?? ""
    return [
      (
        Bilingual(zh: "平均提前天数（95 % 区间）", en: "days earlier, mean (95 % interval)"),
        Decimals.text(mean.mean, places: 1) + range
      )
    ]
      + (replay.tied == 0 && replay.worst == replay.best
        ? []
        : [
          (
            Bilingual(
              zh: "同名次按最差至最好的次序", en: "the mean, equal ranks in the worst … best order"),
            "\(Decimals.text(replay.worst.mean, places: 1)) … "
              + Decimals.text(replay.best.mean, places: 1)
          )
        ])
      + [
        (
          Bilingual(zh: "提前天数中位数", en: "days earlier, median"),
          either(\.median) { Self.shown($0) }
        ),
        (
          Bilingual(zh: "更早发现", en: "found earlier"),
          "\(either(\.earlier, counted)), \(most) \(replay.mostEarlier)"
        ),
        (
          Bilingual(zh: "更晚发现", en: "found later"),
          "\(either(\.later, counted)), \(most) \(replay.mostLater)"
        ),
        (
          Bilingual(
            zh: "前半段（至 \(replay.middle)）发现", en: "found by \(replay.middle), the first half"),
          "\(percent(Double(replay.actuallyInFirstHalf))) → \(either(\.inFirstHalf, percent))"
        ),
      ]
  }

  /// The mean over the orders of equal ranks, and where they leave room the worst and the best.
  private func either(
    _ figure: KeyPath<VisitReplay.Figures, Double>, _ text: (Double) -> String
  ) -> String {
    let (worst, best) = (replay.worst[keyPath: figure], replay.best[keyPath: figure])
    let mean = text(replay.mean[keyPath: figure])
    return worst == best ? mean : "\(mean) [\(text(worst)) … \(text(best))]"
  }

  /// Whole numbers as such.
  private static func shown(_ number: Double) -> String {
    number == number.rounded() ? "\(Int(number))" : Decimals.text(number, places: 1)
  }

  private func counted(_ count: Double) -> String { "\(Self.shown(count)) (\(percent(count)))" }

  private func percent(_ count: Double) -> String {
    Decimals.text(100 * share(count), places: 1) + " %"
  }
}
