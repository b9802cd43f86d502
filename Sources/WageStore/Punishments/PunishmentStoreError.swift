public import WageDomain

/// Why an entry of the list could not be found or changed; nothing was changed.
public enum PunishmentStoreError: Error, Hashable, Sendable {
  /// Holds the last number there is, if there is any.
  case unknownEntry(String, last: String?)
  /// The same firm or person is on the list.
  case listedAlready(String)
  case illegal(String, IllegalPunishmentEvent)
  case notEntered(IllegalPunishmentEvent)
  /// Holds the firm's credit code, the case, and the code of the firm that its complaints are about.
  case otherFirm(String, caseNo: String, of: String)
  /// Holds the case, of which no firm is known.
  case withoutFirm(caseNo: String)
  case misplaced(MisplacedPunishment)
  case beforeCase(Day, caseNo: String, registeredOn: Day)
  /// An event of the chain that cannot be read; `verify` names all.
  case damagedEvent(seq: Int64)

  /// What is told: which entry, what, what to do.
  public var text: Bilingual {
    switch self {
    case .unknownEntry(let number, let last):
      Bilingual(
        zh: """
          惩戒名单 \(number)：没有此条\(last.map { "，最后一条是 \($0)" } ?? "")。未作改动。
            清单：`wagewatch punish list --state all`。
          """,
        en: """
          entry \(number): there is no such entry\(last.map { "; the last is \($0)" } ?? ""). \
          Nothing was changed.
            List them with `wagewatch punish list --state all`.
          """)
    case .listedAlready(let number):
      Bilingual(
        zh: "惩戒名单 \(number)：同一单位或个人已在名单上。未作改动。\n  现状：`wagewatch punish show \(number)`。",
        en: """
          entry \(number): the same firm or person is on the list. Nothing was changed.
            See it with `wagewatch punish show \(number)`.
          """)
    case .illegal(let number, let fault):
      Bilingual(
        zh: "惩戒名单 \(number)：\(fault.text.zh)。未作改动。\n  现状：`wagewatch punish show \(number)`。",
        en: """
          entry \(number): \(fault.text.en). Nothing was changed.
            See it with `wagewatch punish show \(number)`.
          """)
    case .notEntered(let fault):
      Bilingual(
        zh: "不能列入惩戒名单：\(fault.text.zh)。未作改动。\n  请核对 --order-due 和 --on。",
        en: """
          not entered into the list: \(fault.text.en). Nothing was changed.
            Check --order-due and --on.
          """)
    case .otherFirm(let firm, let caseNo, let own):
      Bilingual(
        zh: """
          不能列入惩戒名单：案件 \(caseNo) 反映的是 \(own)，不是 \(firm)。未作改动。
            请核对 --firm 和 --case；案件单位有误的，先用 `wagewatch complaint assign` 改正。
          """,
        en: """
          not entered into the list: case \(caseNo) is about \(own), not \(firm). Nothing was changed.
            Check --firm and --case; where the case has the wrong firm mend it with `wagewatch complaint assign`.
          """)
    case .withoutFirm(let caseNo):
      Bilingual(
        zh: """
          不能列入惩戒名单：案件 \(caseNo) 的单位尚未确定。未作改动。
            先用 `wagewatch complaint assign` 或 `wagewatch match accept` 确定单位；与此案无关的，不写 --case。
          """,
        en: """
          not entered into the list: no firm of case \(caseNo) is known yet. Nothing was changed.
            Say which it is with `wagewatch complaint assign` or `wagewatch match accept`, or leave --case out.
          """)
    case .misplaced(let entry): Self.misplacedText(entry)
    case .beforeCase(let day, let caseNo, let registeredOn):
      Bilingual(
        zh: """
          不能列入惩戒名单：\(day) 早于案件 \(caseNo) 的登记日 \(registeredOn)。未作改动。
            请核对 --on 和 --case。
          """,
        en: """
          not entered into the list: \(day) is before case \(caseNo) was registered, \(registeredOn). \
          Nothing was changed.
            Check --on and --case.
          """)
    case .damagedEvent(let seq):
      Bilingual(
        zh: """
          惩戒名单链的第 \(seq) 个事件无法读取。未作改动。
            运行 `wagewatch verify` 查看何处被改，并恢复最近的备份。
          """,
        en: """
          event \(seq) of the chain of the list cannot be read. Nothing was changed.
            Run `wagewatch verify` to see what was altered, and restore the last backup.
          """)
    }
  }

  private static func misplacedText(_ entry: MisplacedPunishment) -> Bilingual {
    let text = entry.text
    return Bilingual(
      zh: """
        惩戒名单 \(text.zh)。未作改动。
          请撤销：`\(entry.removal)`；案件单位有误的，先用 `wagewatch complaint assign` 改正。
        """,
      en: """
        entry \(text.en). Nothing was changed.
          Annul it with `\(entry.removal)`; where the case has the wrong firm mend it with \
        `wagewatch complaint assign`.
        """)
  }
}
