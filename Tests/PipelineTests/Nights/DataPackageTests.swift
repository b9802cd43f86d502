import DataPackage
import Foundation
import NightlyRun
import SignalIngest
import Testing
import WageDomain
import WageStore
import WagewatchSchemas

@Suite("A data package")
struct DataPackageTests {
  @Test("Ingested in another office it gives the same signals as of every day", arguments: [2, 9])
  func rebuilds(seed: Int) throws {
    let district = try InventedDistrict(seed: UInt64(seed))
    let (desk, other) = (try NightDesk(), try NightDesk())
    try desk.put(district.files)
    try desk.ingest(district.asOf)
    let package = try desk.package(asOf: district.asOf)
    try other.put(package.tables)
    try other.ingest(district.asOf)
    #expect(
      try other.query("SELECT file FROM ingestedFile WHERE rejected > 0 OR fault <> ''").isEmpty)
    let waiting = """
      SELECT feed, name, accountNo FROM waitingRow WHERE status = 'waiting'
      ORDER BY feed, name, accountNo, line
      """
    #expect(try other.query(waiting) == desk.query(waiting))
    let codes = try desk.query("SELECT creditCode FROM firm ORDER BY creditCode")
    #expect(try other.query("SELECT creditCode FROM firm ORDER BY creditCode") == codes)
    for back in [0, 40, 200] {
      let day = district.asOf.adding(days: -back)
      #expect(try signals(other, asOf: day) == signals(desk, asOf: day), "as of \(day)")
    }
    for table in ["firmVersion", "projectVersion", "wageAccountEntry", "inspectionVersion"] {
      let count = "SELECT count(*) FROM \(table)"
      #expect(try other.query(count) == desk.query(count), "\(table)")
    }
  }

  @Test("A row said again holds against a file that came late, in the package as in the store")
  func repeats() throws {
    let (desk, other) = (try NightDesk(), try NightDesk())
    for (number, (day, quantity)) in [("03-10", 5), ("05-10", 5), ("04-10", 7)].enumerated() {
      try desk.put(
        "electricity_\(number)__known-2026-\(day).csv",
        // Other bytes each time: the same file again would not be read.
        "credit_code,name,month,quantity\n\(Firms.first),\(number)号厂,2026-02,\(quantity)\n")
    }
    let asOf = try #require(Day("2026-06-01"))
    try desk.ingest(asOf)
    try other.put(try desk.package(asOf: asOf).tables)
    try other.ingest(asOf)
    for (day, quantity) in [("2026-03-20", 5_000), ("2026-04-20", 7_000), ("2026-05-20", 5_000)] {
      let rows = try signals(other, asOf: try #require(Day(day)))
      #expect(rows.count == 1 && rows[0].contains("electricity.quantity=\(quantity)"), "\(rows)")
    }
  }

  @Test("Holds nothing known later than its day, and no personal data")
  func bounds() throws {
    let district = try InventedDistrict(seed: 4)
    let desk = try NightDesk()
    try desk.put(district.files)
    try desk.ingest(district.asOf)
    let day = district.asOf.adding(days: -60)
    let package = try desk.package(asOf: day)
    for (name, bytes) in package.tables {
      let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      let columns = (lines.first ?? "").split(separator: ",")
      #expect(columns.allSatisfy { !$0.hasPrefix("complainant") }, "\(name)")
      #expect(!columns.contains("content") && !columns.contains("legal_representative"))
      #expect(lines.dropFirst().allSatisfy { $0.suffix(10) <= day.description }, "\(name)")
    }
    #expect(package.report.rows > 1_000)
  }

  @Test("Files that brought nothing new keep the feeds as fresh as they are, merges are counted")
  func freshness() throws {
    let (desk, other) = (try NightDesk(), try NightDesk())
    let firms = "credit_code,name\n\(Firms.first),甲乙制衣厂\n\(Firms.neighbour),丙丁木业\n"
    try desk.put([
      (name: "firms_2026-07__known-2026-08-05.csv", bytes: Array(firms.utf8)),
      (name: "firms_2026-08__known-2026-09-05.csv", bytes: Array((firms + "\n").utf8)),
      (
        name: "inspections_2026-09-20__known-2026-09-21.csv",
        bytes: Array("inspection_no,credit_code,occurred_on,kind\n".utf8)
      ),
      (
        name: "tax_2026-09__known-2026-10-02.csv",
        bytes: Array("credit_code,month,filed\nx,2026-09,1\n".utf8)
      ),
    ])
    let asOf = try #require(Day("2026-10-21"))
    try desk.ingest(asOf)
    try desk.decide { try $0.merge(2, into: 1, since: CaseDatabase.day("2026-10-01"), entry: $1) }
    let package = try desk.package(asOf: asOf)
    #expect(package.report.merges == 1)
    let names = package.tables.map(\.name).sorted()
    #expect(
      names == [
        "firms_000001_2026-07__known-2026-08-05.csv", "firms_000002_2026-08__known-2026-09-05.csv",
        "inspections_000003_2026-09-20__known-2026-09-21.csv",
      ], "not the file of which every row was rejected")
    try other.put(package.tables)
    try other.ingest(asOf)
    for day in [asOf, asOf.adding(days: -35)] {
      #expect(try fresh(other, day) == fresh(desk, day), "as of \(day)")
    }
  }

  @Test("Months without a row, the same file each time, come again as months")
  func emptyMonths() throws {
    let (desk, other) = (try NightDesk(), try NightDesk())
    for month in 3...5 {
      try desk.put(
        "disbursement_2026-0\(month)__known-2026-06-05.csv",
        "project_code,due_on,due_yuan\n" + (month == 3 ? "P1,2026-03-10,100\n" : ""))
    }
    let asOf = try #require(Day("2026-06-30"))
    try desk.ingest(asOf)
    try other.put(try desk.package(asOf: asOf).tables)
    try other.ingest(asOf)
    let files = try other.query(
      "SELECT period, rows FROM ingestedFile WHERE feed = 'disbursement' ORDER BY period")
    #expect(
      files == [
        "[period:\"2026-03\" rows:1]", "[period:\"2026-04\" rows:0]", "[period:\"2026-05\" rows:0]",
      ])
  }

  private func fresh(_ desk: NightDesk, _ day: Day) throws -> [String] {
    try desk.database.read { snapshot in
      try FreshnessReport(snapshot, feeds: desk.policies.feeds, asOf: day).feeds.map {
        "\($0.feed.rawValue) \($0.lastKnownOn?.description ?? "-") \($0.days ?? -1)"
      }
    }
  }

  /// Every monthly row of every firm, file and line aside: those are the package's own.
  private func signals(_ desk: NightDesk, asOf day: Day) throws -> [String] {
    let codes = try desk.query("SELECT creditCode FROM firm").compactMap { row in
      row.split(separator: "\"").dropFirst().first.flatMap { try? CreditCode($0) }
    }
    return try desk.database.read { snapshot in
      let firms = try snapshot.firmIndex()
      var rows: [String] = []
      for code in codes {
        guard let id = firms.id(code.packed) else { continue }
        for row in try snapshot.signalRows(
          firm: Int64(id), asOf: day,
          months: Month(year: 2020, month: 1)...Month(year: 2030, month: 1))
        {
          let values = row.values.map { "\($0.key.name)=\($0.value)" }.sorted()
          rows.append(
            "\(code.text) \(row.feed) \(row.month) \(row.series ?? "-") \(values) \(row.knownOn)")
        }
      }
      return rows
    }
  }
}
