import Testing
import WageDomain

@Suite("The one firm of a name")
struct FirmNameIndexTests {
  private static let county = CountyCode("330503")
  private static let elsewhere = CountyCode("330521")

  private static let index = {
    var index = FirmNameIndex(places: FirmNameTests.places)
    let firms: [(name: String, county: CountyCode?)] = [
      ("湖州棠沅琰五金有限公司", nil), ("德清县岚芷纺织有限公司", nil), ("湖州岚芷纺织有限公司", nil),
      ("砚霁（湖州）家具有限公司", nil), ("湖州燃料有限公司", nil), ("蘅煜门窗厂", county),
      ("蘅煜门窗厂", elsewhere), ("湖州笙墨包装有限公司", county), ("笙墨物流有限公司湖州分公司", nil),
      ("浙江棠墨门窗有限公司", county), ("湖州第一建筑工程有限公司", nil), ("霁蘅劳务有限公司", nil),
    ]
    for (number, firm) in firms.enumerated() {
      index.add(firm.name, firm: Int32(number + 1), code: UInt128(number), county: firm.county)
    }
    return index
  }()

  struct Row: CustomTestStringConvertible, Sendable {
    let why: String
    let name: String
    var county: CountyCode?
    /// 0 for none, -1 for several.
    let firm: Int32
    var testDescription: String { why }
  }

  @Test(
    "is found where only the form differs",
    arguments: [
      Row(why: "as it is", name: "湖州棠沅琰五金有限公司", firm: 1),
      Row(why: "spaces", name: "湖州棠沅琰 五金有限公司", firm: 1),
      Row(why: "the place's 市, the form's 责任", name: "湖州市棠沅琰五金有限责任公司", firm: 1),
      Row(why: "the province before it", name: "浙江省湖州棠沅琰五金有限公司", firm: 1),
      Row(why: "no form", name: "湖州棠沅琰五金", firm: 1),
      Row(why: "no place", name: "棠沅琰五金有限公司", firm: 1),
      Row(why: "neither", name: "棠沅琰五金", firm: 1),
      Row(why: "公司 for 有限公司", name: "湖州棠沅琰五金公司", firm: 1),
      Row(why: "the place in brackets", name: "棠沅琰(湖州)五金有限公司", firm: 1),
      Row(why: "the place no longer in brackets", name: "砚霁湖州家具有限责任公司", firm: 4),
      Row(why: "another form", name: "湖州棠沅琰五金厂", firm: 0),
      Row(why: "another place", name: "德清棠沅琰五金有限公司", firm: 0),
      Row(why: "the place of the exact name decides", name: "岚芷纺织有限公司", firm: -1),
      Row(why: "one of two in its place", name: "德清岚芷纺织", firm: 2),
      Row(why: "a place within the other's, unproven", name: "南浔棠沅琰五金有限公司", firm: 0),
      Row(why: "a place within the other's that is not stated", name: "南浔笙墨包装有限公司", firm: 0),
      Row(
        why: "both places stated, the finer one where the firm is", name: "湖州南浔笙墨包装有限公司",
        firm: 8),
      Row(why: "a prefecture for the province, both stated", name: "湖州棠墨门窗有限公司", firm: 0),
      Row(why: "the prefecture beside the province", name: "浙江湖州棠墨门窗有限公司", firm: 10),
      Row(why: "the province in brackets, the prefecture before", name: "湖州棠墨门窗（浙江）有限公司", firm: 10),
      Row(why: "the province left out", name: "棠墨门窗有限公司", firm: 10),
      Row(why: "a trade alone without its place", name: "第一建筑工程有限公司", firm: 0),
      Row(why: "a trade alone without its form", name: "湖州第一建筑工程", firm: 0),
      Row(why: "a trade alone, a company of any kind", name: "湖州第一建筑工程公司", firm: 0),
      Row(why: "a trade alone, place and form respelled", name: "湖州市第一建筑工程有限责任公司", firm: 11),
      Row(why: "a brand before the trade", name: "霁蘅劳务", firm: 12),
      Row(why: "characters lost, the same in the register", name: "湖州\u{FFFD}沅琰五金有限公司", firm: 0),
      Row(why: "a core of two characters without its place", name: "燃料有限公司", firm: 0),
      Row(why: "a core of two characters with it", name: "湖州市燃料有限公司", firm: 5),
      Row(why: "one name in two counties", name: "蘅煜门窗厂", firm: -1),
      Row(
        why: "one name in two counties, the row's own", name: "蘅煜门窗厂", county: elsewhere, firm: 7),
      Row(why: "not the county of the row", name: "湖州笙墨包装", county: elsewhere, firm: 0),
      Row(why: "a branch is not its parent", name: "笙墨物流有限公司", firm: 0),
      Row(why: "a branch without the form", name: "笙墨物流湖州分公司", firm: 9),
      Row(why: "two characters swapped", name: "湖州沅棠琰五金有限公司", firm: 0),
      Row(why: "nothing", name: " （） ", firm: 0),
    ])
  func match(_ row: Row) {
    switch Self.index.match(row.name, county: row.county) {
    case .one(let firm, _): #expect(firm == row.firm)
    case .several: #expect(row.firm == -1)
    case .none: #expect(row.firm == 0)
    }
  }

  @Test("goes by the names and places that were known on the day, whenever they were heard of")
  func byDay() {
    var index = FirmNameIndex(places: FirmNameTests.places)
    let name = "湖州笙墨包装有限公司"
    index.add(name, firm: 1, code: 1, county: Self.elsewhere, since: 20)
    index.add(name, firm: 2, code: 2, county: nil, since: 30)
    #expect(index.match(name, on: 19) == .none)
    #expect(index.match(name, on: 20).firm == 1)
    #expect(index.match(name, on: 30) == .several)
    // A file known earlier comes late; the firm moves on day 25.
    index.add(name, firm: 1, code: 1, county: Self.elsewhere, since: 10)
    index.place(1, in: Self.elsewhere, since: 25)
    index.place(1, in: Self.county, since: 10)
    #expect(index.match(name, on: 10).firm == 1)
    #expect(index.match(name, county: Self.county, on: 24).firm == 1)
    #expect(index.match(name, county: Self.county, on: 25) == .none)
    #expect(index.match(name, county: Self.elsewhere, on: 25).firm == 1)
    #expect(index.match(name, on: 30) { _ in 1 }.firm == 1)
    #expect(index.days(of: name) == [10, 25, 30])
  }

  @Test("What names of two other firms end in is a trade from the second one's day on")
  func commonTail() {
    var index = FirmNameIndex(places: FirmNameTests.places)
    let trade = FirmName("冷却塔有限公司", places: FirmNameTests.places)
    index.add("湖州冷却塔有限公司", firm: 1, code: 1, county: nil, since: 10)
    #expect(index.match("冷却塔有限公司").firm == 1 && index.tellsOneFirm(trade))
    index.add("湖州棠沅冷却塔有限公司", firm: 2, code: 2, county: nil, since: 20)
    index.add("湖州棠沅冷却塔厂", firm: 2, code: 2, county: nil, since: 25)
    #expect(index.match("冷却塔有限公司").firm == 1, "one other firm, under two names")
    index.add("德清岚芷冷却塔厂", firm: 3, code: 3, county: nil, since: 30)
    #expect(index.match("冷却塔有限公司", on: 29).firm == 1)
    #expect(index.match("冷却塔有限公司", on: 30) == .none)
    #expect(index.match("湖州市冷却塔有限责任公司").firm == 1, "place and form stated")
    #expect(index.days(of: "冷却塔有限公司") == [10, 30])
    #expect(!index.tellsOneFirm(trade))
    let whole = FirmName("湖州冷却塔有限公司", places: FirmNameTests.places)
    #expect(index.tellsOneFirm(whole))
    // A file known earlier comes late.
    index.add("德清岚芷冷却塔厂", firm: 3, code: 3, county: nil, since: 15)
    #expect(index.match("冷却塔有限公司", on: 19).firm == 1)
    #expect(index.match("冷却塔有限公司", on: 20) == .none)
  }

  @Test("One character before a trade is no brand that names could end in")
  func shortTail() {
    var index = FirmNameIndex(places: FirmNameTests.places)
    index.add("湖州棠墨有限公司", firm: 1, code: 1, county: nil)
    index.add("沅棠墨有限公司", firm: 2, code: 2, county: nil)
    index.add("琰棠墨有限公司", firm: 3, code: 3, county: nil)
    #expect(index.tellsOneFirm(FirmName("棠墨有限公司", places: FirmNameTests.places)))
  }

  @Test(
    "A filler names no firm, though one is registered so", arguments: ["无", "不详", "N/A", "（未知）"])
  func filler(_ text: String) {
    var index = FirmNameIndex(places: FirmNameTests.places)
    index.add(text, firm: 1, code: 1, county: nil)
    #expect(index.match(text) == .none)
    #expect(!index.tellsOneFirm(FirmName(text, places: FirmNameTests.places)))
  }

  struct Near: CustomTestStringConvertible, Sendable {
    let name: String
    var county: CountyCode?
    let firm: Int32?
    var reason: MatchReason?
    var isPlaceInDoubt = false
    var testDescription: String { name }
  }

  @Test(
    "is suggested with its reason where more differs",
    arguments: [
      Near(name: "湖州沅棠琰五金有限公司", firm: 1, reason: .transposed("沅棠")),
      Near(
        name: "湖州棠沅琰五全有限公司", firm: 1, reason: .oneCharacter(found: "全", expected: "金")),
      Near(name: "湖州棠沅五金有限公司", firm: 1, reason: .oneCharacter(found: "", expected: "琰")),
      Near(name: "湖州棠沅琰五金厂", firm: 1, reason: .otherForm),
      Near(name: "绍兴棠沅琰五金有限公司", firm: 1, reason: .otherPlace, isPlaceInDoubt: true),
      Near(name: "岚芷纺织有限公司", firm: 3, reason: .otherPlace),
      Near(name: "湖州棠墨门窗有限公司", firm: 10, reason: .otherPlace, isPlaceInDoubt: true),
      Near(name: "第一建筑工程有限公司", firm: 11, reason: .tradeAlone("第一建筑工程")),
      Near(name: "第一建筑工程厂", firm: 11, reason: .tradeAlone("第一建筑工程")),
      Near(name: "蘅煜门窗厂", firm: 6, reason: .sameName(isShared: true)),
      Near(name: "绍兴棠沅琰五金", firm: 1, reason: .otherPlace, isPlaceInDoubt: true),
      Near(
        name: "湖川棠沅琰五金有限公司", firm: 1, reason: .oneCharacter(found: "川", expected: "州"),
        isPlaceInDoubt: true),
      Near(name: "州湖棠沅琰五金有限公司", firm: 1, reason: .transposed("州湖"), isPlaceInDoubt: true),
      Near(name: "湖州笙墨包装有限公司", county: elsewhere, firm: 9),
      Near(name: "全然不同", firm: nil),
      Near(name: "", firm: nil),
    ])
  func suggestion(_ near: Near) {
    let found = NameSuggestions(Self.index).nearest(to: near.name, county: near.county)
    #expect(found.first?.firm == near.firm)
    #expect((found.first?.isPlaceInDoubt ?? false) == near.isPlaceInDoubt)
    if let reason = near.reason { #expect(found.first?.reason == reason) }
  }

  @Test("suggestions of firms in the row's county come first; each firm comes once")
  func order() {
    let suggestions = NameSuggestions(Self.index)
    let found = suggestions.nearest(to: "蘅煜门窗厂", county: Self.elsewhere).map(\.firm)
    #expect(found.prefix(2) == [7, 6])
    #expect(Set(found).count == found.count)
    #expect(suggestions.nearest(to: "湖州有限公司", limit: 3).count <= 3)
  }
}
