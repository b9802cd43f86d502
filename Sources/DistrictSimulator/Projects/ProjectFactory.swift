import WageDomain

/// Makes the building sites.
struct ProjectFactory {
  let parameters: SimulationParameters
  private let world: World

  init(_ parameters: SimulationParameters) {
    self.parameters = parameters
    world = parameters.setting
  }

  func projects(_ firms: [SimulatedFirm]) -> [SimulatedProject] {
    let builders = firms.filter {
      $0.trade.isConstruction && $0.fate.kind == .steady && $0.index < parameters.firms
        && $0.firstMonth == parameters.firstMonth
    }.sorted { ($0.persons, $1.index) > ($1.persons, $0.index) }
    guard !builders.isEmpty else { return [] }
    let count = min(max(4, parameters.firms * world.sites.perFirms / 15_000), builders.count)
    // The larger third are contractors; labour firms are drawn from the rest.
    let contractors = builders.prefix(max(1, min(count, builders.count / 3)))
    let labour = Array(builders.dropFirst(contractors.count))
    return (0..<count).map { index in
      project(index, contractor: contractors[index % contractors.count], labour: labour)
    }
  }

  private func project(
    _ index: Int, contractor: SimulatedFirm, labour: [SimulatedFirm]
  ) -> SimulatedProject {
    var draw = Draw(parameters.seed, .project, index)
    let kind = Self.kinds[draw.index(weights: Self.kinds.map(\.weight))]
    var employers = [contractor]
    for _ in 0..<draw.within(0...2) where !labour.isEmpty {
      let firm = draw.pick(labour)
      if !employers.contains(where: { $0.index == firm.index }) { employers.append(firm) }
    }
    let workers = employers.map { min(160, max(2, $0.persons.permille(draw.within(350...700)))) }
    let start = startedOn(&draw)
    let town = world.place.towns[draw.index(weights: world.place.towns.map(\.weight))]
    let brand = InventedNames.brand(parameters.firms + 5_000 + index, seed: parameters.seed)
    let year = start.year
    return SimulatedProject(
      index: index,
      code: world.place.county + InventedNames.digits(year % 100, 2)
        + InventedNames.digits(index + 1, 5),
      name: town.name + brand + draw.pick(kind.words), kind: kind.name,
      isDistrictFunded: draw.chance(kind.fundedPermille),
      approvalNo: "\(InventedNames.digits(year % 100, 2))-\(world.place.county)-04-01-"
        + InventedNames.serial(index, width: 6, seed: parameters.seed),
      permitNo: world.place.county + String(start.description.filter { $0 != "-" })
        + InventedNames.digits(index + 1, 4),
      contractor: contractor.index, employers: employers.map(\.index), workers: workers,
      owner: "湖州" + brand + (kind.fundedPermille > 500 ? "建设投资有限公司" : "置业有限公司"),
      town: town.code, contractYuan: workers.reduce(0, +) * 60_000 * draw.within(8...20) / 10,
      labourBasisPoints: draw.within(15...28) * 100, startedOn: start,
      finishedOn: start.adding(days: draw.within(540...1400)))
  }

  /// Seven in ten were begun before the period.
  private func startedOn(_ draw: inout Draw) -> Day {
    let first = parameters.firstMonth.firstDay
    return draw.chance(700)
      ? first.adding(days: -draw.within(20...400))
      : first.adding(days: draw.within(0...(parameters.months * 25)))
  }

  private static let kinds: [(name: String, weight: Int, fundedPermille: Int, words: [String])] = [
    ("housing", 38, 0, ["花园一期", "花园二期", "小区工程"]),
    ("commercial", 14, 0, ["商业中心", "广场"]),
    ("transport", 12, 600, ["公路改建工程", "桥梁工程"]),
    ("water", 8, 600, ["圩区整治工程", "河道工程"]),
    ("government", 12, 900, ["卫生院迁建工程", "小学扩建工程"]),
    ("other", 16, 0, ["标准厂房", "仓储用房"]),
  ]
}
