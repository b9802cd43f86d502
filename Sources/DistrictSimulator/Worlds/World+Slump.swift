import WageDomain

extension World {
  /// A textile district in a year of shocks.
  static let slump = World(
    name: "slump",
    summary: Bilingual(
      zh: "纺织为主的区遇上行业滑坡、限电与缓缴：整个行业都像出事，多数没有",
      en:
        "a textile district in a year of shocks: a whole trade looks ill, most of its firms are not"
    ),
    mechanisms: [
      .ordinaryNoise,
      Mechanism(
        "trades", zh: "纺织服装企业加倍", en: "twice as many mills and tailors",
        source: "assumption", .trades(TradeMix(weights: [("C17", 2200), ("C18", 2200)]))),
      Mechanism(
        "trade-slump", zh: "纺织服装订单减少三成，历时七个月",
        en: "mills and tailors lose three tenths of their "
          + "orders for seven months",
        source:
          "assumption; that a trade's own decline is no sign of a firm's trouble is why drops are held against peers",
        .slump(
          Slump(
            industries: ["C17", "C18"], spell: Spell(before: 11, months: 7), remains: 700,
            victims: 380))),
      Mechanism(
        "power-cut", zh: "有序用电：上榜工厂两个月只有一半用电",
        en: "listed works have half their power for two "
          + "months",
        source: "assumption, after the rationing of power in autumn 2021",
        .powerCut(
          PowerCut(industry: "C", spell: Spell(before: 15, months: 2), listed: 550, remains: 520))),
      Mechanism(
        "insurance-deferral", zh: "制造业缓缴社保五个月，名单上显示为欠缴",
        en: "works may put off contributions for five months; the list shows them as owed",
        source: "assumption, after the deferrals of 2022 for trades in difficulty",
        .deferral(
          Deferral(
            debt: .insurance, industries: ["C"], spell: Spell(before: 8, months: 5), taken: 180))),
      Mechanism(
        "tax-deferral", zh: "小厂缓税四个月，名单上显示为欠税",
        en: "works may put off tax for four months; the list shows it as owed",
        source: "assumption, after the deferrals for small manufacturers of 2021 and 2022",
        .deferral(
          Deferral(
            debt: .tax, industries: ["C"], spell: Spell(before: 14, months: 4), taken: 120))),
    ])
}
