import Foundation
import Testing

@Suite(
  "Standard output that cannot be written",
  .enabled(if: BuiltProgram.isThere && FileManager.default.fileExists(atPath: "/dev/full")))
struct FullDiskTests {
  /// In a folder of its own.
  private func shell(_ lines: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "full-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try BuiltProgram.shell(lines, in: folder)
  }

  @Test("Every way of speaking ends with 1 and the reason, not in a crash")
  func told() throws {
    for verb in ["worlds", "worlds --json", "--help", "case --help"] {
      let answer = try shell("wagewatch \(verb) > /dev/full; echo ended with $?")
      #expect(answer.contains("No space left on device"), "\(verb): \(answer)")
      #expect(answer.hasSuffix("ended with 1\n"), "\(verb): \(answer)")
    }
  }

  @Test("A closed output is told, and no file of the workspace takes its place")
  func closed() throws {
    let answer = try shell(
      """
      wagewatch init w > log; wagewatch nightly --workspace w --as-of 2026-10-21 >&-; echo ended with $?
      wagewatch nightly --workspace w --as-of 2026-10-21 > log 2>&-; echo and with $?; tr -cd 'a-zA-Z' < w/wagewatch.lock | wc -c
      """)
    #expect(answer.contains("standard output: Bad file descriptor"), "\(answer)")
    #expect(answer.hasSuffix("ended with 1\nand with 0\n0\n"), "\(answer)")
  }

  @Test("A page is written into a link's target, and the link stays a link")
  func link() throws {
    let answer = try shell(
      """
      wagewatch simulate d/inbox --firms 40 --months 14 --seed 3 > log 2>&1 && rm d/inbox/truth.csv
      wagewatch init w > log && mv d/inbox/* w/inbox/ && wagewatch ingest --workspace w --as-of 2026-10-21 > log 2>&1
      echo old > target.html && ln -s target.html page.html
      wagewatch backtest --workspace w --as-of 2026-10-21 --html page.html > log 2>&1; echo ended with $?
      ls -l page.html; grep -c '<html' target.html
      """)
    #expect(answer.contains("ended with 0") && answer.contains("-> target.html"), "\(answer)")
    #expect(answer.hasSuffix("1\n"), "\(answer)")
  }
}
