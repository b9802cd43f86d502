import Foundation
import WageCommands
import WageDomain

let context = CommandContext(
  now: { Instant(secondsSince1970: Int64(Date().timeIntervalSince1970.rounded(.down))) },
  environment: ProcessInfo.processInfo.environment,
  console: Console(
    out: { FileHandle.standardOutput.write(Data($0.utf8)) },
    error: { FileHandle.standardError.write(Data(($0 + "\n").utf8)) },
    isTerminal: isatty(FileHandle.standardError.fileDescriptor) == 1))
exit(WagewatchProgram.run(Array(CommandLine.arguments.dropFirst()), in: context))
