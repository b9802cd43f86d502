internal import WageDomain

extension ChainRow {
  /// What is wrong with the row's place in its chain; nil where it fits.
  func chainFault(
    hash: String, stored: String, position: Int64, previous expected: String,
    named: (ChainRow) -> Bilingual
  ) -> CaseFinding? {
    if seq != position {
      return finding(
        named(self),
        Bilingual(
          zh: "第 \(position) 个事件：其前有事件缺失",
          en: "event \(position): events are missing before this one"))
    }
    if hash != stored {
      return finding(
        Bilingual(zh: "各列的哈希为 \(hash)", en: "columns that hash to \(hash)"),
        Bilingual(zh: "\(stored)：事件被改动", en: "\(stored): the event was altered"))
    }
    guard previous != expected else { return nil }
    return finding(
      Bilingual(zh: "前一事件 \(previous)", en: "previous \(previous)"),
      Bilingual(
        zh: "\(expected)：前一事件被替换或移动",
        en: "\(expected): the event before was replaced or moved"))
  }

  var unknownEvent: CaseFinding {
    finding(
      Bilingual(zh: "\(type)，内容 \(payload)", en: "\(type) with \(payload)"),
      Bilingual(zh: "已知的事件及其内容", en: "a known event with its payload"))
  }

  private func finding(_ found: Bilingual, _ expected: Bilingual) -> CaseFinding {
    CaseFinding(seq: seq, caseNo: caseNo, found: found, expected: expected)
  }
}
