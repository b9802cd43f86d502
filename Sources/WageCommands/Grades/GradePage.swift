import FirmGrading
import WageDomain
import WageStore

/// One firm's grade on a page.
struct GradePage {
  let entry: GradeBook.Entry
  let policy: GradePolicy
  let year: Int
  let asOf: Day
  let language: Language
  /// Numbers of open cases and warnings: they count for or against the firm once they are decided.
  let undecided: [String]

  private var graded: GradedFirm { entry.graded }

  var text: String {
    var lines = ["\(entry.firm.creditCode)  \(entry.firm.name ?? "")", headline]
    lines += bindingLines + basisLines + graded.findings.flatMap(ruleLines) + stepLines
    if !undecided.isEmpty {
      let numbers = undecided.joined(separator: ", ")
      lines.append(
        Bilingual(
          zh: "尚未办结，结果出来后计入：\(numbers)",
          en: "not decided yet, to be counted once they are: \(numbers)"
        ).text(language))
    }
    let names = GradeNames(policy)
    lines += ([entry.given].compactMap(\.self) + entry.others).map { line($0, names) }
    return lines.joined(separator: "\n") + "\n"
  }

  private var headline: String {
    guard let grade = graded.grade else {
      let kinds = policy.basis.map { $0.title.text(language) }
      return Bilingual(
        zh:
          "\(year) 年度未评定（截至 \(asOf)，\(policy.version)）：当年没有下列任何记录：\(kinds.joined(separator: "、"))",
        en:
          "not graded for \(year) as of \(asOf), \(policy.version): nothing on record in the year "
          + "of: \(kinds.joined(separator: ", "))"
      ).text(language)
    }
    let title = grade.title.text(language)
    let effect = grade.effect.text(language)
    let shown = title == grade.name.zh ? "" : "（\(title)）"
    return Bilingual(
      zh: "\(year) 年度 \(grade.name.zh)\(shown)，截至 \(asOf)，\(policy.version)；\(effect)",
      en: "\(grade.id) (\(title)) for \(year) as of \(asOf), \(policy.version); \(effect)"
    ).text(language)
  }

  /// Which thresholds gave the grade; none for the best one.
  private var bindingLines: [String] {
    graded.binding.map { finding in
      let rule = finding.rule
      return Bilingual(
        zh:
          "降为 \(policy.grades[rule.grade].name.zh)：\(rule.title.zh)，\(threshold(finding).zh) [\(rule.id)]",
        en:
          "lowered to \(policy.grades[rule.grade].id): \(rule.title.en): \(threshold(finding).en) "
          + "[\(rule.id)]"
      ).text(language)
    }
  }

  /// How many there are, and from how many, of how many persons, within which time the rule holds.
  private func threshold(_ finding: RuleFinding) -> Bilingual {
    let rule = finding.rule
    let test =
      switch rule.test {
      case .atLeast(let count):
        Bilingual(
          zh: "\(finding.count) 项，\(count) 项起适用", en: "\(finding.count), holds from \(count)")
      case .fewerThan(let count):
        Bilingual(
          zh: "\(finding.count) 项，少于 \(count) 项适用", en: "\(finding.count), holds below \(count)")
      }
    let persons = rule.persons.map {
      Bilingual(zh: "，只计 \($0) 人以上的", en: ", of \($0) persons or more each")
    }
    let years =
      rule.years > 1
      ? Bilingual(zh: "，\(rule.years) 年内", en: ", within \(rule.years) years") : .same("")
    return Bilingual(
      zh: test.zh + (persons?.zh ?? "") + years.zh, en: test.en + (persons?.en ?? "") + years.en)
  }

  private var basisLines: [String] {
    guard graded.grade != nil else { return [] }
    let title = Bilingual(zh: "当年的记录：", en: "on record in the year:").text(language)
    return [title] + graded.basis.map { "  " + line($0) }
  }

  private func ruleLines(_ finding: RuleFinding) -> [String] {
    let rule = finding.rule
    let grade = policy.grades[rule.grade].name.text(language)
    let head =
      "\(finding.holds ? "*" : "-") \(rule.id) -> \(grade)  \(rule.title.text(language)): "
      + threshold(finding).text(language)
    guard finding.holds else { return [head] }
    return [head] + finding.facts.map { "    " + line($0) }
      + ["    " + Bilingual(zh: "依据：", en: "source: ").text(language) + rule.source]
  }

  private var stepLines: [String] {
    guard !graded.steps.isEmpty else { return [] }
    return [Bilingual(zh: "等级会因下列情形变动：", en: "what would change it:").text(language)]
      + graded.steps.map { "  \($0.text.text(language)) [\($0.rule.id)]" }
  }

  private func line(_ given: GivenGrade, _ names: GradeNames) -> String {
    guard let grade = given.grade else { return withdrawal(given, names) }
    return Bilingual(
      zh: "已评定：\(names.name(grade, by: given.policy).zh)，截至 \(given.asOf)，\(given.policy)",
      en: "given: \(grade) as of \(given.asOf), \(given.policy)"
    ).text(language)
  }

  /// Which grade is given no more, since when, and what it rested on.
  private func withdrawal(_ given: GivenGrade, _ names: GradeNames) -> String {
    let former = given.withdrawn ?? "-"
    let name = names.name(former, by: given.policy)
    let rested = given.reasons.sorted { $0.key < $1.key }.map { id, facts in
      let rule = policy.rules.first { $0.id == id }
      return "\(rule?.title.text(language) ?? id) \(facts)"
    }.joined(separator: "; ")
    return Bilingual(
      zh: "已撤销评定：\(name.zh)，\(given.asOf) 起，\(given.policy)：当年已无记录"
        + (rested.isEmpty ? "" : "，原依据 \(rested)"),
      en:
        "withdrawn: \(former) as of \(given.asOf), \(given.policy): nothing on record in the year "
        + "any more" + (rested.isEmpty ? "" : "; it rested on \(rested)")
    ).text(language)
  }

  private func line(_ fact: FirmFact) -> String {
    let place = fact.file.map { file in "  \(file)" + (fact.line.map { ":\($0)" } ?? "") } ?? ""
    let persons = fact.persons.map {
      "  " + Bilingual(zh: "\($0) 人", en: "\($0) persons").text(language)
    }
    return "\(fact.on)  \(fact.kind.title.text(language))  \(fact.number)\(persons ?? "")\(place)"
  }

  var json: JSONValue {
    .object([
      "schema": .integer(1), "as_of": .string(asOf.description), "year": .integer(Int64(year)),
      "policy": .string(policy.version), "credit_code": .string(entry.firm.creditCode),
      "name": .optional(entry.firm.name), "grade": .optional(graded.grade?.id),
      "basis": .array(graded.basis.map(Self.json)),
      "rules": .array(graded.findings.map(json)),
      "changes": .array(
        graded.steps.map { step in
          .object([
            "rule": .string(step.rule.id), "direction": .string(step.isUp ? "up" : "down"),
            "to": .string(step.to.id), "alone": .bool(step.isAlone),
            "text": .string(step.text.text(language)),
          ])
        }),
      "undecided": .array(undecided.map(JSONValue.string)),
      "given": .optional(entry.standing?.grade),
      "given_on": .optional(entry.standing?.asOf.description),
      "given_policy": .optional(entry.standing?.policy),
      "withdrawn": .optional(entry.withdrawal?.withdrawn),
      "withdrawn_on": .optional(entry.withdrawal?.asOf.description),
      "given_by_others": .array(entry.standingOthers.map(\.json)),
    ])
  }

  private func json(_ finding: RuleFinding) -> JSONValue {
    .object([
      "rule": .string(finding.rule.id), "grade": .string(policy.grades[finding.rule.grade].id),
      "holds": .bool(finding.holds), "count": .integer(Int64(finding.count)),
      "at_least": .optional(finding.rule.least), "fewer_than": .optional(finding.rule.limit),
      "persons": .optional(finding.rule.persons), "years": .integer(Int64(finding.rule.years)),
      "facts": .array(finding.facts.map(Self.json)), "source": .string(finding.rule.source),
    ])
  }

  private static func json(_ fact: FirmFact) -> JSONValue {
    .object([
      "kind": .string(fact.kind.rawValue), "on": .string(fact.on.description),
      "number": .string(fact.number), "persons": .optional(fact.persons),
      "file": .optional(fact.file), "line": .optional(fact.line),
    ])
  }
}

extension GradeRule {
  /// From how many on it holds; nil where it holds below a number.
  fileprivate var least: Int? { if case .atLeast(let count) = test { count } else { nil } }

  /// Below how many it holds.
  fileprivate var limit: Int? { if case .fewerThan(let count) = test { count } else { nil } }
}
