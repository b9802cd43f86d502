import DistrictSimulator
import Foundation
import WageDomain

/// A small invented district as agency files; the same seed, the same bytes.
struct InventedDistrict {
  let asOf: Day
  /// In name order, as an inbox is read.
  let files: [(name: String, bytes: [UInt8])]
  let truth: [Truth]

  init(firms: Int = 60, months: Int = 14, seed: UInt64) throws {
    let district = District(
      parameters: try SimulationParameters(
        firms: firms, months: months, seed: seed, distressPermille: 150))
    var files: [(name: String, bytes: [UInt8])] = []
    district.writeFiles { name, bytes in
      if name != "truth.csv" { files.append((name, bytes)) }
    }
    asOf = district.asOf
    truth = district.truth
    self.files = files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// The day in a file's name.
  static func knownOn(_ name: String) -> Day {
    guard let start = name.range(of: "__known-")?.upperBound else { return Day(number: 0) }
    return Day(String(name[start...].prefix(10))) ?? Day(number: 0)
  }

  func files(knownBy day: Day) -> [(name: String, bytes: [UInt8])] {
    files.filter { Self.knownOn($0.name) <= day }
  }
}

/// Codes with right check digits; the firms are invented.
enum Firms {
  static let codes = [
    "91330503MA2T00373D", "91330503MA2T007444", "91330503MA2T011146", "91330503MA2T014802",
    "91330503MA2T01851Q", "91330503MA2T02221T",
  ]
  static let first = codes[0]
  static let neighbour = codes[1]
}
