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
      "用人单位名称不详", "同上",
    ])
  func fillers(_ text: String) { #expect(FillerWords.areAll(of: text)) }

  @Test(
    "A name is none",
    arguments: [
      "无锡", "无名木业", "未来", "空港物流", "公司", "单位", "名称", "NA12", "0", "1", "甲", "\u{FFFD}", "\u{E000}",
      "无为县建工", "不详不详不详不详不详不详不详不详", "湖州棠沅琰五金有限公司",
    ])
  func names(_ text: String) { #expect(!FillerWords.areAll(of: text)) }

  @Test("What older versions stored is known by its spelling")
  func spellings() {
    #expect(FillerWords.spellings.contains("无") && FillerWords.spellings.contains("－"))
    #expect(FillerWords.spellings.allSatisfy(FillerWords.areAll))
  }
}
