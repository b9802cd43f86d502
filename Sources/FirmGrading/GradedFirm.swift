public import WageDomain

/// A firm's grade for a year, and everything behind it.
public struct GradedFirm: Hashable, Sendable {
  /// Its place in the policy's grades, 0 the best; nil when the firm is not graded.
  public let place: Int?
  /// Nil: nothing is known of the firm in the year.
  public let grade: FirmGrade?
  /// The facts of the year for which the firm is graded at all, by day.
  public let basis: [FirmFact]
  /// One for every rule of the policy, in its order.
  public let findings: [RuleFinding]
  /// What would raise the grade, then what would lower it.
  public let steps: [GradeStep]

  /// The rules that give the grade; none for the best one.
  public var binding: [RuleFinding] {
    findings.filter { $0.holds && $0.rule.grade == place }
  }
}

/// A rule and the facts that it counts.
public struct RuleFinding: Hashable, Sendable {
  public let rule: GradeRule
  /// By day.
  public let facts: [FirmFact]

  /// What has one number is one thing.
  public var count: Int { Set(facts.map(\.number)).count }

  public var holds: Bool {
    switch rule.test {
    case .atLeast(let least): count >= least
    case .fewerThan(let limit): count < limit
    }
  }

  /// How many facts more a rule of `fewer_than` asks for; nil for the others.
  var lacking: Int? {
    guard case .fewerThan(let limit) = rule.test else { return nil }
    return limit - count
  }
}

/// One way in which a grade changes.
public struct GradeStep: Hashable, Sendable {
  public enum Need: Hashable, Sendable {
    /// So many facts more.
    case more(Int)
    /// No new fact until this graded year, the first that the facts of now do not reach.
    case outlived(Int)
  }

  public let rule: GradeRule
  public let isUp: Bool
  /// Where it leads, with every other rule as it is; up: together with the other rules that bind.
  public let to: FirmGrade
  public let needs: Need
  /// False: other rules bind as well and must go too.
  public let isAlone: Bool

  /// In a line.
  public var text: Bilingual {
    let kindsZh = rule.facts.map(\.title.zh).joined(separator: "、")
    let kindsEn = rule.facts.map(\.title.en).joined(separator: ", ")
    let together =
      isAlone
      ? Bilingual.same("") : Bilingual(zh: "（须与其他各条一并消除）", en: " (with the other rules that bind)")
    let zh: String
    let en: String
    switch needs {
    case .more(let count):
      zh = "再有 \(count) 项：\(kindsZh)"
      en = "\(count) more of: \(kindsEn)"
    case .outlived(let year):
      zh = "现有各项自 \(year) 年度起不再计入，且不再新增：\(kindsZh)"
      en = "none new, the facts of now count no more from the year \(year) on: \(kindsEn)"
    }
    return Bilingual(
      zh: "\(isUp ? "升至" : "降至") \(to.name.zh)\(together.zh)：\(zh)",
      en: "\(isUp ? "up" : "down") to \(to.id)\(together.en): \(en)")
  }
}
