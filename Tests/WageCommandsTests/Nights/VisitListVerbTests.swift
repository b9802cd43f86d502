import Testing
import WageDomain

@Suite("flagged at a district's capacity, as an officer and a script see it")
struct VisitListVerbTests {
  private static func office() throws -> NightOffice {
    let office = try NightOffice()
    office.simulate(firms: 200, months: 10, seed: 10)
    #expect(office.run("nightly").code == 0)
    return office
  }

  @Test("The line, those below it and the towns of a round are the same in every form")
  func line() throws {
    let office = try Self.office()
    let all = office.run("flagged", "--json")
    let total = try #require(all.json?["total"] as? Int)
    #expect(total > 4)
    #expect(all.json?["left_out"] as? Int == 0)
    #expect(all.rows("firms").allSatisfy { $0["below_line"] as? Bool == false })

    let cut = office.run("flagged", "--json", "--capacity", "3", "--below", "2")
    #expect(cut.json?["capacity"] as? Int == 3)
    #expect(cut.json?["left_out"] as? Int == total - 3)
    let codes = { (rows: [[String: Any]]) in rows.compactMap { $0["credit_code"] as? String } }
    #expect(codes(cut.rows("firms")) == Array(codes(all.rows("firms")).prefix(5)))
    #expect(
      cut.rows("firms").map { $0["below_line"] as? Bool } == [false, false, false, true, true])
    #expect(cut.rows("firms").last?["below_why"] as? String != nil)
    #expect(cut.error.contains("capacity 3: \(total - 3) flagged firms are left out"))

    let table = office.run("flagged", "--capacity", "3", "--below", "2").out
    #expect(table.contains("\n-- below the line: 2 shown of \(total - 3) left out --\n"))
    #expect(table.contains("below the line because"))
    let chinese = office.run("flagged", "--capacity", "3", "--below", "2", "--lang", "zh")
    #expect(chinese.out.contains("-- 以下超出力量：共 \(total - 3) 家，列出 2 家 --"))
    #expect(chinese.error.contains("另有 \(total - 3) 家未列入"))

    let route = office.run("flagged", "--order", "town-route", "--json", "--capacity", "4")
    #expect(
      Set(codes(route.rows("firms"))) == Set(codes(all.rows("firms")).prefix(4)))
    let towns = route.rows("firms").compactMap { $0["town_code"] as? String }
    let rounds = zip(towns, towns.dropFirst()).count { $0 != $1 } + 1
    #expect(rounds == Set(towns).count, "each town is one round")
    let headings = office.run("flagged", "--order", "town-route", "--capacity", "4").out
    #expect(headings.contains("\n\(towns[0]) "))
    #expect(!headings.contains("claimed, yuan"))
    let claims = office.run("flagged", "--order", "amount").out
    #expect(claims.contains("claimed, yuan"))
    let claimed = office.run("flagged", "--order", "amount", "--json").rows("firms")
      .compactMap { $0["amount_fen"] as? Int }
    let largest = try #require(claimed.max())
    #expect(largest > 0)
    #expect(claims.contains(" \(Money(fen: Int64(largest))) "))
  }

  @Test("Counts by town and by industry add up to the list")
  func summary() throws {
    let office = try Self.office()
    let total = try #require(office.run("flagged", "--json").json?["total"] as? Int)
    for (by, noun) in [("town", "towns"), ("industry", "industries")] {
      let rows = office.run("flagged", "--summary", by, "--json").rows(noun)
      #expect(rows.reduce(0) { $0 + ($1["firms"] as? Int ?? 0) } == total)
      for row in rows {
        let tiers = ["red", "orange", "yellow"].reduce(0) { $0 + (row[$1] as? Int ?? 0) }
        #expect(tiers == row["firms"] as? Int)
        #expect(row["left_out"] as? Int == 0)
      }
      #expect(rows.contains { ($0["\(by)_name"] as? String)?.isEmpty == false })
      let cut = office.run("flagged", "--summary", by, "--capacity", "2", "--json").rows(noun)
      #expect(cut.reduce(0) { $0 + ($1["firms"] as? Int ?? 0) } == 2)
      #expect(cut.reduce(0) { $0 + ($1["left_out"] as? Int ?? 0) } == total - 2)
    }
    #expect(
      office.run("flagged", "--summary", "town", "--csv").out.hasPrefix("town_code,town_name,"))
  }

  struct Asked: CustomTestStringConvertible, Sendable {
    let why: String
    let words: [String]
    let code: Int32
    let says: String
    var testDescription: String { why }
  }

  @Test(
    "What is asked wrongly is told; what matches nothing is an empty list",
    arguments: [
      Asked(
        why: "a town that nobody knows", words: ["--town", "330503999"], code: 1,
        says: "no town or county 330503999: the regions do not name it and no firm lies in it"),
      Asked(
        why: "a town by name beside the list", words: ["--town", "330503102"], code: 0,
        says: "only 330503102 练市镇"),
      Asked(
        why: "a county that the regions know and no firm lies in", words: ["--town", "330521"],
        code: 0, says: "0 firms"),
      Asked(
        why: "a code that is no town", words: ["--town", "3305"], code: 64,
        says: "'3305' is no town"),
      Asked(
        why: "an industry with a letter that does not hold it", words: ["--industry", "A17"],
        code: 64, says: "'A17' is no industry"),
      Asked(
        why: "an industry that no firm is in", words: ["--industry", "t97"], code: 0,
        says: "only industry T97 international organisations"),
      Asked(
        why: "those below no line", words: ["--below", "3"], code: 64,
        says: "--below needs --capacity"),
      Asked(why: "no visits", words: ["--capacity", "0"], code: 64, says: "a number from 1"),
      Asked(
        why: "an order there is not", words: ["--order", "name"], code: 64,
        says: "risk, persons, amount, town-route"),
    ])
  func asked(_ asked: Asked) throws {
    let office = try NightOffice()
    #expect(office.run("nightly").code == 0)
    let answer = NightOffice.run(
      ["flagged", "--workspace", office.folder] + asked.words)
    #expect(answer.code == asked.code)
    #expect(answer.error.contains(asked.says), "\(answer.error)")
    if asked.code == 1 {
      let chinese = NightOffice.run(
        ["flagged", "--workspace", office.folder, "--lang", "zh"] + asked.words)
      #expect(chinese.error.contains("没有属地"))
    }
  }
}
