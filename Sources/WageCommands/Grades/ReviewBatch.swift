import Foundation
import PolicyFiles
import WageDomain

/// A list of written reviews, read as a whole.
struct ReviewBatch {
  let file: String
  let today: Day

  /// - Throws: ``CommandFailure`` with every fault of the list.
  func entries() throws -> [ReviewList.Entry] {
    let text = try BatchLines.text(file)
    let entries: [ReviewList.Entry]
    do throws(PolicyFaults) {
      entries = try ReviewList.parse(text, file: file)
    } catch {
      throw Self.failure(error.faults.map(\.text))
    }
    let late = entries.compactMap { entry -> Bilingual? in
      guard let day = entry.review.handedInOn, day > today else { return nil }
      return Bilingual(
        zh: "\(file):\(entry.line)：发现 handed_in_on \(day)，应不晚于今天 \(today)",
        en:
          "\(file):\(entry.line): found handed_in_on \(day), expected no later than today, \(today)"
      )
    }
    guard late.isEmpty else { throw Self.failure(late) }
    return entries
  }

  /// Firms that the register does not know; without a file there is one.
  static func unknown(
    _ entries: [ReviewList.Entry], in file: String?, on day: Day
  ) -> CommandFailure {
    guard let file else {
      return entries.first.map { CreditCodeArgument.unknown($0.code, on: day) }
        ?? CommandFailure(exitCode: CommandExit.refused)
    }
    return failure(
      entries.map { entry in
        Bilingual(
          zh: "\(file):\(entry.line)：截至 \(day) 没有企业 \(entry.code)",
          en: "\(file):\(entry.line): no firm \(entry.code) known by \(day)")
      })
  }

  private static func failure(_ faults: [Bilingual]) -> CommandFailure {
    CommandFailure(
      zh: """
        \(faults.map(\.zh).joined(separator: "\n"))
          整份清单均未记录，未作改动。请改正上述各行后再运行，重复运行不会重复记录。
        """,
      en: """
        \(faults.map(\.en).joined(separator: "\n"))
          Nothing of the list was recorded. Mend the lines named above and run again; twice is safe.
        """)
  }
}

extension BatchLines {
  /// The whole text of a batch file.
  ///
  /// - Throws: ``CommandFailure`` when the file cannot be read as UTF-8.
  static func text(_ file: String) throws -> String {
    let data =
      file == "-"
      ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: file)
    guard let data, let text = String(data: data, encoding: .utf8) else {
      throw CommandFailure(
        zh: "\(file)：不存在，或不是 UTF-8 文本。未作改动。\n  请检查路径，或另存为 UTF-8。",
        en: """
          \(file): not there, or not UTF-8 text. Nothing was changed.
            Check the path, or save the file as UTF-8.
          """)
    }
    return text
  }
}
