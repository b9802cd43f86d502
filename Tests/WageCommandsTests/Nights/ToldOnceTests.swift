import Foundation
import Testing

@Suite("What is told, and when it is an error")
struct ToldOnceTests {
  @Test("A stray file ends the first night with 65; later ones count it, a changed one is new")
  func strayFiles() throws {
    let office = try NightOffice()
    try office.put("README.txt", "not an agency's file\n")
    let first = office.run("nightly")
    #expect(first.code == 65)
    #expect(first.error.contains("README.txt: the whole file stays out"))
    let second = office.run("nightly")
    #expect(second.code == 0, "\(second.error)")
    #expect(!second.error.contains("README.txt: "))
    #expect(second.error.contains("1 refused (1 of them as before"), "\(second.error)")
    #expect(office.run("ingest").code == 65, "who asks for it is told")
    try office.put("README.txt", "another text\n")
    #expect(office.run("nightly").code == 65)
    #expect(office.run("nightly").code == 0)
  }

  @Test("A complaint of a town that no body answers for is registered, and that is told")
  func unroutable() throws {
    let office = try NightOffice()
    let words = ["complaint", "add", "--firm-name", "丙丁厂", "--persons", "1", "--town"]
    func add(_ town: String) -> NightOffice.Answer {
      NightOffice.run(words + [town, "--workspace", office.folder])
    }
    let far = add("110101001")
    #expect(far.code == 0)
    #expect(far.error.contains("No body answers by itself: no body answers for town 110101001"))
    #expect(!add("330503100").error.contains("No body answers"))
  }

  @Test("Every list says of which day it is")
  func asOf() throws {
    let office = try NightOffice()
    for verb in [["files"], ["rejects"], ["match", "list"], ["rejects", "list", "--by", "code"]] {
      let answer = NightOffice.run(verb + ["--json", "--workspace", office.folder])
      #expect(answer.json?["as_of"] as? String == "2026-10-21", "\(verb)")
      #expect(answer.keys(indent: 2).prefix(2) == ["schema", "as_of"], "\(verb)")
    }
  }

  @Test("Quantities have the decimals of their feed, payments their day")
  func signals() throws {
    let office = try NightOffice()
    let code = NightOffice.codes[0]
    try office.put("electricity_1.csv", "credit_code,month,quantity\n\(code),2026-08,1234.5\n")
    try office.put(
      "payroll_1.csv",
      "credit_code,wage_month,paid_on,batch_no,persons,amount_yuan\n"
        + "\(code),2026-08,2026-09-12,2,3,900.00\n")
    #expect(office.run("ingest").code == 0)
    let rows = office.run("signals", code, "--json").rows("signals")
    #expect(rows.map { ($0["values"] as? [String: Any])?["quantity"] as? String }[0] == "1234.50")
    #expect(rows.map { $0["series"] as? String }.last == "2026-09-12 #2")
    #expect(office.run("signals", "91330503MA2T00373E").code == 1)
    #expect(office.run("firm", code, "--lang", "zh", "--as-of", "2020-01-01").code == 1)
  }

  @Test("A feed that never came is an error without a period, and no stale one")
  func neverCame() throws {
    let office = try NightOffice()
    let list = office.run("freshness", "--json")
    #expect(Set(list.rows("freshness").map { $0["status"] as? String }) == ["error"])
    #expect(list.rows("freshness").allSatisfy { $0["last_period"] is NSNull })
    #expect(office.run("freshness").out.contains("error, never came"))
    #expect(office.run("freshness", "--fail-on", "warn").code == 0)
  }
}
