public import WageDomain

/// Dated events of entities: claims of employers, complaints about firms.
public struct DatedEvents: Sendable {
  /// One event of an entity.
  struct Event: Hashable {
    let day: Int32
    /// Nil when the table has no values, or none here.
    let value: Double?
  }

  /// By entity in the order of their names, each by day.
  private(set) var byEntity: [[Event]] = []
  public private(set) var firstDay: Day?
  public private(set) var lastDay: Day?
  public private(set) var count = 0
  private var places: [String: Int] = [:]

  public init() {}

  public var entities: Int { byEntity.count }

  /// One more event; `value` is nil when it is unknown or the table has none.
  public mutating func add(_ entity: String, on day: Day, value: Double? = nil) {
    let place = places[entity] ?? byEntity.count
    if place == byEntity.count {
      places[entity] = place
      byEntity.append([])
    }
    byEntity[place].append(Event(day: day.number, value: value))
    firstDay = min(firstDay ?? day, day)
    lastDay = max(lastDay ?? day, day)
    count += 1
  }

  /// Puts entities in the order of their names, so that the order of the file changes no figure.
  public mutating func arrange() {
    let names = places.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    byEntity = names.map { byEntity[$0.value].sorted { $0.day < $1.day } }
    places = Dictionary(
      names.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
  }
}
