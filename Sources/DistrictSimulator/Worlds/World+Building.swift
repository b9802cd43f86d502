import WageDomain

extension World {
  /// A district that builds: many sites, owners that pay late or not at all.
  static let building = World(
    name: "building",
    summary: Bilingual(
      zh: "大兴土木的区：建筑业占四成，一半欠薪由建设单位拖欠引起",
      en:
        "a district that builds: two firms in five are builders, and half of the arrears begin with "
        + "an owner who does not pay"),
    mechanisms: [
      .ordinaryNoise,
      Mechanism(
        "trades", zh: "建筑与劳务企业占四成", en: "two firms in five build",
        source:
          "Domain notes 0: construction made 68 % of Nanxun's complaints in 2020; the share is an assumption",
        .trades(TradeMix(weights: [("E", 7000), ("F5162", 1300), ("C3311", 1300)]))),
      Mechanism(
        "owners", zh: "工程多，一半欠薪来自工程，部分建设单位拖而后付",
        en: "many sites; half of the arrears come from them; some owners pay late, but pay",
        source: "保障农民工工资支付条例 第二十四条, 第二十九条; the sizes are assumptions",
        .sites(BuildingSites(perFirms: 900, upstreamPermille: 500, strainedPermille: 90))),
    ])
}
