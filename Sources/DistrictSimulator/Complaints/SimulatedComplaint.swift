import WageDomain

/// One invented complaint as a window registers it.
struct SimulatedComplaint: Sendable {
  var number = ""
  let channel: String
  let receivedOn: Day
  let minuteOfDay: Int
  /// Index among the firms.
  let firm: Int
  /// Windows do not always ask for the code.
  let givesCode: Bool
  let projectCode: String?
  let persons: Int
  let fen: Int
  let owedSince: Month?
  let complainant: Complainant
  let content: String

  struct Complainant: Sendable {
    let name: String
    let identityNumber: String
    let phone: String

    init(_ draw: inout Draw) {
      name = InventedNames.person(&draw)
      identityNumber = InventedNames.identityNumber(&draw)
      phone = InventedNames.phone(&draw)
    }
  }

  static let channels: [(name: String, weight: Int)] = [
    ("12345", 34), ("inspection", 20), ("hotline", 14), ("petition", 9), ("online", 9), ("110", 6),
    ("qr", 5), ("online_petition", 3),
  ]
}
