import Testing
import WageDomain

@Suite("A firm's name")
struct FirmNameTests {
  static let places = PlaceNames(
    RegionTable(
      counties: ["330503": "南浔区", "330521": "德清县", "330604": "上虞区"].compactMap { code, name in
        CountyCode(code).map { ($0, name) }
      },
      towns: [
        ("330503102", "练市镇"), ("330503103", "双林镇"), ("330521103", "新市镇"), ("330503199", "城关镇"),
        ("330521199", "城关镇"), ("330503400", "经济开发区"),
      ].compactMap { code, name in TownCode(code).map { ($0, name) } },
      wider: [
        .init(digits: "33", name: "浙江省"), .init(digits: "3305", name: "湖州市"),
        .init(digits: "3306", name: "绍兴市"),
      ]))

  struct Parts: CustomTestStringConvertible, Sendable {
    let why: String
    let text: String
    let core: String
    var form: LegalForm?
    var place = ""
    var testDescription: String { why }
  }

  @Test(
    "is taken apart",
    arguments: [
      Parts(
        why: "place, brand and trade, form", text: "湖州棠沅琰五金有限公司", core: "棠沅琰五金", form: .limited,
        place: "3305"),
      Parts(
        why: "a chain of places: the finest", text: "浙江省湖州市南浔区棠沅琰五金厂", core: "棠沅琰五金",
        form: .factory, place: "330503"),
      Parts(
        why: "a place in brackets, wide", text: "棠沅琰（德清）五金有限责任公司", core: "棠沅琰五金",
        form: .limited, place: "330521"),
      Parts(
        why: "brackets around what is no place", text: "棠沅琰(中国)股份有限公司", core: "棠沅琰中国",
        form: .jointStock),
      Parts(
        why: "a county that is not in the prefecture before it ends the chain",
        text: "湖州上虞五金店", core: "上虞五金", form: .shop, place: "3305"),
      Parts(
        why: "a brand that begins like a county", text: "德清源农业有限公司", core: "德清源农业",
        form: .limited),
      Parts(
        why: "the same however the county is spelled", text: "湖州市德清县源农业有限公司", core: "德清源农业",
        form: .limited, place: "3305"),
      Parts(
        why: "a brand of two characters behind the county", text: "德清源泉农业有限公司", core: "源泉农业",
        form: .limited, place: "330521"),
      Parts(
        why: "a trade that begins with 市", text: "湖州市政工程有限公司", core: "市政工程", form: .limited,
        place: "3305"),
      Parts(
        why: "the same behind the whole place", text: "湖州市市政工程有限公司", core: "市政工程",
        form: .limited, place: "3305"),
      Parts(why: "a market", text: "湖州市场服务中心", core: "市场服务中心", place: "3305"),
      Parts(
        why: "a town", text: "湖州南浔区练市镇棠沅五金厂", core: "棠沅五金", form: .factory,
        place: "330503102"),
      Parts(
        why: "a town alone", text: "练市镇棠沅五金厂", core: "棠沅五金", form: .factory, place: "330503102"),
      Parts(
        why: "a town without its 镇 is a brand as well", text: "南浔练市棠沅五金厂", core: "练市棠沅五金",
        form: .factory, place: "330503"),
      Parts(
        why: "a town's name that two counties have", text: "城关镇棠沅五金厂", core: "城关镇棠沅五金",
        form: .factory),
      Parts(
        why: "the same behind its county", text: "德清城关镇棠沅五金厂", core: "棠沅五金", form: .factory,
        place: "330521199"),
      Parts(
        why: "a zone is no town by its name", text: "经济开发区棠沅五金厂", core: "经济开发区棠沅五金",
        form: .factory),
      Parts(
        why: "a remark in brackets", text: "棠沅琰五金厂（普通合伙）", core: "棠沅琰五金", form: .factory),
      Parts(
        why: "a remark about capital", text: "棠沅琰(中外合资)有限公司", core: "棠沅琰", form: .limited),
      Parts(
        why: "a branch keeps what makes it one", text: "棠沅琰五金有限公司湖州分公司",
        core: "棠沅琰五金湖州分公司", form: .limited),
      Parts(
        why: "a shop of a company is no company", text: "棠沅琰五金有限公司经营部", core: "棠沅琰五金经营部",
        form: .limited),
      Parts(why: "a head office", text: "棠沅琰总公司", core: "棠沅琰总公司"),
      Parts(why: "wide letters and digits", text: "ａｂ１２３有限公司", core: "AB123", form: .limited),
      Parts(why: "spaces and dots", text: " 棠 沅\u{3000}琰·五金 ", core: "棠沅琰五金"),
      Parts(why: "nothing but a place and a form", text: "湖州有限公司", core: "湖州", form: .limited),
      Parts(why: "nothing but brackets", text: "（）", core: ""),
    ])
  func parts(_ parts: Parts) {
    let name = FirmName(parts.text, places: Self.places)
    #expect(name.core == parts.core)
    #expect(name.form == parts.form)
    #expect(name.place == parts.place)
  }

  @Test(
    "is a trade or a number alone, or has a brand",
    arguments: [
      ("湖州第一建设有限公司", true), ("劳务公司", true), ("湖州市汽车运输有限公司", true), ("湖州第十二建筑工程", true),
      ("湖州塑料二厂", true), ("湖州棠沅建设有限公司", false), ("第一棠建设有限公司", false), ("第建设有限公司", false),
      ("（）", true), ("湖州实木地板有限公司", true), ("大药房", true), ("预拌混凝土有限公司", true), ("人工智能有限公司", true),
    ])
  func tradeAlone(name: String, isTrade: Bool) {
    #expect(FirmName(name, places: Self.places).isTradeAlone == isTrade)
  }

  @Test("folded twice is folded once, whatever it is made of", arguments: 0..<400)
  func idempotent(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let pieces = [
      "湖州", "浙江省", "（", "）", "(", ")", "【", "】", " ", "\u{3000}", "有限公司", "股份", "厂", "店", "棠沅",
      "琰", "ＡＢ", "a", "１", "·", "分公司", "普通合伙", "南浔区", "中外合资", "\u{FEFF}", "\u{E000}", "é",
    ]
    var text = ""
    for _ in 0..<Int.random(in: 0...9, using: &random) {
      text += pieces.randomElement(using: &random) ?? ""
    }
    let once = FirmName(text, places: Self.places)
    let twice = FirmName(once.key, places: Self.places)
    #expect(twice.key == once.key)
    #expect(twice.stem == once.stem)
    #expect(FirmName(text + "\u{3000} ", places: Self.places) == once)
    #expect(
      FirmName(text.replacing("(", with: "（").replacing(")", with: "）"), places: Self.places)
        == once)
  }
}
