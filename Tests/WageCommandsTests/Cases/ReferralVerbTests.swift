import Foundation
import Testing
import WageDomain

@Suite("Referrals: the police and the fast track")
struct ReferralVerbTests {
  private func office(persons: String = "3") throws -> Office {
    let office = try Office()
    office.add("--persons", persons, "--town", "330503100", "--on", "2026-05-08")
    return office
  }

  /// Takes the marks away from the sections that the shipped workflow shows as comments.
  private func configure(_ office: Office, oneWorker: String = "10000", total: String = "60000")
    throws
  {
    let path = office.folder + "/policies/workflow.yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let section = """

      criminal_amount:
        region: { zh: 某省, en: A province }
        one_worker: { amount: \(oneWorker) yuan, months: 3 }
        workers: { persons: 10, amount: \(total) yuan }
        source: "invented for this test"

      """
    let wages = """
      fast_track:
        average_wages:
          - region: zhejiang
            year: 2025
            amount: 36000 yuan
            source: "invented for this test"
      """
    try (text.replacing("fast_track:", with: wages) + section)
      .write(toFile: path, atomically: true, encoding: .utf8)
  }

  @Test("Until the province's amount is set, every page says so, and never that it is no crime")
  func notConfigured() throws {
    let office = try office()
    let shown = office.run("case", "show", "2026-000001").out
    #expect(shown.contains("criminal amount: not configured (criminal_amount of the workflow"))
    let json = office.run("case", "show", "2026-000001", "--json").out
    #expect(json.contains("\"status\": \"not-configured\""))
    #expect(office.run("case", "list", "--csv").out.contains(",not-configured,\n"))
    #expect(office.run("case", "list").out.contains("not configured"))
    #expect(office.run("case", "list", "--lang", "zh").out.contains("未配置"))
    #expect(
      office.run("case", "show", "2026-000001", "--lang", "zh").out.contains("刑事立案金额：未配置"))
  }

  @Test("Once it is set, both figures are told in words")
  func configured() throws {
    let office = try office()
    try configure(office)
    let shown = office.run("case", "show", "2026-000001", "--as-of", "2026-06-01").out
    #expect(
      shown.contains(
        "A province: one worker, 3 months and 10,000.00 yuan or more: reached "
          + "(here 3 persons, 3 months, 36,000.00 yuan in all); 10 persons and 60,000.00 yuan or "
          + "more: not reached (here 3 persons, 36,000.00 yuan)"))
    #expect(office.run("case", "list", "--csv").out.contains(",reached,\n"))
  }

  @Test("The ground is kept in the event and stands on the referral", arguments: [true, false])
  func police(isStated: Bool) throws {
    let office = try office()
    let ground = isStated ? ["--ground", "malicious-claim"] : []
    #expect(office.run("case", "document", "2026-000001", "--kind", "police").code == 1)
    let words = ["case", "escalate", "2026-000001", "--to", "police", "--reason", "x"]
    #expect(office.run(words + ground).code == 0)
    let json = office.run("case", "show", "2026-000001", "--json").out
    #expect(json.contains("\"ground\": \"malicious-claim\"") == isStated)
    let shown = office.run("case", "show", "2026-000001").out
    #expect(shown.contains("police for: \(isStated ? "malicious wage claim" : "not stated")"))
    let page = office.run(
      "case", "document", "2026-000001", "--kind", "police", "--out", "-"
    ).out
    #expect(page.contains(isStated ? "恶意讨薪" : "未注明"))
    #expect(page.contains("未配置") != isStated, "the amount is of refusing to pay")
    #expect(!page.contains("13900000001"))
  }

  @Test("A printed page says the same whenever it is printed")
  func samePages() throws {
    let office = try office()
    try configure(office)
    office.run("case", "dispatch", "2026-000001", "--on", "2026-05-09")
    office.run(
      "case", "escalate", "2026-000001", "--to", "police", "--reason", "x", "--on", "2026-05-10")
    func pages(_ day: String) -> [String] {
      ["order", "police"].map {
        office.run(
          "case", "document", "2026-000001", "--kind", $0, "--out", "-", "--as-of", day
        ).out
      }
    }
    let then = pages("2026-05-10")
    #expect(then[0].contains("办理层级"))
    #expect(then[1].contains("以上按移送当日"))
    office.run("nightly")
    #expect(office.run("case", "show", "2026-000001").out.contains("principal"))
    #expect(pages("2026-05-31").last == then.last)
    let level = { (page: String) in page.split(separator: "办理层级").last?.prefix(40) }
    #expect(pages("2026-05-31").first.flatMap(level) == then.first.flatMap(level))
  }

  @Test("A ground or kind of another authority is a slip of the pen")
  func misplaced() throws {
    let office = try office()
    let words = ["case", "escalate", "2026-000001", "--to", "conference", "--reason", "x"]
    #expect(office.run(words + ["--ground", "fled"]).code == 64)
    #expect(office.run(words + ["--kind", "little-dispute"]).code == 64)
  }

  @Test("Without a row of average wages nothing is decided, and a person chooses")
  func fastTrackUndecided() throws {
    let office = try office()
    let listed = office.run("case", "fast-track", "2026-000001", "--csv").out
    #expect(
      listed.contains(
        "small-amount,undecided,the policy has no average wage of Zhejiang for 2025\n"))
    #expect(office.run("case", "fast-track", "2026-000001", "--lang", "zh").out.contains("未定"))
    let words = ["case", "escalate", "2026-000001", "--to", "fast-track", "--reason", "x"]
    let refused = office.run(words)
    #expect(refused.code == 1)
    #expect(refused.error.contains("Choose one that is not decided with --kind"))
    #expect(office.run(words + ["--kind", "little-dispute"]).code == 0)
    let json = office.run("case", "show", "2026-000001", "--json").out
    #expect(json.contains("\"kind\": \"little-dispute\""))
    #expect(json.contains("\"fast_track_kind\": \"little-dispute\""))
  }

  @Test("With a row the first kind that applies is taken; a group goes to arbitration")
  func fastTrackDecided() throws {
    let office = try office()
    try configure(office)
    let listed = office.run("case", "fast-track", "2026-000001", "--csv").out
    #expect(listed.contains("small-amount,applies,"))
    let words = ["case", "escalate", "2026-000001", "--to", "fast-track", "--reason", "x"]
    #expect(office.run(words).code == 0)
    #expect(
      office.run("case", "show", "2026-000001", "--json").out
        .contains("\"fast_track_kind\": \"small-amount\""))
    let group = try self.office(persons: "12")
    let refused = group.run(words + ["--kind", "little-dispute"])
    #expect(refused.code == 1)
    #expect(refused.error.contains("12 persons, more than 9"))
    #expect(refused.error.contains("Take it to --to arbitration"))
  }
}
