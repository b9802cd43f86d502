import WageDomain

extension World {
  /// The calm district: SampleData, the benchmarks and most tests come from it.
  static let nanxun = World(
    name: "nanxun",
    summary: Bilingual(
      zh: "平静的区：纺织、木业、机电；陷入困境的企业几乎都有征兆",
      en: "a calm district of textile, timber and motor towns; nearly all trouble shows"))
}
