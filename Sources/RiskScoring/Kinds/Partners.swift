import WageDomain

/// A firm that another has to do with.
struct Partner {
  let firm: Int64
  /// Nil where one legal representative links the two.
  let site: FirmLinks.SiteLink?

  /// The rows that name both: the project's, which names the contractor, and the last wages of its
  /// account that name the employer; else the two firms' own lines of the register.
  func evidence(of other: Int64) -> [EvidenceSource] {
    site.map { [.event(.projects, $0.project), .payment($0.project, $0.employer)] }
      ?? [.event(.firms, other), .event(.firms, firm)]
  }
}

/// Who has to do with whom, in little room: half the firms of a province may share a name.
///
/// A class, since every firm is looked for: to hand out a structure counts references to all its lists.
final class Partners: Sendable {
  private let representatives: [[Int64]]
  private let sites: [FirmLinks.SiteLink]
  /// Each firm with the places of its groups or sites, by firm, then by place.
  private let places: [(firm: Int64, place: Int)]

  /// - Parameter representatives: firms with one legal representative.
  init(representatives: [[Int64]]) {
    self.representatives = representatives
    sites = []
    places = Self.sorted(
      representatives.enumerated().flatMap { place, group in group.map { ($0, place) } })
  }

  /// - Parameter sites: employers on projects, and the projects' contractors.
  init(sites: [FirmLinks.SiteLink]) {
    representatives = []
    self.sites = sites
    places = Self.sorted(
      sites.enumerated().flatMap { place, link in
        [(link.contractor, place), (link.employer, place)]
      })
  }

  private static func sorted(_ places: [(Int64, Int)]) -> [(firm: Int64, place: Int)] {
    places.sorted { $0 < $1 }.map { (firm: $0.0, place: $0.1) }
  }

  func links(_ firm: Int64) -> Bool {
    let first = first(firm)
    return first < places.count && places[first].firm == firm
  }

  /// The firms that one has to do with; a firm may be named more than once.
  subscript(firm: Int64) -> [Partner] {
    var partners: [Partner] = []
    var index = first(firm)
    while index < places.count, places[index].firm == firm {
      let place = places[index].place
      if sites.isEmpty {
        partners += representatives[place].filter { $0 != firm }.map {
          Partner(firm: $0, site: nil)
        }
      } else {
        let link = sites[place]
        let other = link.contractor == firm ? link.employer : link.contractor
        partners.append(Partner(firm: other, site: link))
      }
      index += 1
    }
    return partners
  }

  /// Those that have to do with another, ascending.
  var firms: some Sequence<Int64> {
    let places = places
    return places.indices.lazy.filter { $0 == 0 || places[$0 - 1].firm != places[$0].firm }
      .map { places[$0].firm }
  }

  private func first(_ firm: Int64) -> Int {
    places.endOfPrefix { $0.firm < firm }
  }
}
