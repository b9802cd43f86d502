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
      if let fault = Self.notBegun(entry.review, today) {
        return Bilingual(
          zh: "\(file):\(entry.line)：\(fault.zh)", en: "\(file):\(entry.line): \(fault.en)")
      }
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

  /// What is wrong with a review of a year that has not begun: nothing can be missing yet.
  static func notBegun(_ review: WrittenReview, _ today: Day) -> Bilingual? {
    guard review.year > today.year else { return nil }
    return Bilingual(
      zh: "发现年度 \(review.year)，应不晚于今年 \(today.year)",
      en: "found the year \(review.year), expected no later than this one, \(today.year)")
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
  /// The whole text of a list to be recorded.
  ///
  /// - Throws: ``CommandFailure`` when the file cannot be read.
  static func text(_ file: String) throws -> String {
    try text(file, undone: Bilingual(zh: "未作改动", en: "Nothing was changed"))
  }
}
