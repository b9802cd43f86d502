import CMalloc
import Foundation
import WageCommands
import WageDomain

// One heap for all threads. What one thread reads another frees: in a heap a thread, the room that they
// leave in each other's holds a third more memory than is in use, and no run is faster for it.
_ = mallopt(M_ARENA_MAX, 1)

// A file that is opened takes the lowest free number: with standard output closed the lock of the workspace
// would take its place, and the list be written into it. Read only, so that writing fails and is told.
for number in Int32(0)...2 where fcntl(number, F_GETFD) == -1 { _ = open("/dev/null", O_RDONLY) }

/// What is said on standard output is the result: where it cannot be said, the program has not done what it
/// was asked for. What was stored before stays stored.
@Sendable func say(_ text: String) {
  do { try FileHandle.standardOutput.write(contentsOf: Data(text.utf8)) } catch {
    let why = String(cString: strerror(errno))
    complain("标准输出写不出，其余输出丢失 / standard output: \(why); the rest of the output is lost\n")
    exit(1)
  }
}

/// Where messages cannot be told, there is nobody left to tell.
@Sendable func complain(_ text: String) {
  try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
}

let context = CommandContext(
  now: { Instant(secondsSince1970: Int64(Date().timeIntervalSince1970.rounded(.down))) },
  environment: ProcessInfo.processInfo.environment,
  console: Console(
    out: say,
    error: { complain($0 + "\n") },
    isTerminal: isatty(FileHandle.standardError.fileDescriptor) == 1))
exit(WagewatchProgram.run(Array(CommandLine.arguments.dropFirst()), in: context))
