import WageDomain

extension ScorecardReader {
  /// The typed parameters of each kind.
  func kind(_ name: IndicatorKind.Name, _ keys: PolicyMapping) -> IndicatorKind? {
    switch name {
    case .drop: drop(keys).map(IndicatorKind.drop)
    case .arrears: arrears(keys).map(IndicatorKind.arrears)
    case .missing: missing(keys).map(IndicatorKind.missing)
    case .level: level(keys).map(IndicatorKind.level)
    case .count: count(keys).map(IndicatorKind.count)
    }
  }

  private func drop(_ keys: PolicyMapping) -> DropParameters? {
    let measure = keys.measure("measure")
    let window = keys.integer("window_periods", 1...6)
    let baseline = keys.integer("baseline_periods", 1...20)
    let history = keys.integer("minimum_history", 1...20)
    let minimum = keys.minimum("minimum_monthly_baseline", measure)
    guard let measure, let window, let baseline, let history, let minimum else { return nil }
    guard history <= baseline else {
      keys.fault(
        found: "minimum_history \(history)", expected: "at most baseline_periods, \(baseline)")
      return nil
    }
    return DropParameters(
      measure: measure, windowPeriods: window, baselinePeriods: baseline, minimumHistory: history,
      minimumMonthlyBaseline: minimum)
  }

  private func arrears(_ keys: PolicyMapping) -> ArrearsParameters? {
    let measure = keys.measure("measure")
    let scale = keys.choice("by", ArrearsParameters.Scale.self)
    let minimum = keys.minimum("minimum", measure)
    let lookBack = keys.integer("look_back_months", 1...60)
    let against = scale == .share ? against(keys, unit: measure?.unit) : nil
    guard let measure, let scale, let minimum, let lookBack else { return nil }
    guard scale != .share || against != nil else { return nil }
    return ArrearsParameters(
      measure: measure, scale: scale, minimum: minimum, lookBackMonths: lookBack, against: against)
  }

  private func missing(_ keys: PolicyMapping) -> MissingParameters? {
    let measure = keys.measure("measure")
    let history = keys.integer("history_months", 1...36)
    let present = keys.integer("present_months", 1...36)
    let forget = keys.integer("forget_after_months", 1...36)
    guard let measure, let history, let present, let forget else { return nil }
    guard present <= history else {
      keys.fault(
        found: "present_months \(present)", expected: "at most history_months, \(history)")
      return nil
    }
    return MissingParameters(
      measure: measure, historyMonths: history, presentMonths: present, forgetAfterMonths: forget)
  }

  private func level(_ keys: PolicyMapping) -> LevelParameters? {
    let measure = keys.measure("measure")
    let months = keys.integer("months", 1...12)
    guard keys.optional("against") != nil else {
      guard let measure, let months else { return nil }
      return LevelParameters(measure: measure, months: months, against: nil)
    }
    let against = against(keys, unit: measure?.unit)
    guard let measure, let months, let against else { return nil }
    return LevelParameters(measure: measure, months: months, against: against)
  }

  private func against(_ keys: PolicyMapping, unit: Measure.Unit?) -> Against? {
    keys.mapping("against") { against in
      let measure = against.measure("measure")
      let months = against.integer("months", 1...24)
      let minimum = against.minimum("minimum", measure)
      guard let measure, let months, let minimum else { return nil }
      guard unit == nil || measure.unit == unit else {
        against.fault(
          found: "\(measure.name) in \(measure.unit.rawValue)",
          expected: "a measure in \(unit?.rawValue ?? "")")
        return nil
      }
      return Against(measure: measure, months: months, minimum: minimum)
    }
  }

  private func count(_ keys: PolicyMapping) -> CountParameters? {
    let feed = keys.choice("feed", CountedFeed.self)
    let persons = keys.list("persons") { item in
      item.mapping { weight in
        let atLeast = weight.integer("at_least", 1...1_000_000)
        let weight = weight.integer("weight", 1...1000)
        guard let atLeast, let weight else { return nil as CountParameters.PersonsWeight? }
        return .init(atLeast: Int64(atLeast), weight: weight)
      }
    }
    let ages = keys.list("ages") { item in
      item.mapping { age in
        let withinDays = age.integer("within_days", 1...3660)
        let weight = age.integer("weight", 1...1000)
        guard let withinDays, let weight else { return nil as CountParameters.AgeWeight? }
        return .init(withinDays: withinDays, weight: weight)
      }
    }
    guard let feed, let persons, let ages else { return nil }
    return keys.checked {
      () throws(ScorecardFault) in
      try CountParameters(feed: feed.feed, persons: persons, ages: ages)
    }
  }
}

/// The feeds whose rows are dated events.
private enum CountedFeed: String, CaseIterable {
  case complaints

  var feed: Feed { .complaints }
}

extension PolicyMapping {
  fileprivate func measure(_ key: String) -> Measure? { required(key)?.measure() }

  /// A quantity in the measure's unit, at least one of what is stored.
  fileprivate func minimum(_ key: String, _ measure: Measure?) -> Int64? {
    guard let node = required(key), let measure else { return nil }
    guard let value = node.quantity(measure.unit) else { return nil }
    guard value >= 1 else {
      node.fault(expected: "more than nothing")
      return nil
    }
    return value
  }
}
