import WageDomain

/// A body that a person names by its id.
enum KnownBody {
  /// - Throws: ``CommandFailure`` that lists the bodies of the policy.
  static func check(_ id: String, _ option: String, in routing: RoutingPolicy) throws {
    guard routing.body(id) == nil else { return }
    let zh = routing.bodies.map { "\($0.id)（\($0.name.zh)）" }.joined(separator: "、")
    let en = routing.bodies.map(\.id).joined(separator: ", ")
    throw CommandFailure(
      zh: "\(option) \(id)：没有这个责任主体，应为其中之一：\(zh)。未作改动。\n  请写其中之一。",
      en: """
        \(option) \(id): there is no such body; expected one of \(en). Nothing was changed.
          Name one of them.
        """)
  }
}
