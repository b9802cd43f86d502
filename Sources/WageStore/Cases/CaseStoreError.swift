public import WageDomain

/// Why a case or complaint could not be found or changed; nothing was changed.
public enum CaseStoreError: Error, Hashable, Sendable {
  /// Holds the nearest number there is, if there is any.
  case unknownCase(String, nearest: String?)
  case complaintExists(String)
  case illegal(caseNo: String, IllegalCaseEvent)
  /// An event of the chain that cannot be read; `verify` names all.
  case damagedEvent(seq: Int64)
}

extension CaseStoreError: CustomStringConvertible {
  /// The English text.
  public var description: String { text.en }

  /// What is told: which case, what, what to do.
  public var text: Bilingual {
    switch self {
    case .unknownCase(let number, let nearest):
      Bilingual(
        zh: """
          案件 \(number)：没有此案\(nearest.map { "，最接近的是 \($0)" } ?? "")。未作改动。
            案件清单：`wagewatch case list`。
          """,
        en: """
          case \(number): there is no such case\(nearest.map { "; the nearest is \($0)" } ?? ""). \
          Nothing was changed.
            List the cases with `wagewatch case list`.
          """)
    case .complaintExists(let number):
      Bilingual(
        zh: """
          投诉 \(number)：此编号已存在。未作改动。
            请另给 --no，或不写由系统编号。
          """,
        en: """
          complaint \(number): there is one with this number already. Nothing was changed.
            Give another --no, or leave it out to have one made.
          """)
    case .illegal(let caseNo, let fault):
      Bilingual(
        zh: """
          案件 \(caseNo)：\(fault.text.zh)。未作改动。
            案件现状：`wagewatch case show \(caseNo)`。
          """,
        en: """
          case \(caseNo): \(fault.text.en). Nothing was changed.
            See the case with `wagewatch case show \(caseNo)`.
          """)
    case .damagedEvent(let seq):
      Bilingual(
        zh: """
          案件链的第 \(seq) 个事件无法读取。未作改动。
            运行 `wagewatch verify` 查看何处被改，并恢复最近的备份。
          """,
        en: """
          event \(seq) of the case chain cannot be read. Nothing was changed.
            Run `wagewatch verify` to see what was altered, and restore the last backup.
          """)
    }
  }
}
