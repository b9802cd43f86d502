import WageDomain
import WageStore

/// The account's movements and claims as rows of a list.
enum FundRows {
  static let movementKeys = [
    "seq", "occurred_on", "kind", "amount_fen", "balance_fen", "case_no", "event_seq", "reference",
    "actor", "recorded_at", "hash",
  ]
  static let claimKeys = [
    "case_no", "body", "advanced_fen", "recovered_fen", "outstanding_fen", "since_on", "days",
  ]

  /// Amounts into the account positive, out of it negative.
  static func movement(_ movement: FundMovement, balance: Money) -> JSONValue {
    .object([
      "seq": .integer(movement.seq), "occurred_on": .string(movement.occurredOn.description),
      "kind": .string(movement.kind.rawValue), "amount_fen": .integer(movement.amount.fen),
      "balance_fen": .integer(balance.fen), "case_no": .optional(movement.caseNo),
      "event_seq": .optional(movement.eventSeq), "reference": .optional(movement.reference),
      "actor": .string(movement.actor),
      "recorded_at": .string(movement.recordedAt.description), "hash": .string(movement.hash),
    ])
  }

  /// `days` since the first advance.
  static func claim(_ claim: FundClaim, asOf day: Day) -> JSONValue {
    .object([
      "case_no": .string(claim.caseNo), "body": .optional(claim.body),
      "advanced_fen": .integer(claim.advanced.fen),
      "recovered_fen": .integer(claim.recovered.fen),
      "outstanding_fen": .integer(claim.outstanding.fen),
      "since_on": .string(claim.sinceOn.description),
      "days": .integer(Int64(day.days(since: claim.sinceOn))),
    ])
  }

  static func movementColumns(_ language: Language) -> [Listing.Column] {
    [
      .init("seq", zh: "序", en: "no", isNumber: true),
      .init("occurred_on", zh: "日期", en: "day"),
      .init(zh: "种类", en: "kind") { row in
        FundMovementKind(rawValue: row["kind"].cell)?.title.text(language) ?? ""
      },
      .yuan("amount_fen", zh: "金额（元）", en: "yuan"),
      .yuan("balance_fen", zh: "余额（元）", en: "balance"),
      .init("case_no", zh: "案号", en: "case"), .init("reference", zh: "凭证", en: "voucher"),
      .init("actor", zh: "经手人", en: "actor"),
    ]
  }

  static func claimColumns(_ language: Language, _ names: CaseNames) -> [Listing.Column] {
    [
      .init("case_no", zh: "案号", en: "case"), names.body(language),
      .yuan("advanced_fen", zh: "垫付（元）", en: "advanced"),
      .yuan("recovered_fen", zh: "追回（元）", en: "recovered"),
      .yuan("outstanding_fen", zh: "待追回（元）", en: "to recover"),
      .init("since_on", zh: "首次垫付", en: "since"),
      .init("days", zh: "天数", en: "days", isNumber: true),
    ]
  }
}

extension Listing.Column {
  /// Fen as yuan.
  static func yuan(_ key: String, zh: String, en: String) -> Listing.Column {
    .init(zh: zh, en: en, isNumber: true) { row in
      guard case .integer(let fen) = row[key] else { return "" }
      return Money(fen: fen).description
    }
  }
}
