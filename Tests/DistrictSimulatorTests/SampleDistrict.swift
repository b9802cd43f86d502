import WageDomain

@testable import DistrictSimulator

/// A small district and its files, made once for all tests.
struct SampleDistrict {
  let district: District
  let files: [(name: String, bytes: [UInt8])]

  static let small = SampleDistrict(firms: 150, months: 14, seed: 7)

  init(firms: Int, months: Int, seed: UInt64) {
    guard
      let parameters = try? SimulationParameters(firms: firms, months: months, seed: seed)
    else { preconditionFailure("parameters of the sample are within their limits") }
    self.init(parameters)
  }

  init(_ parameters: SimulationParameters) {
    district = District(parameters: parameters)
    var files: [(name: String, bytes: [UInt8])] = []
    district.writeFiles { name, bytes in files.append((name, bytes)) }
    self.files = files
  }

  func files(of feed: Feed) -> [(name: String, bytes: [UInt8])] {
    files.filter { Self.feedPrefix($0.name) == feed.rawValue }
  }

  /// The cells of every data row of a feed, file after file; only ASCII cells are dependable, for
  /// some files are in GB18030.
  func rows(of feed: Feed) -> [[String]] { files(of: feed).flatMap { Self.rows($0.bytes) } }

  /// Splits at commas outside quotes.
  static func rows(_ bytes: [UInt8]) -> [[String]] {
    var rows: [[String]] = [[]]
    var cell: [UInt8] = []
    var isQuoted = false
    for byte in bytes {
      switch byte {
      case 0x22: isQuoted.toggle()
      case 0x2C where !isQuoted:
        rows[rows.count - 1].append(String(decoding: cell, as: UTF8.self))
        cell = []
      case 0x0A where !isQuoted:
        rows[rows.count - 1].append(String(decoding: cell, as: UTF8.self))
        cell = []
        rows.append([])
      case 0x0D where !isQuoted: break
      default: cell.append(byte)
      }
    }
    return Array(rows.dropFirst().dropLast())
  }

  /// The file name up to the first `_` before a digit.
  static func feedPrefix(_ name: String) -> String {
    let characters = Array(name)
    for place in characters.indices.dropLast()
    where characters[place] == "_" && characters[place + 1].isNumber {
      return String(characters[..<place])
    }
    return name
  }

  /// FNV-1a, 64 bits, over names and bytes in order.
  var fingerprint: UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for file in files {
      for byte in Array(file.name.utf8) + file.bytes {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
      }
    }
    return hash
  }
}
