import Foundation
import GRDB
import NightlyRun
import Testing
import WageDomain
import WageStore

@Suite("A file of observations")
struct ObservationFileTests {
  private let months = Month(year: 2020, month: 1)...Month(year: 2030, month: 1)

  @Test("Holds what the store holds as of every day: values, lines, accounts", arguments: [2, 9])
  func equalsTheStore(seed: Int) throws {
    let district = try InventedDistrict(seed: UInt64(seed))
    let desk = try NightDesk()
    try desk.put(district.files)
    try desk.ingest(district.asOf)
    let (output, _) = try write(desk, asOf: district.asOf)
    for back in [0, 40, 200] {
      let day = district.asOf.adding(days: -back)
      let rows = try stored(desk, asOf: day)
      #expect(rows.count > 500)
      #expect(try observed(output, asOf: day) == rows, "as of \(day)")
      #expect(try sums(output, asOf: day) == matrices(desk, asOf: day), "as of \(day)")
    }
  }

  @Test("A correction, an emptied cell and a late file each hold for their own days")
  func superseding() throws {
    let desk = try NightDesk()
    let header = "credit_code,account_no,month,quantity,fee_yuan\n"
    let late = [("03-10", "5,2"), ("05-10", "6,"), ("04-10", "7,3")]
    for (number, (day, cells)) in late.enumerated() {
      try desk.put(
        "electricity_\(number)__known-2026-\(day).csv",
        header + "\(Firms.first),A,2026-02,\(cells)\n")
    }
    let asOf = try #require(Day("2026-06-01"))
    try desk.ingest(asOf)
    let (output, _) = try write(desk, asOf: asOf)
    for day in ["2026-03-09", "2026-03-10", "2026-04-09", "2026-04-10", "2026-05-09", "2026-05-10"]
    {
      let day = try #require(Day(day))
      #expect(try observed(output, asOf: day) == stored(desk, asOf: day), "as of \(day)")
    }
    #expect(
      try output.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM obs WHERE value IS NULL") }
        == 1)
  }

  @Test("Every table that a score reads is there, with a row for every version known by the day")
  func tables() throws {
    let district = try InventedDistrict(seed: 4)
    let desk = try NightDesk()
    try desk.put(district.files)
    try desk.ingest(district.asOf)
    let day = district.asOf.adding(days: -60)
    let (output, report) = try write(desk, asOf: day)
    let counts = [
      ("firms", "firmVersion"), ("projects", "projectVersion"), ("complaints", "complaintVersion"),
      ("wage_account", "wageAccountEntry"), ("attendance", "attendanceVersion"),
      ("disbursement", "disbursementVersion"), ("six_systems", "sixSystemsVersion"),
      ("inspections", "inspectionVersion"), ("judicial", "judicialVersion"),
      ("grid_reports", "gridReportVersion"), ("firm", "firm"), ("layer", "layer"),
    ]
    var rows = 0
    for (table, source) in counts {
      let found =
        try output.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") } ?? 0
      let known = try desk.query("SELECT count(*) FROM \(source) WHERE knownOn <= '\(day)'")
      #expect("[count(*):\(found)]" == known.first, "\(table)")
      #expect(found > 0, "\(table)")
      if table != "firm", table != "layer" { rows += found }
    }
    #expect(report.rows == rows)
    try output.read { db in
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM obs") == report.observations)
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM calendar") ?? 0 > 100)
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM feed") == Feed.allCases.count)
      let columns = try Feed.allCases.filter { !Feed.monthly.contains($0) }.flatMap { feed in
        try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info('\(feed.rawValue)')")
      }
      #expect(columns.allSatisfy { !$0.hasPrefix("complainant") && !$0.hasSuffix("_yuan") })
      #expect(!columns.contains("content") && !columns.contains("legal_representative"))
    }
  }

  @Test("A month that a file of labour fees is named for is told, with the day on which one came")
  func monthFiles() throws {
    let desk = try NightDesk()
    let header = "project_code,due_on,due_yuan\n"
    for (name, rows) in [
      ("2026-02__known-2026-02-20", ""), ("2026-02_b__known-2026-03-09", ""),
      ("2026-02_c__known-2026-03-07", "P1,2026-02-10,x\nP1,2026-02-11,4\n"),
      ("2026-03__known-2026-03-31", ""), ("2026-04__known-2026-05-05", "P1,2026-04-10,x\n"),
      ("2026-05__known-2026-06-05", ""),
    ] { try desk.put("disbursement_\(name).csv", header + rows) }
    try desk.put(
      "tax_2026-02__known-2026-03-05.csv", "credit_code,month,tax_yuan\n\(Firms.first),2026-02,1\n")
    try desk.ingest(CaseDatabase.day("2026-06-30"))
    let (output, _) = try write(desk, asOf: CaseDatabase.day("2026-06-04"))
    let months = try output.read {
      try String.fetchAll(
        $0, sql: "SELECT feed || ' ' || month || ' ' || known_on FROM month_file ORDER BY 1")
    }
    #expect(months == ["disbursement 2026-02 2026-03-07", "disbursement 2026-03 2026-03-31"])
  }

  @Test("A count without a file is the count of the file")
  func rehearsal() throws {
    let desk = try NightDesk()
    try desk.put("tax_1.csv", "credit_code,month,filed,sales_yuan\n\(Firms.first),2026-02,1,3.5\n")
    let asOf = try #require(Day("2026-06-01"))
    try desk.ingest(asOf)
    let (_, report) = try write(desk, asOf: asOf)
    #expect(report.observations == 2)
    #expect(try file(desk, asOf) { try $0.write(to: nil) } == report)
  }

  // MARK: - Reading

  private func file<Value>(
    _ desk: NightDesk, _ day: Day, _ work: (ObservationFile) throws -> Value
  ) throws -> Value {
    let limits = Feed.allCases.map {
      ObservationFile.FeedLimit(feed: $0, warnDays: 40, errorDays: 60)
    }
    return try desk.database.read { snapshot in
      try work(
        ObservationFile(
          snapshot: snapshot, asOf: day, calendar: desk.policies.calendar, limits: limits))
    }
  }

  private func write(
    _ desk: NightDesk, asOf day: Day
  ) throws -> (DatabaseQueue, ObservationFile.Report) {
    let path = desk.folder.appendingPathComponent("obs-\(UUID().uuidString).sqlite").path
    let report = try file(desk, day) { try $0.write(to: path) }
    return (try DatabaseQueue(path: path), report)
  }

  /// As a reader of the file would do it, by the rule of its documentation.
  private func observed(_ output: DatabaseQueue, asOf day: Day) throws -> [String] {
    try output.read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT credit_code, feed, account_no, paid_on, batch_no, month, "column", value, file, line
          FROM obs WHERE known_on <= :day AND (superseded_on IS NULL OR superseded_on > :day)
            AND value IS NOT NULL
          """, arguments: ["day": day.description]
      ).map { row in
        let key = [row[2] as String?, row[3], row[4]].map { $0 ?? "" }.joined(separator: "|")
        return
          "\(row[0] as String) \(row[1] as String) \(key) \(row[5] as String) \(row[6] as String) "
          + "\(row[7] as Int64) \(row[8] as String):\(row[9] as Int64)"
      }.sorted()
    }
  }

  private func stored(_ desk: NightDesk, asOf day: Day) throws -> [String] {
    let codes = try desk.query("SELECT creditCode FROM firm").compactMap { row in
      row.split(separator: "\"").dropFirst().first.flatMap { try? CreditCode($0) }
    }
    return try desk.database.read { snapshot in
      let firms = try snapshot.firmIndex()
      var rows: [String] = []
      for code in codes {
        guard let id = firms.id(code.packed) else { continue }
        for row in try snapshot.signalRows(firm: Int64(id), asOf: day, months: months) {
          for (measure, value) in row.values {
            rows.append(
              "\(code.text) \(row.feed.rawValue) \(key(row)) \(row.month) \(measure.column) \(value) "
                + "\(row.file):\(row.line)")
          }
        }
      }
      return rows.sorted()
    }
  }

  /// Account, payday and batch, as the file names them.
  private func key(_ row: SignalRow) -> String {
    guard row.feed == .payroll, let series = row.shownSeries else { return "\(row.series ?? "")||" }
    let parts = series.split(separator: "#").map { $0.trimmingCharacters(in: .whitespaces) }
    return "|\(parts[0])|\(parts.count > 1 ? parts[1] : "")"
  }

  /// What scoring reads: a firm's month, summed over its accounts.
  private func sums(_ output: DatabaseQueue, asOf day: Day) throws -> [String] {
    try output.read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT credit_code, feed || '.' || "column", month, sum(value)
          FROM obs WHERE known_on <= :day AND (superseded_on IS NULL OR superseded_on > :day)
            AND value IS NOT NULL
          GROUP BY 1, 2, 3
          """, arguments: ["day": day.description]
      ).map { "\($0[0] as String) \($0[1] as String) \($0[2] as String) \($0[3] as Int64)" }
        .sorted()
    }
  }

  private func matrices(_ desk: NightDesk, asOf day: Day) throws -> [String] {
    let measures = Measure.allCases.filter { !$0.isOfProjects }
    return try desk.database.read { snapshot in
      let reader = try BlockReader(
        snapshot: snapshot, view: try snapshot.layerView(knownBy: day), asOf: day, months: months,
        measures: measures, events: FirmEvents())
      var rows: [String] = []
      for number in 0..<(try BlockReader.blockCount(in: snapshot)) {
        let block = try reader.block(number)
        for measure in measures {
          for (cell, value) in (block.matrix(measure) ?? []).enumerated()
          where value != SignalBlock.absent {
            let firm = block.firms[cell % block.firms.count].creditCode
            let month = block.firstMonth.adding(months: cell / block.firms.count)
            rows.append("\(firm) \(measure.name) \(month) \(value)")
          }
        }
      }
      return rows.sorted()
    }
  }
}
