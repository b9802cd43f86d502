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
      Bilingual(zh: "\(events.count) 个事件", en: events.count.counted("event"))
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
      let (act, actor) = (recorded.event.act, recorded.event.actor)
      let held = act.payload.sorted { $0.key < $1.key }
      let text = Bilingual(
        zh: "\(act.kind.title.zh)，\(actor)" + (held.isEmpty ? "" : "：")
          + held.map { "\(Self.title($0.key)) \(Self.word($0.key, $0.value))" }
          .joined(separator: "，"),
        en: "\(act.kind.title.en) \(actor) "
          + held.map { "\($0.key)=\($0.value)" }.joined(separator: " "))
      return "  \(recorded.seq) \(recorded.event.effectiveOn) \(text.text(language))\n    "
        + recorded.hash
    }
    return ([head] + lines).joined(separator: "\n") + "\n"
  }

  /// What an event holds, in Chinese.
  private static func title(_ key: String) -> String {
    [
      "because": "原因", "case": "案件", "ends_on": "期限至", "ground": "事由", "order": "责令支付文书",
      "order_due_on": "责令到期日", "paid_on": "付清日", "party": "对象编号", "promise_hash": "承诺文字",
      "reason_hash": "理由文字", "removable_from": "可提前移出",
    ][key] ?? key
  }

  private static func word(_ key: String, _ value: String) -> String {
    switch key {
    case "ground": PunishmentGround(rawValue: value)?.title.zh ?? value
    case "because": RemovalGround(rawValue: value)?.title.zh ?? value
    case _ where key.hasSuffix("hash"): "\(value.prefix(8))…"
    default: value
    }
  }
}
