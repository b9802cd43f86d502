internal import RiskScoring
internal import WageDomain

/// Points, tiers and measured values of all firms on later days, held against those of a reference
/// day.
public struct SampleDrift: Sendable {
  /// The places that a firm is counted in beside the whole district.
  public typealias Places = @Sendable (SampledFirm) -> [String]

  private let places: Places
  private let points: ValueBins
  private let columns: [String: ValueBins]
  private let reference: [Key: [Int]]

  private struct Key: Hashable {
    let subject: DriftFigure.Subject
    let place: String?
  }

  /// - Parameters:
  ///   - reference: with readings.
  ///   - places: which a firm is counted in, beside the whole.
  public init(reference: CutoffSample, places: @escaping Places) {
    self.places = places
    points = ValueBins(reference: reference.firms.map { Int64($0.points) })
    var columns: [String: ValueBins] = [:]
    for column in reference.columns {
      columns[column.id] = ValueBins(
        reference: reference.firms.indices.compactMap { place in
          guard case .value(let value)? = column.reading(place) else { return nil }
          return value
        })
    }
    self.columns = columns
    self.reference = Self.counts(reference, points, columns, places)
  }

  /// Points first, then tiers, then the rules in the order of the card; the whole district, then its
  /// places.
  public func figures(_ sample: CutoffSample) -> [DriftFigure] {
    let current = Self.counts(sample, points, columns, places)
    let all = Set(reference.keys).union(current.keys)
    let named = Set(all.compactMap(\.place)).sorted()
    let subjects =
      [.points, .tier] + sample.columns.map { DriftFigure.Subject.indicator($0.id) }
    return subjects.flatMap { subject in
      ([nil] + named).map { place in
        let key = Key(subject: subject, place: place)
        return DriftFigure(
          subject: subject, place: place,
          stability: reference[key].flatMap { before in
            current[key].flatMap { PopulationStability(reference: before, current: $0) }
          })
      }
    }
  }

  private static func counts(
    _ sample: CutoffSample, _ points: ValueBins, _ columns: [String: ValueBins],
    _ places: Places
  ) -> [Key: [Int]] {
    let own = sample.firms.map { [nil] + places($0).map(Optional.some) }
    var counts: [Key: [Int]] = [:]
    func add(_ subject: DriftFigure.Subject, _ bins: Int, _ bin: (Int) -> Int) {
      var byPlace: [String?: [Int]] = [:]
      for firm in sample.firms.indices {
        let bin = bin(firm)
        for place in own[firm] {
          byPlace[place, default: [Int](repeating: 0, count: bins)][bin] += 1
        }
      }
      for (place, bins) in byPlace { counts[Key(subject: subject, place: place)] = bins }
    }
    add(.points, points.count) { points.place(Int64(sample.firms[$0].points)) }
    add(.tier, Tier.allCases.count) { sample.firms[$0].tier.severity }
    for column in sample.columns {
      guard let bins = columns[column.id] else { continue }
      add(.indicator(column.id), bins.count + 3) { Self.bin(column.reading($0), bins) }
    }
    return counts
  }

  /// What has no value has a bin of its own by why.
  private static func bin(_ reading: SampledReading?, _ bins: ValueBins) -> Int {
    switch reading {
    case .nothing?, nil: 0
    case .absent?: 1
    case .silent?: 2
    case .value(let value)?: bins.place(value) + 3
    }
  }
}
