import WageDomain

extension FeedReader {
  /// Where a record is on several lines, from which to which: most likely a quote was left open.
  static func lines(of records: RecordReader) -> Bilingual {
    guard records.spansLines else { return .same("") }
    let (first, last) = (records.recordLine, records.recordLastLine)
    return Bilingual(
      zh: "，第 \(first) 至 \(last) 行（共 \(last - first + 1) 行）",
      en: ", lines \(first) to \(last), \(last - first + 1) of them")
  }

  static func unclosed(_ line: Int) -> FileRefusal {
    RefusalCode.truncated.refusal(
      line: line,
      found: Bilingual(zh: "此处引号未闭合", en: "a quote opened here and never closed"),
      expected: Bilingual(zh: "右引号", en: "a closing quote"),
      remedy: Bilingual(
        zh: "请报送单位重新导出；该文件未入库。",
        en: "Ask the agency to export the file again; nothing of it was stored."))
  }

  static func cut(_ records: RecordReader, _ columns: Int) -> FileRefusal {
    RefusalCode.truncated.refusal(
      line: records.recordLine,
      found: Bilingual(
        zh: "文件在该行第 \(records.cellCount) 个单元格后结束",
        en: "the file ends after \(records.cellCount.counted("cell")) of the row"),
      expected: Bilingual(zh: "\(columns) 个单元格", en: "\(columns) cells"),
      remedy: Bilingual(
        zh: "请报送单位重报；该文件未入库。",
        en: "Ask the agency to send the file again; nothing of it was stored."))
  }
}
