import ArgumentParser
import Foundation
import WageDomain
import WageStore

/// A verb that could not run, or was refused: what a person is told, and the exit code.
struct CommandFailure: Error {
  let message: String
  let exitCode: Int32

  init(_ message: String, exitCode: Int32 = CommandExit.refused) {
    self.message = message
    self.exitCode = exitCode
  }

  /// The same for any error that reaches the top; nil for the parser's own.
  init?(_ error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let error as StoreError: self.init(error.description)
    case let faults as PolicyFaults: self.init(Self.text(faults))
    case let error as CalendarError: self.init(error.description)
    case let error as CaseStoreError: self.init(error.description)
    case let error as MatchError: self.init(error.description)
    case let refusal as FileRefusal:
      self.init(refusal.description, exitCode: CommandExit.fileRefused)
    case let error as CocoaError: self.init(Self.text(error))
    default: return nil
    }
  }

  private static func text(_ error: CocoaError) -> String {
    """
    \(error.filePath.map { "\($0): " } ?? "")\(error.localizedDescription)
      Check that the path is there, that this user may write to it and that the disk has room, then \
    run again.
    """
  }

  private static func text(_ faults: PolicyFaults) -> String {
    """
    \(faults.description)
      The policy file was not used and nothing was changed. Mend the lines named above and run again.
    """
  }
}

/// The exit codes that scripts rely on.
enum CommandExit {
  static let done: Int32 = 0
  /// Could not run, or refused.
  static let refused: Int32 = 1
  /// Ran, and findings reached the level of `--fail-on`.
  static let findings: Int32 = 2
  static let fileRefused: Int32 = 65
  /// Another run holds the lock.
  static let locked: Int32 = 75
}
