import Foundation
import Testing
import WageDomain

@Suite("RegionTable")
struct RegionTableTests {
  @Test("Names of counties and towns, and the towns of a county in order of code")
  func lookup() throws {
    let first = try #require(CountyCode("330502"))
    let second = try #require(CountyCode("330503"))
    let towns = try ["330503101", "330502001", "330503100"].map { try #require(TownCode($0)) }
    let table = RegionTable(
      counties: [(second, "乙区"), (first, "甲区")],
      towns: zip(towns, ["丁镇", "戊街道", "丙镇"]).map { ($0, $1) })
    #expect(table.counties == [first, second])
    #expect(table.name(of: second) == "乙区")
    #expect(table.name(of: towns[0]) == "丁镇")
    #expect(table.towns(of: second).map(\.description) == ["330503100", "330503101"])
    #expect(try table.name(of: #require(TownCode("330521001"))) == nil)
    #expect(try table.towns(of: #require(CountyCode("330521"))) == [])
  }
}
