import RiskEvaluation
import Testing

@Suite("Stability of distributions")
struct DriftTests {
  @Test("By hand: 50 and 50 of a hundred became 60 and 40")
  func byHand() throws {
    let stability = try #require(PopulationStability(reference: [500, 500], current: [600, 400]))
    // 0.1 ln 1.2 - 0.1 ln 0.8
    #expect(abs(stability.index - 0.0405465) < 1e-6)
    #expect(stability.verdict == .stable)
    #expect([stability.referenceCount, stability.count] == [1000, 1000])
  }

  @Test("Equal distributions are stable at zero, however many firms", arguments: 1...20)
  func equal(seed: UInt64) throws {
    var drawn = DrawnNumbers(seed)
    let counts = (0..<(2 + drawn.below(12))).map { _ in drawn.below(2000) }
    guard counts.contains(where: { $0 > 0 }) else { return }
    let stability = try #require(PopulationStability(reference: counts, current: counts))
    #expect(stability.index == 0)
    let double = try #require(
      PopulationStability(reference: counts, current: counts.map { 3 * $0 }))
    #expect(abs(double.index) < 1e-12)
  }

  @Test("An index is never negative and the same both ways", arguments: 1...20)
  func symmetric(seed: UInt64) throws {
    var drawn = DrawnNumbers(seed)
    let one = (0..<8).map { _ in 1 + drawn.below(500) }
    let other = (0..<8).map { _ in 1 + drawn.below(500) }
    let forth = try #require(PopulationStability(reference: one, current: other))
    let back = try #require(PopulationStability(reference: other, current: one))
    #expect(forth.index >= 0)
    #expect(abs(forth.index - back.index) < 1e-12)
  }

  @Test("An empty bin counts as half a firm, and a bin empty on both sides for nothing")
  func emptyBin() throws {
    let stability = try #require(
      PopulationStability(reference: [1000, 0, 0], current: [900, 100, 0]))
    // -0.1 ln 0.9 + (0.1 - 0.0005) ln (0.1 / 0.0005)
    #expect(abs(stability.index - 0.5377186) < 1e-6)
    #expect(stability.verdict == .changed)
  }

  struct Sample: CustomTestStringConvertible {
    let why: String
    let reference: [Int]
    let current: [Int]
    let verdict: PopulationStability.Verdict?
    var testDescription: String { why }
  }

  @Test(
    "The verdict",
    arguments: [
      Sample(why: "nobody before", reference: [0, 0], current: [5, 5], verdict: nil),
      Sample(why: "nobody now", reference: [5, 5], current: [0, 0], verdict: nil),
      Sample(
        why: "forty firms in ten bins move by chance", reference: Array(repeating: 4, count: 10),
        current: [9, 1, 7, 2, 6, 3, 5, 4, 2, 1], verdict: .tooFew),
      Sample(
        why: "between the bands", reference: [500, 500], current: [680, 320], verdict: .moved),
      Sample(
        why: "beyond both", reference: [500, 500], current: [800, 200], verdict: .changed),
    ])
  func verdict(_ sample: Sample) {
    let stability = PopulationStability(reference: sample.reference, current: sample.current)
    #expect(stability?.verdict == sample.verdict)
  }

  @Test(
    "Zero and missing values have bins of their own; the others fall in tenths of the reference")
  func bins() {
    let bins = ValueBins(reference: [0] + (1...100).map { Int64($0) })
    let counts = bins.counts([0, 0, 1, 5, 11, 99, 500], missing: 7)
    #expect(counts.count == 12)
    #expect(Array(counts.prefix(4)) == [7, 2, 2, 1])
    #expect(counts.last == 2)
    #expect(counts.reduce(0, +) == 14)
  }

  @Test("A feed that tells watts for kilowatts is named, and so are zeros and rows that went")
  func meaning() {
    let values = (1...100).map { Int64($0 * 10) }
    #expect(MeaningChange.between(values.map { ($0, $0 + 3) }).isEmpty)
    let unit = MeaningChange.between(values.map { ($0, $0 * 1000) })
    #expect(unit.map(\.kind) == [.unit])
    #expect(unit.first?.now == 1000)
    let zeros = MeaningChange.between(values.map { ($0, $0 > 700 ? 0 : $0) })
    #expect(zeros.map(\.kind) == [.zeros])
    let gone = MeaningChange.between(values.map { ($0, $0 > 700 ? nil : $0) })
    #expect(gone.map(\.kind) == [.missing])
    #expect(MeaningChange.between(values.prefix(20).map { ($0, $0 * 1000) }).isEmpty)
  }
}
