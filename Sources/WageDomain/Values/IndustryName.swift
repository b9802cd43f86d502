/// Names of the national industry classification.
///
/// - Source: GB/T 4754-2017, sections A-T and divisions 01-97; the English is ours.
public enum IndustryName {
  /// The name of the code's division, of its section when it is a letter alone.
  public static func name(of code: IndustryCode) -> Bilingual? {
    guard let division = code.division else { return sections[code.section] }
    guard (1...divisions.count).contains(division) else { return nil }
    let name = divisions[division - 1]
    return Bilingual(zh: name.0, en: name.1)
  }

  private static let sections: [Character: Bilingual] = [
    "A": Bilingual(zh: "农、林、牧、渔业", en: "agriculture, forestry and fishing"),
    "B": Bilingual(zh: "采矿业", en: "mining"),
    "C": Bilingual(zh: "制造业", en: "manufacturing"),
    "D": Bilingual(zh: "电力、热力、燃气及水生产和供应业", en: "power, heat, gas and water supply"),
    "E": Bilingual(zh: "建筑业", en: "construction"),
    "F": Bilingual(zh: "批发和零售业", en: "wholesale and retail"),
    "G": Bilingual(zh: "交通运输、仓储和邮政业", en: "transport, storage and post"),
    "H": Bilingual(zh: "住宿和餐饮业", en: "lodging and catering"),
    "I": Bilingual(zh: "信息传输、软件和信息技术服务业", en: "information and software"),
    "J": Bilingual(zh: "金融业", en: "finance"),
    "K": Bilingual(zh: "房地产业", en: "real estate"),
    "L": Bilingual(zh: "租赁和商务服务业", en: "leasing and business services"),
    "M": Bilingual(zh: "科学研究和技术服务业", en: "research and technical services"),
    "N": Bilingual(zh: "水利、环境和公共设施管理业", en: "water, environment and public facilities"),
    "O": Bilingual(zh: "居民服务、修理和其他服务业", en: "household, repair and other services"),
    "P": Bilingual(zh: "教育", en: "education"),
    "Q": Bilingual(zh: "卫生和社会工作", en: "health and social work"),
    "R": Bilingual(zh: "文化、体育和娱乐业", en: "culture, sport and entertainment"),
    "S": Bilingual(zh: "公共管理、社会保障和社会组织", en: "public administration and organisations"),
    "T": Bilingual(zh: "国际组织", en: "international organisations"),
  ]

  /// Division 01 first.
  private static let divisions: [(String, String)] = [
    ("农业", "farming"), ("林业", "forestry"), ("畜牧业", "animal husbandry"), ("渔业", "fishing"),
    ("农、林、牧、渔专业及辅助性活动", "services to agriculture"),
    ("煤炭开采和洗选业", "coal mining"), ("石油和天然气开采业", "oil and gas extraction"),
    ("黑色金属矿采选业", "ferrous ore mining"), ("有色金属矿采选业", "non-ferrous ore mining"),
    ("非金属矿采选业", "non-metal ore mining"), ("开采专业及辅助性活动", "services to mining"),
    ("其他采矿业", "other mining"),
    ("农副食品加工业", "farm produce processing"), ("食品制造业", "food"),
    ("酒、饮料和精制茶制造业", "drinks and tea"), ("烟草制品业", "tobacco"), ("纺织业", "textiles"),
    ("纺织服装、服饰业", "clothing"), ("皮革、毛皮、羽毛及其制品和制鞋业", "leather and footwear"),
    ("木材加工和木、竹、藤、棕、草制品业", "wood and bamboo"), ("家具制造业", "furniture"),
    ("造纸和纸制品业", "paper"), ("印刷和记录媒介复制业", "printing"),
    ("文教、工美、体育和娱乐用品制造业", "stationery, crafts, sports and toys"),
    ("石油、煤炭及其他燃料加工业", "fuel processing"),
    ("化学原料和化学制品制造业", "chemicals"), ("医药制造业", "medicines"),
    ("化学纤维制造业", "chemical fibres"), ("橡胶和塑料制品业", "rubber and plastics"),
    ("非金属矿物制品业", "non-metal mineral products"),
    ("黑色金属冶炼和压延加工业", "ferrous metals"), ("有色金属冶炼和压延加工业", "non-ferrous metals"),
    ("金属制品业", "metal products"), ("通用设备制造业", "general machinery"),
    ("专用设备制造业", "special machinery"), ("汽车制造业", "motor vehicles"),
    ("铁路、船舶、航空航天和其他运输设备制造业", "other transport equipment"),
    ("电气机械和器材制造业", "electrical machinery"),
    ("计算机、通信和其他电子设备制造业", "computers and electronics"), ("仪器仪表制造业", "instruments"),
    ("其他制造业", "other manufacturing"), ("废弃资源综合利用业", "recycling"),
    ("金属制品、机械和设备修理业", "repair of machinery"),
    ("电力、热力生产和供应业", "power and heat supply"), ("燃气生产和供应业", "gas supply"),
    ("水的生产和供应业", "water supply"),
    ("房屋建筑业", "building construction"), ("土木工程建筑业", "civil engineering"),
    ("建筑安装业", "building installation"), ("建筑装饰、装修和其他建筑业", "decoration and other construction"),
    ("批发业", "wholesale"), ("零售业", "retail"),
    ("铁路运输业", "rail transport"), ("道路运输业", "road transport"),
    ("水上运输业", "water transport"), ("航空运输业", "air transport"),
    ("管道运输业", "pipelines"), ("多式联运和运输代理业", "forwarding"),
    ("装卸搬运和仓储业", "handling and storage"), ("邮政业", "post"),
    ("住宿业", "lodging"), ("餐饮业", "catering"),
    ("电信、广播电视和卫星传输服务", "telecommunications"),
    ("互联网和相关服务", "internet services"), ("软件和信息技术服务业", "software"),
    ("货币金融服务", "banking"), ("资本市场服务", "capital markets"), ("保险业", "insurance"),
    ("其他金融业", "other finance"), ("房地产业", "real estate"),
    ("租赁业", "leasing"), ("商务服务业", "business services"),
    ("研究和试验发展", "research"), ("专业技术服务业", "technical services"),
    ("科技推广和应用服务业", "technology promotion"),
    ("水利管理业", "water management"), ("生态保护和环境治理业", "environment"),
    ("公共设施管理业", "public facilities"), ("土地管理业", "land management"),
    ("居民服务业", "household services"), ("机动车、电子产品和日用产品修理业", "repair of goods"),
    ("其他服务业", "other services"), ("教育", "education"), ("卫生", "health"),
    ("社会工作", "social work"), ("新闻和出版业", "press and publishing"),
    ("广播、电视、电影和录音制作业", "broadcasting and film"), ("文化艺术业", "arts"),
    ("体育", "sport"), ("娱乐业", "entertainment"),
    ("中国共产党机关", "party organs"), ("国家机构", "state organs"),
    ("人民政协、民主党派", "consultative conference and parties"), ("社会保障", "social security"),
    ("群众团体、社会团体和其他成员组织", "associations"),
    ("基层群众自治组织及其他组织", "villages and neighbourhoods"), ("国际组织", "international organisations"),
  ]
}
