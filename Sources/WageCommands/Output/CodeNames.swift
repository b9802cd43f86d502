import WageDomain

/// What codes of places and trades are called, for people; nil where no table knows them.
struct CodeNames {
  private let regions: RegionTable?

  /// Without a table only trades have names.
  init(_ regions: RegionTable? = nil) { self.regions = regions }

  /// Of a town's nine digits or a county's six; in Chinese, as names are.
  func place(_ code: String?) -> String? {
    guard let code, let regions else { return nil }
    if let town = TownCode(code) { return regions.name(of: town) }
    return CountyCode(code).flatMap { regions.name(of: $0) }
  }

  func trade(_ code: String?, _ language: Language) -> String? {
    code.flatMap { IndustryCode($0) }.flatMap(IndustryName.name)?.text(language)
  }

  /// The code with its name where there is one.
  func shownPlace(_ code: String) -> String {
    place(code).map { "\(code) \($0)" } ?? code
  }

  func shownTrade(_ code: String, _ language: Language) -> String {
    trade(code, language).map { "\(code) \($0)" } ?? code
  }

  /// The towns of the county that a code begins with, as they are shown.
  func neighbours(of code: String) -> [String] {
    guard let regions, let county = CountyCode(String(code.prefix(6))) else { return [] }
    return regions.towns(of: county).map { shownPlace($0.description) }
  }
}
