import Testing
import WageDomain
import WagewatchSchemas

@testable import SignalIngest

/// Files in memory, read to the end.
enum Support {
  private static let schemas = Result {
    try FeedSchemas(files: WagewatchSchemas.files(in: "feeds"))
  }

  static func schema(_ feed: Feed) throws -> FeedSchema { try #require(schemas.get()[feed]) }

  static func day(_ text: String) throws -> Day { try #require(Day(text)) }

  /// Valid codes of invented firms.
  static let codes: [String] = (0..<30).compactMap { number in
    let digits = String(number + 1000)
    return CreditCode.completing(
      authorityAndRegion: "91330503", organisation: "MA2B" + digits)?.text
  }

  static func read(
    _ feed: Feed, _ bytes: [UInt8], knownOn: String = "2026-11-20", maximumRows: Int = 1000
  ) throws -> ReadFile {
    let file = try AgencyFile(bytes: bytes, path: "test.csv")
    let reader = try FeedReader(
      file: file, schema: schema(feed), defaultKnownOn: day(knownOn))
    var all = ReadFile(reader: reader)
    while let batch = try reader.next(maximumRows: maximumRows) { all.batches.append(batch) }
    return all
  }

  static func read(_ feed: Feed, _ text: String, knownOn: String = "2026-11-20") throws -> ReadFile
  {
    try read(feed, Array(text.utf8), knownOn: knownOn)
  }

  /// The refusal that reading ends with; nil when it does not.
  static func refusal(_ feed: Feed, _ bytes: [UInt8]) throws -> FileRefusal? {
    do {
      _ = try read(feed, bytes)
      return nil
    } catch let refusal as FileRefusal {
      return refusal
    }
  }
}

/// What came of a file.
struct ReadFile {
  let reader: FeedReader
  var batches: [FeedBatch] = []

  var rejects: [RejectedRow] { batches.flatMap(\.rejects) }
  var count: Int { batches.reduce(0) { $0 + $1.count } }
  var lines: [Int32] { batches.flatMap(\.lines) }
  func integers(_ column: String) -> [Int64] { batches.flatMap { $0.integers(column) ?? [] } }
  func strings(_ column: String) -> [String?] {
    batches.flatMap { batch in
      batch.texts(column).map { texts in (0..<batch.count).map { texts.string($0) } } ?? []
    }
  }
}

/// A small generator with a seed: the same tables on every machine.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
