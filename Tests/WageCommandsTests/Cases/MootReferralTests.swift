import Foundation
import Testing

@Suite("A referral of a case that was over by then, as was recorded later")
struct MootReferralTests {
  private let office: Office
  private let number = "2026-000001"
  private let firm = "91330503NXQ0QRP269"

  /// A case about a known firm, with its body.
  init() throws {
    office = try Office()
    try """
    credit_code,name,town_code
    \(firm),甲乙制衣厂,330503100

    """.write(
      toFile: office.folder + "/inbox/firms_2026-05-01.csv", atomically: true, encoding: .utf8)
    #expect(office.run("ingest", "--as-of", "2026-05-01").code == 0)
    office.add("--town", "330503100", "--on", "2026-05-20")
    #expect(
      office.run("case", "dispatch", number, "--body", "town-nanxun", "--on", "2026-05-20").code
        == 0)
  }

  private func escalate(_ words: String...) {
    let taken = office.run(["case", "escalate", number, "--reason", "r"] + words)
    #expect(taken.code == 0, "\(taken.error)")
  }

  private func letter(_ kind: String, _ words: String...) -> Office.Answer {
    office.run(["case", "document", number, "--kind", kind, "--out", "-"] + words)
  }

  private var grade: String { office.run("grade", "show", firm).out }

  @Test("It counts in no grade, and no letter of it is written")
  func police() {
    escalate("--to", "police", "--ground", "fled", "--on", "2026-05-28")
    #expect(grade.contains("C (serious faults)") && letter("police").code == 0)
    #expect(office.run("case", "resolve", number, "--paid", "--on", "2026-05-27").code == 0)
    #expect(grade.contains("B (with faults)"), "\(grade)")
    let refused = letter("police")
    #expect(refused.code == 1 && refused.out.isEmpty)
    #expect(
      refused.error.contains(
        "case 2026-000001: it was taken to police on 2026-05-28, when it was over; that is moot"
      ),
      "\(refused.error)")
    #expect(refused.error.contains("`wagewatch case reopen 2026-000001 --reason TEXT`"))
    #expect(letter("police", "--lang", "zh").error.contains("此次移送作废，不再出具文书"))
    #expect(office.run("case", "reopen", number, "--reason", "again").code == 0)
    #expect(grade.contains("B (with faults)"), "still not referred")
    for lang in ["en", "zh"] {
      let open = letter("police", "--lang", lang).error
      #expect(!open.contains("case reopen"), "\(open)")
      #expect(
        open.contains("`wagewatch case escalate 2026-000001 --to police --reason "), "\(open)")
    }
    #expect(
      office.run("case", "dispatch", number, "--body", "town-nanxun").code == 0)
    escalate("--to", "police", "--ground", "fled")
    #expect(grade.contains("C (serious faults)"))
    #expect(grade.contains("2026-06-01  referred to the police"), "\(grade)")
    #expect(letter("police").code == 0)
  }

  @Test("A letter to the regulator is not written either")
  func regulator() {
    escalate("--to", "regulator", "--regulator", "housing", "--on", "2026-05-28")
    #expect(letter("regulator").code == 0)
    #expect(office.run("case", "resolve", number, "--paid", "--on", "2026-05-27").code == 0)
    let refused = letter("regulator")
    #expect(refused.code == 1 && refused.error.contains("that is moot"), "\(refused.error)")
  }

  @Test("A moot transfer order is not written; the one before it is")
  func order() throws {
    let first = letter("order").out
    let bounced = office.run("case", "bounce", number, "--reason", "not ours", "--on", "2026-05-26")
    #expect(bounced.code == 0, "\(bounced.error)")
    let again = office.run(
      "case", "dispatch", number, "--body", "housing", "--on", "2026-05-28")
    #expect(again.code == 0, "\(again.error)")
    #expect(letter("order").out != first)
    #expect(office.run("case", "resolve", number, "--paid", "--on", "2026-05-27").code == 0)
    #expect(letter("order").out == first)
  }

  @Test("Where all orders are moot the verb says so and whom to tell")
  func onlyOrder() {
    let other = "2026-000002"
    office.add("--town", "330503100", "--on", "2026-05-20")
    let sent = office.run("case", "dispatch", other, "--body", "town-nanxun", "--on", "2026-05-28")
    #expect(sent.code == 0, "\(sent.error)")
    #expect(office.run("case", "resolve", other, "--paid", "--on", "2026-05-27").code == 0)
    let refused = office.run(["case", "document", other, "--kind", "order", "--out", "-"])
    #expect(refused.code == 1 && refused.out.isEmpty)
    #expect(refused.error.contains("went out on 2026-05-28, when the case was over"))
    #expect(refused.error.contains("Tell town-nanxun that it is moot"), "\(refused.error)")
  }

  @Test("A case whose only order was moot is nobody's when it is taken up again, until a new order")
  func takenUpAgain() {
    let other = "2026-000002"
    office.add("--town", "330503100", "--on", "2026-05-12")
    func run(_ words: String...) -> Office.Answer { office.run(words) }
    #expect(run("case", "dispatch", other, "--body", "town-nanxun", "--on", "2026-05-14").code == 0)
    #expect(run("case", "withdraw", other, "--reason", "x", "--on", "2026-05-13").code == 0)
    #expect(run("case", "reopen", other, "--reason", "x", "--on", "2026-05-16").code == 0)
    let shown = run("case", "show", other, "--json").out
    #expect(
      shown.contains(#""body": null"#) && !shown.contains(#""due_on": "2026-05-21""#), "\(shown)")
    #expect(run("complaint", "pending").out.contains(other))
    #expect(
      run("case", "document", other, "--kind", "order", "--out", "-").error.contains(
        "it is moot"))
    #expect(run("case", "dispatch", other, "--body", "town-nanxun", "--on", "2026-05-25").code == 0)
    let reply = run("case", "reply", other, "--text", "x", "--on", "2026-05-27")
    #expect(reply.code == 0, "\(reply.error)")
    let report = run("report", "show", "bodies", "--period", "2026-05", "--as-of", "2026-06-01")
    #expect(report.code == 0, "\(report.error)")
    #expect(report.out.contains("50.00 % (1/2)"), "\(report.out)")
    #expect(run("verify").code == 0)
  }

  @Test("A moot transfer to another county is in no figure of the transfers")
  func county() {
    escalate("--to", "county", "--county", "330502", "--on", "2026-05-28")
    #expect(office.run("case", "resolve", number, "--paid", "--on", "2026-05-27").code == 0)
    let report = office.run("report", "show", "cross-region", "--period", "2026-05", "--nl")
    #expect(report.code == 0, "\(report.error)")
    #expect(report.out.contains(#""figure":"transferred","count":0"#), "\(report.out)")
  }
}
