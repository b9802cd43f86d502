import WageDomain

extension World {
  /// A district whose grid never joined, and whose tax office stopped sending.
  static let noPower = World(
    name: "no-power",
    summary: Bilingual(
      zh: "没有用电用气数据的区，税务数据半途中断",
      en: "a district without power and gas, whose tax office stops sending half way"),
    mechanisms: [
      .ordinaryNoise,
      Mechanism(
        "no-electricity", zh: "从未收到用电数据", en: "power never comes",
        source: "assumption: which agencies join is a district's own affair",
        .gap(.never(.electricity))),
      Mechanism(
        "no-gas", zh: "从未收到用气数据", en: "gas never comes", source: "assumption",
        .gap(.never(.gas))),
      Mechanism(
        "tax-stops", zh: "税务数据半途中断", en: "tax stops after half of the months",
        source: "assumption", .gap(.afterHalf(.tax))),
    ])
}
