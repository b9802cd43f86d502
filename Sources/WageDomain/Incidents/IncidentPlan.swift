/// A size of group incidents (群体性事件), by head-count.
public struct IncidentLevel: Hashable, Sendable {
  public let id: String
  public let title: Bilingual
  /// From so many persons on.
  public let persons: Int64
  public let source: String

  public init(id: String, title: Bilingual, persons: Int64, source: String) {
    self.id = id
    self.title = title
    self.persons = persons
    self.source = source
  }
}

/// Something that the plan has done once an incident has reached a level.
public struct PlannedStep: Hashable, Sendable {
  public let id: String
  public let title: Bilingual
  /// A place in ``IncidentPlan/levels``.
  public let fromLevel: Int
  /// Seconds from the moment at which the level was reached.
  public let within: Int
  /// Who is told.
  public let told: [Bilingual]
  public let source: String

  public init(
    id: String, title: Bilingual, fromLevel: Int, within: Int, told: [Bilingual], source: String
  ) {
    self.id = id
    self.title = title
    self.fromLevel = fromLevel
    self.within = within
    self.told = told
    self.source = source
  }

  /// `told` as one text.
  public var toldText: Bilingual {
    Bilingual(
      zh: told.map(\.zh).joined(separator: "、"), en: told.map(\.en).joined(separator: ", "))
  }
}

/// What an office does when a group gathers over wages (应急预案).
public struct IncidentPlan: Hashable, Sendable {
  /// E.g. `district@1`.
  public let version: String
  /// By persons, the smallest first.
  public let levels: [IncidentLevel]
  /// In the order of the file.
  public let steps: [PlannedStep]

  public init(version: String, levels: [IncidentLevel], steps: [PlannedStep]) {
    self.version = version
    self.levels = levels
    self.steps = steps
  }

  /// - Returns: the place of the level; nil for fewer persons than the plan begins with.
  public func level(persons: Int64) -> Int? { levels.lastIndex { $0.persons <= persons } }

  /// What is to be done on reaching a level, beyond what a lower one had asked for already; by time
  /// limit, then in the plan's order.
  ///
  /// - Parameters:
  ///   - level: the place of the level reached.
  ///   - lower: that of the level before; nil at the opening.
  /// - Returns: none where the level is no higher.
  public func steps(reaching level: Int, from lower: Int?) -> [PlannedStep] {
    let asked = steps.filter { $0.fromLevel <= level && $0.fromLevel > lower ?? -1 }
    return asked.enumerated().sorted {
      ($0.element.within, $0.offset) < ($1.element.within, $1.offset)
    }.map(\.element)
  }
}
