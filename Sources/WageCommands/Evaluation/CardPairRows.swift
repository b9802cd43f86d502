import RiskEvaluation
import WageDomain

/// Two cards on several cutoffs, as rows and in words.
struct CardPairRows {
  let pairs: [CardPair]
  let plan: CutoffPlan
  let language: Language

  static let keys = [
    "cutoff", "label_until", "cohort", "positives", "first", "second", "difference_low",
    "difference_high", "entered", "left",
  ]

  var rows: [JSONValue] { pairs.map(row) }

  func row(_ pair: CardPair) -> JSONValue {
    .object([
      "cutoff": .string(pair.cutoff.description),
      "label_until": .string(pair.labelUntil.description), "cohort": .integer(Int64(pair.count)),
      "positives": .integer(Int64(pair.positives)), "first": side(pair.first),
      "second": side(pair.second), "difference_low": .ratio(pair.difference?.low),
      "difference_high": .ratio(pair.difference?.high),
      "entered": .array(pair.moves.filter(\.isEntering).map(move)),
      "left": .array(pair.moves.filter { !$0.isEntering }.map(move)),
    ])
  }

  /// The mean over the cutoffs of the second card's AUC less the first one's.
  var mean: CardComparison.Difference? {
    CardComparison(pairs.map(\.day), rounds: plan.rounds, seed: plan.seed).difference()
  }

  func meanJSON(_ mean: CardComparison.Difference?) -> JSONValue {
    guard let mean else { return .null }
    return .object([
      "auc_difference": .ratio(mean.mean), "low": .ratio(mean.interval?.low),
      "high": .ratio(mean.interval?.high), "cutoffs": .integer(Int64(mean.cutoffs)),
    ])
  }

  func meanText(_ mean: CardComparison.Difference?) -> String {
    guard let mean else {
      return Bilingual(
        zh: "没有一个截点可以估计：须有为正与为负的企业，且得分不全相等",
        en:
          "no estimate at any cutoff: it takes firms that came true, firms that did not, and points "
          + "that differ"
      ).text(language)
    }
    let sign = mean.mean < 0 ? "" : "+"
    let interval = mean.interval.map {
      " (\(Decimals.text($0.low, places: 4)) … \(Decimals.text($0.high, places: 4)))"
    }
    return Bilingual(
      zh: "\(mean.cutoffs) 个截点平均，后者的 AUC 比前者 \(sign)\(Decimals.text(mean.mean, places: 4))"
        + (interval ?? "，抽样太少，没有区间"),
      en: "over \(mean.cutoffs.counted("cutoff")) the second card's AUC is "
        + "\(sign)\(Decimals.text(mean.mean, places: 4)) beside the first one's"
        + (interval ?? ", too few draws for an interval")
    ).text(language)
  }

  private func side(_ side: CardPair.Side) -> JSONValue {
    .object([
      "scorecard": .string(side.scorecard), "auc": .ratio(side.auc),
      "auc_low": .ratio(side.aucInterval?.low), "auc_high": .ratio(side.aucInterval?.high),
      "average_precision": .ratio(side.averagePrecision),
      "top": .array(zip(plan.capacities, side.tops).map(top)),
    ])
  }

  private func top(_ capacity: VisitCapacity, _ top: TopFigures) -> JSONValue {
    .object([
      "capacity": .string(capacity.text), "taken": .integer(Int64(top.taken)),
      "hits_worst": .integer(Int64(top.worst)), "hits_mean": .ratio(top.mean),
      "hits_best": .integer(Int64(top.best)),
      "precision_mean": .ratio(top.precision(top.mean)),
      "recall_mean": .ratio(top.recall(top.mean)), "lift_mean": .ratio(top.lift(top.mean)),
    ])
  }

  private func move(_ move: CardPair.Move) -> JSONValue {
    .object([
      "credit_code": .string(move.creditCode), "points_first": .integer(Int64(move.points[0])),
      "points_second": .integer(Int64(move.points[1])),
      "tier_first": .string(move.tiers[0].rawValue),
      "tier_second": .string(move.tiers[1].rawValue), "came_true": .bool(move.cameTrue),
    ])
  }

  var columns: [Listing.Column] {
    let capacity = plan.capacities.first.map(\.text) ?? ""
    var columns: [Listing.Column] = [
      .init("cutoff", zh: "截点", en: "cutoff"),
      .init("cohort", zh: "家数", en: "firms", isNumber: true),
      .init("positives", zh: "为正", en: "came true", isNumber: true),
    ]
    for (key, name) in zip(["first", "second"], names) {
      columns.append(
        .init(zh: "\(name.zh) AUC", en: "\(name.en) AUC", isNumber: true) {
          Self.shown($0[key]["auc"])
        })
      columns.append(
        .init(zh: "前 \(capacity) 命中", en: "hits@\(capacity)", isNumber: true) { row in
          guard case .array(let tops) = row[key]["top"], let top = tops.first else { return "-" }
          return Self.shown(top["hits_mean"], places: 1)
        })
    }
    columns += [
      .init(zh: "AUC 之差，95 %", en: "difference, 95 %") { row in
        row["difference_low"] == .null
          ? "-" : "\(Self.shown(row["difference_low"])) … \(Self.shown(row["difference_high"]))"
      },
      .init(zh: "列入/移出", en: "entered/left") { row in
        guard case .array(let entered) = row["entered"], case .array(let left) = row["left"] else {
          return "-"
        }
        return "\(entered.count)/\(left.count)"
      },
    ]
    return columns
  }

  /// What the two cards are called; two of one name by their order.
  private var names: [Bilingual] {
    let cards = [pairs.first?.first, pairs.first?.second].map { $0?.scorecard ?? "-" }
    guard cards[0] == cards[1] else { return cards.map { .same($0) } }
    return [
      Bilingual(zh: "前者 \(cards[0])", en: "first \(cards[0])"),
      Bilingual(zh: "后者 \(cards[1])", en: "second \(cards[1])"),
    ]
  }

  private static func shown(_ value: JSONValue, places: Int = 4) -> String {
    guard case .millionths(let number) = value else { return "-" }
    return Decimals.text(millionths: number, places: places)
  }
}
