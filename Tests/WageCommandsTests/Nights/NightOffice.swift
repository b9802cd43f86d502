import Foundation
import Synchronization
import WageCommands
import WageDomain

/// A workspace in a temporary folder, at noon of 21 October 2026.
final class NightOffice {
  let folder: String
  private let isOwner: Bool

  /// Makes a workspace in the folder, or in one of its own.
  init(in folder: String? = nil) throws {
    self.folder = folder ?? Self.temporaryFolder()
    isOwner = folder == nil
    let made = Self.run(["init", self.folder])
    guard made.code == 0 else { throw Failure(text: made.error) }
  }

  deinit { if isOwner { try? FileManager.default.removeItem(atPath: folder) } }

  struct Failure: Error {
    let text: String
  }

  static func temporaryFolder() -> String {
    FileManager.default.temporaryDirectory
      .appendingPathComponent("nights-\(UUID().uuidString)").path
  }

  /// A simulated district in the inbox; the last night with all files known is 2026-10-21.
  func simulate(firms: Int = 60, months: Int = 14, seed: Int = 7) {
    _ = Self.run(
      ["simulate", inbox, "--firms", "\(firms)", "--months", "\(months)", "--seed", "\(seed)"])
  }

  var inbox: String { folder + "/inbox" }

  func put(_ name: String, _ text: String) throws {
    try text.write(toFile: inbox + "/" + name, atomically: false, encoding: .utf8)
  }

  func policy(_ name: String) throws -> String {
    try String(contentsOfFile: folder + "/policies/" + name, encoding: .utf8)
  }

  func setPolicy(_ name: String, _ text: String) throws {
    try text.write(toFile: folder + "/policies/" + name, atomically: true, encoding: .utf8)
  }

  func run(_ words: String..., environment: [String: String] = [:]) -> Answer {
    Self.run(words + ["--workspace", folder], environment: environment)
  }

  /// What a run printed, and how it ended.
  struct Answer {
    let code: Int32
    let out: String
    let error: String

    /// The standard output as JSON; nil when it is none.
    var json: [String: Any]? {
      (try? JSONSerialization.jsonObject(with: Data(out.utf8))) as? [String: Any]
    }

    func rows(_ noun: String) -> [[String: Any]] { json?[noun] as? [[String: Any]] ?? [] }

    /// The keys of the indented JSON at a depth, in the order of the first object there.
    func keys(indent: Int) -> [String] {
      var keys: [String] = []
      let margin = String(repeating: " ", count: indent) + "\""
      for line in out.split(separator: "\n") where line.hasPrefix(margin) {
        let key = String(line.dropFirst(margin.count).prefix { $0 != "\"" })
        if keys.contains(key) { break }
        keys.append(key)
      }
      return keys
    }
  }

  /// At noon of `today`.
  static func run(
    _ words: [String], environment: [String: String] = [:], today: String = "2026-10-21"
  ) -> Answer {
    let out = Mutex("")
    let error = Mutex("")
    let context = CommandContext(
      now: { Instant(day: Day(today) ?? Day(number: 0), secondOfDay: 12 * 3600) },
      environment: ["WAGEWATCH_LANG": "en", "LOGNAME": "clerk"]
        .merging(environment) { $1 },
      console: Console(
        out: { text in out.withLock { $0 += text } },
        error: { line in error.withLock { $0 += line + "\n" } }, isTerminal: false))
    let code = WagewatchProgram.run(words, in: context)
    return Answer(code: code, out: out.withLock { $0 }, error: error.withLock { $0 })
  }

  /// A credit code with right check digits; the firms are invented.
  static let codes = [
    "91330503MA2T00373D", "91330503MA2T007444", "91330503MA2T011146", "91330503MA2T014802",
  ]
}
