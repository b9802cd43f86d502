import Foundation
import WageDomain

/// A page written to a file that a person named.
enum WrittenPage {
  static func write(_ json: JSONValue, to file: String, language: Language) throws {
    try Data(BacktestPage(json: json, language: language).html.utf8)
      .write(to: URL(fileURLWithPath: file), options: .atomic)
  }
}
