import Testing
import WageDomain

@Suite("The petition account's verbs, as a script sees them")
struct FundVerbTests {
  /// A case of 36,000 yuan before the conference since 2026-05-11, at noon of 2026-06-01.
  private func office() throws -> Office {
    let office = try Office()
    office.add("--persons", "3", "--town", "330503100", "--on", "2026-05-08")
    for step in [
      ["dispatch", "2026-000001", "--on", "2026-05-09"],
      [
        "escalate", "2026-000001", "--to", "conference", "--reason", "难案", "--on", "2026-05-11",
      ],
    ] { #expect(office.run(["case"] + step).code == 0) }
    return office
  }

  @Test("From the deposit to the recovery, every step says what the account holds")
  func wholeRoad() throws {
    let office = try office()
    let deposit = office.run(
      "fund", "deposit", "--amount", "100000", "--reference", "CZ-1", "--on", "2026-05-10")
    #expect(deposit.error == "the account holds 100,000.00 yuan\n")
    let paid = office.run(
      "case", "advance", "2026-000001", "--amount", "36000", "--reason", "双方已签", "--on",
      "2026-05-20")
    #expect(paid.code == 0)
    #expect(
      paid.error == """
        2026-000001: resolved, officer, reply-5 due on 2026-05-14
          advanced here and not recovered: 36,000.00 yuan; the account holds 64,000.00 yuan

        """)
    let back = office.run(
      "case", "recover", "2026-000001", "--amount", "6000.50", "--on", "2026-05-28")
    #expect(back.error.contains("not recovered: 29,999.50 yuan; the account holds 70,000.50 yuan"))
    let ofCase = office.run("fund", "list", "--case", "2026－000001", "--nl")
    #expect(ofCase.out.contains(#""kind":"advance""#), "\(ofCase.error)")
    #expect(
      office.run("fund", "list", "--csv").out.split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).prefix(8)
          .joined(separator: ",")
      } == [
        "seq,occurred_on,kind,amount_fen,balance_fen,case_no,event_seq,reference",
        "1,2026-05-10,deposit,10000000,10000000,,,CZ-1",
        "2,2026-05-20,advance,-3600000,6400000,2026-000001,4,",
        "3,2026-05-28,recovery,600050,7000050,2026-000001,6,",
      ])
    let claims = office.run("fund", "show", "--csv").out
    #expect(claims.contains("2026-000001,town-nanxun,3600000,600050,2999950,2026-05-20,12"))
    let sums = office.run("fund", "show", "--as-of", "2026-05-20", "--json").out
    #expect(sums.contains("\"balance_fen\": 6400000"))
    #expect(sums.contains("\"outstanding_fen\": 3600000"))
    let shown = office.run("case", "show", "2026-000001", "--json").out
    for line in ["\"advanced_fen\": 3600000", "\"recovered_fen\": 600050", "\"unpaid_fen\": 0"] {
      #expect(shown.contains(line))
    }
    let verified = office.run("verify")
    #expect(verified.code == 0)
    let told = "Account: 3 movements, 70,000.50 yuan, head "
    #expect(verified.error.contains(told))
    let head = verified.error.split(separator: "\n").compactMap { line in
      line.hasPrefix(told) ? String(line.dropFirst(told.count)) : nil
    }
    #expect(office.run(["verify", "--head"] + head).code == 0)
  }

  struct Refusal: CustomTestStringConvertible, Sendable {
    let why: String
    let words: [String]
    let code: Int32
    let error: String
    var testDescription: String { why }
  }

  @Test(
    "A refusal says what was found and what to do, and changes nothing",
    arguments: [
      Refusal(
        why: "more than the account holds",
        words: ["case", "advance", "2026-000001", "--amount", "36000", "--reason", "x"], code: 1,
        error: "the petition account holds 20,000.00 yuan on 2026-06-01, wanted 36,000.00 yuan: "
          + "16,000.00 short"),
      Refusal(
        why: "more than is unpaid",
        words: ["case", "advance", "2026-000001", "--amount", "36000.01", "--reason", "x"],
        code: 1, error: "an advance of 36,000.01 yuan, but 36,000.00 yuan are unpaid"),
      Refusal(
        why: "the conference still has time",
        words: [
          "case", "advance", "2026-000001", "--amount", "1", "--reason", "x", "--on", "2026-05-18",
        ], code: 1, error: "conference-5 runs to 2026-05-18; wages are advanced from the day after"),
      Refusal(
        why: "an amount with three decimals",
        words: ["case", "advance", "2026-000001", "--amount", "1.234", "--reason", "x"],
        code: 64, error: "'1.234' is no amount; expected yuan with at most two decimals."),
      Refusal(
        why: "a deposit with three decimals", words: ["fund", "deposit", "--amount", "0.001"],
        code: 64, error: "at most two decimals"),
      Refusal(
        why: "nothing", words: ["fund", "deposit", "--amount", "0"], code: 64,
        error: "more than 0 yuan"),
      Refusal(
        why: "less than nothing", words: ["fund", "withdraw", "--amount=-5"], code: 64,
        error: "at most two decimals"),
      Refusal(
        why: "nothing to recover",
        words: ["case", "recover", "2026-000001", "--amount", "1"], code: 1,
        error: "a recovery of 1.00 yuan, but 0.00 yuan are advanced and not recovered"),
      Refusal(
        why: "a body that is not listed",
        words: ["case", "recover", "2026-000001", "--amount", "1", "--from", "railways"], code: 1,
        error: "there is no body railways"),
      Refusal(
        why: "a withdrawal of too much",
        words: ["fund", "withdraw", "--amount", "20000.01"], code: 1, error: "0.01 short"),
      Refusal(
        why: "the voucher again",
        words: ["fund", "deposit", "--amount", "20000", "--reference", "CZ-1"], code: 1,
        error: "voucher CZ-1 is booked already, as deposit 1 of 2026-06-01"),
      Refusal(
        why: "a day to come", words: ["fund", "deposit", "--amount", "1", "--on", "2026-06-02"],
        code: 1, error: "2026-06-02 is later than today, 2026-06-01"),
      Refusal(
        why: "a case that is not there", words: ["fund", "list", "--case", "2026-000009"], code: 1,
        error: "the nearest is 2026-000001"),
    ])
  func refusals(_ refusal: Refusal) throws {
    let office = try office()
    office.run("fund", "deposit", "--amount", "20000", "--reference", "CZ-1")
    let before = office.run("verify").error
    let answer = office.run(refusal.words)
    #expect(answer.code == refusal.code)
    #expect(answer.error.contains(refusal.error))
    #expect(office.run("verify").error == before)
  }

  @Test("A dry run prints the same and changes nothing; Chinese pages are Chinese")
  func dryRun() throws {
    let office = try office()
    office.run("fund", "deposit", "--amount", "40000")
    let before = office.run("verify").error
    let words = ["case", "advance", "2026-000001", "--amount", "36000", "--reason", "x"]
    let rehearsed = office.run(words + ["--dry-run", "--lang", "zh"])
    #expect(rehearsed.error.contains("2026-000001：已化解"))
    #expect(rehearsed.error.contains("专户余额 4,000.00 元"))
    #expect(office.run("fund", "withdraw", "--amount", "1", "--dry-run").code == 0)
    #expect(office.run("verify").error == before)
    let table = office.run("fund", "list", "--lang", "zh").out
    #expect(table.contains("拨入"))
    #expect(table.contains("余额（元）"))
    #expect(office.run("fund", "show", "--lang", "zh").out.contains("余额 40,000.00 元 = 拨入"))
  }
}
