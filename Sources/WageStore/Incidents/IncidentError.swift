public import WageDomain

/// Why an incident could not be found or changed; nothing was changed.
public enum IncidentError: Error, Hashable, Sendable {
  /// Holds the last number there is, if there is any.
  case unknown(String, last: String?)
  /// Holds the nearest number there is, if there is any.
  case unknownCase(String, nearest: String?)
  case unknownStep(String, of: String, steps: [String])
  case alreadyDone(String, of: String, at: String, by: String)
  case alreadyClosed(String, at: String, by: String)
  case before(Instant, latest: String, of: String)
  case beforeOpening(Instant, openedAt: String, of: String)
  case inTheFuture(Instant, now: Instant)
  case tooFew(Int64, least: Int64, plan: String)
  case tooFewToCorrect(Int64, least: Int64, plan: String, of: String)
  case alreadyAnnulled(String, at: String, by: String)
  case nothingToCorrect(String)
  case drillOnCase(String)
  /// Holds the firm's credit code, the case, and the code of the firm that its complaints are about.
  case otherFirm(String, caseNo: String, of: String)

  /// Holds the incident, its case, and the code of the firm that the case's complaints are about.
  case firmOfCase(String, caseNo: String, of: String)

  /// What is told: which incident, what, what to do.
  public var text: Bilingual {
    switch self {
    case .unknown(let number, let last):
      Self.told(
        Bilingual(
          zh: "事件 \(number)：没有此事件\(last.map { "，最后一个是 \($0)" } ?? "")",
          en:
            "incident \(number): there is no such incident\(last.map { "; the last is \($0)" } ?? "")"
        ),
        Bilingual(
          zh: "清单：`wagewatch incident list --all --drills`",
          en: "List them with `wagewatch incident list --all --drills`"))
    case .unknownCase(let number, let nearest):
      Self.told(
        Bilingual(
          zh: "案件 \(number)：没有此案\(nearest.map { "，最接近的是 \($0)" } ?? "")",
          en:
            "case \(number): there is no such case\(nearest.map { "; the nearest is \($0)" } ?? "")"
        ),
        Bilingual(
          zh: "清单：`wagewatch case list`；不带 --case 也可登记",
          en: "List them with `wagewatch case list`, or open without --case"))
    case .unknownStep(let step, let number, let steps):
      Self.told(
        Bilingual(
          zh: "事件 \(number)：没有步骤 \(step)，应为 \(steps.joined(separator: "、")) 之一",
          en:
            "incident \(number): no step \(step), expected one of \(steps.joined(separator: ", "))"),
        Self.show(number))
    case .alreadyDone(let step, let number, let at, let by):
      Self.told(
        Bilingual(
          zh: "事件 \(number)：步骤 \(step) 已由 \(by) 于 \(at) 办理",
          en: "incident \(number): the step \(step) was done by \(by) at \(at)"),
        Self.show(number))
    case .alreadyClosed(let number, let at, let by):
      Self.told(
        Bilingual(
          zh: "事件 \(number)：已由 \(by) 于 \(at) 结束，不再接受任何操作",
          en: "incident \(number): \(by) closed it at \(at), and it takes nothing any more"),
        Self.show(number))
    case .before(let at, let latest, let number):
      Self.told(
        Bilingual(
          zh: "事件 \(number)：\(at) 早于最近一次记录 \(latest)",
          en: "incident \(number): \(at) is before what was recorded last, \(latest)"),
        Self.show(number))
    case .beforeOpening(let at, let openedAt, let number):
      Self.told(
        Bilingual(
          zh: "事件 \(number)：\(at) 早于事件发生时间 \(openedAt)",
          en: "incident \(number): \(at) is before it was opened, \(openedAt)"),
        Self.show(number))
    case .inTheFuture(let at, let now):
      Self.told(
        Bilingual(zh: "\(at) 晚于现在 \(now)", en: "\(at) is later than now, \(now)"),
        Bilingual(zh: "请改正 --at", en: "Mend --at and run again"))
    case .tooFew(let persons, let least, let plan):
      Self.told(
        Bilingual(
          zh: "\(persons) 人：预案 \(plan) 自 \(least) 人起适用",
          en: "\(persons) persons: the plan \(plan) begins with \(least)"),
        Bilingual(
          zh: "人数更少的请登记投诉：`wagewatch complaint add`",
          en: "Take fewer down as a complaint, `wagewatch complaint add`"))
    case .tooFewToCorrect(let persons, let least, let plan, let number):
      Self.tooFewText(persons, least, plan, number)
    case .alreadyAnnulled(let number, let at, let by):
      Self.told(
        Bilingual(
          zh: "事件 \(number)：已由 \(by) 于 \(at) 撤销，不再接受任何操作",
          en: "incident \(number): \(by) annulled it at \(at), and it takes nothing any more"),
        Self.show(number))
    case .nothingToCorrect(let number):
      Self.told(
        Bilingual(
          zh: "事件 \(number)：人数、单位、案件已是所写的内容",
          en: "incident \(number): persons, firm and case are so already"),
        Self.show(number))
    case .drillOnCase(let number):
      Self.told(
        Bilingual(zh: "\(number)：演练不涉及案件", en: "\(number): a drill touches no case"),
        Self.show(number))
    case .otherFirm(let firm, let caseNo, let own): Self.otherFirmText(firm, caseNo, own)
    case .firmOfCase(let number, let caseNo, let own):
      Self.told(
        Bilingual(
          zh: "事件 \(number)：随案件 \(caseNo)，该案反映的是 \(own)，单位不能去掉",
          en:
            "incident \(number): it is on case \(caseNo), which is about \(own), and counts for that firm"
        ),
        Bilingual(
          zh: "案件单位有误的，用 `wagewatch complaint assign` 改正；事件与此案无关的，加 --case none",
          en:
            "Where the case has the wrong firm mend that with `wagewatch complaint assign`; where the "
            + "incident is not of that case add --case none"))
    }
  }

  private static func tooFewText(
    _ persons: Int64, _ least: Int64, _ plan: String, _ number: String
  ) -> Bilingual {
    told(
      Bilingual(
        zh: "事件 \(number)：\(persons) 人，预案 \(plan) 自 \(least) 人起适用",
        en:
          "incident \(number): \(persons.counted("person")), the plan \(plan) begins with \(least)"),
      Bilingual(
        zh: "误登记的，请用 `wagewatch incident annul \(number) --reason 理由` 撤销",
        en: "Where it was opened in error, use `wagewatch incident annul \(number) --reason TEXT`"))
  }

  private static func otherFirmText(
    _ firm: String, _ caseNo: String, _ own: String
  ) -> Bilingual {
    told(
      Bilingual(
        zh: "单位 \(firm)：案件 \(caseNo) 反映的是 \(own)",
        en: "the firm \(firm): case \(caseNo) is about \(own)"),
      Bilingual(
        zh: "请去掉 --firm；案件单位有误的，用 `wagewatch complaint assign` 改正，事件随案件改正",
        en:
          "Leave --firm out; where the case has the wrong firm mend that with `wagewatch complaint "
          + "assign`, and the incident goes with it"))
  }

  private static func show(_ number: String) -> Bilingual {
    Bilingual(
      zh: "现状：`wagewatch incident show \(number)`",
      en: "See where it stands with `wagewatch incident show \(number)`")
  }

  private static func told(_ what: Bilingual, _ next: Bilingual) -> Bilingual {
    Bilingual(
      zh: "\(what.zh)。未作改动。\n  \(next.zh)。", en: "\(what.en). Nothing was changed.\n  \(next.en).")
  }
}
