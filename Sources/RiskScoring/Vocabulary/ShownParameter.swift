public import WageDomain

/// A parameter as a person reads it.
public struct ShownParameter: Hashable, Sendable {
  public let key: String
  /// In the file's own spelling; a list of mappings joined by semicolons.
  public let text: Bilingual
  public let note: Bilingual
  /// The same in words, with the file's own spelling in brackets.
  public let words: Bilingual
}

extension ShownParameter {
  /// What the key means, with the key in brackets; brackets at the note's end are left to the page of
  /// kinds.
  public var name: Bilingual {
    Bilingual(
      zh: Self.cut(note.zh, "（", "）"), en: Self.cut(note.en, " (", ")")
    ).with(key)
  }

  private static func cut(_ note: String, _ opening: String, _ closing: String) -> String {
    guard note.hasSuffix(closing), let start = note.ranges(of: opening).last else { return note }
    return String(note[..<start.lowerBound])
  }
}

extension Bilingual {
  /// A name with what files call it.
  fileprivate func with(_ key: String) -> Bilingual {
    Bilingual(zh: "\(zh)（\(key)）", en: "\(en) (\(key))")
  }
}

extension Comparison {
  /// The parameters that the file gave, in the order of the form.
  public var shownParameters: [ShownParameter] { given.shown(form.parameters) }

  /// A bin's threshold with its side and unit: `at least 65%`, `below 100%`, `at least 32 days`; of a
  /// yes or no, which of them.
  public func shown(_ bin: PointsBins.Bin, _ bound: PointsBins.Bound) -> Bilingual {
    if case .quantity(.flag) = binUnit {
      switch (bound, bin.threshold) {
      case (.atLeast, 1), (.above, 0): return .yes
      case (.atMost, 0), (.below, 1): return .no
      default: break
      }
    }
    let value = shown(threshold: bin.threshold)
    return switch bound {
    case .atLeast: Bilingual(zh: "≥ \(value.zh)", en: "at least \(value.en)")
    case .atMost: Bilingual(zh: "≤ \(value.zh)", en: "at most \(value.en)")
    case .above: Bilingual(zh: "> \(value.zh)", en: "above \(value.en)")
    case .below: Bilingual(zh: "< \(value.zh)", en: "below \(value.en)")
    }
  }

  /// A value in the unit of bins, cut off toward zero; yes or no of a flag.
  func shown(_ value: Quotient) -> Bilingual {
    if case .quantity(.flag) = binUnit, let word = Bilingual.flag(value.shown) { return word }
    return shown(threshold: value.shown)
  }

  private func shown(threshold: Int64) -> Bilingual {
    switch binUnit {
    case .basisPoints: return .same(ShownNumber.percent(Quotient(threshold)) + "%")
    case .whole(let word):
      return Bilingual(zh: "\(threshold) \(word.zh)", en: threshold.counted(plural: word.en))
    case .quantity(.flag): return .same(String(threshold))
    case .quantity(let unit): return unit.shown(threshold)
    }
  }
}

extension Bilingual {
  fileprivate static let yes = Bilingual(zh: "是", en: "yes")
  fileprivate static let no = Bilingual(zh: "否", en: "no")

  /// Nil of a number that is neither.
  static func flag(_ value: Int64) -> Bilingual? {
    value == 1 ? .yes : value == 0 ? .no : nil
  }
}

extension Measure.Unit {
  /// A stored integer as people write it, with its unit: `1,200 kWh`, `30,000.00 yuan`; yes or no of a
  /// flag.
  public func shown(_ value: Int64) -> Bilingual {
    if self == .flag, let word = Bilingual.flag(value) { return word }
    let number = ShownNumber.quantity(value, self)
    let words = words
    // Persons and days are counted; of the others there are parts, too.
    let isOne = value == 1 && (self == .persons || self == .days)
    let en = isOne ? String(words.en.dropLast()) : words.en
    return Bilingual(
      zh: words.zh.isEmpty ? number : "\(number) \(words.zh)",
      en: en.isEmpty ? number : "\(number) \(en)")
  }

  var words: Bilingual {
    switch self {
    case .wattHours: Bilingual(zh: "千瓦时", en: "kWh")
    case .litres: Bilingual(zh: "立方米", en: "m³")
    case .fen: Bilingual(zh: "元", en: "yuan")
    case .persons: Bilingual(zh: "人", en: "persons")
    case .days: Bilingual(zh: "天", en: "days")
    case .flag: .same("")
    }
  }
}

extension GivenParameters {
  fileprivate func shown(_ parameters: [Parameter]) -> [ShownParameter] {
    parameters.compactMap { parameter in
      text(parameter).map {
        ShownParameter(
          key: parameter.key, text: $0, note: parameter.note, words: words(parameter) ?? $0)
      }
    }
  }

  /// Nil where the file's spelling says it already.
  private func words(_ parameter: Parameter) -> Bilingual? {
    switch (parameter.type, values[parameter.key]) {
    case (_, .measure(let measure)): measure.title.with(measure.name)
    case (_, .word(let word)): ParameterWords.text(word)
    case (_, .words(let words)):
      Bilingual(
        zh: words.map { ParameterWords.text($0).zh }.joined(separator: "、"),
        en: words.map { ParameterWords.text($0).en }.joined(separator: ", "))
    case (.group(let parameters), .group(let group)): group.wordLine(parameters)
    case (.rows(let parameters), .rows(let rows)):
      Bilingual(
        zh: rows.map { $0.wordLine(parameters).zh }.joined(separator: "；"),
        en: rows.map { $0.wordLine(parameters).en }.joined(separator: "; "))
    default: nil
    }
  }

  private func wordLine(_ parameters: [Parameter]) -> Bilingual {
    let shown = shown(parameters)
    return Bilingual(
      zh: shown.map { "\($0.name.zh) \($0.words.zh)" }.joined(separator: " "),
      en: shown.map { "\($0.name.en) \($0.words.en)" }.joined(separator: " "))
  }

  private func text(_ parameter: Parameter) -> Bilingual? {
    switch (parameter.type, values[parameter.key]) {
    case (_, nil): nil
    case (.quantity(let key), .integer(let value)):
      (try? measure(key)).map { $0.unit.shown(value) } ?? .same(String(value))
    case (_, .integer(let value)): .same(String(value))
    case (_, .measure(let measure)): .same(measure.name)
    case (_, .word(let word)): .same(word)
    case (_, .words(let words)): .same(words.joined(separator: ", "))
    case (.group(let parameters), .group(let group)): group.line(parameters)
    case (.rows(let parameters), .rows(let rows)):
      Bilingual(
        zh: rows.map { $0.line(parameters).zh }.joined(separator: "; "),
        en: rows.map { $0.line(parameters).en }.joined(separator: "; "))
    case (_, .group), (_, .rows): nil
    }
  }

  private func line(_ parameters: [Parameter]) -> Bilingual {
    let shown = shown(parameters)
    return Bilingual(
      zh: shown.map { "\($0.key) \($0.text.zh)" }.joined(separator: " "),
      en: shown.map { "\($0.key) \($0.text.en)" }.joined(separator: " "))
  }
}
