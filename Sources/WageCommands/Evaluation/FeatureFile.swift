import Foundation
import RiskEvaluation
import RiskScoring
import WageDomain

/// What was measured of each firm, for other programs: empty where there is nothing to hold against
/// the firm, `absent` without a row, `silent` where the feed was late.
///
/// Written day by day, so that a city's days are never in memory together, under a name of its own
/// (`.part`) until all of it is there.
final class FeatureFile {
  /// What became of a firm of the cohort within the horizon.
  struct Outcome {
    /// The first day on which it came true; nil when it did not.
    let day: Day?

    var cameTrue: Bool { day != nil }
  }

  /// What stands before the rules: which row it is, what became of the firm, what both cards say.
  private static let columns = [
    "cutoff", "set", "firm", "outcome", "outcome_on", "points", "tier", "points_fitted",
    "tier_fitted",
  ]

  private let file: String
  private let handle: FileHandle

  /// What a file is called until all of it is there.
  static func part(_ file: String) -> String { file + ".part" }

  private var part: String { Self.part(file) }

  /// - Throws: what keeps the file from being written.
  init(_ file: String, _ card: Scorecard) throws {
    self.file = file
    let url = URL(fileURLWithPath: Self.part(file))
    try Data().write(to: url, options: .withoutOverwriting)
    handle = try FileHandle(forWritingTo: url)
    try write(
      CSVText.line(Self.columns + card.triggers.map(\.id) + card.indicators.map(\.id)))
  }

  /// What was not finished is of no use.
  deinit {
    try? handle.close()
    try? FileManager.default.removeItem(atPath: part)
  }

  /// - Parameters:
  ///   - sample: with readings.
  ///   - fitted: the same firms by the fitted card; nil where it is not judged.
  ///   - set: `train` or `test`.
  ///   - outcome: what became of it; nil for a firm that is not looked at.
  /// - Throws: what keeps the file from being written.
  func add(
    _ sample: CutoffSample, fitted: CutoffSample? = nil, set: String,
    outcome: (SampledFirm) -> Outcome?
  ) throws {
    var text = ""
    for (place, firm) in sample.firms.enumerated() {
      guard let outcome = outcome(firm) else { continue }
      let other = fitted?.firms[place]
      text += CSVText.line(
        [
          sample.cutoff.description, set, String(firm.id), outcome.cameTrue ? "1" : "0",
          outcome.day?.description ?? "", String(firm.points), firm.tier.rawValue,
          other.map { String($0.points) } ?? "", other?.tier.rawValue ?? "",
        ] + sample.columns.map { Self.cell($0.reading(place)) })
    }
    try write(text)
  }

  /// Gives the file its name.
  func finish() throws {
    try handle.close()
    try FileManager.default.moveItem(atPath: part, toPath: file)
  }

  private func write(_ text: String) throws {
    try handle.write(contentsOf: Data(text.utf8))
  }

  private static func cell(_ reading: SampledReading?) -> String {
    switch reading {
    case .value(let value)?: String(value)
    case .absent?: "absent"
    case .silent?: "silent"
    case .nothing?, nil: ""
    }
  }
}
