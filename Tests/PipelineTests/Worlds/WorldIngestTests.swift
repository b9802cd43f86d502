import Testing
import WageDomain

@testable import DistrictSimulator

@Suite("Worlds through the door")
struct WorldIngestTests {
  @Test(
    "Every row is stored, rejected, unchanged or waiting, and the rows that are wrong on purpose are named",
    arguments: World.all.map(\.name))
  func rows(_ world: String) throws {
    let district = District(
      parameters: try SimulationParameters(firms: 130, months: 12, seed: 4, world: world))
    var files: [DistrictFile] = []
    district.write { files.append($0) }
    let desk = try NightDesk()
    try desk.put(files.filter { $0.name != "truth.csv" }.map { ($0.name, $0.bytes) })
    try desk.ingest(district.asOf)
    let refused = try desk.query("SELECT file FROM ingestedFile WHERE status = 'refused'")
    #expect(refused == [])
    let lost = try desk.query(
      "SELECT file FROM ingestedFile WHERE rows <> stored + rejected + unchanged + waiting")
    #expect(lost == [])
    let planted = files.flatMap { file in
      file.planted.map { "inbox/\(file.name):\($0.line) \($0.code)" }
    }
    let named = try desk.query(
      """
      SELECT f.file || ':' || r.line || ' ' || r.code AS place
      FROM rejectedRow r JOIN ingestedFile f ON f.id = r.fileId
      UNION SELECT f.file || ':' || w.line || ' duplicate-key'
      FROM waitingRow w JOIN ingestedFile f ON f.id = w.fileId
      WHERE EXISTS (
        SELECT 1 FROM waitingRow o WHERE o.groupId = w.groupId AND o.fileId = w.fileId
        AND o.raw = w.raw AND o.line < w.line)
      UNION SELECT f.file || ':' || t.line || ' ' || t.code
      FROM fileFinding t JOIN ingestedFile f ON f.id = t.fileId WHERE t.code = 'test-row'
      """)
    #expect(Set(named.map(Self.value)).symmetricDifference(planted) == [])
    #expect(named.count == planted.count)
  }

  @Test("Power in another unit, files sent twice, names that nobody has: each is told")
  func dirty() throws {
    let district = District(
      parameters: try SimulationParameters(firms: 130, months: 24, seed: 2, world: "dirty"))
    var files: [DistrictFile] = []
    district.write { files.append($0) }
    let power = files.filter { $0.name.hasPrefix("electricity_") }
    let wrongUnits = power.filter { $0.name.contains("_resent__") }.map { $0.name.prefix(19) }
    #expect(!wrongUnits.isEmpty)
    let desk = try NightDesk()
    try desk.put(power.map { ($0.name, $0.bytes) })
    try desk.put(files.filter { $0.name.hasPrefix("firms_") }.map { ($0.name, $0.bytes) })
    try desk.ingest(district.asOf)
    let told = try desk.query(
      """
      SELECT DISTINCT f.file AS place FROM fileFinding t JOIN ingestedFile f ON f.id = t.fileId
      WHERE t.code = 'unit-change'
      """
    ).map(Self.value)
    for month in wrongUnits {
      #expect(told.contains { $0.hasPrefix("inbox/\(month)__known") }, "\(month)")
    }
    let again = "FROM ingestedFile WHERE file LIKE '%\\_again\\_%' ESCAPE '\\'"
    #expect(try !desk.query("SELECT id \(again) AND unchanged > 0").isEmpty)
    #expect(try desk.query("SELECT file \(again) AND stored > 0") == [])
    #expect(try !desk.query("SELECT id FROM matchGroup").isEmpty)
  }

  /// The only cell of a row as GRDB prints it.
  private static func value(_ row: String) -> String {
    String(row.dropFirst("[place:\"".count).dropLast(2))
  }
}
