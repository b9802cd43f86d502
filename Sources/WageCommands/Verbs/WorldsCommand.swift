import ArgumentParser
import DistrictSimulator
import WageDomain

/// `wagewatch worlds`
struct WorldsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worlds",
    abstract:
      "List the kinds of districts that `simulate --world` invents, and what is special about each.",
    discussion: """
      EXAMPLE: wagewatch worlds --json

      A world never changes: its files of a small district have a hash that a test holds. The tables \
      of the README tell how the default card does on each.
      """)

  @OptionGroup var output: OutputOptions

  func run() {
    let listing = Listing(
      noun: "worlds",
      columns: [
        .init("world", zh: "名称", en: "world"),
        .init("summary", zh: "是什么样的区", en: "what it is like"),
        .init(zh: "机制", en: "mechanisms") { row in
          guard case .array(let mechanisms) = row["mechanisms"] else { return "" }
          return mechanisms.map { $0["mechanism"].cell }.joined(separator: ", ")
        },
      ],
      rows: World.all.map(row))
    listing.write(output, keys: ["world", "summary", "mechanisms"])
  }

  private func row(_ world: World) -> JSONValue {
    .object([
      "world": .string(world.name), "summary": .string(world.summary.text(output.language)),
      "mechanisms": .array(
        world.mechanisms.map { mechanism in
          .object([
            "mechanism": .string(mechanism.name),
            "text": .string(mechanism.summary.text(output.language)),
            "source": .string(mechanism.source),
          ])
        }),
    ])
  }
}
