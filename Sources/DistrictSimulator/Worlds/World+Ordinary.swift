import WageDomain

extension World {
  /// The calm district with ordinary noise; the other worlds have it, too.
  static let ordinary = World(
    name: "ordinary",
    summary: Bilingual(
      zh: "同样的区，噪声如常：三成困境毫无征兆，健康的企业有时也像出事",
      en: "the same district with ordinary noise: a third of the trouble shows nothing, and firms "
        + "that pay look ill at times"),
    mechanisms: [.ordinaryNoise])
}

extension Mechanism {
  /// Trouble that does not show, trouble that is none, complaints without arrears, arrears without
  /// complaints, arrears that are paid up.
  static let ordinaryNoise = Mechanism(
    "noise", zh: "征兆不全、虚惊、无欠薪的投诉、无投诉的欠薪、补发",
    en: "signs that do not show, false alarms, complaints without arrears, arrears without "
      + "complaints, arrears paid up",
    source:
      "Domain notes 5.1 to 5.4: of textbook warnings many were late uploads, mass sweeps hit 1.7 %, and an AUC "
      + "above 0.95 is a leak until explained; all sizes are assumptions",
    .noise(.ordinary))
}

extension Noise {
  /// - Source: assumption.
  static let ordinary = Noise(
    silent: 370, faint: 200, paysUp: 150, complains: 880, complaintDelay: 21...140,
    recovered: 34, recoveredFloor: 300...850, shrinking: 50, paidLateOnce: 90,
    behindWithBills: 45, spells: 20, complainedOf: 30, falseClaims: 20, swing: 1350,
    oddReadings: 22, billSlips: 20, taxSlips: 12, unfiled: 10, insuranceSlips: 10,
    interestSlips: 14, lawsuits: 6, gridReports: 6, inspections: 7)
}
