import NightlyRun
import Testing
import WageDomain
import WageStore

extension NightDesk {
  /// Sends a file and ingests it alone; what waits is matched.
  func deliver(_ name: String, _ text: String, on day: Day) throws {
    try put(name, text)
    try ingest(day, inOrder: [name])
  }

  func firmId(_ code: String) throws -> Int64 {
    try #require(try database.read { try $0.firmId(CreditCode(code)) })
  }

  /// A firm's monthly rows as known by a day, from January of the year before.
  func signalRows(of code: String, asOf day: Day) throws -> [SignalRow] {
    let firm = try firmId(code)
    let first = Month(year: day.year - 1, month: 1)
    return try database.read { try $0.signalRows(firm: firm, asOf: day, months: first...day.month) }
  }

  /// The last match event of a kind that is not taken back.
  func lastEvent(_ kind: MatchEventKind) throws -> Int64 {
    try #require(
      try database.read { try $0.matchEvents() }.first { $0.kind == kind && $0.undoneBy == nil }
    ).id
  }
}
