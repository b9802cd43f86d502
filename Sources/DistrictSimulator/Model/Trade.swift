/// What a kind of business uses, earns and pays in a normal month, per worker.
struct Trade: Sendable {
  /// GB/T 4754-2017, letter and four digits.
  let industry: String
  /// What a firm of this trade calls itself.
  let words: [String]
  var weight: Int
  let premises: Premises
  let kilowattHours: Int
  let waterLitres: Int
  let gasCubicMetres: Int
  /// Firms of the trade that burn gas, per thousand.
  let gasPermille: Int
  let season: Season
  let wageYuan: Int
  let salesYuan: Int

  /// How large firms are and how they stand still over Spring Festival.
  enum Premises: Sendable {
    case factory, site, shop, kitchen, office

    /// Weights of the size classes in ``sizeClasses``.
    var sizeWeights: [Int] {
      switch self {
      case .factory: [340, 270, 230, 110, 40, 10]
      case .site: [240, 240, 270, 170, 65, 15]
      case .shop: [780, 150, 55, 13, 2, 0]
      case .kitchen: [560, 270, 140, 28, 2, 0]
      case .office: [600, 240, 110, 40, 9, 1]
      }
    }

    /// Days closed before and after lunar new year's day, and what still runs, per thousand.
    var festival: (before: Int, after: Int, idle: Int) {
      switch self {
      case .factory: (7, 11, 130)
      case .site: (12, 16, 60)
      case .shop: (1, 4, 450)
      case .kitchen: (1, 6, 300)
      case .office: (2, 7, 350)
      }
    }
  }

  static let sizeClasses = [3...10, 11...20, 21...50, 51...150, 151...500, 501...1600]

  var isConstruction: Bool { industry.hasPrefix("E") }

  /// Power and sales through the year, January first, per thousand of a normal month; Spring
  /// Festival comes on top.
  enum Season: Sendable {
    case textile, timber, machinery, cooling, building, shopping, even

    var permille: [Int] {
      switch self {
      case .textile: [960, 960, 1060, 1080, 1060, 980, 960, 980, 1060, 1100, 1060, 980]
      case .timber: [940, 940, 1020, 1040, 1020, 980, 940, 960, 1040, 1080, 1060, 1020]
      case .machinery: [980, 970, 1010, 1010, 1000, 1000, 1020, 1020, 1010, 1000, 1000, 1010]
      case .cooling: [1020, 980, 900, 880, 930, 1050, 1220, 1230, 1080, 920, 900, 960]
      case .building: [900, 850, 1000, 1060, 1080, 1000, 960, 960, 1060, 1100, 1080, 1020]
      case .shopping: [1100, 1060, 940, 930, 960, 1000, 1080, 1080, 1000, 980, 950, 1000]
      case .even: [1010, 990, 970, 960, 970, 1010, 1080, 1080, 1020, 970, 970, 990]
      }
    }
  }
}

extension Trade {
  /// The trades of a district of textile, timber and motor towns.
  ///
  /// - Source: assumption; wages are set so that two unpaid months come to 10,000 to 11,000 yuan a
  ///   worker (domain notes 5.1).
  static let all: [Trade] = [
    Trade(
      industry: "C1751", words: ["纺织", "织造", "丝绸", "印染"], weight: 120,
      premises: .factory, kilowattHours: 620, waterLitres: 9_000, gasCubicMetres: 22,
      gasPermille: 450, season: .textile, wageYuan: 5_250, salesYuan: 31_000),
    Trade(
      industry: "C1811", words: ["服饰", "制衣", "针织"], weight: 60, premises: .factory,
      kilowattHours: 160, waterLitres: 3_500, gasCubicMetres: 8, gasPermille: 300,
      season: .textile, wageYuan: 4_950, salesYuan: 19_000),
    Trade(
      industry: "C2034", words: ["木业", "地板", "竹木"], weight: 100, premises: .factory,
      kilowattHours: 340, waterLitres: 2_800, gasCubicMetres: 14, gasPermille: 350,
      season: .timber, wageYuan: 5_150, salesYuan: 27_000),
    Trade(
      industry: "C3812", words: ["电机", "机电", "电磁线"], weight: 70, premises: .factory,
      kilowattHours: 420, waterLitres: 2_600, gasCubicMetres: 12, gasPermille: 300,
      season: .machinery, wageYuan: 5_600, salesYuan: 42_000),
    Trade(
      industry: "C3435", words: ["电梯", "电梯配件"], weight: 30, premises: .factory,
      kilowattHours: 280, waterLitres: 2_600, gasCubicMetres: 10, gasPermille: 300,
      season: .machinery, wageYuan: 5_800, salesYuan: 45_000),
    Trade(
      industry: "C3311", words: ["金属制品", "五金", "钢结构"], weight: 70, premises: .factory,
      kilowattHours: 460, waterLitres: 2_200, gasCubicMetres: 16, gasPermille: 350,
      season: .machinery, wageYuan: 5_400, salesYuan: 36_000),
    Trade(
      industry: "C2929", words: ["塑料", "塑业", "新材料"], weight: 45, premises: .factory,
      kilowattHours: 540, waterLitres: 2_400, gasCubicMetres: 10, gasPermille: 250,
      season: .machinery, wageYuan: 5_200, salesYuan: 33_000),
    Trade(
      industry: "C1353", words: ["食品", "水产食品"], weight: 20, premises: .factory,
      kilowattHours: 380, waterLitres: 8_000, gasCubicMetres: 30, gasPermille: 700,
      season: .cooling, wageYuan: 4_900, salesYuan: 29_000),
    Trade(
      industry: "C2412", words: ["湖笔", "文具"], weight: 15, premises: .factory,
      kilowattHours: 70, waterLitres: 1_800, gasCubicMetres: 0, gasPermille: 0, season: .even,
      wageYuan: 4_700, salesYuan: 12_000),
    Trade(
      industry: "E4710", words: ["建设", "建筑工程"], weight: 35, premises: .site,
      kilowattHours: 60, waterLitres: 4_000, gasCubicMetres: 0, gasPermille: 0,
      season: .building, wageYuan: 5_700, salesYuan: 30_000),
    Trade(
      industry: "E5090", words: ["建筑劳务", "装饰工程", "市政工程"], weight: 50, premises: .site,
      kilowattHours: 40, waterLitres: 2_500, gasCubicMetres: 0, gasPermille: 0,
      season: .building, wageYuan: 5_600, salesYuan: 17_000),
    Trade(
      industry: "F5162", words: ["贸易", "物资", "建材"], weight: 90, premises: .shop,
      kilowattHours: 110, waterLitres: 1_800, gasCubicMetres: 0, gasPermille: 0,
      season: .cooling, wageYuan: 5_050, salesYuan: 55_000),
    Trade(
      industry: "F5211", words: ["商贸", "百货", "超市"], weight: 80, premises: .shop,
      kilowattHours: 210, waterLitres: 2_200, gasCubicMetres: 0, gasPermille: 0,
      season: .shopping, wageYuan: 4_700, salesYuan: 26_000),
    Trade(
      industry: "H6210", words: ["餐饮", "酒店", "餐饮管理"], weight: 65, premises: .kitchen,
      kilowattHours: 260, waterLitres: 14_000, gasCubicMetres: 55, gasPermille: 850,
      season: .shopping, wageYuan: 4_800, salesYuan: 15_000),
    Trade(
      industry: "G5430", words: ["物流", "货运", "供应链"], weight: 45, premises: .office,
      kilowattHours: 90, waterLitres: 1_900, gasCubicMetres: 0, gasPermille: 0, season: .even,
      wageYuan: 5_700, salesYuan: 28_000),
    Trade(
      industry: "O8111", words: ["汽车服务", "汽修"], weight: 30, premises: .shop,
      kilowattHours: 130, waterLitres: 5_000, gasCubicMetres: 0, gasPermille: 0,
      season: .cooling, wageYuan: 5_300, salesYuan: 18_000),
    Trade(
      industry: "L7296", words: ["商务服务", "信息咨询", "人力资源"], weight: 45,
      premises: .office, kilowattHours: 80, waterLitres: 1_600, gasCubicMetres: 0,
      gasPermille: 0, season: .cooling, wageYuan: 5_200, salesYuan: 17_000),
    Trade(
      industry: "K7020", words: ["物业服务", "物业管理"], weight: 20, premises: .office,
      kilowattHours: 150, waterLitres: 3_000, gasCubicMetres: 0, gasPermille: 0,
      season: .cooling, wageYuan: 4_500, salesYuan: 9_000),
    Trade(
      industry: "I6513", words: ["软件", "网络科技"], weight: 20, premises: .office,
      kilowattHours: 120, waterLitres: 1_500, gasCubicMetres: 0, gasPermille: 0,
      season: .cooling, wageYuan: 6_400, salesYuan: 24_000),
  ]
}
