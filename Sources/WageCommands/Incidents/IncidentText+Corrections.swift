import WageDomain

extension IncidentText {
  /// When, by whom, what stood there and what stands there now, and why.
  static func line(_ correction: IncidentCorrection) -> Bilingual {
    let changes = correction.changes.map { change in
      Bilingual(
        zh: "\(change.what.title.zh) \(change.from ?? "无") → \(change.to ?? "无")",
        en: "\(change.what.title.en) \(change.from ?? "none") -> \(change.to ?? "none")")
    }
    let what =
      correction.isAnnulment
      ? Bilingual(zh: "撤销：系误登记", en: "annulled: opened in error")
      : Bilingual(
        zh: "更正：" + changes.map(\.zh).joined(separator: "，"),
        en: "corrected: " + changes.map(\.en).joined(separator: ", "))
    let why = correction.reason.map { Bilingual(zh: "；理由：\($0)", en: "; reason: \($0)") }
    let by = "\(clock(correction.at)) \(correction.actor)"
    return Bilingual(
      zh: "\(by) \(what.zh)\(why?.zh ?? "")", en: "\(by) \(what.en)\(why?.en ?? "")")
  }

  static func json(_ correction: IncidentCorrection) -> JSONValue {
    .object([
      "annulment": .bool(correction.isAnnulment),
      "changes": .array(
        correction.changes.map {
          .object([
            "what": .string($0.what.rawValue), "from": .optional($0.from), "to": .optional($0.to),
          ])
        }),
      "reason": .optional(correction.reason), "at": .string(correction.at.description),
      "recorded_at": .string(correction.recordedAt.description),
      "actor": .string(correction.actor),
    ])
  }
}
