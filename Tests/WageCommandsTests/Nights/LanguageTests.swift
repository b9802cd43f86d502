import Foundation
import NightlyRun
import RiskScoring
import SignalIngest
import Testing
import WageDomain
import WageStore

@testable import WageCommands

/// Every word that a user can meet, in both languages.
@Suite("Two languages")
struct LanguageTests {
  /// Spellings of cells that an English text quotes.
  private static let spellings = ["2026年10月5日", "2026年10月", "是/否", "是", "否"]

  private static func hasChinese(_ text: String) -> Bool {
    spellings.reduce(text) { $0.replacingOccurrences(of: $1, with: "") }
      .unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
  }

  /// A text that is the same in both languages is a number, a code or the name of a file.
  private func check(_ text: Bilingual, _ what: String) {
    #expect(Self.hasChinese(text.zh), "\(what): \(text.zh)")
    #expect(!Self.hasChinese(text.en) && !text.en.isEmpty, "\(what): \(text.en)")
  }

  @Test("Every code, state and event has a Chinese word and an English one")
  func words() {
    for code in RejectCode.allCases {
      check(code.explanation, code.rawValue)
      check(code.remedy, code.rawValue)
    }
    for code in RefusalCode.allCases { check(code.explanation, code.rawValue) }
    for code in FindingCode.allCases { check(code.explanation, code.rawValue) }
    for state in CaseState.allCases { check(state.title, state.rawValue) }
    for level in CaseLevel.allCases { check(level.title, level.rawValue) }
    for kind in CaseEventKind.allCases { check(kind.title, kind.rawValue) }
    for state in ClockState.allCases { check(state.title, state.rawValue) }
    for kind in ResolutionKind.allCases { check(kind.title, kind.rawValue) }
    for kind in FundMovementKind.allCases { check(kind.title, kind.rawValue) }
    for ground in PoliceGround.allCases { check(ground.title, ground.rawValue) }
    for kind in FastTrackKind.allCases { check(kind.title, kind.rawValue) }
    for verdict in FastTrackAnswer.Verdict.allCases { check(verdict.title, verdict.rawValue) }
    for answer in CriminalComparison.Answer.allCases { check(answer.title, answer.rawValue) }
    for ground in PunishmentGround.allCases { check(ground.title, ground.rawValue) }
    for ground in RemovalGround.allCases { check(ground.title, ground.rawValue) }
    for kind in PunishmentActKind.allCases { check(kind.title, kind.rawValue) }
    for state in PunishmentStatus.State.allCases { check(state.title, state.rawValue) }
    for what in PunishmentDue.What.allCases { check(what.title, what.rawValue) }
    for tier in Tier.allCases { check(tier.name, tier.rawValue) }
    for kind in StandingChange.Kind.allCases { check(ScoreDiffRows.word(kind), kind.rawValue) }
    let shortfalls: [VisitList.Shortfall] = [
      .tier(line: .red), .persons(line: 3), .amount(line: Money(fen: 5)), .points(2), .tied,
    ]
    for shortfall in shortfalls { check(FlaggedRows.text(shortfall), "\(shortfall)") }
    for status in ["open", "retried", "dropped"] { check(RejectRows.status(status), status) }
    for status in ["loaded", "refused", "unchanged"] { check(FileRows.status(status), status) }
    for status in ["fresh", "warn", "error"] { check(FreshnessRows.status(status), status) }
    for kind in MatchEventKind.allCases { check(MatchText.kind(kind), kind.rawValue) }
    for status in MatchStatus.allCases { check(MatchText.status(status), status.rawValue) }
    for kind in RejectEventText.kinds { check(RejectEventText.word(kind), kind) }
  }

  @Test("Feeds are called what their schemas call them")
  func feeds() throws {
    let schemas = try Workspace.feeds()
    for feed in Feed.allCases { #expect(feed.title.zh == schemas[feed]?.title) }
    for channel in ComplaintRecord.channels where channel != "110" {
      #expect(Self.hasChinese(EventWords.text(channel).zh), "\(channel)")
    }
  }

  @Test("Faults of policy files are Chinese where Chinese is asked for")
  func policyFaults() throws {
    let office = try NightOffice()
    let text = try office.policy("scorecard.yaml")
      .replacingOccurrences(of: "version: 5", with: "version: zwei")
      .replacingOccurrences(of: "kind: wages-unpaid", with: "kind: wages-gone")
    try office.setPolicy("scorecard.yaml", text)
    let run = office.run("score", "explain", "--lang", "zh")
    #expect(run.code == 1)
    #expect(run.error.contains("发现 \"zwei\"，应为 1 至 1000000 的整数"), "\(run.error)")
    #expect(run.error.contains("发现 \"wages-gone\"，应为 以下之一："), "\(run.error)")
    for word in ["a whole", "one of", "the key"] { #expect(!run.error.contains(word)) }
  }

  @Test("Every error of the store, the calendar, the cases and the lock speaks both")
  func errors() {
    let store: [StoreError] = [
      .newerDatabase(path: "p"), .notADatabase("m"), .readOnly("m"),
      .olderDatabase(path: "p"), .unreadableHere("p"), .diskFull, .busy, .failed("m"),
    ]
    let cases: [CaseStoreError] = [
      .unknownCase("1", nearest: "2"), .complaintExists("1"), .damagedEvent(seq: 3),
      .illegal(caseNo: "1", .notRegistered(.closed)),
      .illegal(caseNo: "1", .notAllowed(.closed, in: .merged, allowed: [])),
      .illegal(caseNo: "1", .receptionBelow(demanded: .leader, found: .officer)),
      .illegal(caseNo: "1", .notReceived(demanded: .leader)),
      .illegal(caseNo: "1", .notAResolution(.wagesPaid, accepted: [.repaymentAgreement])),
      .illegal(caseNo: "1", .alreadyWith(body: "housing")),
    ]
    let locks: [RunLockError] = [.held(byProcess: "7"), .cannotWrite("p", reason: "r")]
    let matches: [MatchError] = [
      .unknownGroup(1), .alreadyMatched(1), .alreadyRefused(1), .stillWaiting(1),
      .unreadable(file: "f", line: 2),
    ]
    var errors: [any Error] = [CalendarError.yearNotLoaded(2027)]
    errors += store as [any Error]
    errors += cases as [any Error]
    errors += locks as [any Error]
    errors += matches as [any Error]
    for error in errors {
      guard let failure = CommandFailure(error) else {
        Issue.record("\(error): not told")
        continue
      }
      check(failure.message, "\(error)")
    }
  }

  @Test("What a night prints of bad files is Chinese where Chinese is asked for")
  func output() throws {
    let office = try NightOffice()
    let code = NightOffice.codes[0]
    try office.put(
      "electricity_2026-08.csv",
      "credit_code,account_no,month,quantity,extra\n\(code),A1,2026-08,N/A,\n\(code),A2,2026-08,2,\n"
        + "\(code),A2,2026-08,2,\n,,2026-08,1,\n\(code),A3,2026-08\n\(code),测试1,2026-08,7,\n")
    try office.put("steam_2026-08.csv", "a\n")
    try office.put("water_2026-08.csv", "month,quantity\n2026-08,1\n")
    let runs = [
      office.run("ingest", "--lang", "zh"), office.run("rejects", "list", "--lang", "zh"),
      office.run("rejects", "show", "1", "--lang", "zh"),
      office.run("files", "list", "--lang", "zh"), office.run("files", "show", "1", "--lang", "zh"),
      office.run("rejects", "show", "99", "--lang", "zh"),
      office.run("flagged", "--lang=zh"), office.run("freshness", "--lang", "zh"),
    ]
    let english = [
      "found", "expected", "cells", "reject", "refused", "open", "loaded", "Nothing", "a number",
      "one of", "Rename", "never",
    ]
    for run in runs {
      let text = run.out + run.error
      #expect(Self.hasChinese(text), "\(text)")
      for word in english {
        let lines = text.split(separator: "\n").filter {
          $0.contains(" \(word) ") || $0.contains("：\(word) ")
        }
        #expect(lines.isEmpty, "\(word)")
      }
    }
    #expect(runs[0].code == 65)
    #expect(runs[1].out.contains("至多 2 位小数的数字"), "\(runs[1].out)")
    #expect(runs[5].error.contains("没有退回 99"))
    let json = office.run("rejects", "list", "--json", "--lang", "zh").rows("rejects")
    #expect(json.first?["expected"] as? String == "至多 2 位小数的数字，不小于 0")
    let other = office.run("rejects", "list", "--json").rows("rejects")
    #expect((other.first?["expected"] as? String)?.hasPrefix("a number") == true)
  }
}
