public import WageDomain

/// Why a whole agency file stays out. The raw value is ``FileRefusal/code``.
public enum RefusalCode: String, CaseIterable, Sendable {
  case unreadable
  case notAFile = "not-a-file"
  case stillWritten = "still-written"
  case empty
  case unknownFeed = "unknown-feed"
  case fileName = "file-name"
  case maskedExport = "masked-export"
  case encoding
  case nulByte = "nul-byte"
  case lineEnds = "line-ends"
  case missingColumn = "missing-column"
  case headerBelow = "header-below"
  case duplicateColumn = "duplicate-column"
  case truncated
  case tooManyAccounts = "too-many-accounts"
  case workbookKind = "workbook-kind"
  case workbookLocked = "workbook-locked"
  case workbookMacros = "workbook-macros"
  case workbookDamaged = "workbook-damaged"
  case workbookTooLarge = "workbook-too-large"
  case workbookFormula = "workbook-formula"
  case workbookMerged = "workbook-merged"

  /// What the code says, for people.
  public var explanation: Bilingual {
    switch self {
    case .unreadable: Bilingual(zh: "文件无法读取", en: "The file cannot be read.")
    case .notAFile: Bilingual(zh: "不是普通文件", en: "The path is a folder, a pipe or a device.")
    case .stillWritten:
      Bilingual(
        zh: "文件正在写入，下次运行再读", en: "The file is still being written; the next run reads it.")
    case .empty: Bilingual(zh: "文件为空，没有表头", en: "The file is empty: it has no header.")
    case .unknownFeed:
      Bilingual(zh: "文件名不对应任何数据源", en: "The file name leads to no known feed.")
    case .fileName:
      Bilingual(
        zh: "文件名中的获知日期不是日期，或标记写错",
        en: "The file name's known-on day is not a day, or its mark is misspelt.")
    case .maskedExport:
      Bilingual(
        zh: "脱敏导出的文件：星号代替了个人信息",
        en: "An export of rejects in which asterisks stand for personal data, whatever its name.")
    case .encoding:
      Bilingual(
        zh: "既非全部 UTF-8 也非全部 GB18030，或两种编码混用",
        en: "Not wholly UTF-8 and not wholly GB18030, or a mixture of both.")
    case .nulByte: Bilingual(zh: "文件含空字节", en: "The file holds a NUL byte.")
    case .lineEnds:
      Bilingual(zh: "换行符只有 CR", en: "Lines end in CR alone; only LF and CRLF are read.")
    case .missingColumn: Bilingual(zh: "缺少必需的列", en: "A required column is missing.")
    case .headerBelow:
      Bilingual(
        zh: "表头不在首行：上方有标题或 sep= 行",
        en: "The header is not the first line: a title or a sep= line stands above it.")
    case .duplicateColumn: Bilingual(zh: "列重复", en: "A column occurs twice.")
    case .truncated:
      Bilingual(
        zh: "文件不完整：引号未闭合，或最后一行被截断",
        en: "The file ends inside a quoted cell or inside a record.")
    case .tooManyAccounts:
      Bilingual(
        zh: "同一批企业名下的户号过多",
        en: "The firms of one block have more than 16,777,216 accounts of the feed.")
    default: workbookExplanation
    }
  }

  private var workbookExplanation: Bilingual {
    switch self {
    case .workbookKind:
      Bilingual(
        zh: "不是 .xlsx 工作簿（旧版 .xls、.xlsb、.ods、网页或 XML，或其他压缩包）",
        en:
          "No .xlsx workbook: an old .xls, an .xlsb, an .ods, a web page or XML in its place, another archive."
      )
    case .workbookLocked: Bilingual(zh: "工作簿有密码", en: "The workbook needs a password.")
    case .workbookMacros: Bilingual(zh: "工作簿含宏", en: "The workbook holds macros.")
    case .workbookTooLarge:
      Bilingual(
        zh: "工作簿解开后超过 1 GiB，或文字超过 512 MiB",
        en: "Unpacked, the workbook has more than 1 GiB, or its text more than 512 MiB.")
    case .workbookFormula:
      Bilingual(zh: "公式没有保存计算结果", en: "A formula has no stored value.")
    case .workbookMerged:
      Bilingual(zh: "数据区有合并单元格", en: "Cells are merged in the header or the rows.")
    default:
      Bilingual(
        zh: "工作簿损坏或缺少部件", en: "The workbook is damaged, cut off, or lacks a part.")
    }
  }

  /// The refusal of a file for this reason.
  ///
  /// - Parameters:
  ///   - line: 1-based; nil when the fault has none.
  ///   - byte: 1-based within the line; nil when the fault has none.
  ///   - found: what stands there.
  ///   - expected: what should.
  ///   - remedy: what the person who reads this does now.
  /// - Returns: to be thrown.
  public func refusal(
    line: Int? = nil, byte: Int? = nil, found: Bilingual,
    expected: Bilingual, remedy: Bilingual
  ) -> FileRefusal {
    FileRefusal(
      code: rawValue, line: line, byte: byte, found: found, expected: expected, remedy: remedy)
  }

  /// The refusal of an export with hidden personal data, known by its name or by its header.
  static func refusedExport(_ found: Bilingual, line: Int? = nil) -> FileRefusal {
    maskedExport.refusal(
      line: line, found: found,
      expected: Bilingual(zh: "未脱敏的文件", en: "a file with the data themselves"),
      remedy: Bilingual(
        zh: "请用 rejects export --unmask --reason 重新导出，改正后再报。",
        en: """
          Export again with rejects export --unmask --reason, correct that file and send it in.
          """))
  }
}
