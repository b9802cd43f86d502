/// One body's figures of a period, each with the case numbers behind it.
public struct BodyAssessment: Hashable, Sendable {
  /// The body's id; nil for the sum over all bodies.
  public let body: String?
  /// Ascending. Of replies, a case that owed two stands twice.
  public private(set) var cases: [BodyFigure: [String]] = [:]

  public init(body: String?, cases: [BodyFigure: [String]] = [:]) {
    self.body = body
    self.cases = cases.mapValues { $0.sorted() }
  }

  public func count(_ figure: BodyFigure) -> Int { cases[figure]?.count ?? 0 }

  public func caseNumbers(_ figure: BodyFigure) -> [String] { cases[figure] ?? [] }

  public func rate(_ rate: BodyRate) -> Rate {
    Rate(count(rate.numerator), of: count(rate.denominator))
  }

  /// New and returned.
  public var dispatched: Int { count(.new) + count(.returned) }

  public var isEmpty: Bool { cases.values.allSatisfy(\.isEmpty) }

  mutating func add(_ caseNo: String, to figures: [BodyFigure]) {
    for figure in figures { cases[figure, default: []].append(caseNo) }
  }

  /// The sum over bodies.
  static func total(_ bodies: [BodyAssessment]) -> BodyAssessment {
    var lists: [BodyFigure: [String]] = [:]
    for body in bodies { lists.merge(body.cases) { $0 + $1 } }
    return BodyAssessment(body: nil, cases: lists)
  }
}
