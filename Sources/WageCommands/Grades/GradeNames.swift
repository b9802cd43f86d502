import PolicyFiles
import WageDomain
import WageStore
import WagewatchSchemas

/// What grades are called, of the rules in use and of the shipped ones: a firm may have grades by several.
struct GradeNames {
  private var grades: [String: [String: FirmGrade]] = [:]

  init(_ policy: GradePolicy) {
    for name in ["national", "shaoxing"] {
      let file = "grades/\(name).yaml"
      if let shipped = try? GradeFile.read(WagewatchSchemas.text(file) ?? "", file: file) {
        add(shipped)
      }
    }
    add(policy)
  }

  private mutating func add(_ policy: GradePolicy) {
    grades[GivenGrade.ruleSet(policy.version)] = Dictionary(
      policy.grades.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The id where no rules know it any more.
  func name(_ grade: String, by policy: String) -> Bilingual {
    grades[GivenGrade.ruleSet(policy)]?[grade]?.name ?? .same(grade)
  }
}
