import WageDomain

extension World {
  /// A district in which some firms owe wages and keep clear of the plain rule.
  static let gaming = World(
    name: "gaming",
    summary: Bilingual(
      zh: "有人钻空子的区：长年晚一个月发、拆开发、只发最低工资",
      en:
        "a district that is gamed: wages one month late for ever, split wages, the minimum wage alone"
    ),
    mechanisms: [
      .ordinaryNoise,
      Mechanism(
        "gaming", zh: "每千家企业有十家长年晚一个月、八家拆分、八家只发最低工资",
        en:
          "of a thousand firms ten pay a month late for ever, eight split wages, eight pay the minimum alone",
        source: "assumption; wages are due in full at least monthly, 保障农民工工资支付条例 第十一条 to 第十四条",
        .gaming(Gaming(monthLate: 10, splitWages: 8, minimumOnly: 8, complained: 250))),
    ])
}
