/// Where a district lies: real codes of towns, everything else made up.
struct Place: Sendable {
  /// GB/T 2260, six digits.
  let county: String
  /// How firms' names begin, with weights.
  let namePrefixes: [(text: String, weight: Int)]
  /// The place name inside brackets, for names such as 芷岚棠（湖州）.
  let bracketPlace: String
  let towns: [(code: String, name: String, weight: Int)]
  /// Digits 3-8 of credit codes: the authority that registered the firm, some long gone.
  let registrars: [(digits: String, weight: Int)]

  /// Nanxun 南浔, Huzhou.
  ///
  /// - Source: GB/T 2260 town codes; the weights are assumptions.
  static let nanxun = Place(
    county: "330503",
    namePrefixes: [("湖州", 45), ("湖州南浔", 40), ("南浔", 10), ("浙江", 5)],
    bracketPlace: "湖州",
    towns: [
      ("330503001", "东迁街道", 12), ("330503002", "旧馆街道", 9), ("330503100", "南浔镇", 26),
      ("330503101", "双林镇", 13), ("330503102", "练市镇", 13), ("330503103", "善琏镇", 6),
      ("330503105", "菱湖镇", 8), ("330503106", "和孚镇", 7), ("330503107", "千金镇", 4),
      ("330503108", "石淙镇", 2),
    ],
    registrars: [("330503", 70), ("330500", 12), ("330501", 8), ("330504", 5), ("330502", 5)])
}
