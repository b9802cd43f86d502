import DataPackage
import Foundation
import NightlyRun
import SignalIngest
import Testing
import WageDomain
import WagewatchSchemas

extension NightDesk {
  struct WrittenPackage {
    let report: DataPackage.Report
    let tables: [(name: String, bytes: [UInt8])]
  }

  /// What `export` writes.
  func package(asOf day: Day) throws -> WrittenPackage {
    let folder = folder.appendingPathComponent("package-\(UUID().uuidString)")
    let files = WagewatchSchemas.files(in: "feeds")
    let texts = Feed.allCases.map { feed in
      (feed, files.first { $0.path.hasSuffix("/\(feed.rawValue).json") }?.text ?? "")
    }
    let report = try DataPackage(
      database: database, feeds: policies.feeds,
      schemaTexts: Dictionary(uniqueKeysWithValues: texts), asOf: day
    ).write(to: folder.path)
    let data = folder.appendingPathComponent("data")
    let tables = try FileManager.default.contentsOfDirectory(atPath: data.path).map { name in
      (name, Array(try Data(contentsOf: data.appendingPathComponent(name))))
    }
    #expect(tables.count == report.files)
    return WrittenPackage(report: report, tables: tables)
  }
}
