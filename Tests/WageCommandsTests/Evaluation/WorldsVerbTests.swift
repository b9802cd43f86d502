import Foundation
import Testing

@Suite("worlds, as a person and a script see it")
struct WorldsVerbTests {
  @Test("Every world once, each mechanism with what it does and where that is known from")
  func json() throws {
    let answer = NightOffice.run(["worlds", "--json", "--lang", "en"])
    #expect(answer.code == 0, "\(answer.error)")
    let rows = answer.rows("worlds")
    let names = rows.compactMap { $0["world"] as? String }
    #expect(names.count == 9 && Set(names).count == 9 && names.first == "nanxun")
    for row in rows {
      #expect((row["summary"] as? String)?.isEmpty == false)
      let mechanisms = try #require(row["mechanisms"] as? [[String: Any]])
      for mechanism in mechanisms {
        for key in ["mechanism", "text", "source"] {
          #expect((mechanism[key] as? String)?.isEmpty == false, "\(row["world"] ?? "") \(key)")
        }
      }
    }
  }

  @Test("What the list names is what simulate takes, and nothing else")
  func simulated() throws {
    let folder = NightOffice.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let words = ["--firms", "5", "--months", "3", "--seed", "1"]
    for row in NightOffice.run(["worlds", "--json"]).rows("worlds") {
      let world = try #require(row["world"] as? String)
      let made = NightOffice.run(["simulate", "\(folder)/\(world)", "--world", world] + words)
      #expect(made.code == 0, "\(world): \(made.error)")
    }
    let wrong = NightOffice.run(["simulate", "\(folder)/none", "--world", "nowhere"] + words)
    #expect(wrong.code == 64 && wrong.error.contains("nanxun"), "\(wrong.error)")
    let chinese = NightOffice.run(
      ["simulate", "\(folder)/none", "--world", "nowhere", "--lang", "zh"] + words)
    #expect(chinese.code == 64 && chinese.error.contains("发现“nowhere”，应为"), "\(chinese.error)")
    #expect(!chinese.error.contains("expected") && !chinese.error.contains("Did you mean"))
  }

  @Test("The Chinese table has Chinese words and the same names")
  func chinese() {
    let answer = NightOffice.run(["worlds", "--lang", "zh"])
    #expect(answer.code == 0 && answer.out.contains("是什么样的区"))
    for row in NightOffice.run(["worlds", "--json"]).rows("worlds") {
      #expect(answer.out.contains(row["world"] as? String ?? "-"))
    }
  }
}
