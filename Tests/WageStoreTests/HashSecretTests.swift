import Foundation
import GRDB
import Testing
import WageDomain

@testable import WageStore

@Suite("Hashes of what people said are keyed with a secret of the workspace")
struct HashSecretTests {
  private static let record = ComplaintRecord(
    complaintNo: "C-1", channel: "12345",
    receivedAt: Instant(day: Day("2026-05-08") ?? Day(number: 0)),
    knownOn: Day("2026-05-08") ?? Day(number: 0), firmId: nil, firmName: "甲乙制衣厂",
    projectCode: nil, place: "甲路1号", details: CaseDetails(persons: 3, amount: nil, town: nil),
    owedSince: nil, complainant: Complainant(name: "赵测试", idNo: nil, phone: "13900000001"),
    content: "三月工资未发")

  @Test("A workspace from before is keyed when it is opened, and knows its complaints again")
  func older() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("secret-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("wagewatch.sqlite").path
    let (content, place) = (Self.record.contentHash, try #require(Self.record.placeHash))
    try WageDatabase(path: path).write {
      _ = try ComplaintIntake.store(Self.record, source: nil, in: $0)
    }
    let queue = try DatabaseQueue(path: path)
    try queue.write { db in
      try db.execute(
        sql: """
          UPDATE complaintVersion SET contentHash = '\(content)', placeHash = '\(place)';
          INSERT INTO party (id, name, phone) VALUES (9, '旧名', '13900000009');
          DROP TABLE hashSecret;
          ALTER TABLE complaint DROP COLUMN erasedOn;
          DELETE FROM grdb_migrations WHERE identifier = '0035 personal data';
          """)
    }
    try queue.close()
    let database = try WageDatabase(path: path)
    let stored = try database.read { snapshot in
      try Row.fetchOne(snapshot.db, sql: "SELECT contentHash, placeHash FROM complaintVersion")
    }
    let secret = try database.read { try HashSecret(in: $0.db) }
    #expect(stored?["contentHash"] == secret.keyed(content))
    #expect(stored?["placeHash"] == secret.keyed(place))
    let again = try database.write { try ComplaintIntake.store(Self.record, source: nil, in: $0) }
    #expect(again == .unchanged)
    let parties = try database.read { try Int.fetchAll($0.db, sql: "SELECT id FROM party") }
    #expect(parties == [1], "who no complaint names any more is gone")
  }

  @Test("Two workspaces have two secrets; one has one")
  func own() throws {
    let (first, second) = (try TestStore(), try TestStore())
    let hashes = try [first, first, second].map { store in
      try store.database.read { try HashSecret(in: $0.db).hash("13900000001") }
    }
    #expect(hashes[0] == hashes[1] && hashes[0] != hashes[2])
    #expect(hashes[0].utf8.count == 64)
  }
}
