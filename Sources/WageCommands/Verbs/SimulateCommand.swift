import ArgumentParser
import DistrictSimulator
import Foundation
import WageDomain

/// `wagewatch simulate DIR`
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Write an invented district as agency files, with the truth beside them.",
    discussion: """
      EXAMPLE: wagewatch simulate district --firms 400 --months 24 --seed 10

      All firms and persons are invented; credit codes are valid. The same numbers give the same \
      bytes. `wagewatch worlds` lists the kinds of districts. truth.csv says who got into trouble, when, and why; `ingest DIR` leaves it alone.
      """)

  @Argument(help: "A folder that does not exist yet, or is empty.")
  var dir: String

  @Option(help: "How many firms.")
  var firms: Int

  @Option(help: "How many months, up to the last one.")
  var months: Int

  @Option(help: "Any number; another seed is another district.")
  var seed: UInt64

  @Option(help: "Which kind of district, see `wagewatch worlds`.")
  var world = SimulationParameters.defaultWorld

  @Option(
    help: "The last month that is complete.",
    transform: { text in
      guard let month = Month(text) else {
        throw ValidationError(
          zh: "“\(text)”不是月份；应为 YYYY-MM。",
          en: "'\(text)' is not a month; expected YYYY-MM.")
      }
      return month
    })
  var lastMonth: Month = SimulationParameters.defaultLastMonth

  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let district = District(parameters: try parameters())
    if let names = try? FileManager.default.contentsOfDirectory(atPath: dir), !names.isEmpty {
      throw CommandFailure(

        zh: "\(dir) 不是空目录。未写入。\n  请写新目录或空目录。",
        en: "\(dir) is not empty. Nothing was written.\n  Name a new or empty folder.")
    }
    try FileManager.default.createDirectory(atPath: dir, withIntermediateDirectories: true)
    var files = 0
    var bytes = 0
    try district.writeFiles { name, content in
      files += 1
      bytes += content.count
      try Data(content).write(to: URL(fileURLWithPath: dir + "/" + name))
    }
    CommandContext.current.console.error(
      Bilingual(
        zh: "\(files) 个文件，\(bytes) 字节，写入 \(dir)；截至日 \(district.asOf)",
        en:
          "\(files) files, \(bytes) bytes, in \(dir); as of \(district.asOf) all of them are known"
      ).text(languageOption.language))
  }

  private func parameters() throws -> SimulationParameters {
    do throws(SimulationFault) {
      return try SimulationParameters(
        firms: firms, months: months, seed: seed, world: world, lastMonth: lastMonth)
    } catch {
      throw ValidationError(zh: error.text.zh, en: error.text.en)
    }
  }
}
