import ArgumentParser
import WageDomain

/// `--lang`, on every verb.
struct LanguageOption: ParsableArguments {
  @Option(help: "Language of texts: zh or en (default: from the locale).")
  var lang: LanguageArgument?

  /// The flag, else WAGEWATCH_LANG, else the locale of the environment.
  var language: Language {
    if let lang { return lang == .zh ? .chinese : .english }
    return Self.language(of: CommandContext.current)
  }

  /// For an error, which comes without the options of its command.
  static func language(of arguments: [String], _ context: CommandContext) -> Language {
    let flag = Array(zip(arguments, arguments.dropFirst())).last { $0.0 == "--lang" }?.1
    let joined = arguments.last { $0.hasPrefix("--lang=") }?.dropFirst("--lang=".count)
    return (flag ?? joined.map(String.init)).flatMap(Language.init(rawValue:))
      ?? language(of: context)
  }

  /// `help VERB --lang zh`: the parser's own verb takes no option, yet its page has a language.
  static func withoutLanguage(ofHelp arguments: [String]) -> [String] {
    guard
      let verb = arguments.firstIndex(where: { !$0.hasPrefix("-") && Language(rawValue: $0) == nil }
      ),
      arguments[verb] == "help"
    else { return arguments }
    var kept: [String] = []
    var rest = arguments[...]
    while let word = rest.popFirst() {
      if word == "--lang", rest.first.flatMap(Language.init(rawValue:)) != nil {
        rest.removeFirst()
      } else if !word.hasPrefix("--lang=") {
        kept.append(word)
      }
    }
    return kept
  }

  private static func language(of context: CommandContext) -> Language {
    let environment = context.environment
    if let named = environment["WAGEWATCH_LANG"].flatMap(Language.init(rawValue:)) { return named }
    let locale = environment["LC_ALL"] ?? environment["LC_MESSAGES"] ?? environment["LANG"] ?? ""
    return locale.hasPrefix("zh") ? .chinese : .english
  }
}

/// ``Language`` as a flag takes it.
enum LanguageArgument: String, CaseIterable, ExpressibleByArgument {
  case zh, en
}

/// The forms that every listing verb has.
struct OutputOptions: ParsableArguments {
  @Flag(help: "One JSON object with all rows.")
  var json = false

  @Flag(help: "One JSON object a line.")
  var nl = false

  @Flag(help: "CSV with the keys of the JSON rows.")
  var csv = false

  @Option(help: ArgumentHelp("At most this many rows.", valueName: "n"))
  var limit: Int?

  @Option(help: ArgumentHelp("Leave out the first rows.", valueName: "n"))
  var offset = 0

  @OptionGroup var languageOption: LanguageOption

  var language: Language { languageOption.language }

  /// The rows that --offset and --limit leave.
  func page<Row>(_ rows: [Row]) -> ArraySlice<Row> {
    rows.dropFirst(offset).prefix(limit ?? rows.count)
  }

  enum Form { case table, json, lines, csv }

  var form: Form { json ? .json : nl ? .lines : csv ? .csv : .table }

  mutating func validate() throws {
    guard [json, nl, csv].filter(\.self).count <= 1 else {
      throw ValidationError(
        zh: "--json、--nl、--csv 不能同时使用。",
        en: "--json, --nl and --csv cannot be used together.")
    }
    guard offset >= 0, limit ?? 0 >= 0 else {
      throw ValidationError(
        zh: "--limit 和 --offset 为 0 以上的数。",
        en: "--limit and --offset take numbers from 0.")
    }
  }
}
