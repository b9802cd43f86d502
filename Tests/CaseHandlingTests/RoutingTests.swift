import CaseHandling
import Foundation
import Testing
import WageDomain
import WagewatchSchemas
import PolicyFiles

@Suite("Whoever manages the trade is responsible (N18)")
struct RoutingTests {
  struct Example: CustomTestStringConvertible, Sendable {
    let why: String
    var kind: ProjectKind?
    var funded: Bool?
    var town: String? = "330503100"
    let answer: String
    var testDescription: String { why }
  }

  @Test(
    "A complaint goes to one body",
    arguments: [
      Example(
        why: "the district's own investment comes first", kind: .housing, funded: true,
        answer: "state-owned-company by district-investment"),
      Example(
        why: "real estate: the housing bureau with the town's help", kind: .housing,
        answer: "housing helped by town-nanxun by buildings"),
      Example(
        why: "a commercial complex, not funded by the district", kind: .commercial, funded: false,
        answer: "housing helped by town-nanxun by buildings"),
      Example(
        why: "no town is needed to know the bureau", kind: .housing, town: nil,
        answer: "housing by buildings"),
      Example(why: "transport projects", kind: .transport, answer: "transport by transport-works"),
      Example(why: "water projects", kind: .water, answer: "water by water-works"),
      Example(
        why: "another government's project is all else", kind: .government, funded: false,
        answer: "town-nanxun by place-of-work"),
      Example(
        why: "a factory: the town of the place of work", town: "330503106",
        answer: "town-hefu by place-of-work"),
      Example(
        why: "no town known waits for a person", town: nil,
        answer: "held: the town of the place of work is not known; a person decides"),
      Example(
        why: "a town of another county waits for a person", town: "330502100",
        answer: "held: no body answers for town 330502100; it may lie in another county"),
    ])
  func route(_ example: Example) throws {
    let question = RoutingQuestion(
      kind: example.kind, districtFunded: example.funded,
      town: example.town.flatMap { TownCode($0) })
    let answer =
      switch try Fixture.routing().route(question) {
      case .holdingPen(let why): "held: \(why.en)"
      case .to(let decision):
        decision.body + (decision.helper.map { " helped by \($0)" } ?? "") + " by \(decision.rule)"
      }
    #expect(answer == example.answer)
  }

  @Test("Every kind and town of the district has exactly one reachable body")
  func coverage() throws {
    let routing = try Fixture.routing()
    let towns = routing.bodies.flatMap(\.towns)
    #expect(towns.count == 10)
    #expect(routing.gaps(towns: towns).isEmpty)
  }

  @Test("A town that nobody, or two bodies, answer for is a gap")
  func gaps() throws {
    let shipped = try Fixture.routing()
    let town = try #require(TownCode("330503100"))
    let nobody = try #require(TownCode("330503999"))
    #expect(shipped.gaps(towns: [nobody]).count == 3)
    let twice = RoutingPolicy(
      version: "twice@1",
      bodies: shipped.bodies + [
        ResponsibleBody(
          id: "zone", name: Bilingual(zh: "开发区", en: "zone"), contact: "window", towns: [town])
      ], rules: shipped.rules)
    let gap = try #require(twice.gaps(towns: [town]).first)
    #expect(gap.why.en == "2 bodies answer for town 330503100; the routing policy needs correction")
  }

  @Test("A rule that does not speak of funding holds for either, and says what it takes")
  func eitherFunding() throws {
    let text = WagewatchSchemas.text("workflows/nanxun-routing.yaml") ?? ""
    let first = try #require(text.range(of: "  - id: district-investment"))
    let second = try #require(text.range(of: "  - id: buildings"))
    let policy = try RoutingFile.read(
      text.replacingCharacters(in: first.lowerBound..<second.lowerBound, with: ""),
      file: "routing.yaml")
    #expect(policy.rules.allSatisfy { $0.districtFunded == nil })
    let question = RoutingQuestion(
      kind: .housing, districtFunded: true, town: TownCode("330503100"))
    guard case .to(let decision) = policy.route(question) else {
      Issue.record("held")
      return
    }
    #expect(decision.body == "housing")
    let whole = try Fixture.routing()
    let titles = whole.rules.compactMap { whole.title(ofRule: $0.id) }
    #expect(titles.map(\.zh)[4] == "其他情形由用工所在地负责")
    #expect(titles.map(\.en)[4] == "all else: the town of the place of work")
    #expect(titles.first?.zh.hasPrefix("区投项目由") == true)
    #expect(titles[1].zh.hasPrefix("住宅、商业项目由"))
    #expect(whole.title(ofRule: "bounced-twice") != nil && whole.title(ofRule: "gone") == nil)
  }
}
