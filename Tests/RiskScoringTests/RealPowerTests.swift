import Foundation
import RiskScoring
import Testing
import WageDomain

/// Real daily power use of 1,454 enterprises, 2015-01-01 to 2016-09-30 (reference data).
@Suite("On real power use")
struct RealPowerTests {
  @Test(
    "the electricity drop is quiet in February and finds the firms that stop",
    .enabled(if: RealPower.isPresent, "the reference data is not there"))
  func targets() throws {
    let power = try RealPower()
    let (active, stopped) = power.activeAndStopped
    #expect(active.count == 1081)
    #expect(stopped.count == 24)
    let evaluated = (2...22).map { Month(year: 2015, month: 1).adding(months: $0 - 1) }
    let fired = try Dictionary(
      uniqueKeysWithValues: evaluated.map { ($0, try power.fired(asOf: $0.firstDay)) })

    let healthy = active.subtracting(stopped)
    let share = { (month: Month) in
      (fired[month] ?? []).intersection(healthy).count * 1000 / healthy.count
    }
    #expect(share(Month(year: 2016, month: 3)) <= 50, "per mille, Spring Festival")
    for month in Month(year: 2016, month: 4)...Month(year: 2016, month: 10) {
      #expect(share(month) <= 30, "per mille, \(month)")
    }
    let found = fired.values.reduce(into: Set<Int>()) { $0.formUnion($1) }.intersection(stopped)
    #expect(found.count >= 22)
  }
}

struct RealPower {
  private static let file = URL(filePath: #filePath)
    .appending(path: "../../../../shared/data/enterprise_power_daily/wide_639x1454.csv.gz")
    .standardizedFileURL

  static var isPresent: Bool { FileManager.default.fileExists(atPath: file.path) }

  /// By enterprise, then by day from 2015-01-01 on.
  private let daily: [[Int64]]
  private let block: SignalBlock
  private let card: Scorecard
  private static let firstDay = Month(year: 2015, month: 1).firstDay

  init() throws {
    daily = Self.columns(of: try Self.unpacked())
    block = try Self.monthly(daily)
    card = try Cards.shipped()
  }

  /// Active: lower-middle daily median of 2015 over 50. Stopped: each of the last 30 days under
  /// 5 % of it.
  var activeAndStopped: (active: Set<Int>, stopped: Set<Int>) {
    var active: Set<Int> = []
    var stopped: Set<Int> = []
    for (firm, days) in daily.enumerated() {
      let median = days.prefix(365).sorted()[(365 - 1) / 2]
      guard median > 50 else { continue }
      active.insert(firm)
      if days.suffix(30).allSatisfy({ $0 * 20 < median }) { stopped.insert(firm) }
    }
    return (active, stopped)
  }

  /// The enterprises whose electricity drop gives points; the engine leaves later months aside.
  func fired(asOf day: Day) throws -> Set<Int> {
    let months = block.firstMonth...day.month.adding(months: -1)
    let assessments = ScoringEngine(scorecard: card).assess(
      block, coverage: FeedCoverage(months: [.electricity: Set(months)]), payDays: [:], asOf: day)
    return Set(
      assessments.indices.filter { firm in
        assessments[firm].reasons.contains { $0.indicator == "electricity-drop" }
      })
  }

  private static func unpacked() throws -> Data {
    let gzip = Process()
    let output = Pipe()
    gzip.executableURL = URL(filePath: "/usr/bin/env")
    gzip.arguments = ["gzip", "-dc", file.path]
    gzip.standardOutput = output
    try gzip.run()
    return output.fileHandleForReading.readDataToEndOfFile()
  }

  /// The cells without the header and the dates, which are consecutive days.
  private static func columns(of csv: Data) -> [[Int64]] {
    var columns: [[Int64]] = []
    var (line, column, value) = (0, 0, Int64(0))
    for byte in csv {
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: "\n"):
        if line > 0, column > 0 {
          if line == 1 { columns.append([]) }
          columns[column - 1].append(value)
        }
        (column, value) = (column + 1, 0)
        if byte == UInt8(ascii: "\n") { (line, column) = (line + 1, 0) }
      case 0x30...0x39: value = value * 10 + Int64(byte) - 0x30
      default: break
      }
    }
    return columns
  }

  private static func monthly(_ daily: [[Int64]]) throws -> SignalBlock {
    let code = try #require(
      CreditCode.completing(authorityAndRegion: "91330503", organisation: "MA2B4XYT"))
    let months = (0..<(daily.first?.count ?? 0)).map {
      firstDay.adding(days: $0).month.months(since: firstDay.month)
    }
    let count = (months.last ?? 0) + 1
    var values = [Int64](repeating: 0, count: daily.count * count)
    for (firm, days) in daily.enumerated() {
      for (day, use) in days.enumerated() { values[firm * count + months[day]] += use * 1000 }
    }
    var block = SignalBlock(
      firms: daily.indices.map { BlockFirm(id: Int64($0), creditCode: code) },
      firstMonth: firstDay.month, monthCount: count)
    block.set(.electricityQuantity, byRow: values)
    return block
  }
}
