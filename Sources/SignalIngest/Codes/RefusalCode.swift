public import WageDomain

/// Why a whole agency file stays out. The raw value is ``FileRefusal/code``.
public enum RefusalCode: String, CaseIterable, Sendable {
  case unreadable
  case notAFile = "not-a-file"
  case empty
  case unknownFeed = "unknown-feed"
  case fileName = "file-name"
  case encoding
  case nulByte = "nul-byte"
  case lineEnds = "line-ends"
  case missingColumn = "missing-column"
  case duplicateColumn = "duplicate-column"
  case truncated

  /// What the code says, for people.
  public var explanation: Bilingual {
    switch self {
    case .unreadable: Bilingual(zh: "文件无法读取", en: "The file cannot be read.")
    case .notAFile: Bilingual(zh: "不是普通文件", en: "The path is a folder or a device.")
    case .empty: Bilingual(zh: "文件为空,没有表头", en: "The file is empty: it has no header.")
    case .unknownFeed:
      Bilingual(zh: "文件名不对应任何数据源", en: "The file name leads to no known feed.")
    case .fileName:
      Bilingual(zh: "文件名中的获知日期有误", en: "The file name's known-on day is not a day.")
    case .encoding:
      Bilingual(
        zh: "既非全部 UTF-8 也非全部 GB18030,或两种编码混用",
        en: "Not wholly UTF-8 and not wholly GB18030, or a mixture of both.")
    case .nulByte: Bilingual(zh: "文件含空字节", en: "The file holds a NUL byte.")
    case .lineEnds:
      Bilingual(zh: "换行符只有 CR", en: "Lines end in CR alone; only LF and CRLF are read.")
    case .missingColumn: Bilingual(zh: "缺少必需的列", en: "A required column is missing.")
    case .duplicateColumn: Bilingual(zh: "列重复", en: "A column occurs twice.")
    case .truncated:
      Bilingual(
        zh: "文件不完整:引号未闭合,或最后一行被截断",
        en: "The file ends inside a quoted cell or inside a record.")
    }
  }

  func refusal(
    line: Int? = nil, byte: Int? = nil, found: String, expected: String, remedy: String
  ) -> FileRefusal {
    FileRefusal(
      code: rawValue, line: line, byte: byte, found: found, expected: expected, remedy: remedy)
  }
}
