import NightlyRun
import Testing
import WageDomain
import WageStore

@Suite("Whatever was sent in whatever order")
struct MatchPropertyTests {
  private static let day = CaseDatabase.day("2026-08-01")
  private static let firm = Firms.codes[0]
  private static let other = Firms.codes[1]

  @Test(
    "Rows that are accepted count as if they had carried the firm's code, as of any day",
    arguments: 0..<10)
  func acceptedIsCoded(seed: Int) throws {
    let deliveries = RandomDeliveries(
      seed: UInt64(seed), code: Self.firm, other: Self.other)
    let coded = try Self.desk()
    for file in deliveries.files { try Self.send(file.name, file.coded, to: coded) }
    // At the end, and in the middle: later rows follow by themselves.
    for pause in [deliveries.files.count, 1 + seed % deliveries.files.count] {
      let matched = try Self.desk()
      for (number, file) in deliveries.files.enumerated() {
        if number == pause { try Self.acceptAll(matched) }
        try Self.send(file.name, file.text, to: matched)
      }
      try Self.acceptAll(matched)
      #expect(try Self.content(of: matched) == Self.content(of: coded), "seed \(seed), \(pause)")
    }
  }

  @Test("Accepted and split again is as if nobody had decided", arguments: 0..<10)
  func splitIsUndone(seed: Int) throws {
    let deliveries = RandomDeliveries(
      seed: UInt64(seed), code: Self.firm, other: Self.other)
    let (untouched, decided) = (try Self.desk(), try Self.desk())
    for (number, file) in deliveries.files.enumerated() {
      try Self.send(file.name, file.text, to: untouched)
      if number == 1 + seed % deliveries.files.count { try Self.acceptAll(decided) }
      try Self.send(file.name, file.text, to: decided)
    }
    try Self.acceptAll(decided)
    for group in try decided.database.read({ try $0.matchGroups([.matched]) }) {
      // One entry's decision may have been the ground for another's rows.
      guard try decided.database.read({ try $0.matchGroup(group.id) })?.status == .matched else {
        continue
      }
      try decided.decide { try $0.split(group.id, entry: $1) }
    }
    #expect(try Self.content(of: decided) == Self.content(of: untouched), "seed \(seed)")
    // What was taken back is never matched by itself again.
    _ = try decided.matching.run()
    #expect(try Self.content(of: decided) == Self.content(of: untouched), "seed \(seed), again")
  }

  @Test(
    "Whatever was accepted, refused, split, merged and undone: all taken back, nothing is left",
    arguments: 0..<24)
  func everythingUndone(seed: Int) throws {
    let deliveries = RandomDeliveries(
      seed: UInt64(seed), code: Self.firm, other: Self.other)
    var dice = DeliveryDice(state: UInt64(seed) &+ 77)
    let (untouched, decided) = (try Self.desk(), try Self.desk())
    for file in deliveries.files {
      try Self.send(file.name, file.text, to: untouched)
      try Self.send(file.name, file.text, to: decided)
      for _ in 0..<Int.random(in: 0...3, using: &dice) {
        try Self.decideAnything(decided, &dice)
      }
      if Bool.random(using: &dice) { _ = try decided.matching.run() }
    }
    try Self.takeAllBack(decided)
    for desk in [untouched, decided] { _ = try desk.matching.run() }
    #expect(try Self.content(of: decided) == Self.content(of: untouched), "seed \(seed)")
    #expect(
      try Self.standing(of: decided) == Self.standing(of: untouched), "seed \(seed), standing")
  }

  @Test(
    "Files come to the same whether they come one a night, all at once or in two runs",
    arguments: 0..<40)
  func oneByOneOrAtOnce(seed: Int) throws {
    let nights = RandomNights(seed: UInt64(seed))
    let names = nights.files.map(\.name)
    func story(_ runs: [ArraySlice<String>]) throws -> [String] {
      let desk = try NightDesk()
      for file in nights.files { try desk.put(file.name, file.text) }
      for run in runs { try desk.ingest(Self.day, inOrder: Array(run)) }
      return try Self.story(of: desk)
    }
    let oneByOne = try story(names.indices.map { names[$0...$0] })
    let half = names.count / 2
    #expect(try story([names[...]]) == oneByOne, "seed \(seed), at once")
    #expect(
      try story([names[..<half], names[half...]]) == oneByOne, "seed \(seed), in two runs")
    let night = try NightDesk()
    for file in nights.files { try night.put(file.name, file.text) }
    try night.night(Self.day, inOrder: names)
    #expect(try Self.story(of: night) == oneByOne, "seed \(seed), in a night")
  }

  @Test(
    "Among accounts that change hands, what was decided and taken back leaves nothing behind",
    arguments: 0..<40)
  func undoneAmongNights(seed: Int) throws {
    let nights = RandomNights(seed: UInt64(seed), repeats: false)
    var dice = DeliveryDice(state: UInt64(seed) &+ 99)
    let (untouched, decided) = (try NightDesk(), try NightDesk())
    for file in nights.files {
      for desk in [untouched, decided] {
        try desk.put(file.name, file.text)
        try desk.ingest(Self.day, inOrder: [file.name])
      }
      guard try !decided.query("SELECT 1 FROM firm WHERE id = 2").isEmpty else { continue }
      for _ in 0..<Int.random(in: 0...2, using: &dice) { try Self.decideAnything(decided, &dice) }
    }
    try Self.takeAllBack(decided)
    for desk in [untouched, decided] { _ = try desk.matching.run() }
    let changes = try Self.story(of: decided).difference(from: Self.story(of: untouched))
    #expect(changes.isEmpty, "seed \(seed): \(changes.map(\.described))")
  }

  @Test(
    "A decision taken back at once leaves everything as it was, whatever else stands",
    arguments: 0..<40)
  func undoneAtOnce(seed: Int) throws {
    let nights = RandomNights(seed: UInt64(seed), repeats: false)
    var dice = DeliveryDice(state: UInt64(seed) &+ 199)
    let desk = try NightDesk()
    for file in nights.files {
      try desk.put(file.name, file.text)
      try desk.ingest(Self.day, inOrder: [file.name])
      guard try !desk.query("SELECT 1 FROM firm WHERE id = 2").isEmpty else { continue }
      let last = try desk.decisions.first?.id ?? 0
      let before = try Self.story(of: desk)
      try Self.decideAnything(desk, &dice)
      guard let made = try desk.decisions.first, made.id > last, made.kind != .undone,
        Int.random(in: 0..<3, using: &dice) > 0
      else { continue }
      try desk.decide { try $0.undo(made.id, entry: $1) }
      let changes = try Self.story(of: desk).difference(from: before)
      #expect(changes.isEmpty, "seed \(seed), \(made.kind): \(changes.map(\.described))")
    }
  }

  private static func takeAllBack(_ desk: NightDesk) throws {
    for event in try desk.database.read({ try $0.matchEvents() })
    where event.undoneBy == nil && event.kind != .undone {
      try desk.decide { try $0.undo(event.id, entry: $1) }
    }
  }

  /// Every firm's rows as of some days, what waits, and the ledger's counts.
  private static func story(of desk: NightDesk) throws -> [String] {
    try desk.database.read { snapshot in
      var lines: [String] = []
      for day in RandomNights.days {
        for code in RandomNights.codes {
          guard let id = try snapshot.firmId(CreditCode(code)) else { continue }
          let months = CaseDatabase.day("2026-01-01").month...Self.day.month
          lines += try snapshot.signalRows(firm: id, asOf: day, months: months).map {
            let values = $0.values.sorted { $0.key.rawValue < $1.key.rawValue }.map(\.value)
            return
              "\(day) \(code) \($0.feed) \($0.month) \($0.series ?? "-") \(values) \($0.file):\($0.line) \($0.knownOn)"
          }
        }
      }
      return lines
        + (try snapshot.matchGroups([.waiting])).map {
          "\($0.feed) \($0.name ?? "-") \($0.accountNo ?? "-") \($0.rowsWaiting)"
        }.sorted()
    }
      + desk.query(
        "SELECT file, rows, stored, rejected, unchanged, waiting, superseded FROM ingestedFile")
  }

  /// One random decision; one that cannot be taken is none.
  private static func decideAnything(
    _ desk: NightDesk, _ dice: inout DeliveryDice
  ) throws {
    let groups = try desk.database.read { try $0.matchGroups(Set(MatchStatus.allCases)) }
    let events = try desk.database.read { try $0.matchEvents() }
    let firm = Int64.random(in: 1...2, using: &dice)
    let group = groups.randomElement(using: &dice)?.id ?? 0
    let event = events.randomElement(using: &dice)?.id ?? 0
    let choice = Int.random(in: 0..<6, using: &dice)
    do {
      try desk.decide { desk, entry in
        switch choice {
        case 0, 1: try desk.accept(group, firm: firm, entry: entry)
        case 2: try desk.refuse(group, entry: entry)
        case 3: try desk.split(group, entry: entry)
        case 4:
          try desk.merge(
            firm, into: 3 - firm, since: CaseDatabase.day("2026-05-15"), entry: entry)
        default: try desk.undo(event, entry: entry)
        }
      }
    } catch is MatchError {}
  }

  /// What is refused, followed and merged, how the kept rows stand, and how many each entry has in.
  private static func standing(of desk: NightDesk) throws -> [String] {
    try desk.query("SELECT id, isRefused FROM matchGroup")
      + desk.query("SELECT groupId, firmId FROM refusedMatch")
      + desk.query("SELECT value FROM firmAlias WHERE endedBy IS NULL")
      + desk.query("SELECT firmId FROM firmMerge WHERE endedBy IS NULL")
      + desk.query(
        """
        SELECT w.fileId, w.line, w.status, e.firmId
        FROM waitingRow w LEFT JOIN matchEvent e ON e.id = w.eventId
        WHERE w.status <> 'matched' ORDER BY w.fileId, w.line
        """)
      + desk.database.read { try $0.matchGroups(Set(MatchStatus.allCases)) }.map {
        "\($0.id) \($0.file ?? ""):\($0.line ?? 0) \($0.status) \($0.rowsMatched) \($0.firmId ?? 0)"
      }
  }

  private static func desk() throws -> NightDesk {
    let desk = try NightDesk()
    try send(
      "firms_2026-01__known-2026-01-01.csv",
      "credit_code,name\n\(firm),湖州桓柯翊五金有限公司\n\(other),湖州澄朔彧电梯有限公司\n", to: desk)
    return desk
  }

  private static func send(_ name: String, _ text: String, to desk: NightDesk) throws {
    try desk.put(name, text)
    try desk.ingest(day)
  }

  private static func acceptAll(_ desk: NightDesk) throws {
    let code = try CreditCode(firm)
    for group in try desk.database.read({ try $0.matchGroups([.waiting]) }) {
      guard try desk.database.read({ try $0.matchGroup(group.id) })?.status == .waiting else {
        continue
      }
      let id = try #require(try desk.database.read { try $0.firmId(code) })
      try desk.decide { try $0.accept(group.id, firm: id, entry: $1) }
    }
  }

  /// The firms' rows as of every day, what scoring reads, and the ledger's counts.
  private static func content(of desk: NightDesk) throws -> [String] {
    let months = CaseDatabase.day("2025-01-01").month...day.month
    var content = try desk.query(
      """
      SELECT file, rows, stored, rejected, unchanged, waiting, superseded FROM ingestedFile
      """)
    content += try desk.database.read { snapshot in
      var lines: [String] = []
      for known in ["2026-01-10"] + RandomDeliveries.days {
        for code in [firm, other] {
          guard let id = try snapshot.firmId(CreditCode(code)) else { continue }
          let rows = try snapshot.signalRows(
            firm: id, asOf: CaseDatabase.day(known), months: months)
          lines += rows.map { row in
            let values = row.values.sorted { $0.key.rawValue < $1.key.rawValue }
            return "\(known) \(code) \(row.month) \(row.series ?? "-") \(row.file):\(row.line) "
              + values.map { "\($0.key.name)=\($0.value)" }.joined(separator: " ")
          }
        }
        let view = try snapshot.layerView(knownBy: CaseDatabase.day(known))
        lines.append(
          "\(known) months \((view.months[.electricity] ?? []).sorted().map(\.description))")
      }
      return lines
    }
    return content
  }
}

extension CollectionDifference<String>.Change {
  fileprivate var described: String {
    switch self {
    case .insert(_, let line, _): "+ \(line)"
    case .remove(_, let line, _): "- \(line)"
    }
  }
}
