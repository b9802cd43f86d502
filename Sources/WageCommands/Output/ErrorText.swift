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
    case let error as IncidentError: error.text
    case let error as FundStoreError: error.text
    case let error as PunishmentStoreError: error.text
    case let error as RunLockError: error.text
    case let error as OutboxError: error.text
    case let error as MatchError: text(error)
    case let faults as PolicyFaults: text(faults)
    default: nil
    }
  }

  private static func text(_ faults: PolicyFaults) -> Bilingual {
    Bilingual(
      zh: """
        \(faults.faults.map(\.text.zh).joined(separator: "\n"))
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
    case .unknownEvent(let id):
      Bilingual(zh: "事件 \(id)：没有此事件。未作改动。\n  清单：`wagewatch match log`。", en: en)
    case .alreadyUndone(let id):
      Bilingual(
        zh:
          "事件 \(id)：已撤销，或本身就是撤销。未作改动。\n  请重新决定：`wagewatch match accept`、`refuse`、`split` 或 `merge`。",
        en: en)
    case .automaticEvent(let id, let group):
      Bilingual(
        zh:
          "事件 \(id)：由规则自动匹配，单独撤销后还会再匹配。未作改动。\n  如要长期移出：`wagewatch match split \(group) --reason 理由`。",
        en: en)
    case .notLast(let id, let later):
      Bilingual(
        zh:
          "事件 \(id)：其后的事件 \(later) 以它为前提。未作改动。\n  请先撤销后者：`wagewatch match undo \(later) --reason 理由`。",
        en: en)
    case .alreadyMerged(let code, let into):
      Bilingual(
        zh: "\(code)：已并入 \(into)。未作改动。\n  用 `wagewatch match log` 找到该事件后撤销，或改为合并 \(into)。", en: en)
    case .mergeCircle(let code, let into):
      Bilingual(
        zh:
          "\(code)：\(into) 就是它本身，或已计入它；合并须有两家企业。未作改动。\n  用 --into 指明存续企业；已有的合并见 `wagewatch match log`。",
        en: en)
    case .notKnownYet(let code, let knownOn, let day):
      Bilingual(
        zh: "\(code)：\(knownOn) 才获知，晚于 \(day)。未作改动。\n  请从 \(knownOn) 或以后合并：--on \(knownOn)。",
        en: en)
    case .unreadable(let file, let line):
      Bilingual(
        zh: "\(file):\(line)：留存的原文无法再读。未作改动，继续等待。\n  请报送单位在该行填写信用代码后重报。",
        en: en)
    }
  }
}
