import Foundation
import PolicyFiles
import Testing
import WageDomain
import WagewatchSchemas

@Suite("The region file")
struct RegionFileTests {
  private static let reference = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "shared/data/cn_admin_divisions")

  private func builtIn() throws -> RegionTable {
    let text = try #require(WagewatchSchemas.text("regions/zhejiang.csv"))
    return try RegionFile.parse(text, file: "regions/zhejiang.csv")
  }

  private func faults(_ rows: String...) -> [PolicyFault] {
    do {
      let text = (["code,name,parent"] + rows).joined(separator: "\n")
      _ = try RegionFile.parse(text, file: "zj.csv")
      return []
    } catch {
      return error.faults
    }
  }

  @Test(
    "Towns of the counties of Huzhou and Shaoxing",
    arguments: [
      ("330502", "吴兴区", 19), ("330503", "南浔区", 10), ("330521", "德清县", 13),
      ("330522", "长兴县", 15), ("330523", "安吉县", 15), ("330602", "越城区", 17),
      ("330603", "柯桥区", 16), ("330604", "上虞区", 20), ("330624", "新昌县", 12),
      ("330681", "诸暨市", 23), ("330683", "嵊州市", 15),
    ])
  func counts(code: String, name: String, towns: Int) throws {
    let table = try builtIn()
    let county = try #require(CountyCode(code))
    #expect(table.name(of: county) == name)
    #expect(table.towns(of: county).count == towns)
    #expect(table.counties.count == 11)
    #expect(table.towns.count == 175)
  }

  @Test(
    "It agrees with the published statistical divisions",
    .enabled(
      if: FileManager.default.fileExists(atPath: reference.path()),
      "the reference data is not beside the package"))
  func agreesWithReference() throws {
    let table = try builtIn()
    let rows = try ["areas.csv", "streets_zhejiang.csv"].flatMap { name in
      try String(contentsOf: Self.reference.appending(path: name), encoding: .utf8)
        .split(whereSeparator: \.isNewline).dropFirst()
        .map { $0.replacing("\"", with: "").split(separator: ",") }
    }.filter { $0[0].hasPrefix("3305") || $0[0].hasPrefix("3306") }
    #expect(rows.count == table.counties.count + table.towns.count)
    for row in rows {
      let county = CountyCode(row[0]).flatMap { table.name(of: $0) }
      let town = TownCode(row[0]).flatMap { table.name(of: $0) }
      #expect(county ?? town == String(row[1]), "\(row[0])")
    }
  }

  @Test("Provinces and prefectures are named for the sake of firms' names")
  func wider() throws {
    let wider = try builtIn().wider
    #expect(wider.first == .init(digits: "33", name: "浙江省"))
    #expect(wider.contains(.init(digits: "3305", name: "湖州市")))
    #expect(wider.count == 12)
  }

  @Test("Counties may stand after their towns")
  func anyOrder() {
    #expect(faults("330503100,丙镇,330503", "330503,乙区,330500") == [])
  }

  @Test(
    "Each fault names its line, what was found and what was expected",
    arguments: [
      ("33050,乙区,330500", "code '33050'", "five digits"),
      ("330500,甲市,330503", "parent '330503'", "a prefecture outside its province"),
      ("330000,丙省,330000", "parent '330000'", "a province within a province"),
      ("330521001000,街道,330521", "code '330521001000'", "twelve digits"),
      ("330521,,330500", "no name", "no name"),
      ("330521,丁县,3305", "parent '3305'", "a parent of four digits"),
      ("330502,甲区,330500", "again, as in line 2", "one code twice"),
      ("330521001,街道,330521", "no row", "a town without its county"),
      ("330502001,街道,330503", "parent '330503'", "another county's town"),
      ("330521,丁县", "2 fields", "no parent"),
    ])
  func oneFault(row: String, found: String, why: String) throws {
    let faults = faults("330502,甲区,330500", row)
    let fault = try #require(faults.first { $0.found.en.contains(found) }, "\(why)")
    #expect(fault.line == 3)
    #expect(faults.count == 1, "\(why)")
  }
}
