import RiskEvaluation
import WageDomain

/// The figures of a replay, and each find with its two days.
struct ReplayRows {
  private let replay: VisitReplay
  private let interval: PairedBootstrap.Interval?

  init(_ replay: VisitReplay, seed: UInt64) {
    self.replay = replay
    interval = replay.interval(rounds: 1000, seed: seed)
  }

  static let keys = ["credit_code", "visited_on", "replayed_on", "days_earlier"]

  var listing: Listing {
    let half = replay.inFirstHalf
    let gap = replay.medianRevisitGap
    return Listing(
      noun: "finds", columns: [],
      rows: replay.finds.map { find in
        .object([
          "credit_code": .string(find.firm), "visited_on": .string("\(find.actual)"),
          "replayed_on": .string("\(find.replayed)"),
          "days_earlier": .integer(Int64(find.daysEarlier)),
        ])
      },
      header: [
        "visits": .integer(Int64(replay.visits)), "firms": .integer(Int64(replay.firms)),
        "unranked": .integer(Int64(replay.unranked)),
        "found": .integer(Int64(replay.finds.count)),
        "mean_days_earlier": .ratio(replay.meanDaysEarlier),
        "mean_low": .ratio(interval?.low), "mean_high": .ratio(interval?.high),
        "median_days_earlier": .integer(Int64(replay.medianDaysEarlier)),
        "earlier": .integer(Int64(replay.earlier)), "later": .integer(Int64(replay.later)),
        "share_later": .ratio(share(replay.later)),
        "most_days_earlier": .integer(Int64(replay.mostEarlier)),
        "most_days_later": .integer(Int64(replay.mostLater)),
        "first_half_until": .string("\(replay.middle)"),
        "first_half_share": .ratio(share(half.actual)),
        "first_half_share_replayed": .ratio(share(half.replayed)),
        "best_mean": .ratio(replay.bounds.best), "worst_mean": .ratio(replay.bounds.worst),
        "random_mean": .ratio(replay.bounds.random),
        "median_revisit_gap": .optional(gap.actual),
        "median_revisit_gap_replayed": .optional(gap.replayed),
      ])
  }

  private func share(_ count: Int) -> Double { Double(count) / Double(replay.finds.count) }

  /// The same for a person; nothing but the figures.
  func text(_ language: Language) -> String {
    let half = replay.inFirstHalf
    let gap = replay.medianRevisitGap
    let bounds = replay.bounds
    let range =
      interval.map {
        " (\(Decimals.text($0.low, places: 1)) … \(Decimals.text($0.high, places: 1)))"
      }
      ?? ""
    let lines: [(Bilingual, String)] = [
      (
        Bilingual(zh: "走访、企业、不在名单", en: "visits, firms, visits not on the list"),
        "\(replay.visits), \(replay.firms), \(replay.unranked)"
      ),
      (Bilingual(zh: "发现问题", en: "finds"), "\(replay.finds.count)"),
      (
        Bilingual(zh: "平均提前天数（95 % 区间）", en: "days earlier, mean (95 % interval)"),
        Decimals.text(replay.meanDaysEarlier, places: 1) + range
      ),
      (Bilingual(zh: "提前天数中位数", en: "days earlier, median"), "\(replay.medianDaysEarlier)"),
      (
        Bilingual(zh: "更早发现", en: "found earlier"),
        "\(replay.earlier), \(Bilingual(zh: "最多", en: "at most").text(language)) \(replay.mostEarlier)"
      ),
      (
        Bilingual(zh: "更晚发现", en: "found later"),
        "\(replay.later), \(Bilingual(zh: "最多", en: "at most").text(language)) \(replay.mostLater)"
      ),
      (
        Bilingual(zh: "前半段（至 \(replay.middle)）发现", en: "found by \(replay.middle), the first half"),
        "\(percent(half.actual)) → \(percent(half.replayed))"
      ),
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

  private func percent(_ count: Int) -> String {
    Decimals.text(100 * share(count), places: 1) + " %"
  }
}
