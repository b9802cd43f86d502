import WageDomain
import WageStore

/// Entries of the list as rows; persons are masked.
enum PunishmentRows {
  static let keys = [
    "number", "state", "credit_code", "name", "id_no", "ground", "order", "order_due_on", "case_no",
    "entered_on", "published_on", "ends_on", "renewals", "paid_on", "removable_from", "removed_on",
    "removal", "erased_on",
  ]
  static let dueKeys = ["due_on", "days_left", "what", "number", "name", "state", "missing_year"]

  static func row(_ listed: ListedPunishment) -> JSONValue {
    let status = listed.status
    return .object([
      "number": .string(listed.number), "state": .string(status.state.rawValue),
      "credit_code": .optional(listed.party.creditCode), "name": .optional(listed.party.name),
      "id_no": .optional(listed.party.idNo), "ground": .string(status.entry.ground.rawValue),
      "order": .string(status.entry.order),
      "order_due_on": .string(status.entry.orderDueOn.description),
      "case_no": .optional(status.entry.caseNo),
      "entered_on": .string(status.enteredOn.description),
      "published_on": .optional(status.publishedOn?.description),
      "ends_on": .string(status.endsOn.description),
      "renewals": .integer(Int64(status.renewals)),
      "paid_on": .optional(status.paidOn?.description),
      "removable_from": .optional(status.removableFrom?.description),
      "removed_on": .optional(status.removedOn?.description),
      "removal": .optional(status.removal?.rawValue),
      "erased_on": .optional(listed.party.erasedOn?.description),
    ])
  }

  static func columns(_ language: Language) -> [Listing.Column] {
    [
      .init("number", zh: "编号", en: "entry"), .punishmentState(language),
      .init("credit_code", zh: "统一社会信用代码", en: "credit code"),
      .init(zh: "名称", en: "name") { row in
        Day(row["erased_on"].cell).map { ErasedText.text($0).text(language) } ?? row["name"].cell
      },
      .init(zh: "事由", en: "ground") { row in
        PunishmentGround(rawValue: row["ground"].cell)?.title.text(language) ?? ""
      },
      .init("entered_on", zh: "列入", en: "entered"),
      .init("published_on", zh: "公布", en: "published"),
      .init("ends_on", zh: "期限至", en: "term to"),
      .init("removable_from", zh: "可提前移出", en: "early from"),
      .init("removed_on", zh: "移出", en: "removed"),
    ]
  }

  /// What an entry asks for; `days_left` is negative when its day is over.
  static func due(_ due: PunishmentDue, of listed: ListedPunishment, asOf day: Day) -> JSONValue {
    .object([
      "due_on": .optional(due.on?.description),
      "days_left": .optional(due.on.map { Int64($0.days(since: day)) }),
      "what": .string(due.what.rawValue), "number": .string(listed.number),
      "name": .optional(listed.party.name), "state": .string(listed.status.state.rawValue),
      "missing_year": .optional(due.missingYear.map(Int64.init)),
    ])
  }

  static func dueColumns(_ language: Language) -> [Listing.Column] {
    [
      .dueDay(language), .init("days_left", zh: "剩余天数", en: "days left", isNumber: true),
      .init(zh: "事项", en: "what") { row in
        PunishmentDue.What(rawValue: row["what"].cell)?.title.text(language) ?? ""
      },
      .init("number", zh: "编号", en: "entry"), .init("name", zh: "名称", en: "name"),
      .punishmentState(language),
    ]
  }
}

extension Listing.Column {
  /// The state of an entry in words; JSON keeps the code.
  static func punishmentState(_ language: Language) -> Listing.Column {
    .init(zh: "状态", en: "state") { row in
      PunishmentStatus.State(rawValue: row["state"].cell)?.title.text(language) ?? ""
    }
  }
}
