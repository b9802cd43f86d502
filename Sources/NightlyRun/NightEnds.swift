internal import WageDomain
internal import WageStore

/// The places between the files of a run where a night would have ended, had they come one a night:
/// what waits is matched there, for a row that comes in so may tell whose an account is when the files
/// of later days are read.
struct NightEnds {
  /// A file was loaded since the last look.
  var isNew = false

  /// Files by number before which all files of earlier days are read, and none of them later.
  private let ends: [Bool]
  private let stage: MatchStage
  private let places: PlaceNames
  /// Files before this one have been asked about.
  private var next = 0
  private var hasFailed = false

  /// `days` are those of the files in reading order; nil for a file that stays out.
  init(of days: [Day?], match stage: MatchStage, places: PlaceNames) {
    self.stage = stage
    self.places = places
    var (ends, earliest) = (Array(repeating: false, count: days.count), [Int32]())
    for day in days.reversed() {
      earliest.append(min(day?.number ?? .max, earliest.last ?? .max))
    }
    earliest.reverse()
    var latest = Int32.min
    for (index, day) in days.enumerated() {
      ends[index] = latest < earliest[index]
      latest = max(latest, day?.number ?? .min)
    }
    self.ends = ends
  }

  /// Matches what waits, when a night ends before the file.
  ///
  /// What fails here fails again when all files are in, and is told then.
  mutating func match(
    before file: Int, _ writing: any FileWriting, firms: inout FirmRegister?
  ) -> MatchOutcome {
    let isDue = isNew && ends[next...file].contains(true)
    next = file + 1
    guard isDue, !hasFailed else { return MatchOutcome() }
    isNew = false
    do {
      return try match(writing, firms: &firms)
    } catch {
      hasFailed = true
      return MatchOutcome()
    }
  }

  private func match(
    _ writing: any FileWriting, firms: inout FirmRegister?
  ) throws -> MatchOutcome {
    guard try writing.read({ try $0.hasNewsForMatching() }) else { return MatchOutcome() }
    let known = firms
    firms = nil
    let (outcome, register) = try writing.write { transaction in
      let register = try known ?? FirmRegister(transaction, places: places)
      return (try stage.look(transaction, firms: register), register)
    }
    // A register of the files before does not know rows that went in here.
    if outcome.groups == 0 { firms = register }
    return outcome
  }
}
