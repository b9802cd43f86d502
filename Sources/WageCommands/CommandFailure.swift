import ArgumentParser
import Foundation
import WageDomain
import WageStore

/// A verb that could not run, or was refused: what a person is told, and the exit code.
struct CommandFailure: Error {
  let message: Bilingual
  let exitCode: Int32

  init(_ message: Bilingual, exitCode: Int32 = CommandExit.refused) {
    self.message = message
    self.exitCode = exitCode
  }

  init(zh: String, en: String, exitCode: Int32 = CommandExit.refused) {
    self.init(Bilingual(zh: zh, en: en), exitCode: exitCode)
  }

  /// Nothing more is told than what was already.
  init(exitCode: Int32) { self.init(.same(""), exitCode: exitCode) }

  /// The same for any error that reaches the top; nil for the parser's own.
  init?(_ error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let refusal as FileRefusal:
      self.init(refusal.text, exitCode: CommandExit.fileRefused)
    case let error as CocoaError: self.init(Self.text(error))
    default:
      guard let text = ErrorText.text(error) else { return nil }
      self.init(text)
    }
  }

  private static func text(_ error: CocoaError) -> Bilingual {
    let path = error.filePath.map { $0 + "：" } ?? ""
    return Bilingual(
      zh: """
        \(path)无法读写（\(error.code.rawValue)）
          请检查路径是否存在、本用户是否可写、磁盘是否有空间，然后再运行。
        """,
      en: """
        \(error.filePath.map { "\($0): " } ?? "")\(error.localizedDescription)
          Check that the path is there, that this user may write to it and that the disk has room, then \
        run again.
        """)
  }
}

/// The exit codes that scripts rely on.
enum CommandExit {
  static let done: Int32 = 0
  /// Could not run, or refused.
  static let refused: Int32 = 1
  /// Ran, and findings reached the level of `--fail-on`.
  static let findings: Int32 = 2
  /// As the parser's own errors.
  static let usage: Int32 = 64
  static let fileRefused: Int32 = 65
  /// Another run holds the lock.
  static let locked: Int32 = 75
}
