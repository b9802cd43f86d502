public import WageDomain

/// Why a case or complaint could not be found or changed; nothing was changed.
public enum CaseStoreError: Error, Hashable, Sendable {
  /// Holds the nearest number there is, if there is any.
  case unknownCase(String, nearest: String?)
  case complaintExists(String)
  /// Holds the number that begins like it for longest, if there is any.
  case unknownComplaint(String, nearest: String?)
  /// A complaint of before the cases, which opened none.
  case withoutCase(String)
  /// Its firm is decided in the match queue; holds the number of its group there.
  case waitsForMatch(complaintNo: String, group: Int64)
  /// Others came after the event that the writer saw last.
  case movedOn(caseNo: String, seen: Int64, since: [RecordedEvent])
  /// Another person recorded an act of this kind within a day; holds that event, this person's, and the
  /// case's last one.
  case doneBefore(caseNo: String, RecordedEvent, own: CaseEvent, seen: Int64)
  case illegal(caseNo: String, IllegalCaseEvent)
  /// An event of the chain that cannot be read; `verify` names all.
  case damagedEvent(seq: Int64)
}

extension CaseStoreError: CustomStringConvertible {
  /// The English text.
  public var description: String { text.en }

  /// What is told: which case, what, what to do.
  public var text: Bilingual { text(ofAct: false) }

  /// What is told, and that nothing was changed where something was to be.
  ///
  /// - Parameter ofAct: whether something was to be written; who only looks expects no change.
  /// - Returns: in both languages.
  public func text(ofAct: Bool) -> Bilingual {
    let unchanged =
      ofAct ? Bilingual(zh: "未作改动。", en: " Nothing was changed.") : .same("")
    return switch self {
    case .unknownCase(let number, let nearest):
      Bilingual(
        zh: """
          案件 \(number)：没有此案\(nearest.map { "，最接近的是 \($0)" } ?? "")。\(unchanged.zh)
            案件清单：`wagewatch case list`。
          """,
        en: """
          case \(number): there is no such case\(nearest.map { "; the nearest is \($0)" } ?? "").\
          \(unchanged.en)
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
    case .unknownComplaint, .waitsForMatch, .withoutCase: complaintText
    case .movedOn(let caseNo, let seen, let since):
      movedOn(caseNo, seen, since)
    case .doneBefore: doneBefore { act, keys in .same(act.text(of: keys)) }
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
          案件链的第 \(seq) 个事件无法读取。\(unchanged.zh)
            运行 `wagewatch verify` 查看何处被改，并恢复最近的备份。
          """,
        en: """
          event \(seq) of the case chain cannot be read.\(unchanged.en)
            Run `wagewatch verify` to see what was altered, and restore the last backup.
          """)
    }
  }

  private var complaintText: Bilingual {
    switch self {
    case .unknownComplaint(let number, let nearest):
      Bilingual(
        zh: """
          投诉 \(number)：没有此投诉\(nearest.map { "，最接近的是 \($0)" } ?? "")。未作改动。
            投诉清单：`wagewatch complaint list`。
          """,
        en: """
          complaint \(number): there is no such complaint\(nearest.map { "; the nearest is \($0)" } ?? ""). \
          Nothing was changed.
            List them with `wagewatch complaint list`.
          """)
    case .waitsForMatch(let number, let group):
      Bilingual(
        zh: """
          投诉 \(number)：它写了单位名称，在匹配队列中等待。未作改动。
            请用 `wagewatch match accept \(group) --firm CODE` 指明，同名各行一并归入。
          """,
        en: """
          complaint \(number): it names a firm and waits in the match queue. Nothing was changed.
            Decide with `wagewatch match accept \(group) --firm CODE`, for every row of that name.
          """)
    case .withoutCase(let number):
      Bilingual(
        zh: "投诉 \(number)：它没有案件，无可移出。未作改动。\n  并入案件用 `wagewatch complaint attach`。",
        en: """
          complaint \(number): it is in no case, and cannot leave one. Nothing was changed.
            Put it into one with `wagewatch complaint attach`.
          """)
    default: .same("")
    }
  }

  /// What the other person recorded and, where this one's differs, in what.
  ///
  /// - Parameter words: what an act holds under these keys.
  /// - Returns: empty of another error.
  public func doneBefore(_ words: (CaseAct, [String]) -> Bilingual) -> Bilingual {
    guard case .doneBefore(let caseNo, let other, let own, let seen) = self else {
      return .same("")
    }
    let (act, by, at) = (other.event.act, other.event.actor, other.recordedAt)
    let keys = own.act.differences(from: act)
    let shown = keys.filter { !CaseAct.isHash($0) }
    var (theirs, yours) = (words(act, shown), words(own.act, shown))
    if own.effectiveAt.day != other.event.effectiveAt.day {
      theirs = theirs.with(other.event.effectiveAt.day)
      yours = yours.with(own.effectiveAt.day)
    }
    let isOther = !theirs.en.isEmpty
    let hashed =
      keys.contains(where: CaseAct.isHash)
      ? Bilingual(zh: "，文字或文件与您的不同", en: ", with another text or file than yours") : .same("")
    let told =
      isOther
      ? Bilingual(zh: "：\(theirs.zh)；您记的是：\(yours.zh)", en: ": \(theirs.en); yours: \(yours.en)")
      : .same("")
    return Bilingual(
      zh: """
        案件 \(caseNo)：\(by) 已于 \(at) 记入“\(act.kind.title.zh)”（事件 \(other.seq)）\(hashed.zh)\(told.zh)。\
        未作改动。
          请先看 `wagewatch case show \(caseNo)`；确需再记一次，请加 --seen \(seen)。
        """,
      en: """
        case \(caseNo): \(by) recorded \(isOther ? "" : "the same, ")\(act.kind.title.en)\(isOther ? "" : ",") at \
        \(at) (event \(other.seq))\(hashed.en)\(told.en). Nothing was changed.
          Look at `wagewatch case show \(caseNo)`; to record it once more, add --seen \(seen).
        """)
  }

  private func movedOn(_ caseNo: String, _ seen: Int64, _ since: [RecordedEvent]) -> Bilingual {
    func list(_ word: (RecordedEvent) -> String) -> String {
      since.map(word).joined(separator: "; ")
    }
    let zh = list { "\($0.seq) \($0.event.act.kind.title.zh)（\($0.event.actor)，\($0.recordedAt)）" }
    let en = list {
      "\($0.seq) \($0.event.act.kind.rawValue) by \($0.event.actor) at \($0.recordedAt)"
    }
    return Bilingual(
      zh: """
        案件 \(caseNo)：您看到的最后事件是 \(seen)，此后又有：\(zh)。未作改动。
          请先看 `wagewatch case show \(caseNo)` 再决定。
        """,
      en: """
        case \(caseNo): the last event you saw is \(seen); since then: \(en). Nothing was changed.
          Look at `wagewatch case show \(caseNo)` and decide again.
        """)
  }
}

extension CaseAct {
  /// What stands under these keys, as it is stored.
  fileprivate func text(of keys: [String]) -> String {
    let payload = payload
    return keys.map { "\($0)=\(payload[$0] ?? "-")" }.joined(separator: " ")
  }
}

extension Bilingual {
  fileprivate func with(_ day: Day) -> Bilingual {
    Bilingual(
      zh: (zh.isEmpty ? "" : zh + "，") + "自 \(day) 起",
      en: (en.isEmpty ? "" : en + ", ") + "of \(day)")
  }
}
