import Testing
import WageDomain

@testable import DistrictSimulator

@Suite("Files of an invented district")
struct DistrictFilesTests {
  private let sample = SampleDistrict.small

  @Test("The same seed gives the same bytes on every machine")
  func golden() {
    #expect(sample.fingerprint == 1_348_304_869_500_866_734)
    #expect(
      SampleDistrict(firms: 20, months: 4, seed: 1).fingerprint
        == SampleDistrict(firms: 20, months: 4, seed: 1).fingerprint)
    #expect(
      SampleDistrict(firms: 20, months: 4, seed: 1).fingerprint
        != SampleDistrict(firms: 20, months: 4, seed: 2).fingerprint)
  }

  @Test("Every file name says feed, month and the day it is known, and no name comes twice")
  func names() {
    #expect(Set(sample.files.map(\.name)).count == sample.files.count)
    for file in sample.files where file.name != "truth.csv" {
      #expect(Feed(rawValue: SampleDistrict.feedPrefix(file.name)) != nil, "\(file.name)")
      let known = file.name.dropLast(4).suffix(10)
      let month = file.name.dropFirst(SampleDistrict.feedPrefix(file.name).count + 1).prefix(7)
      #expect(file.name.hasSuffix("__known-\(known).csv"))
      guard let day = Day(known), let about = Month(month) else {
        Issue.record("no day or month in \(file.name)")
        continue
      }
      #expect(day > about.firstDay && day <= sample.district.asOf, "\(file.name)")
    }
    #expect(sample.files.last?.name == "truth.csv")
  }

  @Test("Every feed has a file for every month")
  func months() {
    let parameters = sample.district.parameters
    for feed in Feed.monthly {
      for month in parameters.firstMonth...parameters.lastMonth {
        #expect(
          sample.files.contains { $0.name.hasPrefix("\(feed.rawValue)_\(month)__known-") },
          "\(feed) \(month)")
      }
    }
  }

  @Test("Credit codes of the register are valid, and no firm is entered twice as new")
  func codes() throws {
    let register = sample.files(of: .firms)
    let first = try #require(register.first)
    let codes = SampleDistrict.rows(first.bytes).map { $0[0] }
    #expect(Set(codes).count == codes.count)
    for row in sample.rows(of: .firms) {
      #expect(throws: Never.self) { try CreditCode(row[0]) }
      #expect(TownCode(row[3]) != nil)
      #expect(IndustryCode(row[2]) != nil)
    }
    let all = Set(sample.rows(of: .firms).map { $0[0] })
    #expect(all.count == sample.district.parameters.firms)
  }

  @Test("Every feed comes, each with rows")
  func feeds() {
    for feed in Feed.allCases { #expect(!sample.rows(of: feed).isEmpty, "\(feed)") }
  }

  @Test("A clean file has no key twice, and dirt is rare elsewhere")
  func keys() {
    let keys: [(feed: Feed, columns: [Int])] = [
      (.electricity, [0, 3]), (.water, [2, 3]), (.gas, [0, 3]), (.tax, [0, 1]),
      (.socialInsurance, [0, 1]), (.payroll, [0, 1, 2, 3]), (.wageAccount, [0]),
      (.complaints, [0]), (.firms, [0]), (.projects, [0]), (.property, [0, 2]), (.loans, [0, 1]),
      (.attendance, [0, 1]), (.disbursement, [0, 1]), (.sixSystems, [0, 1]), (.inspections, [0]),
      (.judicial, [0, 1]), (.gridReports, [0]),
    ]
    for (feed, columns) in keys {
      for file in sample.files(of: feed) {
        let rows = SampleDistrict.rows(file.bytes).filter { $0.count > columns.max() ?? 0 }
        let found = rows.map { row in columns.map { row[$0] }.joined(separator: "|") }
        let twice = found.count - Set(found).count
        let isDirty = plan(feed, file.name)?.hasDirtyRows ?? false
        #expect(twice <= (isDirty ? 2 : 0), "\(file.name)")
      }
    }
  }

  @Test("About seven rows a firm and month come in, nearly all of them good")
  func counts() {
    let parameters = sample.district.parameters
    let months = parameters.firms * parameters.months
    #expect((months * 90 / 100...months * 105 / 100).contains(sample.rows(of: .tax).count))
    #expect(
      (months * 90 / 100...months * 105 / 100).contains(sample.rows(of: .socialInsurance).count))
    #expect(
      (months * 5...months * 9).contains(
        Feed.monthly.map { sample.rows(of: $0).count }.reduce(0, +)))
    let bad = sample.rows(of: .tax).filter { (try? CreditCode($0[0])) == nil }
    #expect(bad.count <= 4)
  }

  @Test("Dirt of every kind comes up in a larger district, and correct totals outnumber wrong ones")
  func dirt() {
    let large = SampleDistrict(firms: 400, months: 24, seed: 1)
    let rows = large.rows(of: .electricity)
    let codes = rows.map { $0[1] } + large.rows(of: .payroll).map { $0[0] }
    #expect(codes.contains { $0.utf8.count == 18 && (try? CreditCode($0)) == nil })
    #expect(rows.contains { $0[1].isEmpty })
    #expect(rows.contains { $0[3].hasSuffix("13") || $0[3].isEmpty })
    #expect(large.files.contains { $0.name.contains("_corrected__known-") })
    #expect(large.files.contains { $0.bytes.starts(with: [0xEF, 0xBB, 0xBF]) })
    #expect(large.files.contains { String(validating: $0.bytes, as: UTF8.self) == nil })
    let all = large.files.flatMap { SampleDistrict.rows($0.bytes) }
    #expect(all.contains { $0.contains { $0.hasPrefix("-") } })
    #expect(all.contains { $0.contains { $0.contains("１") && $0.contains(".") } })
    #expect(large.files.contains { $0.bytes.count(where: { $0 == 0x22 }) > 0 })
    #expect(all.contains { $0.first == "合计" })
    #expect(large.files.reduce(0) { $0 + $1.bytes.count } < 5_000_000)
  }

  @Test("A sink that refuses stops the writing")
  func refusal() {
    struct Full: Error {}
    var written = 0
    #expect(throws: Full.self) {
      try sample.district.writeFiles { _, _ in
        written += 1
        if written == 3 { throw Full() }
      }
    }
    #expect(written == 3)
  }

  private func plan(_ feed: Feed, _ name: String) -> FilePlan? {
    let month = Month(name.dropFirst(feed.rawValue.count + 1).prefix(7))
    return month.map {
      FilePlan(sample.district.parameters, feed: feed, month: $0, usualDay: 20)
    }
  }
}
