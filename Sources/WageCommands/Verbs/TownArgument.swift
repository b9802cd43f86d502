import ArgumentParser
import WageDomain

/// A town that a clerk types, checked against the regions before anything is written.
enum TownArgument {
  /// - Returns: what is to be told of a town that the table cannot tell anything about: it holds nothing
  ///   of the province, or of the county no towns.
  /// - Throws: a usage error for what is no nine digits; ``CommandFailure`` with the nearest towns for one
  ///   that the table does not hold.
  static func check(_ text: String?, in regions: RegionTable) throws -> Bilingual? {
    guard let text else { return nil }
    let town = try parse(text)
    guard regions.name(of: town) == nil else { return nil }
    guard isCovered(town, by: regions) else {
      return Bilingual(
        zh: "属地 \(town) 不在区划表的范围内，未能核对",
        en:
          "The regions say nothing of \(town.county) or its province: the town \(town) is not checked"
      )
    }
    let near = nearest(to: town, in: regions).map { "\($0) \(regions.name(of: $0) ?? "")" }
    throw CommandFailure(
      zh: """
        没有属地 \(town)：区划表中没有。未作改动。
          最接近的是：\(near.joined(separator: "，"))；确有此地的，请补入工作区的区划表。
        """,
      en: """
        no town \(town): the regions do not hold it. Nothing was changed.
          The nearest are \(near.joined(separator: ", ")); one that is there belongs into the workspace's \
        regions.
        """)
  }

  static func parse(_ text: String) throws -> TownCode {
    guard let town = TownCode(text) else {
      throw ValidationError(
        zh: "“\(text)”不是属地代码，应为九位数字。", en: "'\(text)' is no town code; expected nine digits.")
    }
    return town
  }

  /// - Throws: a usage error for what is neither nine nor six digits of a place.
  static func checkTownOrCounty(_ text: String) throws {
    guard TownCode(text) == nil, CountyCode(text) == nil else { return }
    throw ValidationError(
      zh: "“\(text)”不是属地（9 位）或县区（6 位）。",
      en: "'\(text)' is no town (9 digits) or county (6 digits).")
  }

  /// Whether the table would hold the town: it holds towns of the county, or others of the province and
  /// no such county.
  private static func isCovered(_ town: TownCode, by regions: RegionTable) -> Bool {
    let county = town.county
    guard regions.name(of: county) == nil else { return !regions.towns(of: county).isEmpty }
    let province = town.description.prefix(2)
    return regions.counties.contains { $0.description.hasPrefix(province) }
  }

  /// The three with the fewest other digits, then with the nearest number, then by code.
  private static func nearest(to town: TownCode, in regions: RegionTable) -> [TownCode] {
    let digits = Array(town.description.utf8)
    let number = Int(town.description) ?? 0
    let ranked = regions.towns.map { other in
      let text = other.description
      return (
        town: other, text: text, digits: zip(digits, text.utf8).count { $0 != $1 },
        gap: abs((Int(text) ?? 0) - number)
      )
    }.sorted { ($0.digits, $0.gap, $0.text) < ($1.digits, $1.gap, $1.text) }
    return ranked.prefix(3).map(\.town)
  }
}
