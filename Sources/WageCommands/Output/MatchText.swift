import NightlyRun
import WageDomain
import WageStore

/// What a night says of rows that waited for their firm.
enum MatchText {
  /// Nil when nothing waits and nothing was found.
  static func summary(_ report: MatchStage.Report) -> Bilingual? {
    guard report.outcome.groups > 0 || report.waiting > 0 else { return nil }
    let (waiting, stored) = (report.waiting, report.storedWaiting)
    let matched = matched(report.outcome)
    return Bilingual(
      zh: """
        匹配（未填信用代码的行）：\(matched.zh)，仍待匹配 \(waiting) 行\
        \(stored > 0 ? "（其中 \(stored) 行已入库，只缺企业）" : "")\
        \(waiting > 0 ? "；处理：wagewatch match list" : "")
        """,
      en: """
        Match (rows without a credit code): \(matched.en), \(waiting.counted("waits", "wait")) on\
        \(waiting > 0 ? " (see: wagewatch match list)" : "")\
        \(stored > 0 ? ", \(stored) of them stored without a firm" : "")
        """)
  }

  /// A complaint is stored, and counted so by its file, also when nobody knows whose it is; another
  /// row waits outside.
  private static func matched(_ outcome: MatchOutcome) -> Bilingual {
    let (stored, entered) = (outcome.storedBefore, outcome.rows - outcome.storedBefore)
    let repeated = outcome.rejected
    return Bilingual(
      zh: "等待的行认出企业后入库 \(entered) 行，已入库而不知企业的投诉、排摸补上企业 \(stored) 行"
        + (repeated > 0 ? "，因与同一文件的其他行重复而退回 \(repeated) 行" : ""),
      en:
        "\(entered) that waited found their firm and \(entered == 1 ? "is" : "are") in, \(stored) stored "
        + "complaints or reports got the firm they lacked"
        + (repeated > 0 ? ", \(repeated) set aside as repeated" : ""))
  }

  /// What a decision did to rows, each kind that there was: "2 rows wait again, 1 entered the store".
  static func rows(_ outcome: DecisionOutcome) -> Bilingual {
    var parts: [Bilingual] = []
    if outcome.waiting > 0 {
      parts.append(
        Bilingual(
          zh: "\(outcome.waiting) 行重新等待匹配",
          en: "\(outcome.waiting.counted("row waits", "rows wait")) again"))
    }
    if outcome.entered > 0 { parts.append(entered(outcome)) }
    if outcome.refused > 0 {
      parts.append(
        Bilingual(
          zh: "\(outcome.refused) 行移出队列",
          en: "\(outcome.refused.counted("row")) left the queue"))
    }
    parts += beside(outcome)
    return parts.isEmpty
      ? Bilingual(zh: "没有行因此变动", en: "no row moved") : list(parts)
  }

  /// Rows that found their firm: "2 rows entered the store, 1 stored complaint or report got the firm it lacked".
  static func entered(_ outcome: DecisionOutcome) -> Bilingual {
    let (stored, entered) = (outcome.storedBefore, outcome.entered - outcome.storedBefore)
    var parts: [Bilingual] = []
    if entered > 0 || stored == 0 {
      parts.append(
        Bilingual(zh: "\(entered) 行入库", en: "\(entered.counted("row")) entered the store"))
    }
    if stored > 0 {
      parts.append(
        Bilingual(
          zh: "已入库的投诉、排摸 \(stored) 行补上企业",
          en: "\(stored.counted("stored complaint or report", "stored complaints or reports")) "
            + "got the firm \(stored == 1 ? "it" : "they") lacked"))
    }
    return list(parts)
  }

  /// Beside what a decision was taken for: rows set aside, and those that changed firm, if any; begins with
  /// a comma.
  static func also(_ outcome: DecisionOutcome) -> Bilingual {
    let parts = beside(outcome)
    guard !parts.isEmpty else { return .same("") }
    let text = list(parts)
    return Bilingual(zh: "，" + text.zh, en: ", " + text.en)
  }

  private static func list(_ parts: [Bilingual]) -> Bilingual {
    Bilingual(
      zh: parts.map(\.zh).joined(separator: "，"), en: parts.map(\.en).joined(separator: ", "))
  }

  private static func beside(_ outcome: DecisionOutcome) -> [Bilingual] {
    var parts = outcome.moved.map { moved in
      Bilingual(
        zh: "\(moved.rows) 行由 \(moved.from) 转归 \(moved.to)（条目 \(moved.groupId)）",
        en: "\(moved.rows.counted("row")) went from \(moved.from) to \(moved.to) "
          + "(match \(moved.groupId))")
    }
    if outcome.rejected > 0 {
      parts.append(
        Bilingual(
          zh: "\(outcome.rejected) 行因户号与年月重复退回（见 wagewatch rejects list）",
          en: "\(outcome.rejected) set aside as repeated (see: wagewatch rejects list)"))
    }
    return parts
  }

  /// What an event of the log says.
  static func kind(_ kind: MatchEventKind) -> Bilingual {
    switch kind {
    case .accepted: Bilingual(zh: "认定", en: "accepted")
    case .automatic: Bilingual(zh: "自动匹配", en: "automatic")
    case .refused: Bilingual(zh: "不予匹配", en: "refused")
    case .split: Bilingual(zh: "拆出", en: "split")
    case .merged: Bilingual(zh: "合并", en: "merged")
    case .undone: Bilingual(zh: "撤销", en: "undone")
    }
  }

  /// How an entry stands.
  static func status(_ status: MatchStatus) -> Bilingual {
    switch status {
    case .waiting: Bilingual(zh: "待匹配", en: "waiting")
    case .matched: Bilingual(zh: "已匹配", en: "matched")
    case .refused: Bilingual(zh: "不予匹配", en: "refused")
    }
  }

  /// Why an event came about by itself: a rule of matching, or a decision that no longer holds.
  static func rule(_ code: String) -> Bilingual {
    let followed = "followed from event "
    if code.hasPrefix(followed) {
      return Bilingual(zh: "随事件 \(code.dropFirst(followed.count)) 重新认定", en: code)
    }
    return switch code {
    case "account": Bilingual(zh: "户号归属", en: code)
    case NameRule.sameName.rawValue: Bilingual(zh: "名称相同", en: code)
    case NameRule.respelled.rawValue: Bilingual(zh: "名称仅写法不同", en: code)
    case NameRule.shortened.rawValue: Bilingual(zh: "名称仅有省略", en: code)
    default: .same(code)
    }
  }
}
