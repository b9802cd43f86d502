import WageDomain

/// Makes the firms of a district, in the order of their index.
struct FirmFactory {
  let parameters: SimulationParameters
  let world: World
  private var place: Place { world.place }
  private var nextAccount = 0
  /// Premises of closed firms that a later firm may take over, with the month they fall free.
  private var vacant: [(account: String, from: Month)] = []

  init(_ parameters: SimulationParameters) {
    self.parameters = parameters
    world = parameters.setting
  }

  /// The registered firms, then a few that only utilities and tax know: their codes are not in the
  /// register.
  mutating func firms() -> [SimulatedFirm] {
    let outsiders = max(1, parameters.firms / 400)
    return (0..<(parameters.firms + outsiders)).compactMap { firm($0) }
  }

  private mutating func firm(_ index: Int) -> SimulatedFirm? {
    let seed = parameters.seed
    var draw = Draw(seed, .firm, index)
    let trade = world.trades[draw.index(weights: world.trades.map(\.weight))]
    let size = draw.index(weights: trade.premises.sizeWeights)
    let low = Trade.sizeClasses[size]
    // The smaller of two draws: within a class small firms are the more frequent ones.
    let persons = min(draw.within(low), draw.within(low))
    let isPersonal = persons < 12 && trade.premises != .site && draw.chance(350)
    let registrar = place.registrars[draw.index(weights: place.registrars.map(\.weight))].digits
    let kind: Substring = isPersonal ? "92" : draw.chance(12) ? "93" : "91"
    guard
      let code = InventedNames.creditCode(index, seed: seed, kind: kind, registrar: registrar)
    else { return nil }
    let brand = InventedNames.brand(index, seed: seed)
    let name = name(brand, trade: trade, kind: kind, &draw)
    let start = start(&draw)
    var firm = SimulatedFirm(
      index: index, code: code, codeText: Array(code.text.utf8), name: name, brand: brand,
      trade: trade, town: place.towns[draw.index(weights: place.towns.map(\.weight))].code,
      persons: persons, registeredOn: start.registeredOn,
      capitalYuan: 10_000 * max(1, persons * draw.within(3...40) / 10),
      representative: InventedNames.person(&draw), firstMonth: start.month,
      payDay: draw.pick([8, 10, 10, 10, 12, 15, 15, 15]), payPattern: payPattern(persons, &draw),
      wageFen: (trade.wageYuan * 100).permille(1000 + draw.bell(110)),
      insuredPermille: persons < 12 ? draw.within(500...900) : draw.within(720...980),
      intensity: draw.within(550...1100) + draw.below(900) * draw.below(1000) / 1000,
      salesIntensity: draw.within(600...1500),
      paysBillsLate: draw.chance(world.noise.behindWithBills),
      electricity: [], water: [], gas: [])
    addAccounts(&firm)
    close(&firm)
    return firm
  }

  private func name(_ brand: String, trade: Trade, kind: Substring, _ draw: inout Draw) -> String {
    let word = draw.pick(trade.words)
    let prefix = place.namePrefixes[draw.index(weights: place.namePrefixes.map(\.weight))].text
    if kind == "92" {
      return "湖州南浔" + brand + word + (trade.premises == .factory ? "厂" : "经营部")
    }
    if kind == "93" { return prefix + brand + word + "专业合作社" }
    switch draw.below(100) {
    case 0..<6: return "\(brand)（\(place.bracketPlace)）\(word)有限公司"
    case 6..<10: return "\(brand)(\(place.bracketPlace))\(word)有限公司"
    case 10..<14 where trade.premises == .factory: return prefix + brand + word + "厂"
    case 14..<18: return prefix + brand + word + "股份有限公司"
    default: return prefix + brand + word + "有限公司"
    }
  }

  /// Most firms are there before the period; some 6 in 100 open within it.
  private func start(_ draw: inout Draw) -> (month: Month, registeredOn: Day) {
    let first = parameters.firstMonth
    if draw.chance(60) {
      let month = first.adding(months: draw.within(1...(parameters.months - 1)))
      return (month, month.firstDay.adding(days: -draw.within(0...50)))
    }
    let years = draw.below(18) * draw.below(18) / 17
    return (first, first.firstDay.adding(days: -(40 + years * 365 + draw.below(365))))
  }

  private func payPattern(_ persons: Int, _ draw: inout Draw) -> SimulatedFirm.PayPattern {
    if persons >= 10, draw.chance(60) { return .twice }
    return persons > 15 || (persons > 8 && draw.chance(400)) ? .batches : .once
  }

  private mutating func addAccounts(_ firm: inout SimulatedFirm) {
    var draw = Draw(parameters.seed, .accounts, firm.index)
    let many = firm.persons <= 5 ? 1 : firm.persons <= 20 ? 2 : 3
    firm.electricity = accounts(many, prefix: "3305", &draw)
    firm.water = accounts(firm.persons > 7 ? 2 : 1, prefix: "08", &draw)
    if draw.chance(firm.trade.gasPermille) { firm.gas = accounts(1, prefix: "61", &draw) }
    if firm.firstMonth > parameters.firstMonth, draw.chance(400),
      let free = vacant.firstIndex(where: { $0.from < firm.firstMonth })
    {
      let account = vacant.remove(at: free).account
      firm.electricity[0] = UtilityAccount(number: account, share: firm.electricity[0].share)
    }
  }

  private mutating func accounts(
    _ count: Int, prefix: String, _ draw: inout Draw
  ) -> [UtilityAccount] {
    let shares = [[1000], [820, 180], [640, 250, 110]][count - 1]
    return shares.map { share in
      var account = UtilityAccount(number: number(prefix), share: share)
      if draw.chance(15) {
        let month = parameters.firstMonth.adding(months: draw.within(1...(parameters.months - 1)))
        account.change = (number(prefix), month)
      }
      switch draw.below(1000) {
      case 0..<12: account.code = .sometimesMissing
      case 12..<16: account.code = .nameOnly
      case 16..<(16 + world.dirt.mangledNames): account.code = .mangledName
      default: break
      }
      return account
    }
  }

  private mutating func number(_ prefix: String) -> String {
    nextAccount += 1
    return prefix + InventedNames.serial(nextAccount, width: 7, seed: parameters.seed)
  }

  /// Some 4 in 100 close or move away within the period, all wages paid.
  private mutating func close(_ firm: inout SimulatedFirm) {
    var draw = Draw(parameters.seed, .fate, firm.index)
    guard firm.firstMonth == parameters.firstMonth, firm.persons < 200, draw.chance(40) else {
      return
    }
    let last = parameters.firstMonth.adding(months: draw.within(1...(parameters.months - 2)))
    firm.fate.kind = .closing
    firm.fate.lastMonth = last
    firm.fate.onset = last.adding(months: -2)
    if let account = firm.electricity.first, account.change == nil {
      vacant.append((account.number, last))
    }
  }
}
