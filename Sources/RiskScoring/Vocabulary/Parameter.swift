public import WageDomain

/// One key of an indicator's kind: what a scorecard file may write there, and what it means.
public struct Parameter: Sendable {
  public let key: String
  public let type: ParameterType
  public let isOptional: Bool
  /// One line, as `score explain`, the page of kinds and the JSON Schema print it.
  public let note: Bilingual

  init(
    _ key: String, _ type: ParameterType, isOptional: Bool = false, _ zh: String, _ en: String
  ) {
    self.key = key
    self.type = type
    self.isOptional = isOptional
    note = Bilingual(zh: zh, en: en)
  }
}

/// What a parameter's value must look like.
public indirect enum ParameterType: Sendable {
  case integer(ClosedRange<Int>)
  /// `feed.column`, one of ``WageDomain/Measure``.
  case measure
  /// In the unit of the measure under the key that is named, above zero: `300 kWh`.
  case quantity(of: String)
  /// One of the words.
  case word([String])
  /// A list of different words out of these.
  case words([String])
  /// The same out of those that go with the word under the key that is named.
  case wordsOf(String, [String: [String]])
  /// A list of texts of the district's own.
  case texts
  /// A mapping of its own.
  case group([Parameter])
  /// A list of mappings.
  case rows([Parameter])
}

/// What a file gave for a parameter, of the parameter's type.
public enum ParameterValue: Hashable, Sendable {
  case integer(Int64)
  case measure(Measure)
  case word(String)
  case words([String])
  case group(GivenParameters)
  case rows([GivenParameters])
}

/// The parameters that a file gave for one indicator, each of its type; checked one by one, not yet
/// together.
public struct GivenParameters: Hashable, Sendable {
  let values: [String: ParameterValue]

  public init(_ values: [String: ParameterValue]) { self.values = values }

  func has(_ key: String) -> Bool { values[key] != nil }

  func integer(_ key: String) throws(ScorecardFault) -> Int { Int(try quantity(key)) }

  func quantity(_ key: String) throws(ScorecardFault) -> Int64 {
    guard case .integer(let value) = values[key] else { throw missing(key) }
    return value
  }

  func measure(_ key: String) throws(ScorecardFault) -> Measure {
    guard case .measure(let value) = values[key] else { throw missing(key) }
    return value
  }

  func word(_ key: String) throws(ScorecardFault) -> String {
    guard case .word(let value) = values[key] else { throw missing(key) }
    return value
  }

  /// Empty when an optional list is not there.
  func words(_ key: String) -> [String] {
    guard case .words(let value) = values[key] else { return [] }
    return value
  }

  func group(_ key: String) -> GivenParameters? {
    guard case .group(let value) = values[key] else { return nil }
    return value
  }

  func rows(_ key: String) -> [GivenParameters] {
    guard case .rows(let value) = values[key] else { return [] }
    return value
  }

  private func missing(_ key: String) -> ScorecardFault {
    ScorecardFault(
      found: Bilingual(zh: "没有 \(key)", en: "no \(key)"),
      expected: Bilingual(zh: "键 \(key)", en: "the key \(key)"))
  }
}
