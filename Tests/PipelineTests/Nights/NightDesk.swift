import Foundation
import GRDB
import NightlyRun
import PolicyFiles
import SignalIngest
import WageDomain
import WageStore
import WagewatchSchemas

/// A database and an inbox of its own, with the shipped policies, and nights to run on them.
final class NightDesk {
  let folder: URL
  let database: WageDatabase
  var policies: NightPolicies

  private static let evening = Instant(day: Day(number: 20_800), secondOfDay: 20 * 3600)

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("night-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("inbox"), withIntermediateDirectories: true)
    database = try WageDatabase(path: folder.appendingPathComponent("wagewatch.sqlite").path)
    policies = try Self.policies()
    // No random secret: two desks with one story are the same.
    try change("UPDATE hashSecret SET secret = zeroblob(32)")
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The shipped policies.
  ///
  /// - Parameters:
  ///   - calendarYears: leaves the notices of other years out.
  ///   - note: hashed into the inputs, so that a run is not taken for one made before.
  /// - Returns: all of them, checked.
  /// - Throws: the faults of a policy file.
  static func policies(
    calendarYears: ClosedRange<Int> = 2013...2026, note: String = ""
  ) throws -> NightPolicies {
    func text(_ name: String) -> String { WagewatchSchemas.text(name) ?? "" }
    let notices =
      text("calendars/cn.csv").split(separator: "\n").filter { line in
        guard let year = Int(line.prefix(4)) else { return true }
        return calendarYears.contains(year)
      }.joined(separator: "\n") + "\n"
    let card = text("scorecards/default.yaml")
    return NightPolicies(
      scorecard: try ScorecardFile.read(card, file: "scorecard.yaml"),
      calendar: try CalendarFile.parse(notices, file: "calendar.csv"),
      feeds: try FeedSchemas(files: WagewatchSchemas.files(in: "feeds")),
      workflow: try WorkflowFile.read(text("workflows/nanxun.yaml"), file: "workflow.yaml"),
      routing: try RoutingFile.read(text("workflows/nanxun-routing.yaml"), file: "routing.yaml"),
      places: PlaceNames(
        try RegionFile.parse(text("regions/zhejiang.csv"), file: "regions.csv")),
      runTexts: RunPolicyTexts(scorecard: card, calendar: notices), feedTexts: [note])
  }

  func put(_ name: String, _ text: String) throws { try put([(name, Array(text.utf8))]) }

  func put(_ files: [(name: String, bytes: [UInt8])]) throws {
    for file in files {
      try Data(file.bytes).write(to: folder.appendingPathComponent("inbox/\(file.name)"))
    }
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(at: folder.appendingPathComponent("inbox/\(name)"))
  }

  /// The inbox in name order.
  func inbox() throws -> [InputFile] {
    let names = try FileManager.default
      .contentsOfDirectory(atPath: folder.appendingPathComponent("inbox").path)
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map {
      InputFile(path: folder.appendingPathComponent("inbox/\($0)").path, name: "inbox/\($0)")
    }
  }

  private func inbox(inOrder names: [String]) throws -> [InputFile] {
    let files = Dictionary(uniqueKeysWithValues: try inbox().map { ($0.name, $0) })
    return names.compactMap { files["inbox/\($0)"] }
  }

  @discardableResult
  func night(_ day: Day) throws -> Nightly.Report {
    try Nightly(database: database, policies: policies, asOf: day, now: { Self.evening })
      .run(try inbox())
  }

  /// A night that reads files of the inbox in the order given.
  @discardableResult
  func night(_ day: Day, inOrder names: [String]) throws -> Nightly.Report {
    try Nightly(database: database, policies: policies, asOf: day, now: { Self.evening })
      .run(try inbox(inOrder: names))
  }

  /// Ingests the inbox, or one file of it.
  @discardableResult
  func ingest(
    _ day: Day, only name: String? = nil, matching: Bool = false, dryRun: Bool = false
  ) throws -> IngestReport {
    try IngestStage(
      database: database, feeds: policies.feeds, places: policies.places, asOf: day,
      now: { Self.evening }
    ).run(
      try inbox().filter { name == nil || $0.name == "inbox/\(name ?? "")" }, matching: matching,
      dryRun: dryRun)
  }

  /// Ingests files of the inbox in the order given, and matches.
  @discardableResult
  func ingest(_ day: Day, inOrder names: [String], dryRun: Bool = false) throws -> IngestReport {
    try IngestStage(
      database: database, feeds: policies.feeds, places: policies.places, asOf: day,
      now: { Self.evening }
    ).run(try inbox(inOrder: names), matching: true, dryRun: dryRun)
  }

  var matching: MatchStage {
    MatchStage(
      database: database, feeds: policies.feeds, places: policies.places, now: { Self.evening })
  }

  /// People's decisions about rows, newest first.
  var decisions: [MatchEvent] {
    get throws { try database.read { try $0.matchEvents() } }
  }

  /// One decision about rows that wait.
  @discardableResult
  func decide(
    now: Instant = NightDesk.evening, _ work: (MatchDesk, MatchEntry) throws -> DecisionOutcome
  ) throws -> DecisionOutcome {
    let entry = MatchEntry(actor: "officer", reason: "seen", now: now)
    return try matching.decide(dryRun: false) { _, desk in try work(desk, entry) }
  }

  @discardableResult
  func score(_ day: Day) throws -> ScoreStage.Report {
    try ScoreStage(database: database, policies: policies, asOf: day, now: { Self.evening }).run()
  }

  /// Scores the day anew, even where the inputs are the same.
  func scoreAgain(_ day: Day) throws -> ScoreStage.Report {
    policies = try Self.policies(note: UUID().uuidString)
    defer { policies = (try? Self.policies()) ?? policies }
    return try score(day)
  }

  /// The visit list of the last run up to the day.
  func flagged(_ day: Day) throws -> [FlaggedFirm] {
    try database.read { snapshot in
      guard let run = try snapshot.lastRun(asOf: day) else { return [] }
      return try snapshot.flaggedFirms(run: run)
    }
  }

  func flagged(_ day: Day, code: String) throws -> FlaggedFirm? {
    try flagged(day).first { $0.creditCode == code }
  }

  /// Every row of every table but the run ledger.
  func dump() throws -> [String] {
    try query(
      """
      SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
      AND name <> 'stageRun' ORDER BY name
      """
    ).flatMap { table in
      let name = table.split(separator: "\"").dropFirst().first.map(String.init) ?? ""
      return try query("SELECT * FROM \(name)").map { "\(name): \($0)" }
    }
  }

  /// Points, tiers, reasons and evidence of one run, without the run's own number.
  func result(ofRun run: Int64) throws -> [String] {
    try query(
      "SELECT creditCode, points, tier FROM score JOIN firm ON firm.id = firmId WHERE runId = \(run)"
    )
      + query(
        """
        SELECT creditCode, position, indicator, points, "trigger", textZh, textEn
        FROM reason JOIN firm ON firm.id = firmId WHERE runId = \(run)
        """)
      + query(
        """
        SELECT creditCode, position, ordinal, e.feed, file, line FROM reasonEvidence e
        JOIN firm ON firm.id = firmId JOIN ingestedFile i ON i.id = fileId WHERE runId = \(run)
        """)
      + query("SELECT feed, lastMonth, state FROM scoreRunFeed WHERE runId = \(run)")
  }

  /// Changes the database behind the program's back.
  func change(_ sql: String) throws {
    let queue = try DatabaseQueue(path: folder.appendingPathComponent("wagewatch.sqlite").path)
    defer { try? queue.close() }
    try queue.write { try $0.execute(sql: sql) }
  }

  /// The rows of a query as text, sorted.
  func query(_ sql: String) throws -> [String] {
    let queue = try DatabaseQueue(path: folder.appendingPathComponent("wagewatch.sqlite").path)
    defer { try? queue.close() }
    return try queue.read { try Row.fetchAll($0, sql: sql).map(\.description) }.sorted()
  }
}

extension EvidenceLine {
  /// Feed, file and line in one text.
  var place: String { "\(feed) \(file):\(line)" }
}
