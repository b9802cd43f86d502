import WageDomain

extension World {
  /// A district of shops, kitchens and mills whose year is uneven.
  static let seasons = World(
    name: "seasons",
    summary: Bilingual(
      zh: "服务业为主的区，四季分明：春节停工长，盛夏如火炉，年终奖多，欠薪集中在年关",
      en:
        "a district of services with an uneven year: a long Spring Festival, a furnace of a summer, "
        + "bonuses, arrears before the festival"),
    mechanisms: [
      .ordinaryNoise,
      Mechanism(
        "trades", zh: "餐饮、零售、服务企业三倍", en: "three times as many kitchens, shops and offices",
        source: "assumption",
        .trades(
          TradeMix(weights: [
            ("H", 3000), ("F52", 3000), ("O", 3000), ("L", 3000), ("K", 3000), ("G", 2000),
          ]))),
      Mechanism(
        "year", zh: "春节停工延长八成，七八月高温，四成企业发年终奖，三成半欠薪起于年关前三个月",
        en:
          "a festival four fifths longer, heat in July and August, a bonus in two of five firms, a third of "
          + "arrears from the three months before the festival",
        source:
          "Domain notes 1.3: before Spring Festival 35 % of industrial users read as stopped; 2.8: New Year to "
          + "Spring Festival is the time of most arrears; the sizes are assumptions",
        .year(
          YearShape(festivalStretch: 1800, furnaceMonths: 7...8, yearEnd: 350, bonus: 400))),
    ])
}
