public import WageDomain

/// The feeds' words as officers say them.
public enum EventWords {
  static func text(_ words: [String]) -> Bilingual {
    let shown = words.map { text($0) }
    return Bilingual(
      zh: shown.map(\.zh).joined(separator: "、"), en: shown.map(\.en).joined(separator: ", "))
  }

  /// One word of a feed's closed list; a word that none has stays as it is.
  public static func text(_ word: String) -> Bilingual { names[word] ?? .same(word) }

  private static let names: [String: Bilingual] = [
    "written_review": Bilingual(zh: "书面审查", en: "written review"),
    "on_site": Bilingual(zh: "现场检查", en: "visit on site"),
    "order": Bilingual(zh: "责令改正", en: "order to correct"),
    "penalty": Bilingual(zh: "行政处罚", en: "penalty"),
    "lawsuit": Bilingual(zh: "诉讼", en: "lawsuit"),
    "enforcement": Bilingual(zh: "被执行", en: "enforcement"),
    "dishonest": Bilingual(zh: "失信被执行人", en: "dishonest debtor"),
    "bankruptcy": Bilingual(zh: "破产", en: "bankruptcy"),
    "stopped_work": Bilingual(zh: "停工", en: "work stopped"),
    "layoff": Bilingual(zh: "裁员", en: "layoff"),
    "pay_cut": Bilingual(zh: "降薪", en: "pay cut"),
    "late_wages": Bilingual(zh: "拖欠工资", en: "late wages"),
    "owner_missing": Bilingual(zh: "业主失联", en: "owner missing"),
    "moving_out": Bilingual(zh: "搬离", en: "moving out"),
    // Channels, results and purposes: in English the words of the files.
    "12345": Bilingual(zh: "12345 热线", en: "12345"),
    "110": Bilingual(zh: "110 警情", en: "110"),
    "hotline": Bilingual(zh: "监察热线", en: "hotline"),
    "petition": Bilingual(zh: "信访", en: "petition"),
    "online_petition": Bilingual(zh: "网上信访", en: "online_petition"),
    "inspection": Bilingual(zh: "监察窗口", en: "inspection"),
    "online": Bilingual(zh: "网上投诉", en: "online"),
    "qr": Bilingual(zh: "扫码投诉", en: "qr"),
    "court": Bilingual(zh: "法院", en: "court"),
    "opinion": Bilingual(zh: "舆情", en: "opinion"),
    "other": Bilingual(zh: "其他", en: "other"),
    "passed": Bilingual(zh: "合格", en: "passed"),
    "problem": Bilingual(zh: "有问题", en: "problem"),
    "corrected": Bilingual(zh: "已改正", en: "corrected"),
    "refused": Bilingual(zh: "拒不改正", en: "refused"),
    "in": Bilingual(zh: "收入", en: "in"),
    "out": Bilingual(zh: "支出", en: "out"),
    "labour_fee": Bilingual(zh: "人工费", en: "labour_fee"),
    "wages": Bilingual(zh: "工资", en: "wages"),
  ]
}
