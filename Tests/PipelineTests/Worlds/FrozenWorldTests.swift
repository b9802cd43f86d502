import DistrictSimulator
import Foundation
import Testing
import WageDomain
import WageStore

/// A scorecard may be judged on a world only once the world's hash stands in `scripts/worlds.sha256`. A test that
/// fails here means that a world was changed: give the changed world a new name instead.
///
/// The hash is what `cd DIR && LC_ALL=C sha256sum * | sha256sum` prints for the files of
/// `wagewatch simulate DIR --firms 300 --months 15 --seed 1 --last-month 2026-09 --world NAME`.
@Suite("Frozen worlds")
struct FrozenWorldTests {
  private static let table = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../scripts/worlds.sha256").standardizedFileURL

  @Test("A world's files are those that its hash was taken of", arguments: World.all.map(\.name))
  func frozen(_ world: String) throws {
    #expect(try Self.frozen[world] == Self.hash(of: world), "\(world) was changed or is not frozen")
  }

  @Test("The table has no world that is not there")
  func gone() throws {
    #expect(try Set(Self.frozen.keys).subtracting(World.all.map(\.name)) == [])
  }

  private static var frozen: [String: String] {
    get throws {
      try String(contentsOf: table, encoding: .utf8).split(separator: "\n").reduce(into: [:]) {
        let cells = $1.split(separator: " ")
        if cells.count == 2 { $0[String(cells[1])] = String(cells[0]) }
      }
    }
  }

  private static func hash(of world: String) throws -> String {
    let district = District(
      parameters: try SimulationParameters(
        firms: 300, months: 15, seed: 1, world: world, lastMonth: Month(year: 2026, month: 9)))
    var lines: [(name: String, hash: String)] = []
    district.writeFiles { name, bytes in
      lines.append((name, bytes.withUnsafeBytes { FileHash.sha256($0) }))
    }
    let text = lines.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
      .map { "\($0.hash)  \($0.name)\n" }.joined()
    return TextHash.sha256(text)
  }
}
