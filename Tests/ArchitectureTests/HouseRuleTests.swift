import Testing

/// What no source file may do, and how it is named.
enum HouseRule {
  static let mostLines = 400

  private static let clockWords = [
    "Date()", "Date.now", "timeIntervalSinceNow", "clock_gettime", "gettimeofday", "time(nil)",
    "ContinuousClock", "SuspendingClock", "DispatchTime.now", "systemUptime",
  ]
  private static let crashWords = ["try!", "as!", "fatalError("]

  /// The clock is read in one place, so that every verb can look at any day.
  static func clockFaults(of file: SourceFile) -> [String] {
    guard file.target != "wagewatch" else { return [] }
    return file.codeLines(with: clockWords).map {
      "\(file.path): reads the clock (\($0.trimmed)); take the day or the instant as an argument"
    }
  }

  /// A crash loses a night; a note without a number is forgotten.
  static func wordFaults(of file: SourceFile) -> [String] {
    let crashes = file.codeLines(with: crashWords)
      .map { "\(file.path): crashes (\($0.trimmed)); throw an error that says what to do" }
    let notes = file.lines.filter { line in
      (line.holds("TODO") || line.holds("FIXME"))
        && line.firstMatch(of: /\b(?:TODO|FIXME)\b(?!\(?\s?#\d)/) != nil
    }
    return crashes + notes.map { "\(file.path): no issue number (\($0.trimmed))" }
  }

  static func lengthFaults(of file: SourceFile) -> [String] {
    let lines = file.lines.count - 1
    return lines > mostLines ? ["\(file.path): \(lines) lines, at most \(mostLines)"] : []
  }

  /// Files named for a topic that two types share, or whose main type is another's part. A new
  /// file belongs here only when no type can name it.
  static let topicFiles: Set<String> = [
    "CaseDesk", "CaseEscalation", "CaseEvents", "CaseListing",
    "CaseRegistration", "CaseRouting", "DecimalText", "FileLedger", "FileListing",
    "InputHash", "PolicyQuantity", "RegionCode", "ScoreRunReading", "ScorecardBins",
    "ScorecardIndicators", "ScorecardParameters", "ScorecardTriggers", "StageLedger",
  ]

  /// `Type.swift`, `Type+Topic.swift`, `Things.swift` for a family of `…Thing`, `MigrationNNNN….swift`.
  static func isNamedAfterAType(_ file: SourceFile) -> Bool {
    let (declared, extended) = (file.declaredTypes, file.extendedTypes)
    if let plus = file.name.firstIndex(of: "+") {
      return extended.contains(String(file.name[..<plus]))
    }
    if file.name == "main" { return !declared.contains("main") }
    if declared.union(extended).contains(file.name) { return true }
    if file.name.hasPrefix("Migration0") { return extended.contains("Migration") }
    return isFamily(file.name, of: declared)
  }

  private static func isFamily(_ name: String, of declared: Set<String>) -> Bool {
    guard name.hasSuffix("s"), let word = name.lastIndex(where: \.isUppercase) else { return false }
    return declared.contains { $0.hasSuffix(name[word...].dropLast()) }
  }

  static func nameFaults(of file: SourceFile) -> [String] {
    if isNamedAfterAType(file) || topicFiles.contains(file.name) { return [] }
    return ["\(file.path): declares no type \(file.name), nor extends one as \(file.name)+Topic"]
  }
}

extension String {
  fileprivate var trimmed: String { String(drop(while: \.isWhitespace)) }
}

@Suite("House rules")
struct HouseRuleTests {
  @Test("only wagewatch reads the clock")
  func clock() throws {
    #expect(try SourceTree.sources().flatMap(HouseRule.clockFaults) == [])
  }

  @Test("nothing crashes on purpose, and no note lacks its number")
  func words() throws {
    #expect(try SourceTree.sources().flatMap(HouseRule.wordFaults) == [])
  }

  @Test("no file is longer than 400 lines")
  func length() throws {
    #expect(try SourceTree.sources().flatMap(HouseRule.lengthFaults) == [])
  }

  @Test("every file is named after what it holds")
  func names() throws {
    #expect(try SourceTree.sources().flatMap(HouseRule.nameFaults) == [])
  }

  @Test("no exception to the naming rule is kept that is no longer needed")
  func exceptions() throws {
    let needed = try SourceTree.sources().filter { !HouseRule.isNamedAfterAType($0) }.map(\.name)
    #expect(HouseRule.topicFiles.subtracting(needed) == [])
  }

  struct Sample: CustomTestStringConvertible {
    let why: String
    let text: String
    let rule: @Sendable (SourceFile) -> [String]
    var testDescription: String { why }
  }

  @Test(
    "a breach is found",
    arguments: [
      Sample(why: "now, by default", text: "let now = Date()", rule: HouseRule.clockFaults),
      Sample(why: "now, by name", text: "let now = Date.now", rule: HouseRule.clockFaults),
      Sample(why: "seconds", text: "let s = ContinuousClock().now", rule: HouseRule.clockFaults),
      Sample(
        why: "C's clock", text: "clock_gettime(CLOCK_REALTIME, &t)", rule: HouseRule.clockFaults),
      Sample(why: "a forced try", text: "let x = try! f()", rule: HouseRule.wordFaults),
      Sample(why: "a crash", text: "fatalError(\"no\")", rule: HouseRule.wordFaults),
      Sample(why: "a bare note", text: "// TO" + "DO: later", rule: HouseRule.wordFaults),
      Sample(
        why: "one line too many", text: String(repeating: "\n", count: 401),
        rule: HouseRule.lengthFaults),
      Sample(why: "named for nothing", text: "struct Other {}", rule: HouseRule.nameFaults),
    ])
  func breach(_ sample: Sample) {
    #expect(
      sample.rule(SourceFile(path: "Sources/WageStore/Sample.swift", text: sample.text)).count == 1)
  }

  @Test(
    "what is right passes",
    arguments: [
      ("Sources/WageStore/Sample.swift", "struct Sample {}"),
      ("Sources/WageStore/Sample+Text.swift", "extension Sample { var text: String { \"\" } }"),
      ("Sources/WageStore/Samples.swift", "struct FirstSample {}\nstruct LastSample {}"),
      ("Sources/WageStore/Migration0009Sample.swift", "extension Migration { }"),
      ("Sources/wagewatch/main.swift", "let now = Date()"),
      (
        "Sources/WageStore/Sample.swift", "// Date() is not code\nstruct Sample {} // TO" + "DO(#7)"
      ),
    ])
  func passes(path: String, text: String) {
    let file = SourceFile(path: path, text: text)
    let rules = [
      HouseRule.clockFaults, HouseRule.wordFaults, HouseRule.lengthFaults, HouseRule.nameFaults,
    ]
    #expect(rules.flatMap { $0(file) } == [])
  }
}
