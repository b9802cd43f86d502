/// How much doubt about each step foretells best, tried on the later of the training days.
public struct RidgeChoice: Hashable, Sendable {
  /// The days that are learned from, by their place among the training days.
  public let learned: Range<Int>
  /// The later days on which what was learned is tried; their labels are no part of what was learned.
  public let tried: Range<Int>

  public init(learned: Range<Int>, tried: Range<Int>) {
    self.learned = learned
    self.tried = tried
  }

  /// What is tried.
  static let penalties: [Double] = [10, 30, 100]
  /// Where there is too little to choose by (assumption, chosen on training seeds of the simulated worlds).
  public static let usual = 30.0
  /// Fewer firms that came true on either side choose by chance (assumption).
  static let fewestPositives = 30

  /// The penalty whose loss on the later days is least; of equal ones the larger.
  func best(_ table: FittingTable) -> Double {
    let (early, late) = (table.rows(of: learned), table.rows(of: tried))
    guard early.positiveFirms >= Self.fewestPositives, late.positiveFirms >= Self.fewestPositives,
      early.positives < early.count
    else { return Self.usual }
    let candidates = early.rules.indices.map { Candidate(early, $0) }
      .filter { $0.informationValue > 0 }
    let learned = BinPatterns(early, candidates)
    let (seen, unseen) = (learned.patterns, BinPatterns(late, candidates).patterns)
    let losses = Self.penalties.map { penalty in
      RisingRegression(seen, width: learned.width, ridge: penalty * early.repeats).loss(unseen)
    }
    guard let least = losses.min(), let place = losses.lastIndex(of: least) else {
      return Self.usual
    }
    return Self.penalties[place]
  }
}
