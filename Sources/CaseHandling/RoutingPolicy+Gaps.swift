public import WageDomain

/// A kind of complaint and town that no single reachable body answers for.
public struct RoutingGap: Hashable, Sendable {
  public let kind: ProjectKind?
  public let districtFunded: Bool
  public let town: TownCode
  public let why: Bilingual
}

extension RoutingPolicy {
  /// Every kind of project (and none), both fundings, every town: each must have exactly one body
  /// that can be reached.
  ///
  /// - Parameter towns: the district's towns.
  /// - Returns: empty when nothing is missing; by kind, funding, town.
  public func gaps(towns: [TownCode]) -> [RoutingGap] {
    let kinds: [ProjectKind?] = [nil] + ProjectKind.allCases
    return kinds.flatMap { kind in
      [false, true].flatMap { funded in
        towns.sorted().compactMap { town in
          lack(RoutingQuestion(kind: kind, districtFunded: funded, town: town)).map {
            RoutingGap(kind: kind, districtFunded: funded, town: town, why: $0)
          }
        }
      }
    }
  }

  private func lack(_ question: RoutingQuestion) -> Bilingual? {
    switch route(question) {
    case .holdingPen(let why): why
    case .to(let decision):
      if body(decision.body)?.contact.isEmpty ?? true {
        Bilingual(
          zh: "责任主体 \(decision.body) 没有联系方式",
          en: "body \(decision.body) has no contact")
      } else {
        nil
      }
    }
  }
}
