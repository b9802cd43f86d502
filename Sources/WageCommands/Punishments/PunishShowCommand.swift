import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch punish show NO`
struct PunishShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show an entry of the list with its events and their hashes; persons are masked.",
    discussion: "EXAMPLE: wagewatch punish show CJ-2026-000001")

  @Argument(help: "The entry's number.") var number: String
  @Flag(help: "One JSON object.") var json = false
  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let day = try asOf.day()
    let (entry, events) = try workspace.open().openDatabase().read { snapshot in
      let events = try snapshot.events(ofPunishment: number)
      let entry = try snapshot.punishments(asOf: day).first { $0.number == number }
      guard let entry else { throw notYet(day, events.first?.event.effectiveOn) }
      return (entry, events.filter { $0.event.effectiveOn <= day })
    }
    let console = CommandContext.current.console
    console.out(json ? object(entry, events, day).pretty + "\n" : text(entry, events))
    console.error(
      Bilingual(zh: "\(events.count) 个事件", en: Counted.text(events.count, "events"))
        .text(languageOption.language))
  }

  private func notYet(_ day: Day, _ entered: Day?) -> CommandFailure {
    let since = entered?.description ?? "-"
    return CommandFailure(
      zh: "\(day) 名单上尚无 \(number)：\(since) 列入。\n  请用列入当日或之后的 --as-of。",
      en: """
        no entry \(number) by \(day): it was entered on \(since).
          Ask as of that day or later.
        """)
  }

  private func object(
    _ entry: ListedPunishment, _ events: [RecordedPunishmentEvent], _ day: Day
  ) -> JSONValue {
    let row = PunishmentRows.row(entry)
    return .object(
      [
        .init(key: "schema", value: .integer(1)),
        .init(key: "as_of", value: .string(day.description)),
      ] + row.keys.map { .init(key: $0, value: row[$0]) } + [
        .init(key: "events", value: .array(events.map(Self.event)))
      ])
  }

  private static func event(_ recorded: RecordedPunishmentEvent) -> JSONValue {
    .object([
      "seq": .integer(recorded.seq), "type": .string(recorded.event.act.kind.rawValue),
      "effective_on": .string(recorded.event.effectiveOn.description),
      "recorded_at": .string(recorded.recordedAt), "actor": .string(recorded.event.actor),
      "payload": .object(
        recorded.event.act.payload.sorted { $0.key < $1.key }
          .map { .init(key: $0.key, value: .string($0.value)) }),
      "hash": .string(recorded.hash),
    ])
  }

  private func text(_ entry: ListedPunishment, _ events: [RecordedPunishmentEvent]) -> String {
    let language = languageOption.language
    let status = entry.status
    let erased = entry.party.erasedOn.map { ErasedText.text($0).text(language) }
    let who = [entry.party.creditCode, entry.party.name, entry.party.idNo, erased]
      .compactMap(\.self)
      .joined(separator: " ")
    let head = Bilingual(
      zh: """
        \(entry.number)：\(status.state.title.zh)，\(who)
          \(status.entry.ground.title.zh)；责令支付 \(status.entry.order)，\(status.entry.orderDueOn) 到期未支付
          \(status.enteredOn) 列入，期限至 \(status.endsOn)
        """,
      en: """
        \(entry.number): \(status.state.title.en), \(who)
          \(status.entry.ground.title.en); order to pay \(status.entry.order), unpaid by \
        \(status.entry.orderDueOn)
          entered on \(status.enteredOn), term to \(status.endsOn)
        """
    ).text(language)
    let lines = events.map { recorded in
      let payload = recorded.event.act.payload.sorted { $0.key < $1.key }
        .map { "\($0.key)=\($0.value)" }.joined(separator: " ")
      return "  \(recorded.seq) \(recorded.event.effectiveOn) "
        + "\(recorded.event.act.kind.title.text(language)) \(recorded.event.actor) \(payload)\n    "
        + recorded.hash
    }
    return ([head] + lines).joined(separator: "\n") + "\n"
  }
}
