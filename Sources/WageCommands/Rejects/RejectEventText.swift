import WageDomain
import WageStore

/// What became of a reject, in words.
enum RejectEventText {
  static let kinds = ["corrected", "replaced", "read", "kept", "dropped"]

  static func word(_ kind: String) -> Bilingual {
    switch kind {
    case "corrected": Bilingual(zh: "更正行已入库", en: "corrected")
    case "replaced": Bilingual(zh: "更正行仍有误", en: "sent again, still bad")
    case "read": Bilingual(zh: "重读入库", en: "read again: the row is in")
    case "kept": Bilingual(zh: "重读后仍有误", en: "read again, still bad")
    case "dropped": Bilingual(zh: "放弃", en: "dropped")
    default: .same(kind)
    }
  }

  static func line(_ event: RejectEvent, replacedBy: Int64?) -> Bilingual {
    let place = "\(event.file ?? ""):\(event.line ?? 0)"
    let word = word(event.kind)
    switch event.kind {
    case "corrected": return Bilingual(zh: "\(word.zh)：\(place)", en: "\(word.en) by \(place)")
    case "replaced":
      let later = replacedBy.map(String.init) ?? "-"
      return Bilingual(
        zh: "更正行 \(place) 仍有误，见退回 \(later)",
        en: "sent again as \(place), still bad: reject \(later)")
    case "kept" where event.reason == nil:
      return Bilingual(
        zh: "\(place) 原样送回，未改正", en: "came back uncorrected as \(place)")
    case "kept":
      let before = event.reason ?? "-"
      return Bilingual(zh: "\(word.zh)（原为 \(before)）", en: "\(word.en) (was \(before))")
    case "dropped":
      let (actor, reason) = (event.actor ?? "", event.reason ?? "")
      return Bilingual(zh: "\(actor) \(word.zh)：\(reason)", en: "\(word.en) by \(actor): \(reason)")
    default: return word
    }
  }
}
