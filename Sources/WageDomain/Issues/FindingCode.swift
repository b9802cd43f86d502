/// What a clerk would ask about, though the rows are good. The raw value is ``FileFinding/code``.
public enum FindingCode: String, CaseIterable, Sendable {
  case controlTotal = "control-total"
  case unknownColumn = "unknown-column"
  case hiddenSheet = "hidden-sheet"
  case hiddenRows = "hidden-rows"
  case moreSheets = "more-sheets"
  case rowCap = "row-cap"
  case shortMonth = "short-month"
  case unitChange = "unit-change"
  case newValue = "new-value"
  case testRow = "test-row"
  case lostCharacters = "lost-characters"
  case noFirm = "no-firm"
  case unknownReject = "unknown-reject"
  case untouchedReject = "untouched-reject"
  case otherReject = "other-reject"
  case sentAgain = "sent-again"
  case columnGone = "column-gone"
  case knownLater = "known-later"
  case leadingZeros = "leading-zeros"
  case newAccounts = "new-accounts"
  case otherPeriod = "other-period"
  case noRows = "no-rows"
  case otherName = "other-name"
  case reusedNumber = "reused-number"
  case wordNumber = "word-number"

  /// What the code says, for people.
  public var explanation: Bilingual {
    switch self {
    case .controlTotal:
      Bilingual(zh: "合计与各行之和不符", en: "A control total differs from the sum of its rows.")
    case .unknownColumn:
      Bilingual(zh: "未知的列，已忽略", en: "The column is not in the schema and was ignored.")
    case .hiddenSheet:
      Bilingual(zh: "读取的首个工作表是隐藏的", en: "The first sheet, which was read, is hidden.")
    case .hiddenRows:
      Bilingual(zh: "隐藏的行也已读取", en: "Hidden rows were read like the others.")
    case .moreSheets:
      Bilingual(
        zh: "其他工作表也有数据，未读取",
        en: "Another sheet holds values; only the first is read.")
    case .rowCap:
      Bilingual(
        zh: "行数恰为导出上限，可能被截断",
        en: "The rows stop at a round cap of exports: the rest may have been cut off.")
    case .shortMonth:
      Bilingual(
        zh: "该月行数远少于前几个月", en: "The month has far fewer rows than the months before it.")
    case .unitChange:
      Bilingual(
        zh: "该列数值与各户历史相差千倍或万倍，单位可能变了",
        en: "The column differs from its own history by a thousand or ten thousand: another unit?")
    case .newValue:
      Bilingual(zh: "该列出现以前没有的取值", en: "A coded column has a value never seen before.")
    case .testRow: Bilingual(zh: "疑似测试数据", en: "The row looks like a test.")
    case .lostCharacters:
      Bilingual(
        zh: "文字在来件之前已丢失字符（U+FFFD）",
        en: "Texts lost characters before the file came (U+FFFD).")
    case .noFirm:
      Bilingual(
        zh: "行既无信用代码也无名称，不归任何企业",
        en: "Rows name no firm, neither by code nor by name: they count for none.")
    case .unknownReject:
      Bilingual(
        zh: "所指退回编号不存在或已处理，行照常入库",
        en: "The row names no open reject of this feed; the row itself went in.")
    case .untouchedReject:
      Bilingual(
        zh: "更正文件中有行与导出时完全一样：未改正，原退回仍未处理",
        en: "A row came back as it was exported: its reject stays open.")
    case .otherReject:
      Bilingual(
        zh: "所指退回说的是另一企业、户号或期间，行照常入库，该退回仍未处理",
        en: "The row names a reject about something else; the row went in, the reject stays open.")
    default: deliveryExplanation
    }
  }

  /// Of codes that hold a file against what came before it, and against its name.
  private var deliveryExplanation: Bilingual {
    switch self {
    case .columnGone:
      Bilingual(
        zh: "上一个文件有的列，本文件没有：按月的数值按数据迟到处理，其他数据沿用此前所知",
        en:
          "A column of the feed's file before is gone: months are data late, other feeds keep what was known."
      )
    case .knownLater:
      Bilingual(
        zh: "获知日期晚于今天：到那一天才起作用",
        en: "Rows are known on a day to come: they count for nothing until then.")
    case .leadingZeros:
      Bilingual(
        zh: "户号与已有户号只差开头的 0：同一企业的两户会相加，未填信用代码的行会等待匹配",
        en: "The account is a known one but for zeros before it: both add up, or the row waits.")
    case .newAccounts:
      Bilingual(
        zh: "几乎所有户号（企业）都是该数据源从未有过的：是否放错了文件",
        en: "Nearly all accounts (firms) are new to the feed: is it another feed's file?")
    case .otherPeriod:
      Bilingual(
        zh: "没有一行属于文件名所说的月份",
        en: "No row is of the month that the file's name says.")
    case .noRows:
      Bilingual(
        zh: "文件只有表头，没有一行数据：导出是否为空",
        en: "The file of a monthly feed has a header and no rows: was the export empty?")
    case .otherName:
      Bilingual(
        zh: "行按户号归属一家企业，所写名称却是另一家登记企业：户号是否已换户",
        en: "Rows went to their account's firm and bear another registered firm's name.")
    case .reusedNumber:
      Bilingual(
        zh: "行更正了同一编号的记录，企业和日期都不同：编号是否重复使用",
        en:
          "Rows corrected others of their number, about another firm and day: is the number theirs?"
      )
    case .wordNumber:
      Bilingual(
        zh: "应为号码处写的是不含数字的文字：是否表示没有号码",
        en: "Words stand where a number should: do they say that there is none?")
    default:
      Bilingual(
        zh: "与更早的文件完全相同，在其更正之后再次报送：以最后报送的为准",
        en:
          "The same file as one loaded before came again after its correction: the last one counts."
      )
    }
  }
}
