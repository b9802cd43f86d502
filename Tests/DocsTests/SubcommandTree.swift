/// The subcommands as the sources declare them: no command can be added without this seeing it.
struct SubcommandTree {
  struct Command {
    var name: String
    var subcommands: [String]
    var hasExample: Bool
  }

  private var commands: [String: Command] = [:]

  /// - Parameter sources: the Swift files of `Sources/WageCommands`.
  init(sources: [String]) {
    for source in sources {
      for part in source.split(separator: /\n(?=(?:public )?struct \w+: (?:Async)?ParsableCommand)/)
      {
        guard
          let type = part.firstMatch(of: /^(?:public )?struct (\w+):/)?.output.1,
          let name = part.firstMatch(of: /commandName: "([\w-]+)"/)?.output.1
        else { continue }
        let list = part.firstMatch(of: /subcommands: \[([^\]]*)\]/)?.output.1 ?? ""
        commands[String(type)] = Command(
          name: String(name),
          subcommands: list.matches(of: /(\w+)\.self/).map { String($0.output.1) },
          hasExample: part.contains("EXAMPLE: wagewatch"))
      }
    }
  }

  var isEmpty: Bool { commands.isEmpty }

  /// The verbs that do something, e.g. `case due`, in the order of the help.
  func leaves(of type: String = "Wagewatch") -> [(verb: String, hasExample: Bool)] {
    guard let command = commands[type] else { return [(type, false)] }
    guard !command.subcommands.isEmpty else { return [(command.name, command.hasExample)] }
    let prefix = command.name == "wagewatch" ? "" : command.name + " "
    return command.subcommands.flatMap { leaves(of: $0) }
      .map { (prefix + $0.verb, $0.hasExample) }
  }

  /// Types that parse as commands but hang on no tree.
  var loose: [String] {
    let hung = Set(commands.values.flatMap(\.subcommands))
    return commands.keys.filter { $0 != "Wagewatch" && !hung.contains($0) }.sorted()
  }
}
