internal import Foundation
public import WageDomain

/// One run at a time in a workspace.
///
/// The lock is the kernel's: it goes with the process, however that ends, and never has to be
/// cleaned up by hand.
public final class RunLock {
  private let descriptor: Int32

  /// - Throws: ``RunLockError``: another run holds the lock, or the file cannot be written.
  public init(folder: String) throws(RunLockError) {
    let path = folder + "/wagewatch.lock"
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw .cannotWrite(path, reason: String(cString: strerror(errno)))
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      var bytes = [UInt8](repeating: 0, count: 32)
      let count = read(descriptor, &bytes, bytes.count)
      close(descriptor)
      let holder = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
      throw .held(byProcess: holder.split(separator: "\n").first.map(String.init))
    }
    let text = Array("\(getpid())\n".utf8)
    _ = ftruncate(descriptor, 0)
    _ = write(descriptor, text, text.count)
  }

  deinit {
    // A child that was forked and has not begun its own program yet holds the file, too.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}

/// Why a run cannot begin.
public enum RunLockError: Error, Hashable, Sendable {
  /// Another run is at work; its process number when it could be read.
  case held(byProcess: String?)
  case cannotWrite(String, reason: String)
}

extension RunLockError: CustomStringConvertible {
  /// The English text.
  public var description: String { text.en }

  /// What is told: what keeps the run from beginning, and what to do.
  public var text: Bilingual {
    switch self {
    case .held(let process):
      Bilingual(
        zh: """
          另一次运行正在此工作区进行\(process.map { "（进程 \($0)）" } ?? "")。未作改动。
            请等它结束后再运行。
          """,
        en: """
          another run is at work in this workspace\(process.map { " (process \($0))" } ?? ""). \
          Nothing was changed.
            Wait until it has ended and run again.
          """)
    case .cannotWrite(let path, let reason):
      Bilingual(
        zh: """
          \(path)：不可写：\(reason)。未作改动。
            请给本用户工作区的写权限后再运行。
          """,
        en: """
          \(path): cannot be written: \(reason). Nothing was changed.
            Give this user write permission on the workspace, then run again.
          """)
    }
  }
}
