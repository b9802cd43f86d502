import Testing
import WageDomain

@testable import RiskEvaluation

@Suite("Cutoffs of a workspace")
struct CutoffTests {
  private static func day(_ text: String) -> Day { Day(text) ?? Day(number: 0) }

  private static func outcomes(
    _ own: [Int64: FirmOutcomes.Own], survivors: [Int64: Int64] = [:]
  ) -> FirmOutcomes {
    FirmOutcomes(
      own: own, survivors: survivors, firstDay: day("2024-01-01"), arrearsUntil: day("2026-10-14"),
      complaintsUntil: day("2026-10-20"))
  }

  private static func plan(_ cutoffs: [String], horizon: Horizon = .months(6)) -> CutoffPlan {
    CutoffPlan(
      cutoffs: cutoffs.map(day), history: 24, horizon: horizon,
      capacities: [.firms(1), .share(500_000)], seed: 1, rounds: 50)
  }

  private static func own(
    unpaid: [String] = [], complaints: [(String, String)] = []
  ) -> FirmOutcomes.Own {
    var own = FirmOutcomes.Own()
    own.unpaidOn = unpaid.map(day)
    own.complaints = complaints.map { .init(receivedOn: day($0.0), knownOn: day($0.1)) }
    return own
  }

  @Test(
    "The window holds its first day, not the day after its last, and nothing known by the cutoff")
  func window() {
    let known = Self.outcomes([
      1: Self.own(unpaid: ["2025-12-31", "2026-01-01"]), 2: Self.own(unpaid: ["2026-07-01"]),
      3: Self.own(complaints: [("2026-01-01", "2026-01-01")]),
      4: Self.own(complaints: [("2026-01-01", "2026-01-02"), ("2026-02-01", "2026-02-01")]),
      5: Self.own(unpaid: ["2026-03-13"], complaints: [("2026-03-02", "2026-03-16")]),
    ])
    func day(_ label: OutcomeLabel, _ firm: Int64) -> String? {
      known.day(
        of: label, firm: firm, from: Self.day("2026-01-01"), until: Self.day("2026-07-01"))?
        .description
    }
    #expect(day(.arrears, 1) == "2026-01-01")
    #expect(day(.arrears, 2) == nil)
    #expect(day(.complaint, 3) == nil)
    #expect(day(.complaint, 4) == "2026-01-01")
    #expect(day(.either, 5) == "2026-03-02" && day(.arrears, 5) == "2026-03-13")
    #expect(day(.either, 99) == nil)
  }

  @Test("A firm that counts as another by now has that one's outcome")
  func merged() {
    let known = Self.outcomes([7: Self.own(unpaid: ["2026-02-13"])], survivors: [3: 7])
    #expect(known[3].unpaidOn == [Self.day("2026-02-13")])
  }

  struct Refused: CustomTestStringConvertible {
    let why: String
    let cutoffs: [String]
    let label: OutcomeLabel
    var trainedUntil: String?
    let refusal: EvaluationRefusal?
    var testDescription: String { why }
  }

  @Test(
    "What the data cannot answer is refused",
    arguments: [
      Refused(
        why: "the last window ends on the last day judged", cutoffs: ["2026-04-15"],
        label: .arrears, refusal: nil),
      Refused(
        why: "one day more", cutoffs: ["2026-04-16"], label: .arrears,
        refusal: .horizonOpen(
          Self.day("2026-04-16"), end: Self.day("2026-10-15"), last: Self.day("2026-10-14"))),
      Refused(
        why: "complaints are known longer", cutoffs: ["2026-04-16"], label: .complaint, refusal: nil
      ),
      Refused(
        why: "either ends with the first of both", cutoffs: ["2026-04-16"], label: .either,
        refusal: .horizonOpen(
          Self.day("2026-04-16"), end: Self.day("2026-10-15"), last: Self.day("2026-10-14"))),
      Refused(
        why: "before the data", cutoffs: ["2024-01-01"], label: .arrears,
        refusal: .cutoffOutside(
          Self.day("2024-01-01"), first: Self.day("2024-01-01"), last: Self.day("2026-10-14"))),
      Refused(
        why: "after the data", cutoffs: ["2027-01-01"], label: .arrears,
        refusal: .cutoffOutside(
          Self.day("2027-01-01"), first: Self.day("2024-01-01"), last: Self.day("2026-10-14"))),
      Refused(
        why: "within what the card learned from", cutoffs: ["2026-01-01", "2026-04-01"],
        label: .arrears, trainedUntil: "2026-01-01",
        refusal: .labelInTraining(Self.day("2026-01-01"), trainedUntil: Self.day("2026-01-01"))),
    ])
  func refusals(_ sample: Refused) {
    var thrown: EvaluationRefusal?
    do throws(EvaluationRefusal) {
      try Self.plan(sample.cutoffs).check(
        sample.label, Self.outcomes([:]), trainedUntil: sample.trainedUntil.map(Self.day))
    } catch { thrown = error }
    #expect(thrown == sample.refusal)
  }

  @Test("Without a feed behind the label nothing is judged")
  func unknown() {
    let nothing = FirmOutcomes(
      own: [:], survivors: [:], firstDay: Self.day("2024-01-01"), arrearsUntil: nil,
      complaintsUntil: Self.day("2026-10-20"))
    #expect(throws: EvaluationRefusal.labelUnknown(.arrears)) {
      try Self.plan(["2026-01-01"]).check(.arrears, nothing)
    }
    #expect(CutoffPlan.usualCutoffs([.either], nothing, horizon: .months(6)) == [])
  }

  @Test("Without cutoffs the last six months whose windows are known are taken")
  func usual() {
    let known = Self.outcomes([:])
    #expect(
      CutoffPlan.usualCutoffs([.arrears, .complaint], known, horizon: .months(6)).map(\.description)
        == ["2025-11-01", "2025-12-01", "2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01"])
    #expect(
      CutoffPlan.usualCutoffs(
        [.arrears], known, horizon: .months(6), trainedUntil: Self.day("2026-02-01")
      ).map(\.description) == ["2026-03-01", "2026-04-01"])
    #expect(CutoffPlan.usualCutoffs([.arrears], known, horizon: .months(40)) == [])
  }

  @Test("A plan without cutoffs takes the usual ones after what a card learned from")
  func settled() throws {
    let known = Self.outcomes([:])
    let plan = try Self.plan([]).settled(
      [.arrears], known, trainedUntil: Self.day("2026-02-01"))
    #expect(plan.cutoffs.map(\.description) == ["2026-03-01", "2026-04-01"])
    #expect(plan.seed == 1 && plan.rounds == 50)
    #expect(
      throws: EvaluationRefusal.noCutoff(
        horizon: .months(6), trainedUntil: Self.day("2026-04-30"))
    ) {
      try Self.plan([]).settled([.arrears], known, trainedUntil: Self.day("2026-04-30"))
    }
    #expect(
      throws: EvaluationRefusal.labelInTraining(
        Self.day("2026-01-01"), trainedUntil: Self.day("2026-02-01"))
    ) {
      try Self.plan(["2026-01-01"]).settled(
        [.arrears], known, trainedUntil: Self.day("2026-02-01"))
    }
  }

  private static func sample(_ cutoff: String, _ points: [Int64: Int32]) -> CutoffSample {
    CutoffSample(
      cutoff: day(cutoff), scorecard: "default@2",
      firms: points.keys.sorted().compactMap { id in
        guard let code = try? CreditCode("91330503MA2T00373D") else { return nil }
        return SampledFirm(
          id: id, creditCode: code,
          register: .init(industry: "C17", townCode: "330503100", persons: 30, isGone: false),
          points: points[id] ?? 0, tier: points[id] ?? 0 >= 20 ? .yellow : .green,
          history: .init(
            unpaidSince: nil, unpaidMonths: 0, complaints: 0, lastComplaintOn: nil,
            wageComplaints: 0, arrearsMonths: 0))
      }, columns: [], lateFeeds: [])
  }

  @Test("Hits, ties, the list before and the cohort are counted as they are by hand")
  func judged() throws {
    let known = Self.outcomes([
      1: Self.own(unpaid: ["2026-02-13"]), 4: Self.own(unpaid: ["2026-02-13"]),
    ])
    var judge = CutoffJudge(
      .usual(.arrears), plan: Self.plan(["2025-12-01", "2026-01-01"]), outcomes: known)
    _ = judge.judge(
      Self.sample("2025-12-01", [1: 0, 2: 30, 3: 0, 4: 0, 5: 0]), members: [1, 2, 3, 4])
    let second = judge.judge(
      Self.sample("2026-01-01", [1: 30, 2: 30, 3: 0, 4: 0, 5: 90]), members: [1, 2, 3, 4, 77])
    #expect(second.count == 4 && second.positives == 2)
    let card = try #require(second.rankings.first)
    // Pairs: 1 over 2 half, 1 over 3, 4 under 2, 4 over 3 half.
    #expect(card.auc == 0.5)
    #expect(card.tops[0].figures.worst == 0 && card.tops[0].figures.best == 1)
    #expect(card.tops[0].figures.mean == 0.5 && card.tops[1].figures.mean == 1)
    let before = try #require(second.rankings.first { $0.kind == .yesterday })
    #expect(before.tops[0].figures.mean == 0)
    let random = try #require(second.rankings.first { $0.kind == .random })
    #expect(random.auc == nil && random.tops[1].figures.mean == 1)
    #expect(second.tiers[.yellow]?.count == 2 && second.tiers[.yellow]?.positives == 1)
    let town = try #require(judge.groups.figures.first { $0.dimension == .town })
    #expect(town.group == "330503100" && town.firms == 4 && town.count == 8)
    #expect(town.isTooFew && town.auc == nil)
  }

  @Test("A firm that came true with an unpaid pay day before the cutoff is counted apart")
  func owedBefore() {
    let known = Self.outcomes([
      1: Self.own(unpaid: ["2025-12-15", "2026-02-13"]), 2: Self.own(unpaid: ["2026-01-01"]),
      3: Self.own(unpaid: ["2025-12-15"]), 4: Self.own(unpaid: ["2025-12-15", "2026-01-15"]),
    ])
    var judge = CutoffJudge(.usual(.arrears), plan: Self.plan(["2026-01-01"]), outcomes: known)
    let found = judge.judge(
      Self.sample("2026-01-01", [1: 0, 2: 0, 3: 0, 4: 0]), members: [1, 2, 3])
    // 1 and 2 came true; 3 owes from before alone; 4 is not of the cohort.
    #expect(found.positives == 2 && found.owedBefore == 1)
  }

  @Test("Ten that came true at ten cutoffs are one firm: too few to say")
  func sameFirm() throws {
    let days = (1...10).map { "2025-\($0 < 10 ? "0" : "")\($0)-01" }
    let known = Self.outcomes([1: Self.own(unpaid: days)])
    var judge = CutoffJudge(
      .usual(.arrears), plan: Self.plan(days, horizon: .months(1)), outcomes: known)
    let points = Dictionary(
      uniqueKeysWithValues: (1...40).map { (Int64($0), Int32($0 == 1 ? 30 : 0)) })
    for day in days { _ = judge.judge(Self.sample(day, points), members: Set(1...40)) }
    let town = try #require(judge.groups.figures.first { $0.dimension == .town })
    #expect(town.positives == 10 && town.positiveFirms == 1 && town.negativeFirms == 39)
    #expect(town.isTooFew && town.auc == nil)
    let band = try #require(judge.calibration.bands.last)
    #expect(band.count == 10 && band.positives == 10)
    #expect(band.firms == 1 && band.positiveFirms == 1)
    // One firm says as much as one trial: from 20.7 % on.
    let interval = try #require(band.interval)
    #expect(abs(interval.low - 0.2065) < 0.001 && interval.high > 0.999_999)
    let none = try #require(judge.calibration.bands.first)
    #expect(none.count == 390 && none.interval == ShareInterval(0, of: 39))
  }

  @Test("What foretells a band comes from windows that were over by the cutoff")
  func calibration() throws {
    var book = CalibrationBook()
    let firms = Self.sample("2025-01-01", [1: 0, 2: 0, 3: 25, 4: 25]).firms
    func add(_ cutoff: String, _ came: [Bool]) {
      let day = Self.day(cutoff)
      book.add(firms, came, cutoff: day, end: day.adding(months: 6))
    }
    add("2025-01-01", [false, false, true, false])
    add("2025-06-30", [true, true, true, true])
    add("2025-07-01", [false, true, true, true])
    let bands = book.bands
    #expect(bands.map(\.from) == [0, 20] && bands.map(\.to) == [0, 29])
    #expect(bands.map(\.count) == [6, 6] && bands.map(\.positives) == [3, 5])
    // Of the three only the last has a window behind it: that of the first.
    #expect(bands.map(\.judged) == [2, 2] && bands.map(\.judgedPositives) == [1, 2])
    #expect(bands.map(\.foretold) == [0, 1])
  }

  @Test("A share of the cohort is rounded toward zero, and never none")
  func capacities() {
    #expect(VisitCapacity.share(5_000).count(of: 1_999) == 9)
    #expect(VisitCapacity.share(5_000).count(of: 20) == 1)
    #expect(VisitCapacity.firms(30).count(of: 20) == 30)
  }
}
