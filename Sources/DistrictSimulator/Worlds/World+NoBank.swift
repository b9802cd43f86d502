import WageDomain

extension World {
  /// A district whose banks stop telling of wages half way and never tell of loans.
  static let noBank = World(
    name: "no-bank",
    summary: Bilingual(
      zh: "银行工资发放数据半途中断的区，信贷数据从未收到，社保缺两个月",
      en:
        "a district whose banks stop telling of wages half way and never tell of loans; two months of "
        + "social insurance are missing"),
    mechanisms: [
      .ordinaryNoise,
      Mechanism(
        "payroll-stops", zh: "工资发放数据半途中断", en: "payroll stops after half of the months",
        source: "assumption", .gap(.afterHalf(.payroll))),
      Mechanism(
        "no-loans", zh: "从未收到信贷数据", en: "loans never come", source: "assumption",
        .gap(.never(.loans))),
      Mechanism(
        "insurance-hole", zh: "社保数据缺两个月", en: "two months of social insurance are missing",
        source: "assumption",
        .gap(.missing(.socialInsurance, Spell(before: 6, months: 2)))),
    ])
}
