internal import WageDomain

/// How often the label came true by points, over all cutoffs, and how often earlier cutoffs said it
/// would.
///
/// What earlier cutoffs say counts only when their windows were over by the cutoff: nothing of a label
/// reaches into what foretells it.
public struct CalibrationBook: Sendable {
  /// From these points on a new band begins; the first holds firms without points.
  public static let bounds: [Int32] = [0, 1, 10, 20, 30, 40, 50, 60, 70]

  /// The firms of some points.
  public struct Band: Hashable, Sendable {
    public let from: Int32
    /// Nil: the band is open.
    public let to: Int32?
    /// Firms, each at every cutoff.
    public let count: Int
    public let positives: Int
    /// Different firms, and those of them that came true at any cutoff.
    public let firms: Int
    public let positiveFirms: Int
    /// Of the rate: a firm that stands here at many cutoffs tells little more each time, so it is counted
    /// as if it told nothing more (Kish: the square of the sum by the sum of the squares).
    public let interval: ShareInterval?
    /// How many of `judged` earlier cutoffs would have had come true; nil where none was over.
    public let foretold: Double?
    /// Firms at cutoffs that had an earlier one whose window was over.
    public let judged: Int
    public let judgedPositives: Int
  }

  private struct Cell: Hashable {
    var count = 0
    var positives = 0
  }

  /// What one band holds of each firm.
  private struct Own {
    var counts: [Int64: Int] = [:]
    var positives: Set<Int64> = []

    /// As many firms of one row each tell as much.
    var effective: Double {
      let (sum, squares) = counts.values.reduce((0, 0)) { ($0.0 + $1, $0.1 + $1 * $1) }
      return squares > 0 ? Double(sum) * Double(sum) / Double(squares) : 0
    }
  }

  private var owns = [Own](repeating: Own(), count: Self.bounds.count)
  private var cutoffs: [(cutoff: Day, end: Day, cells: [Cell])] = []

  public init() {}

  mutating func add(_ firms: [SampledFirm], _ came: [Bool], cutoff: Day, end: Day) {
    var cells = [Cell](repeating: Cell(), count: Self.bounds.count)
    for (firm, came) in zip(firms, came) {
      let band = Self.bounds.lastIndex { $0 <= max(0, firm.points) } ?? 0
      cells[band].count += 1
      owns[band].counts[firm.id, default: 0] += 1
      if came {
        cells[band].positives += 1
        owns[band].positives.insert(firm.id)
      }
    }
    cutoffs.append((cutoff, end, cells))
  }

  /// From the fewest points up; bands without a firm are left out.
  public var bands: [Band] {
    Self.bounds.indices.compactMap { band in
      let count = cutoffs.reduce(0) { $0 + $1.cells[band].count }
      guard count > 0 else { return nil }
      var judged = Cell()
      var foretold = 0.0
      for cutoff in cutoffs {
        let over = cutoffs.filter { $0.end <= cutoff.cutoff }
        let seen = over.reduce(0) { $0 + $1.cells[band].count }
        guard seen > 0 else { continue }
        let hits = over.reduce(0) { $0 + $1.cells[band].positives }
        judged.count += cutoff.cells[band].count
        judged.positives += cutoff.cells[band].positives
        foretold += Double(cutoff.cells[band].count) * Double(hits) / Double(seen)
      }
      let positives = cutoffs.reduce(0) { $0 + $1.cells[band].positives }
      let next = band + 1 < Self.bounds.count ? Self.bounds[band + 1] - 1 : nil
      return Band(
        from: Self.bounds[band], to: next, count: count,
        positives: positives, firms: owns[band].counts.count,
        positiveFirms: owns[band].positives.count,
        interval: ShareInterval(
          share: Double(positives) / Double(count), of: owns[band].effective),
        foretold: judged.count > 0 ? foretold : nil, judged: judged.count,
        judgedPositives: judged.positives)
    }
  }
}
