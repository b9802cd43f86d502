import Testing
import WageDomain

@testable import DistrictSimulator

@Suite("What the invented district is made of")
struct ModelTests {
  struct Refusal: CustomTestStringConvertible, Sendable {
    let why: String
    let firms: Int
    let months: Int
    let world: String
    let lastMonth: Month
    let fault: SimulationFault
    var testDescription: String { why }
  }

  private static let usual = SimulationParameters.defaultLastMonth

  @Test(
    "Parameters outside their limits are refused with what was found",
    arguments: [
      Refusal(
        why: "no firms", firms: 0, months: 12, world: "nanxun", lastMonth: usual,
        fault: .firms(0)),
      Refusal(
        why: "too short for a baseline", firms: 9, months: 2, world: "nanxun", lastMonth: usual,
        fault: .months(2)),
      Refusal(
        why: "a place nobody described", firms: 9, months: 12, world: "atlantis",
        lastMonth: usual, fault: .world("atlantis")),
      Refusal(
        why: "a lunar new year nobody listed", firms: 9, months: 12, world: "nanxun",
        lastMonth: Month(year: 2040, month: 1),
        fault: .lastMonth(Month(year: 2040, month: 1))),
    ])
  func refused(_ example: Refusal) {
    #expect(throws: example.fault) {
      try SimulationParameters(
        firms: example.firms, months: example.months, seed: 1, world: example.world,
        lastMonth: example.lastMonth)
    }
  }

  @Test("Mills use far less power in the month of Spring Festival, and dine-in places less so")
  func festival() throws {
    let large = District(parameters: try SimulationParameters(firms: 800, months: 24, seed: 5))
    func level(_ premises: Trade.Premises, _ month: Month) -> Int {
      let firms = large.firms.filter { $0.trade.premises == premises }
      return firms.reduce(0) {
        $0 + Climate(large.parameters, firm: $1, month: month).level
      } / max(1, firms.count)
    }
    let february = Month(year: 2026, month: 2), november = Month(year: 2025, month: 11)
    #expect(level(.factory, february) * 10 < level(.factory, november) * 7)
    #expect(level(.factory, february) * 10 > level(.factory, november) * 2)
    #expect(level(.kitchen, february) > level(.factory, february))
    // In 2025 the festival began in January.
    #expect(
      level(.factory, Month(year: 2025, month: 1)) < level(.factory, Month(year: 2026, month: 1)))
  }

  @Test("Days off are counted in the month in which they fall")
  func daysOff() {
    #expect(SpringFestival.daysOff(in: Month(year: 2026, month: 2), before: 1, after: 6) == 8)
    #expect(SpringFestival.daysOff(in: Month(year: 2025, month: 1), before: 7, after: 11) == 10)
    #expect(SpringFestival.daysOff(in: Month(year: 2025, month: 2), before: 7, after: 11) == 9)
    #expect(SpringFestival.daysOff(in: Month(year: 2025, month: 8), before: 7, after: 11) == 0)
  }

  @Test(
    "A pay day on a rest day moves to the working day before it",
    arguments: [
      ("2026-02-17", "2026-02-13"), ("2026-10-05", "2026-09-30"), ("2026-03-15", "2026-03-13"),
      ("2026-03-13", "2026-03-13"),
    ])
  func payDay(_ due: String, _ paid: String) throws {
    let day = try #require(Day(due))
    #expect(SpringFestival.workingDay(onOrBefore: day).description == paid)
  }

  @Test("Brands, codes and serial numbers never meet")
  func unique() {
    let numbers = Array(stride(from: 0, to: 60_000, by: 17))
    #expect(Set(numbers.map { InventedNames.brand($0, seed: 9) }).count == numbers.count)
    #expect(Set(numbers.map { InventedNames.serial($0, width: 7, seed: 9) }).count == numbers.count)
    let codes = numbers.compactMap {
      InventedNames.creditCode($0, seed: 9, kind: "91", registrar: "330503")
    }
    #expect(Set(codes).count == numbers.count)
  }

  @Test("Everything that files say can be written in GB18030")
  func encoding() {
    #expect(GB18030.encoded(Array("湖州,1".utf8)) == [0xBA, 0xFE, 0xD6, 0xDD, 0x2C, 0x31])
    #expect(GB18030.encoded(Array("한".utf8)) == nil)
    for file in SampleDistrict(firms: 500, months: 6, seed: 11).files {
      guard String(validating: file.bytes, as: UTF8.self) != nil,
        !file.bytes.starts(with: [0xEF, 0xBB, 0xBF])
      else { continue }
      #expect(GB18030.encoded(file.bytes) != nil, "\(file.name)")
    }
  }

  @Test("Wage accounts balance row by row and are never overdrawn; a failing one stops paying")
  func wageAccounts() throws {
    let sample = SampleDistrict.small
    var balances: [String: Int] = [:]
    for row in sample.rows(of: .wageAccount) {
      let amount = fen(row[8]), balance = fen(row[9])
      if let before = balances[row[1]] {
        #expect(balance == before + (row[4] == "in" ? amount : -amount), "\(row[0])")
      }
      #expect(balance >= 0)
      balances[row[1]] = balance
    }
    let failing = try #require(sample.district.projects.first { $0.firstUnpaidMonth != nil })
    let unpaid = failing.firstUnpaidMonth?.description ?? ""
    #expect(
      !sample.rows(of: .wageAccount).contains {
        $0[1] == failing.code && $0[5] == "wages" && $0[7] >= unpaid
      })
  }

  private func fen(_ text: String) -> Int {
    let parts = text.split(separator: ".")
    let cents = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    return (Int(parts[0]) ?? 0) * 100 + cents
  }
}
