import NightlyRun
import WageDomain

/// Tells what came of each file in the order of the files' days and names, in whatever order they are
/// read: a person looks for a file by its name.
final class OutcomesByName {
  private var names: ArraySlice<String>
  private var waiting: [String: [FileOutcome]] = [:]
  private let tell: (FileOutcome) -> Void

  /// `files` are those of the run, which may name a file twice.
  init(_ files: [InputFile], asOf: Day, tell: @escaping (FileOutcome) -> Void) {
    names = files.inNameOrder(asOf: asOf).map(\.name)[...]
    self.tell = tell
  }

  /// Tells of the file, and of those that waited for it, as soon as all before it are told.
  func add(_ outcome: FileOutcome) {
    waiting[outcome.file, default: []].append(outcome)
    while let name = names.first, let next = waiting[name]?.first {
      names.removeFirst()
      waiting[name]?.removeFirst()
      tell(next)
    }
  }

  /// What is left when a run could not go on.
  func finish() {
    for name in names { waiting[name]?.forEach(tell) }
    names = []
    waiting = [:]
  }
}
