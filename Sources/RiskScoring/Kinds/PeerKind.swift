import WageDomain

/// `peer`: how many of the trade in the county fell less than this firm.
struct PeerKind: IndicatorKind, PeerComparing {
  static let form = KindForm(
    name: "peer",
    summary: Bilingual(
      zh: "在同业同县中的名次：有多大比例的同行降得比它少",
      en: "place among the trade in the county: the share of peers that fell less"),
    rules: [
      Bilingual(
        zh: "降幅同 drop 的算法；自身降幅不到 minimum_drop 的不评。值为降幅小于它的同行占其余同行的比例。",
        en:
          "Drops as in drop; a firm whose own drop is below minimum_drop is not assessed. The value is the share of the other peers whose drop is smaller."
      ),
      Bilingual(
        zh: "同行为同一行业大类、同一区县；不足 minimum_firms 家则放宽到门类，再不足则不评。降幅相同的不算比它少。",
        en:
          "Peers are of one division and county; with fewer than minimum_firms the section is taken, and with fewer there nobody is assessed. An equal drop is not smaller."
      ),
      Bilingual(
        zh: "登记没有行业或属地的企业没有同行，不评。",
        en: "A firm without trade or place in the register has no peers."),
    ],
    parameters: DropKind.parameters + [
      Parameter(
        "minimum_drop", .integer(1...100), "自身降幅至少百分之几才评",
        "own drop in percent from which it is assessed"),
      Peers.parameter(isOptional: false),
    ],
    bounds: [.atLeast, .above], places: places)

  /// Those of the drop, but nothing is taken out of it for the peers.
  private static let places = DropKind.places.map {
    $0.name == "peers" ? .init("peers", "与同业相比", "beside its peers", .clause) : $0
  }

  let drop: DropKind
  let minimumDrop: Int
  var peers: Peers? { drop.peers }

  init(_ given: GivenParameters) throws(ScorecardFault) {
    drop = try DropKind(given)
    minimumDrop = try given.integer("minimum_drop")
  }

  var formula: Bilingual {
    Bilingual(
      zh: "降幅比它小的同业同县企业数 ÷ 其余同业同县企业数；\(drop.formula.zh)",
      en: "peers of the trade and county that fell less / all other peers; \(drop.formula.en)")
  }

  func fault(in bins: PointsBins) -> ScorecardFault? {
    bins.faultBeyondWhole(Bilingual(zh: "名次", en: "a place among the peers"))
  }

  var binUnit: BinUnit { .basisPoints }
  var measures: [Measure] { drop.measures }
  var reachMonths: Int { drop.reachMonths }

  func evaluator(
    _ bins: PointsBins, _ block: SignalBlock, _ calendar: SignalCalendar
  ) -> (any IndicatorEvaluator)? {
    DropEvaluator(drop, block, calendar).map {
      PeerEvaluator(inner: $0, threshold: Int64(minimumDrop) * 100)
    }
  }

  func settled(_ own: Quotient, _ peers: PeerDrops?) -> Quotient? {
    guard let peers, peers.drops.count > 1 else { return nil }
    let smaller = peers.count(below: own.shown)
    return Quotient(basisPoints: Int128(smaller), of: Int128(peers.drops.count - 1))
  }

  func words(_ own: Quotient, _ peers: PeerDrops?) -> Bilingual {
    guard let peers, let place = settled(own, peers) else { return .same("") }
    let (others, group) = (peers.drops.count - 1, peers.group)
    let percent = ShownNumber.percent(place)
    return Bilingual(
      zh: "\(group.zh)其余 \(others) 家中 \(percent)% 降得比它少",
      en: "\(percent)% of the other \(others) firms of \(group.en) fell less")
  }

  /// The firm's own drop says nothing of its place.
  func worst(_ own: Quotient, _ bins: PointsBins) -> PointsBins.Bin? { bins.bins.last }
}

/// `peer` on one block: every firm's drop for the peers, and those that fell enough to be placed.
struct PeerEvaluator: IndicatorEvaluator {
  let inner: DropEvaluator
  /// Basis points.
  let threshold: Int64

  func value(_ row: Int, _ scratch: inout [Int64]) -> Quotient? {
    inner.value(row, &scratch).flatMap { $0.reaches(threshold, .atLeast) ? $0 : nil }
  }

  func levers(_ row: Int, _ bins: PointsBins) -> [Lever] { inner.levers(row, bins) }

  func findings(_ rows: Int, _ bins: PointsBins) -> BlockFindings {
    inner.findings(rows) { $0.reaches(threshold, .atLeast) }
  }

  func explain(_ row: Int, _ scratch: inout [Int64]) -> Explanation {
    inner.explain(row, &scratch)
  }
}
