import Foundation

/// The program as built beside these tests, or `$WAGEWATCH`.
enum BuiltProgram {
  static let url = URL(
    filePath: ProcessInfo.processInfo.environment["WAGEWATCH"]
      ?? ProjectText.root.appending(path: ".build/debug/wagewatch").path())

  static var isThere: Bool { FileManager.default.isExecutableFile(atPath: url.path()) }

  struct Failed: Error, CustomStringConvertible {
    let description: String
  }

  /// Runs a line as a person types it, the program on PATH as `wagewatch`.
  ///
  /// - Returns: what it printed on both channels, in the order of printing, however it ends.
  static func shell(_ line: String, in folder: URL) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "wagewatch() { \"$PROGRAM\" \"$@\"; }; \(line)"]
    process.currentDirectoryURL = folder
    process.environment = [
      "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "PROGRAM": url.path(), "LOGNAME": "clerk",
    ]
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  /// A verb under way, beside others.
  struct Running {
    fileprivate let process: Process
    fileprivate let output: Pipe

    /// Waits for its end.
    func answer() -> (code: Int32, text: String) {
      let data = output.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
  }

  /// Starts a verb and does not wait for it.
  static func start(_ arguments: [String]) throws -> Running {
    let process = Process()
    let output = Pipe()
    process.executableURL = url
    process.arguments = arguments
    process.environment = ["LC_ALL": "C.UTF-8"]
    process.standardOutput = output
    process.standardError = output
    try process.run()
    return Running(process: process, output: output)
  }

  /// Runs a verb.
  ///
  /// - Returns: what it printed, standard output after standard error.
  /// - Throws: ``Failed`` unless it ends with 0.
  static func run(_ arguments: [String]) throws -> String {
    let process = Process()
    let (output, messages) = (Pipe(), Pipe())
    process.executableURL = url
    process.arguments = arguments
    process.environment = ["LC_ALL": "C.UTF-8"]
    process.standardOutput = output
    process.standardError = messages
    try process.run()
    // The messages are few enough for the pipe's buffer; the data may not be.
    let data = output.fileHandleForReading.readDataToEndOfFile()
    let told = messages.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: told, as: UTF8.self) + String(decoding: data, as: UTF8.self)
    guard process.terminationStatus == 0 else {
      throw Failed(description: "\(arguments) ended with \(process.terminationStatus): \(text)")
    }
    return text
  }
}
