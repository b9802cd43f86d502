import Testing
import WageDomain

@Suite("What says nothing")
struct FillerWordsTests {
  @Test(
    "A filler is one in every width and with whatever marks",
    arguments: [
      "无", " 无 ", "（无）", "无。", "没有", "暂无", "不详", "未知", "不清楚", "N/A", "n/a", "Ｎ／Ａ", "NULL",
      "-", "--", "－", "——", "/", "／", "?", "？？？", "***", "……", "、", "〃", "", "单位不详", "未知企业",
      "无公司名称",
      "用人单位名称不详", "同上", "暂缺", "暂未提供", "尚未提供", "不适用", "待确认", "查无", "单位名称暂缺",
    ])
  func fillers(_ text: String) { #expect(FillerWords.areAll(of: text)) }

  @Test(
    "A name is none",
    arguments: [
      "无锡", "无名木业", "未来", "空港物流", "公司", "单位", "名称", "NA12", "0", "1", "甲", "\u{FFFD}", "\u{E000}",
      "无为县建工", "尚*", "待安装公司", "不详不详不详不详不详不详不详不详", "湖州棠沅琰五金有限公司",
    ])
  func names(_ text: String) { #expect(!FillerWords.areAll(of: text)) }

  struct Column: CustomTestStringConvertible, Sendable {
    let why: String
    let title: String
    let text: String
    var isNumber = true
    let isFiller: Bool
    var testDescription: String { why }
  }

  @Test(
    "A column's own noun says what is not known",
    arguments: [
      Column(why: "no account", title: "户号", text: "无户号", isFiller: true),
      Column(why: "behind the noun", title: "户号", text: "户号不详", isFiller: true),
      Column(why: "another word for it", title: "户号", text: "没有电表号", isFiller: true),
      Column(why: "part of a title", title: "施工许可证号", text: "暂无许可证", isFiller: true),
      Column(why: "the whole title", title: "统一社会信用代码", text: "无统一社会信用代码", isFiller: true),
      Column(why: "a title that no list has", title: "合同备案号", text: "无合同备案", isFiller: true),
      Column(why: "not yet", title: "户号", text: "暂未取得", isFiller: true),
      Column(why: "a verb", title: "户号", text: "未开户", isFiller: true),
      Column(why: "the utility before the noun", title: "户号", text: "用电户号不详", isFiller: true),
      Column(why: "half of it", title: "户号", text: "电户号不详", isFiller: true),
      Column(why: "a remark in brackets", title: "户号", text: "无户号（租用）", isFiller: true),
      Column(why: "the utility alone", title: "户号", text: "用电户号", isFiller: false),
      Column(why: "a complaint's", title: "投诉编号", text: "工单号不详", isFiller: true),
      Column(why: "still to come", title: "投诉编号", text: "待编号", isFiller: true),
      Column(why: "the title alone", title: "户号", text: "户号", isFiller: false),
      Column(why: "digits", title: "户号", text: "无户号12", isFiller: false),
      Column(why: "another word", title: "户号", text: "无锡", isFiller: false),
      Column(
        why: "a name's title", title: "法定代表人", text: "法定代表人不详", isNumber: false, isFiller: true),
      Column(
        why: "a number's noun in a name", title: "企业名称", text: "无表", isNumber: false,
        isFiller: false),
    ])
  func columns(_ column: Column) {
    let fillers = FillerWords(title: column.title, isNumber: column.isNumber)
    #expect(fillers.areAll(of: column.text) == column.isFiller)
  }

  @Test("What older versions stored is known by its spelling")
  func spellings() {
    #expect(FillerWords.spellings.contains("无") && FillerWords.spellings.contains("－"))
    #expect(FillerWords.spellings.allSatisfy(FillerWords.areAll))
  }
}
