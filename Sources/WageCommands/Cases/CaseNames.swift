import CaseHandling
import NightlyRun
import WageDomain
import WageStore

/// What the policies call clocks and bodies, for Chinese pages; English ones show the ids.
struct CaseNames {
  private var clocks: [String: String] = [:]
  private var bodies: [String: String] = [:]
  private let routing: RoutingPolicy?
  private let regions: RegionTable?

  init(_ workflow: WorkflowPolicy?, _ routing: RoutingPolicy?, _ regions: RegionTable? = nil) {
    self.routing = routing
    self.regions = regions
    for clock in workflow?.clocks ?? [] { clocks[clock.id] = clock.title.zh }
    for body in routing?.bodies ?? [] { bodies[body.id] = body.name.zh }
  }

  init(_ rules: WorkflowRules, _ regions: RegionTable? = nil) {
    self.init(rules.history.policy, rules.routing, regions)
  }

  /// Without names where the policies cannot be read: a list is shown all the same.
  init(_ workspace: Workspace) {
    self.init(try? workspace.workflow(), try? workspace.routing(), try? workspace.regions())
  }

  /// The Chinese name; the id where no policy knows it any more.
  func clock(_ id: String) -> String {
    clocks[id] ?? (id == CaseClock.instalment ? CaseClock.instalmentTitle.zh : id)
  }

  /// `promise-7（七日办理承诺）`, where the id is what a person types.
  func clockWithId(_ id: String) -> String { clocks[id].map { "\(id)（\($0)）" } ?? clock(id) }

  /// What a routing rule says; its id where no policy knows it any more.
  func rule(_ id: String) -> String { routing?.title(ofRule: id)?.zh ?? id }

  func town(_ code: String) -> String {
    TownCode(code).flatMap { regions?.name(of: $0) } ?? code
  }

  /// The county that has a case, as text names it: by its name where the regions have one.
  func county(_ code: String) -> Bilingual {
    guard !code.isEmpty else { return Bilingual(zh: "外县（未注明）", en: "another county") }
    let name = CountyCode(code).flatMap { regions?.name(of: $0) }
    return Bilingual(
      zh: name.map { "外县 \(code) \($0)" } ?? "外县 \(code)",
      en: name.map { "county \(code) \($0)" } ?? "county \(code)")
  }

  func body(_ id: String?) -> String? { id.map { bodies[$0] ?? $0 } }

  func clock(_ language: Language) -> Listing.Column {
    .init(zh: "时限", en: "clock") { row in
      language == .chinese ? clock(row["clock"].cell) : row["clock"].cell
    }
  }

  func body(_ language: Language) -> Listing.Column {
    .init(zh: "责任主体", en: "body") { row in
      if case .string(let code) = row["county"] { return county(code).text(language) }
      let id = row["body"].cell
      return language == .chinese ? body(id) ?? "" : id
    }
  }
}

extension CaseStoreError {
  /// As it is told: Chinese texts call clocks and bodies by their names, English ones by their ids.
  func text(_ names: CaseNames) -> Bilingual {
    if case .doneBefore = self {
      let words = EventPayloadText(names: names)
      return Bilingual(
        zh: doneBefore { act, keys in .same(words.text(act, only: keys)) }.zh, en: text.en)
    }
    guard case .illegal(let caseNo, let fault) = self else { return text(ofAct: true) }
    // What is to be typed next is an id, so the lists have both.
    let named = fault.naming(
      clock: names.clock, listed: names.clockWithId, body: { names.body($0) ?? $0 })
    return Bilingual(
      zh: CaseStoreError.illegal(caseNo: caseNo, named).text.zh, en: text.en)
  }
}

extension ListedComplaint {
  /// The register's name and code of the firm, and how the complainant names it where that differs.
  var namedFirm: Bilingual? {
    let known = [firmName, creditCode].compactMap(\.self).joined(separator: " ")
    let named = firmAsNamed.map { Bilingual(zh: "（投诉人称：\($0)）", en: " (as complained: \($0))") }
    return known.isEmpty
      ? nil : Bilingual(zh: known + (named?.zh ?? ""), en: known + (named?.en ?? ""))
  }
}
