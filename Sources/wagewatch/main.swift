import CMalloc
import Foundation
import WageCommands
import WageDomain

// One heap for all threads. What one thread reads another frees: in a heap a thread, the room that they
// leave in each other's holds a third more memory than is in use, and no run is faster for it.
_ = mallopt(M_ARENA_MAX, 1)

let context = CommandContext(
  now: { Instant(secondsSince1970: Int64(Date().timeIntervalSince1970.rounded(.down))) },
  environment: ProcessInfo.processInfo.environment,
  console: Console(
    out: { FileHandle.standardOutput.write(Data($0.utf8)) },
    error: { FileHandle.standardError.write(Data(($0 + "\n").utf8)) },
    isTerminal: isatty(FileHandle.standardError.fileDescriptor) == 1))
exit(WagewatchProgram.run(Array(CommandLine.arguments.dropFirst()), in: context))
