import WageDomain

/// One reading of the section `fast_track` of a workflow policy.
struct FastTrackReader {
  let keys: PolicyMapping

  func policy() -> FastTrackPolicy? {
    let mostPersons = keys.mapping("single") { keys -> Int? in
      let persons = keys.integer("most_persons", 1...1_000_000)
      return keys.text("source") == nil ? nil : persons
    }
    let basis = keys.mapping("amount") { keys -> (String, Bilingual, Int)? in
      let region = keys.identifier("region")
      let title = keys.bilingual("title")
      let years = keys.integer("years_back", 0...10)
      let source = keys.text("source")
      guard let region, let title, let years, source != nil else { return nil }
      return (region, title, years)
    }
    let wages = keys.optional("average_wages").map { $0.list { $0.mapping(wage) } } ?? []
    if let wages { checkOnce(wages) }
    guard let mostPersons, let (region, title, years) = basis, let wages else { return nil }
    return FastTrackPolicy(
      mostPersons: Int64(mostPersons), region: region, regionName: title, yearsBack: years,
      averageWages: wages)
  }

  private func wage(_ keys: PolicyMapping) -> AverageWage? {
    let region = keys.identifier("region")
    let year = keys.integer("year", 1978...2200)
    let amount = CriminalAmountReader.money(keys)
    let source = keys.text("source")
    guard let region, let year, let amount, let source else { return nil }
    return AverageWage(region: region, year: year, amount: amount, source: source)
  }

  private func checkOnce(_ wages: [AverageWage]) {
    var seen: Set<String> = []
    for wage in wages where !seen.insert("\(wage.region) \(wage.year)").inserted {
      keys.fault(
        found: PolicyWords.second("\(wage.region) \(wage.year)"),
        expected: Bilingual(zh: "每个地区每年一行", en: "one row a region and year"))
    }
  }
}
