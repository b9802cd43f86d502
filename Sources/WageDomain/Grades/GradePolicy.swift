/// A compliance-honesty grade (守法诚信等级) that a policy can give.
public struct FirmGrade: Hashable, Sendable {
  /// As lists and files write it, e.g. `A` or `5A`.
  public let id: String
  public let title: Bilingual
  /// What follows for the firm.
  public let effect: Bilingual

  public init(id: String, title: Bilingual, effect: Bilingual) {
    self.id = id
    self.title = title
    self.effect = effect
  }

  /// As lists name it: a letter that the title has too (A, 5A) as it is, else a Chinese page has the title.
  public var name: Bilingual {
    Bilingual(zh: title.zh.contains(id) ? id : title.zh, en: id)
  }
}

/// A rule that keeps a firm from every grade above its own.
public struct GradeRule: Hashable, Sendable {
  /// How many facts of ``facts`` make the rule hold.
  public enum Test: Hashable, Sendable {
    case atLeast(Int)
    case fewerThan(Int)
  }

  public let id: String
  public let title: Bilingual
  /// The best grade that a firm can have while the rule holds: a place in ``GradePolicy/grades``.
  public let grade: Int
  public let facts: [FirmFactKind]
  public let test: Test
  /// Facts count from the first day of so many years up to the end of the graded one, 1 or more.
  public let years: Int
  /// Only facts about so many persons count; nil counts all.
  public let persons: Int64?
  /// The clause, or `assumption`.
  public let source: String

  public init(
    id: String, title: Bilingual, grade: Int, facts: [FirmFactKind], test: Test, years: Int,
    persons: Int64?, source: String
  ) {
    self.id = id
    self.title = title
    self.grade = grade
    self.facts = facts
    self.test = test
    self.years = years
    self.persons = persons
    self.source = source
  }

  /// The days whose facts count for a year.
  public func days(of year: Int) -> ClosedRange<Day> {
    let first = Month(year: year - years + 1, month: 1).firstDay
    return first...Month(year: year, month: 12).lastDay
  }
}

/// How an office grades its firms for a year.
///
/// A firm has the worst of the grades that its rules allow. Without a fact of ``basis`` it has none.
public struct GradePolicy: Hashable, Sendable {
  /// E.g. `national@1`.
  public let version: String
  public let title: Bilingual
  /// The best first.
  public let grades: [FirmGrade]
  /// One of these within the graded year is needed for a grade.
  public let basis: [FirmFactKind]
  /// Where ``basis`` comes from.
  public let basisSource: String
  /// In the order of the file.
  public let rules: [GradeRule]

  public init(
    version: String, title: Bilingual, grades: [FirmGrade], basis: [FirmFactKind],
    basisSource: String, rules: [GradeRule]
  ) {
    self.version = version
    self.title = title
    self.grades = grades
    self.basis = basis
    self.basisSource = basisSource
    self.rules = rules
  }

  /// The most years back, the graded one counted, that any rule looks.
  public var years: Int { rules.map(\.years).max() ?? 1 }
}
