public import WageDomain

/// What the files of one feed look like: columns, key, freshness. Read from `Schemas/feeds`.
public struct FeedSchema: Hashable, Sendable {
  public let feed: Feed
  /// The feed's Chinese name, e.g. 用电.
  public let title: String
  /// Without `known_on`, which is a property of the row and not a value of the feed.
  public let fields: [FeedField]
  /// The column `known_on`, which every feed may carry.
  public let knownOn: FeedField
  public let primaryKey: [String]
  /// Columns of which each row must fill at least one; empty when the required ones suffice.
  public let requireOneOf: [String]
  public let freshness: Freshness
  /// What is worth a finding.
  public let checks: FeedChecks

  /// How late a feed may be.
  public struct Freshness: Hashable, Sendable {
    /// Days since the end of the last month covered, that day itself being day 0.
    public let warnDays: Int
    public let errorDays: Int
    /// Where the numbers come from, or that they are assumed.
    public let source: String
  }

  /// - Parameters:
  ///   - json: a Frictionless Table Schema with this project's properties.
  ///   - file: its path, named in faults.
  /// - Throws: ``PolicyFaults`` with every fault of the file.
  public init(json: String, file: String) throws(PolicyFaults) {
    var reader = FeedSchemaReader(file: file, json: json)
    self = try reader.read()
  }

  init(
    feed: Feed, title: String, fields: [FeedField], knownOn: FeedField, primaryKey: [String],
    requireOneOf: [String], freshness: Freshness,
    checks: FeedChecks
  ) {
    self.feed = feed
    self.title = title
    self.fields = fields
    self.knownOn = knownOn
    self.primaryKey = primaryKey
    self.requireOneOf = requireOneOf
    self.freshness = freshness
    self.checks = checks
  }

  /// True when raw texts of the feed's rows may be shown masked only.
  public var hasPersonalData: Bool { fields.contains { $0.personal != nil } }

  /// True of a column that says what a row is about: each row has it, or one like it.
  func isNamed(by field: FeedField) -> Bool {
    field.isRequired || requireOneOf.contains(field.name)
  }

  /// All that a header may name: the fields, and the two columns about the row itself.
  var headerFields: [FeedField] { fields + [knownOn, .rejectId] }

  /// - Returns: nil when the feed has no such column.
  public func field(_ name: String) -> FeedField? { fields.first { $0.name == name } }
}

/// The schemas of all feeds.
public struct FeedSchemas: Sendable {
  private let schemas: [Feed: FeedSchema]

  /// - Parameter files: path and text of every file of `Schemas/feeds`.
  /// - Throws: ``PolicyFaults`` with the faults of all files, and every feed that has none.
  public init(files: [(path: String, text: String)]) throws(PolicyFaults) {
    var schemas: [Feed: FeedSchema] = [:]
    var faults: [PolicyFault] = []
    for file in files {
      do throws(PolicyFaults) {
        let schema = try FeedSchema(json: file.text, file: file.path)
        schemas[schema.feed] = schema
      } catch {
        faults += error.faults
      }
    }
    if faults.isEmpty {
      faults = Feed.allCases.filter { schemas[$0] == nil }.map {
        PolicyFault(
          file: "feeds/\($0.rawValue).json", line: 0, found: .same("no file"),
          expected: .same("a table schema"))
      }
    }
    guard faults.isEmpty else { throw PolicyFaults(faults) }
    self.schemas = schemas
  }

  /// Never nil for a feed that ``init(files:)`` accepted, which is every feed.
  public subscript(feed: Feed) -> FeedSchema? { schemas[feed] }
}
