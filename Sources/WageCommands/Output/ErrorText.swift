import NightlyRun
import SignalIngest
import WageDomain
import WageStore

/// Errors of the rooms below as a person is told them.
enum ErrorText {
  /// - Returns: nil for an error that none of the rooms throws.
  static func text(_ error: any Error) -> Bilingual? {
    switch error {
    case let error as StoreError: error.text
    case let error as CalendarError: error.text
    case let error as CaseStoreError: error.text
    case let error as WarningStoreError: error.text
    case let error as RunLockError: error.text
    case let error as MatchError: text(error)
    case let faults as PolicyFaults: text(faults)
    default: nil
    }
  }

  private static func text(_ faults: PolicyFaults) -> Bilingual {
    Bilingual(
      zh: """
        \(faults.faults.map { fault in
          "\(fault.file)\(fault.line > 0 ? ":\(fault.line)" : "")：发现 \(fault.found)，应为 \(fault.expected)"
        }.joined(separator: "\n"))
          该规则文件未采用，未作改动。请改正上述各行后再运行。
        """,
      en: """
        \(faults.description)
          The policy file was not used and nothing was changed. Mend the lines named above and run again.
        """)
  }

  private static func text(_ error: MatchError) -> Bilingual {
    let en = error.description
    return switch error {
    case .unknownGroup(let id):
      Bilingual(zh: "match \(id)：没有此条。未作改动。\n  清单：`wagewatch match list --all`。", en: en)
    case .alreadyMatched(let id):
      Bilingual(
        zh: "match \(id)：各行已归入企业，不在等待。未作改动。\n  请先撤销：`wagewatch match split \(id) --reason 理由`。",
        en: en)
    case .alreadyRefused(let id):
      Bilingual(
        zh: "match \(id)：已不予匹配。未作改动。\n  放回队列：`wagewatch match split \(id) --reason 理由`。", en: en)
    case .stillWaiting(let id):
      Bilingual(
        zh: "match \(id)：仍在等待，没有可撤销的决定。未作改动。\n  请先决定：`wagewatch match accept \(id) --firm CODE`。",
        en: en)
    case .unreadable(let file, let line):
      Bilingual(
        zh: "\(file):\(line)：留存的原文无法再读。未作改动，继续等待。\n  请报送单位在该行填写信用代码后重报。",
        en: en)
    }
  }
}
