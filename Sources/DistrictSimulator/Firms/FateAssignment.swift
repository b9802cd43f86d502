import WageDomain

/// Decides which firms come to owe wages, why and when, and who only looks as if.
struct FateAssignment {
  let parameters: SimulationParameters
  private var draw: Draw
  private var world: World { parameters.setting }
  private var noise: Noise { parameters.setting.noise }

  init(_ parameters: SimulationParameters) {
    self.parameters = parameters
    draw = Draw(parameters.seed, .shuffle)
  }

  /// Exactly the share that the parameters ask for, as far as there are enough firms.
  mutating func assign(firms: inout [SimulatedFirm], projects: inout [SimulatedProject]) {
    var wanted = parameters.firms.permille(parameters.distressPermille)
    let upstream = (wanted * world.sites.upstreamPermille + 999) / 1000
    wanted -= failProjects(atMost: upstream, firms: &firms, projects: &projects)
    let onSites = Set(projects.flatMap { [$0.contractor] + $0.employers })
    var candidates = firms.indices.filter {
      $0 < parameters.firms && firms[$0].fate.kind == .steady && firms[$0].persons >= 4
        && !onSites.contains($0)
        && firms[$0].firstMonth == parameters.firstMonth
    }
    draw.shuffle(&candidates)
    let timing = FateTiming(parameters)
    timing.putVictimsFirst(&candidates, firms: firms, wanted: wanted)
    // The other causes: 40 in 100 lost orders, 40 cash, 20 owner left.
    let causes: [Fate.Kind] = [.lostOrders, .cashFlow, .ownerLeft, .cashFlow, .lostOrders]
    let offsets = unpaidOffsets(wanted)
    for (place, index) in candidates.prefix(wanted).enumerated() {
      distress(
        &firms[index], causes[place % causes.count],
        unpaidOffset: timing.unpaidOffset(offsets[place], firms[index]))
    }
    let games = GameAssignment(parameters)
    for index in candidates.dropFirst(wanted) {
      trouble(&firms[index])
      games.assign(&firms[index])
    }
    FateBlur(parameters).blur(firms: &firms, projects: &projects)
  }

  /// The first unpaid months, spread evenly from the sixth month to the one after the last, in any
  /// order.
  private mutating func unpaidOffsets(_ count: Int) -> [Int] {
    let first = min(5, parameters.months - 1)
    var offsets = (0..<max(0, count)).map { place in
      first + (place * 1000 + draw.below(1000)) * (parameters.months - first + 1) / (count * 1000)
    }
    draw.shuffle(&offsets)
    return offsets
  }

  /// Projects whose owner stops paying take their contractor and its labour firms with them.
  ///
  /// - Returns: the firms concerned.
  private mutating func failProjects(
    atMost wanted: Int, firms: inout [SimulatedFirm], projects: inout [SimulatedProject]
  ) -> Int {
    var count = 0
    var order = Array(projects.indices)
    draw.shuffle(&order)
    for place in order where count < wanted {
      let concerned = Set([projects[place].contractor] + projects[place].employers)
      let last = projects[place].lastActiveMonth(within: parameters)
      let free = concerned.allSatisfy { index in
        firms[index].fate.kind == .steady && firms[index].firstMonth == parameters.firstMonth
          && projects.count { $0.concerns(index) } == 1
      }
      let first = parameters.firstMonth.adding(months: min(5, parameters.months - 1))
      guard free, last >= first, projects[place].startedOn.month < parameters.firstMonth
      else { continue }
      let offset =
        first.months(since: parameters.firstMonth) + draw.below(last.months(since: first) + 1)
      let lead = draw.within(2...4)
      for index in concerned.sorted() {
        distress(&firms[index], .upstream, unpaidOffset: offset, lead: lead)
        firms[index].fate.project = place
      }
      projects[place].failsFrom = firms[projects[place].contractor].fate.onset
      projects[place].firstUnpaidMonth = firms[projects[place].contractor].fate.firstUnpaidMonth
      count += concerned.count
    }
    return count
  }

  private mutating func distress(
    _ firm: inout SimulatedFirm, _ kind: Fate.Kind, unpaidOffset: Int, lead: Int? = nil
  ) {
    let usual =
      switch kind {
      case .lostOrders: draw.within(3...6)
      case .cashFlow: draw.within(4...8)
      case .upstream: lead ?? 3
      default: 0
      }
    let unpaid = parameters.firstMonth.adding(months: unpaidOffset)
    let onset = max(unpaid.adding(months: -usual), parameters.firstMonth.adding(months: 1))
    var fate = Fate(kind: kind, onset: min(onset, unpaid), firstUnpaidMonth: unpaid)
    fate.floor = draw.within(280...560)
    setHabits(&fate)
    if draw.chance(noise.complains) { fate.complaintAfterDays = draw.within(noise.complaintDelay) }
    fate.complainants = min(firm.persons, 1 + draw.below(12) * draw.below(12) / 4)
    fate.owedFenPerWorker = (firm.wageFen * 2).permille(920 + draw.below(180))
    firm.fate = fate
  }

  private mutating func setHabits(_ fate: inout Fate) {
    let often =
      switch fate.kind {
      case .cashFlow: (bills: 850, tax: 800, insurance: 850, late: 600)
      case .upstream: (bills: 250, tax: 300, insurance: 500, late: 700)
      case .ownerLeft: (bills: 500, tax: 750, insurance: 400, late: 150)
      default: (bills: 550, tax: 400, insurance: 600, late: 500)
      }
    fate.fallsBehindWithBills = draw.chance(often.bills)
    fate.fallsBehindWithTax = draw.chance(often.tax)
    fate.fallsBehindWithInsurance = draw.chance(often.insurance)
    fate.paysLateBefore = draw.chance(often.late)
  }

  /// Firms that look like trouble and pay: in a calm district 2.5 in 100 recover, 3 shrink, 5 pay
  /// late once.
  private mutating func trouble(_ firm: inout SimulatedFirm) {
    let roll = draw.below(1000)
    let offset = draw.within(1...(parameters.months - 1))
    let month = parameters.firstMonth.adding(months: offset)
    let shrinking = noise.recovered + noise.shrinking
    switch roll {
    case 0..<noise.recovered:
      firm.fate = Fate(kind: .recovered, onset: month)
      firm.fate.floor = draw.within(noise.recoveredFloor)
      setHabits(&firm.fate)
    case noise.recovered..<shrinking:
      firm.fate = Fate(
        kind: .shrinking, onset: parameters.firstMonth.adding(months: draw.below(offset + 1)))
    case shrinking..<(shrinking + noise.paidLateOnce):
      firm.fate.late = (month, draw.within(5...20))
    default: break
    }
  }
}
