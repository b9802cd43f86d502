/// Which body answers for a complaint, as a checked policy file states it.
///
/// - Source: N18, "whoever manages the trade is responsible".
public struct RoutingPolicy: Hashable, Sendable {
  /// `name@version`, kept with every run that used it.
  public let version: String
  public let bodies: [ResponsibleBody]
  /// Tried in this order; the first that fits decides.
  public let rules: [RoutingRule]

  public init(version: String, bodies: [ResponsibleBody], rules: [RoutingRule]) {
    self.version = version
    self.bodies = bodies
    self.rules = rules
  }

  public func body(_ id: String) -> ResponsibleBody? { bodies.first { $0.id == id } }

  /// The bodies that answer for a town; a sound policy has exactly one.
  public func bodies(of town: TownCode) -> [ResponsibleBody] {
    bodies.filter { $0.towns.contains(town) }
  }

  /// The rule of an order as a page shows it: by what it says. Nil for one that stands in no policy any
  /// more.
  public func title(ofRule id: String) -> Bilingual? {
    guard let rule = rules.first(where: { $0.id == id }) else {
      return id == RoutingRule.bouncedTwice
        ? Bilingual(zh: "两次退回，转上级主体", en: "sent back twice, to the body above") : nil
    }
    let who: Bilingual =
      switch rule.answers {
      case .town: Bilingual(zh: "用工所在地", en: "the town of the place of work")
      case .body(let id): body(id)?.name ?? .same(id)
      }
    let what = rule.subject
    return Bilingual(zh: "\(what.zh)由\(who.zh)负责", en: "\(what.en): \(who.en)")
  }
}

/// A body that transfer orders go to (化解责任主体).
public struct ResponsibleBody: Hashable, Sendable {
  /// Stable; stands in events and listings.
  public let id: String
  public let name: Bilingual
  /// Who is to be reached there; never a private person.
  public let contact: String
  /// The towns it answers for; empty for a bureau or a company.
  public let towns: [TownCode]
  /// The body above it, which a case goes to that was sent back twice; nil when none is.
  public let parent: String?

  public init(
    id: String, name: Bilingual, contact: String, towns: [TownCode], parent: String? = nil
  ) {
    self.id = id
    self.name = name
    self.contact = contact
    self.towns = towns
    self.parent = parent
  }
}

/// One line of the routing policy. A condition that is absent always holds.
public struct RoutingRule: Hashable, Sendable {
  public let id: String
  /// Empty: any kind, and complaints that belong to no project.
  public let kinds: [ProjectKind]
  /// Nil: either. An unknown funding is not district funding.
  public let districtFunded: Bool?
  public let answers: RoutingTarget
  /// Nil when nobody helps.
  public let helps: RoutingTarget?
  public let source: String

  public init(
    id: String, kinds: [ProjectKind], districtFunded: Bool?, answers: RoutingTarget,
    helps: RoutingTarget?, source: String
  ) {
    self.id = id
    self.kinds = kinds
    self.districtFunded = districtFunded
    self.answers = answers
    self.helps = helps
    self.source = source
  }
}

extension RoutingRule {
  /// Stands as the rule of an order that a second bounce brought.
  public static let bouncedTwice = "bounced-twice"

  /// What falls under it, of that which no rule before it took.
  public var subject: Bilingual {
    let kind =
      kinds.isEmpty
      ? districtFunded == nil
        ? Bilingual(zh: "其他情形", en: "all else") : Bilingual(zh: "", en: "projects")
      : Bilingual(
        zh: kinds.map(\.title.zh).joined(separator: "、"),
        en: kinds.map(\.title.en).joined(separator: ", ") + " projects")
    return switch districtFunded {
    case true?: Bilingual(zh: "区投\(kind.zh)项目", en: "district-funded \(kind.en)")
    case false?: Bilingual(zh: "非区投\(kind.zh)项目", en: "\(kind.en) not funded by the district")
    case nil: Bilingual(zh: kinds.isEmpty ? kind.zh : "\(kind.zh)项目", en: kind.en)
    }
  }
}

/// Whom a rule names: one body, or whichever answers for the town of the place of work.
public enum RoutingTarget: Hashable, Sendable {
  case body(String)
  case town
}

/// Project kinds, by the words of the `projects` feed.
public enum ProjectKind: String, CaseIterable, Hashable, Sendable {
  case housing, commercial, transport, water, government, other

  public var title: Bilingual {
    switch self {
    case .housing: Bilingual(zh: "住宅", en: "housing")
    case .commercial: Bilingual(zh: "商业", en: "commercial")
    case .transport: Bilingual(zh: "交通", en: "transport")
    case .water: Bilingual(zh: "水利", en: "water")
    case .government: Bilingual(zh: "政府投资", en: "government")
    case .other: Bilingual(zh: "其他", en: "other")
    }
  }
}
