import WageDomain

/// Another county that a clerk types, checked against the regions before anything is written.
enum CountyArgument {
  /// The first two digits of every code: the provinces of GB/T 2260.
  private static let provinces: Set<String> = [
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41",
    "42",
    "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81",
    "82",
  ]

  /// Where the table holds counties of the prefecture, or the prefectures of the province, the code has
  /// to be among them; of another province only that there is such a province can be told.
  ///
  /// - Throws: ``CommandFailure`` for a code that is no county.
  static func check(_ text: String, in regions: RegionTable) throws {
    guard let county = CountyCode(text) else {
      throw failure(
        text,
        Bilingual(
          zh: "不是县区代码，应为六位数字，且不是省、市的代码",
          en:
            "it is no county's code; expected six digits that are not a province's or prefecture's")
      )
    }
    guard regions.name(of: county) == nil else { return }
    let (province, prefecture) = (String(text.prefix(2)), String(text.prefix(4)))
    guard provinces.contains(province) else {
      throw failure(
        text,
        Bilingual(
          zh: "没有以 \(province) 开头的省级区划",
          en: "no province has a code that begins with \(province)"))
    }
    let beside = regions.counties.filter { $0.description.hasPrefix(prefecture) }
    guard beside.isEmpty else {
      let list = beside.map { "\($0) \(regions.name(of: $0) ?? "")" }
      throw failure(
        text,
        Bilingual(
          zh: "区划表中没有此县区，该市有：\(list.joined(separator: "，"))",
          en: "the regions hold no such county; of its prefecture they hold "
            + list.joined(separator: ", ")))
    }
    let prefectures = regions.wider.filter { $0.digits.count == 4 && $0.digits.hasPrefix(province) }
    guard prefectures.isEmpty || prefectures.contains(where: { $0.digits == prefecture }) else {
      throw failure(
        text,
        Bilingual(
          zh: "该省没有代码为 \(prefecture) 的市",
          en: "its province has no prefecture \(prefecture)"))
    }
  }

  private static func failure(_ text: String, _ why: Bilingual) -> CommandFailure {
    CommandFailure(
      zh: """
        --county \(text)：\(why.zh)。未作改动。
          确有此县区的，请补入工作区的 policies/regions.csv。
        """,
      en: """
        --county \(text): \(why.en). Nothing was changed.
          A county that is there belongs into the workspace's policies/regions.csv.
        """)
  }
}
