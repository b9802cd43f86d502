import WageDomain

/// `count`: dated events of a feed up to the as-of day, many persons and fresh ones weighing more.
struct CountKind: IndicatorKind {
  static let form = KindForm(
    name: "count",
    summary: Bilingual(
      zh: "截至当日的事件数，人多的、新近的权重大",
      en: "dated events up to the day, many persons and fresh ones weighing more"),
    rules: [
      Bilingual(
        zh: "值为各事件“人数权重 × 时间权重”之和。当天为 0 天；超过最后一档、或日期在当日之后的不计；未写人数的按 1 人。",
        en:
          "The value is the sum of persons' weight times age's weight. Today is 0 days old; an event beyond the last age, or dated after the day, does not count; a row without persons counts as one person."
      ),
      Bilingual(
        zh: "words 和 results 限定事件的类别和结果；不写则全部。已发生的事件不因该数据迟到而消失；已注销迁出的企业，其事件也计。",
        en:
          "words and results pick events by kind and by what came of them; without them all count. Events do not vanish when their feed is late; those of a firm that is gone count, too."
      ),
      Bilingual(
        zh: "截至当日已并入一案的投诉为一件：按最近一次的日期、最多的人数计，来自任一渠道都算。",
        en:
          "Complaints that a person has put into one case by the day are one event: of the latest day, with the most persons, of every channel by which one came."
      ),
    ],
    parameters: [
      Parameter("feed", .word(Self.feeds.map(\.rawValue)), "事件数据", "the feed of events"),
      Parameter(
        "words",
        .wordsOf(
          "feed", Dictionary(uniqueKeysWithValues: Self.words.map { ($0.rawValue, $1) })),
        isOptional: true,
        "只计这些类别（inspections.kind、judicial.kind、grid_reports.finding、complaints.channel）",
        "only these (inspections.kind, judicial.kind, grid_reports.finding, complaints.channel)"),
      Parameter(
        "results", .words(["passed", "problem", "corrected", "refused"]), isOptional: true,
        "只计这些监察结果", "only these results of inspections"),
      Parameter(
        "persons",
        .rows([
          Parameter("at_least", .integer(1...1_000_000), "人数", "persons"),
          Parameter("weight", .integer(1...1000), "权重", "weight"),
        ]), "人数权重，从 1 人起递增", "weights by persons, rising from 1"),
      Parameter(
        "ages",
        .rows([
          Parameter("within_days", .integer(1...3660), "天数以内", "younger than so many days"),
          Parameter("weight", .integer(1...1000), "权重", "weight"),
        ]), "时间权重，最后一档即窗口", "weights by age; the last is the window"),
    ],
    bounds: [.atLeast, .above],
    places: [
      .init("events", "件数", "how many"), .init("persons", "人数", "persons together"),
      .init("days", "窗口天数", "the window's days"), .init("latest", "最近一件的日期", "the latest day"),
      .init("weight", "合计权重", "the weight together"), .init("words", "其类别", "their kinds"),
      .init("merged", "并案而只计一件的投诉数", "complaints of one case, counted once:"),
    ])

  /// The words that each feed of events has.
  static let words: [Feed: [String]] = [
    .complaints: [
      "12345", "110", "hotline", "petition", "online_petition", "inspection", "online", "qr",
      "court", "opinion", "other",
    ],
    .inspections: ["written_review", "on_site", "order", "penalty"],
    .judicial: ["lawsuit", "enforcement", "dishonest", "bankruptcy"],
    .gridReports: [
      "stopped_work", "layoff", "pay_cut", "late_wages", "owner_missing", "bankruptcy",
      "moving_out",
    ],
  ]

  static let feeds: [Feed] = [.complaints, .inspections, .judicial, .gridReports]

  /// From so many (persons, or days of age) on, the weight.
  struct Weight: Hashable, Sendable {
    let bound: Int64
    let weight: Int64
  }

  let feed: Feed
  let words: Set<String>
  let results: Set<String>
  /// Rising, the first from 1 person on.
  let persons: [Weight]
  /// Rising, younger than so many days; the last is the window.
  let ages: [Weight]

  init(_ given: GivenParameters) throws(ScorecardFault) {
    let name = try given.word("feed")
    guard let feed = Feed(rawValue: name), Self.words[feed] != nil else {
      throw ScorecardFault(
        found: Bilingual(zh: "数据 \(name)", en: "feed \(name)"),
        expected: Bilingual(zh: "事件类数据", en: "a feed of events"))
    }
    self.feed = feed
    words = Set(given.words("words"))
    results = Set(given.words("results"))
    guard results.isEmpty || feed == .inspections else {
      throw ScorecardFault(
        found: Bilingual(zh: "\(name) 的 results", en: "results of \(name)"),
        expected: Bilingual(zh: "只有 inspections 有 results", en: "results of inspections only"))
    }
    persons = try Self.persons(given)
    ages = try Self.weights(given.rows("ages"), "within_days")
  }

  static func faults(_ given: GivenParameters) -> [ScorecardFault] {
    var faults: [ScorecardFault] = []
    if given.has("persons") {
      do throws(ScorecardFault) { _ = try persons(given) } catch { faults.append(error) }
    }
    do throws(ScorecardFault) { _ = try weights(given.rows("ages"), "within_days") } catch {
      faults.append(error)
    }
    return faults
  }

  private static func persons(_ given: GivenParameters) throws(ScorecardFault) -> [Weight] {
    let persons = try weights(given.rows("persons"), "at_least")
    guard persons.first?.bound == 1 else {
      throw ScorecardFault(
        found: Bilingual(
          zh: "persons 自 \(persons.map { String($0.bound) }.joined(separator: ", "))",
          en: "persons from \(persons.map { String($0.bound) }.joined(separator: ", "))"),
        expected: Bilingual(zh: "从 1 起递增的数", en: "rising numbers from 1 on"))
    }
    return persons
  }

  private static func weights(
    _ rows: [GivenParameters], _ key: String
  ) throws(ScorecardFault) -> [Weight] {
    var weights: [Weight] = []
    for row in rows {
      let weight = Weight(bound: try row.quantity(key), weight: try row.quantity("weight"))
      if let last = weights.last, weight.bound <= last.bound {
        throw ScorecardFault(
          found: Bilingual(
            zh: "\(last.bound) 之后是 \(key) \(weight.bound)",
            en: "\(key) \(weight.bound) after \(last.bound)"),
          expected: Bilingual(zh: "递增的数", en: "rising numbers"))
      }
      weights.append(weight)
    }
    return weights
  }

  var formula: Bilingual {
    Bilingual(
      zh: "各事件“人数权重 × 时间权重”之和，近 \(ages.last?.bound ?? 0) 天",
      en:
        "sum over the events of persons' weight x age's weight, within \(ages.last?.bound ?? 0) days"
    )
  }

  var binUnit: BinUnit { .whole(Bilingual(zh: "加权件", en: "weighted events")) }
  var measures: [Measure] { [] }
  /// Named so that a late feed is told; what has happened counts as it is.
  var feeds: Set<Feed> { [feed] }
  var reachMonths: Int { 0 }

  func evaluator(
    _ bins: PointsBins, _ block: SignalBlock, _ calendar: SignalCalendar
  ) -> (any IndicatorEvaluator)? { CountEvaluator(self, block, calendar.asOf) }
}

/// `count` on one block.
struct CountEvaluator: IndicatorEvaluator {
  private let kind: CountKind
  private let firms: [BlockFirm]
  private let asOf: Day

  init(_ kind: CountKind, _ block: SignalBlock, _ asOf: Day) {
    self.kind = kind
    firms = block.firms
    self.asOf = asOf
  }

  func value(_ row: Int, _ scratch: inout [Int64]) -> Quotient? {
    guard !firms[row].events.isEmpty else { return nil }
    let sum = firms[row].events.reduce(Int64(0)) { $0 + weight($1) }
    return sum > 0 ? Quotient(sum) : nil
  }

  /// Nothing new, and the days on which an event loses weight.
  func levers(_ row: Int, _ bins: PointsBins) -> [Lever] {
    let days = firms[row].events.filter { $0.feed == kind.feed }.flatMap { event in
      kind.ages.map { event.occurredOn.adding(days: Int($0.bound)) }
    }
    return Set(days.filter { $0 > asOf }).sorted().map { .fixed([.aged($0)]) }
  }

  /// 0 for an event of another feed or word, one too old, or one that has not happened yet.
  private func weight(_ event: FirmEvent) -> Int64 {
    guard event.feed == kind.feed else { return 0 }
    let age = asOf.days(since: event.occurredOn)
    guard age >= 0, let byAge = kind.ages.first(where: { age < $0.bound }), matches(event),
      let byPersons = kind.persons.last(where: { persons(event) >= $0.bound })
    else { return 0 }
    return byAge.weight * byPersons.weight
  }

  private func matches(_ event: FirmEvent) -> Bool {
    (kind.words.isEmpty || !words(event).isDisjoint(with: kind.words))
      && (kind.results.isEmpty || event.result.map(kind.results.contains) ?? false)
  }

  private func words(_ event: FirmEvent) -> Set<String> {
    Set(([event.word] + event.others.map(\.word)).compactMap(\.self))
  }

  private func persons(_ event: FirmEvent) -> Int64 { max(1, event.persons ?? 1) }

  func explain(_ row: Int, _ scratch: inout [Int64]) -> Explanation {
    let counted = firms[row].events.filter { weight($0) > 0 }
      .sorted { ($0.occurredOn, $0.id) < ($1.occurredOn, $1.id) }
    let told = Set(counted.flatMap { words($0) })
    let sought = (kind.words.isEmpty ? told : told.intersection(kind.words)).sorted()
    let merged = counted.filter { !$0.others.isEmpty }.map { String($0.others.count + 1) }
    return Explanation(
      values: [
        "events": .same(String(counted.count)),
        "persons": .same(
          ShownNumber.quantity(counted.reduce(0) { $0 + persons($1) }, .persons)),
        "days": .same(String(kind.ages.last?.bound ?? 0)),
        "latest": .same(counted.last?.occurredOn.description ?? "-"),
        "weight": .same(String(counted.reduce(0) { $0 + weight($1) })),
        "words": EventWords.text(sought),
        "merged": .same(merged.isEmpty ? "-" : merged.joined(separator: " + ")),
      ],
      evidence: counted.flatMap { event in
        event.others.map { .event(event.feed, $0.id) } + [.event(event.feed, event.id)]
      })
  }
}
