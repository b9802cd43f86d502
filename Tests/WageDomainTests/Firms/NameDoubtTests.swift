import Testing
import WageDomain

@Suite("Why a firm of a like name may be another one")
struct NameDoubtTests {
  struct Pair: CustomTestStringConvertible, Sendable {
    let why: String
    let name: String
    let registered: String
    var isSimilar = false
    let doubt: NameDoubt?
    var testDescription: String { why }
  }

  @Test(
    "A doubt is what a slip of the pen does not explain",
    arguments: [
      Pair(
        why: "ordinals", name: "湖州大东吴第二建设有限公司", registered: "湖州大东吴第一建设有限公司",
        doubt: .otherNumber),
      Pair(why: "一厂, 二厂", name: "湖州棉纺二厂", registered: "湖州棉纺一厂", doubt: .otherNumber),
      Pair(why: "1号, 2号", name: "湖州棉纺2号厂", registered: "湖州棉纺1号厂", doubt: .otherNumber),
      Pair(why: "a number in one only", name: "湖州棉纺二厂", registered: "湖州棉纺厂", doubt: .otherNumber),
      Pair(why: "one number, two scripts", name: "湖州棉纺2厂", registered: "湖州棉纺二厂", doubt: nil),
      Pair(why: "tens", name: "湖州第十二建设公司", registered: "湖州第12建设有限公司", doubt: nil),
      Pair(why: "五金 is a trade", name: "湖州棠沅琰金属有限公司", registered: "湖州棠沅琰五金有限公司", doubt: nil),
      Pair(
        why: "a province in brackets", name: "金三发非织造布（安徽）有限公司",
        registered: "浙江金三发非织造布有限公司", doubt: .bracket("安徽")),
      Pair(
        why: "a place that the other names, too", name: "欣达（湖州）纺织有限公司",
        registered: "湖州欣达纺织有限公司", doubt: nil),
      Pair(
        why: "a remark is none", name: "湖州欣达纺织有限公司（中外合资）", registered: "湖州欣达纺织有限公司",
        doubt: nil),
      Pair(
        why: "next door", name: "湖州鑫达纺织有限公司隔壁", registered: "湖州鑫达纺织有限公司",
        doubt: .part("隔壁")),
      Pair(
        why: "upstairs", name: "湖州鑫达纺织有限公司楼上", registered: "湖州鑫达纺织有限公司",
        doubt: .part("楼上")),
      Pair(
        why: "outsourced", name: "湖州鑫达纺织外包", registered: "湖州鑫达纺织有限公司",
        doubt: .part("外包")),
      Pair(
        why: "a hall let", name: "湖州鑫达纺织有限公司2号厂房", registered: "湖州鑫达纺织有限公司",
        doubt: .part("厂房")),
      Pair(
        why: "anything behind the form", name: "湖州鑫达纺织有限公司东侧商户",
        registered: "湖州鑫达纺织有限公司", doubt: .tail("东侧商户")),
      Pair(
        why: "a character typed twice", name: "湖州鑫达纺织有限公司司", registered: "湖州鑫达纺织有限公司",
        doubt: nil),
      Pair(
        why: "one character behind the form", name: "湖州鑫达纺织有限公司旁",
        registered: "湖州鑫达纺织有限公司", doubt: .tail("旁")),
      Pair(
        why: "beside a firm without a form", name: "湖州鑫达超市内", registered: "湖州鑫达超市",
        doubt: .tail("内")),
      Pair(
        why: "behind another form", name: "湖州鑫达纺织厂商户", registered: "湖州鑫达纺织厂",
        doubt: .tail("商户")),
      Pair(
        why: "another form", name: "湖州鑫达纺织厂", registered: "湖州鑫达纺织有限公司",
        doubt: .otherForm),
      Pair(
        why: "公司 for 有限公司", name: "湖州鑫达纺织公司", registered: "湖州鑫达纺织有限公司", doubt: nil),
      Pair(why: "one form left out", name: "湖州鑫达纺织", registered: "湖州鑫达纺织厂", doubt: nil),
      Pair(why: "Latin letters", name: "湖州鑫达B厂", registered: "湖州鑫达A厂", doubt: .otherNumber),
      Pair(why: "Roman numbers", name: "湖州鑫达II厂", registered: "湖州鑫达Ⅲ厂", doubt: .otherNumber),
      Pair(why: "one number, Roman", name: "湖州鑫达Ⅱ厂", registered: "湖州鑫达二厂", doubt: nil),
      Pair(why: "in a circle", name: "湖州鑫达⑫厂", registered: "湖州鑫达11厂", doubt: .otherNumber),
      Pair(why: "甲 and 乙", name: "湖州鑫达乙厂", registered: "湖州鑫达甲厂", doubt: .otherNumber),
      Pair(why: "south and north", name: "湖州城北纺织厂", registered: "湖州城南纺织厂", doubt: .otherNumber),
      Pair(why: "old and new", name: "湖州老鑫达纺织厂", registered: "湖州新鑫达纺织厂", doubt: .otherNumber),
      Pair(why: "big and small", name: "湖州小鑫达纺织厂", registered: "湖州大鑫达纺织厂", doubt: .otherNumber),
      Pair(why: "新 left out", name: "湖州鑫达纺织厂", registered: "湖州新鑫达纺织厂", doubt: nil),
      Pair(
        why: "百 and 佰", name: "湖州康百家超市有限公司", registered: "湖州康佰家超市有限公司", doubt: nil),
      Pair(why: "two characters swapped", name: "湖州达鑫纺织有限公司", registered: "湖州鑫达纺织有限公司", doubt: nil),
      Pair(
        why: "another head", name: "上海铜仁物流有限公司", registered: "湖州铜仁物流有限公司",
        isSimilar: true, doubt: .otherHead),
    ])
  func doubt(_ pair: Pair) {
    let found = NameDoubt(
      pair.name, pair.registered, isSimilar: pair.isSimilar, places: FirmNameTests.places)
    #expect(found == pair.doubt)
    let back = NameDoubt(
      pair.registered, pair.name, isSimilar: pair.isSimilar, places: FirmNameTests.places)
    #expect(back == pair.doubt)
  }
}
