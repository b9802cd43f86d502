import ArgumentParser
import CaseHandling
import WageDomain
import WageStore

/// `wagewatch complaint add`
struct ComplaintAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Take a complaint down and register its case.",
    discussion: """
      EXAMPLE: wagewatch complaint add --channel hotline --firm CODE --persons 3 --amount 36000.00 \
      --owed-since 2026-03 --name NAME --phone PHONE --town 330503100
      """)

  @Option(help: "Its number (default: the window's next).") var no: String?
  @Option(
    help:
      "12345, 110, hotline, petition, online_petition, inspection, online, qr, court, opinion or other."
  )
  var channel = "hotline"
  @Option(help: ArgumentHelp("The firm's credit code.", valueName: "code")) var firm: String?
  @Option(help: "The firm as the complainant names it.") var firmName: String?
  @Option(help: ArgumentHelp("The project's code.", valueName: "code")) var project: String?
  @Option(help: "Where the work was done.") var place: String?
  @Option(help: ArgumentHelp("The town of the place of work.", valueName: "code")) var town: String?
  @Option(help: "How many people.") var persons: Int64?
  @Option(help: "Yuan, at most two decimals.") var amount: String?
  @Option(help: ArgumentHelp("The first month owed.", valueName: "yyyy-mm")) var owedSince: String?
  @Option(help: "The complainant.") var name: String?
  @Option(help: "The complainant's identity number.") var idNo: String?
  @Option(help: "The complainant's phone.") var phone: String?
  @Option(help: "What the complainant says.") var content: String?
  @OptionGroup var options: CaseEntryOptions

  /// More is a typing error: no complaint is about so many.
  private static let mostPersons: Int64 = 1_000_000

  func validate() throws {
    guard ComplaintRecord.channels.contains(channel) else {
      throw ValidationError(
        "'\(channel)' is no channel; expected \(ComplaintRecord.channels.joined(separator: ", ")).")
    }
    guard firm != nil || namedFirm != nil || project != nil || place != nil else {
      throw ValidationError(
        zh: "请写明反映谁：--firm、--firm-name、--project 或 --place。",
        en: "Say whom it is about: --firm, --firm-name, --project or --place.")
    }
    guard (1...Self.mostPersons).contains(persons ?? 1) else {
      throw ValidationError(
        zh: "--persons 应为 1 到 \(Self.mostPersons) 的数；不知道就不写。",
        en:
          "--persons takes a number from 1 to \(Self.mostPersons); leave it out when nobody knows.")
    }
    _ = try (parsedTown(), parsedAmount(), parsedMonth())
  }

  /// 无 or 不详 names no firm, as in a file.
  private var namedFirm: String? {
    firmName.flatMap { FillerWords.areAll(of: $0) ? nil : $0 }
  }

  func run() throws {
    for (text, option) in [
      (no, "--no"), (firmName, "--firm-name"), (project, "--project"), (place, "--place"),
    ] {
      try WrittenText.check(text, option)
    }
    let entry = options.entry
    let receivedAt = entry.on.map { Instant(day: $0) } ?? entry.now
    guard receivedAt <= entry.now else {
      throw CommandFailure(

        zh: "--on \(receivedAt.day) 晚于今天 \(entry.now.day)。未作改动。",
        en: "--on \(receivedAt.day) is later than today, \(entry.now.day). Nothing was changed.")
    }
    try checkOwed(receivedAt.day)
    let workspace = try options.workspace.open()
    let rules = try workspace.caseRules(asOf: entry.now.day)
    let unchecked = try TownArgument.check(town, in: workspace.regions())
    let database = try workspace.openDatabase()
    let added = try (options.dryRun ? database.rehearse : database.write) { transaction in
      let record = try record(receivedAt, in: transaction)
      try transaction.addComplaint(record, places: workspace.places(), at: entry.now)
      let caseNo = try transaction.registerCases(
        asOf: entry.now.day, rules: rules, now: entry.now, only: record.complaintNo,
        actor: entry.actor
      ).first
      let duplicates = DuplicateSearch.suggestions(
        among: try transaction.snapshot.complaintIdentities(asOf: entry.now.day)
      ).filter { $0.later == record.complaintNo || $0.earlier == record.complaintNo }
      let held = try caseNo.flatMap {
        try transaction.snapshot.whyHeld($0, asOf: entry.now.day, rules: rules)
      }
      if let caseNo, let held { try transaction.hold(caseNo, why: held, since: entry.now.day) }
      return (
        complaintNo: record.complaintNo, caseNo: caseNo ?? "", duplicates: duplicates, held: held
      )
    }
    if let unchecked {
      CommandContext.current.console.error(unchecked.text(options.languageOption.language))
    }
    if let held = added.held { warn(added.caseNo, held) }
    tell(added.complaintNo, added.caseNo, added.duplicates)
  }

  /// Wages cannot be owed since a month that begins after the complaint.
  private func checkOwed(_ day: Day) throws {
    guard let month = try parsedMonth(), month > day.month else { return }
    throw CommandFailure(
      zh: "--owed-since \(month) 晚于投诉当日 \(day)。未作改动。\n  请写最早欠薪的月份。",
      en: """
        --owed-since \(month) is after the day of the complaint, \(day). Nothing was changed.
          Give the first month owed.
        """)
  }

  private func record(
    _ receivedAt: Instant, in transaction: StoreTransaction
  ) throws -> ComplaintRecord {
    let town = try parsedTown()
    return ComplaintRecord(
      complaintNo: try no ?? transaction.nextComplaintNo(year: receivedAt.day.year),
      channel: channel, receivedAt: receivedAt, knownOn: receivedAt.day,
      firmId: try firm.map { try FirmArgument.id($0, in: transaction.snapshot) },
      firmName: namedFirm, projectCode: project,
      place: place,
      details: CaseDetails(
        persons: persons, amount: try parsedAmount(), town: town),
      owedSince: try parsedMonth(),
      complainant: Complainant(name: name, idNo: idNo, phone: phone), content: content)
  }

  /// The case is registered all the same; only its body is not known.
  private func warn(_ caseNo: String, _ held: Bilingual) {
    CommandContext.current.console.error(
      Bilingual(
        zh: "无法自动分派：\(held.zh)。wagewatch case dispatch \(caseNo) --body BODY",
        en: "No body answers by itself: \(held.en). wagewatch case dispatch \(caseNo) --body BODY"
      ).text(options.languageOption.language))
  }

  private func tell(_ complaintNo: String, _ caseNo: String, _ duplicates: [DuplicateSuggestion]) {
    let console = CommandContext.current.console
    let language = options.languageOption.language
    console.out("\(complaintNo) \(caseNo)\n")
    for duplicate in duplicates {
      let isLater = duplicate.later == complaintNo
      let other = isLater ? duplicate.earlierCase : duplicate.laterCase
      console.error(
        Bilingual(
          zh: "可能与 \(isLater ? duplicate.earlier : duplicate.later) 重复：\(duplicate.reason.zh)。",
          en: "Perhaps a duplicate of \(isLater ? duplicate.earlier : duplicate.later): "
            + "\(duplicate.reason.en)."
        ).text(language)
          + (other.map { " wagewatch case merge \(caseNo) --into \($0)" } ?? ""))
    }
    let tail = options.dryRun ? Bilingual(zh: "（演练，未改动）", en: " (dry run, nothing changed)") : nil
    console.error(
      Bilingual(
        zh: "投诉 1 件，疑似重复 \(duplicates.count) 件", en: "1 complaint, \(duplicates.count) duplicates"
      ).text(language) + (tail?.text(language) ?? ""))
  }

  private func parsedTown() throws -> TownCode? { try town.map(TownArgument.parse) }

  private func parsedMonth() throws -> Month? {
    guard let owedSince else { return nil }
    guard let month = Month(owedSince) else {
      throw ValidationError(
        zh: "“\(owedSince)”不是月份；应为 YYYY-MM。",
        en: "'\(owedSince)' is no month; expected YYYY-MM.")
    }
    return month
  }

  private func parsedAmount() throws -> Money? {
    guard let amount else { return nil }
    guard let money = YuanArgument.parse(amount) else {
      throw ValidationError(
        zh: "“\(amount)”不是金额；应为元，最多两位小数。",
        en: "'\(amount)' is no amount; expected yuan with at most two decimals.")
    }
    return money
  }
}

/// Yuan as people type them.
enum YuanArgument {
  /// - Returns: nil unless `text` is digits with at most two decimals, within the largest amount.
  static func parse(_ text: String) -> Money? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ isDigits($0) }),
      parts.count == 1 || parts[1].utf8.count <= 2, let yuan = Int64(parts[0]),
      yuan <= Money.largestMagnitude / 100
    else { return nil }
    let decimals = parts.count == 2 ? String(parts[1]) : ""
    let fen = Int64(decimals + String(repeating: "0", count: 2 - decimals.utf8.count)) ?? 0
    return Money(fen: yuan * 100 + fen)
  }

  private static func isDigits(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
