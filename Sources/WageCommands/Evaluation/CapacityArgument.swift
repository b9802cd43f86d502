import ArgumentParser
import PolicyFiles
import RiskEvaluation

/// How many are visited, as a flag takes it: `30`, or a share of the cohort such as `0.5%`.
struct CapacityArgument: ExpressibleByArgument {
  let capacity: VisitCapacity

  init?(argument: String) {
    if let count = Int(argument) {
      guard count > 0 else { return nil }
      capacity = .firms(count)
      return
    }
    guard argument.hasSuffix("%") else { return nil }
    let parts = argument.dropLast().split(separator: ".", omittingEmptySubsequences: false)
    let places = parts.count == 2 ? String(parts[1]) : ""
    guard parts.count <= 2, places.count <= 4, let whole = Int(parts[0]), whole >= 0,
      let part = Int((places + "0000").prefix(4)), places.allSatisfy(\.isNumber)
    else { return nil }
    let millionths = whole * 10_000 + part
    guard (1...1_000_000).contains(millionths) else { return nil }
    capacity = .share(millionths)
  }
}

extension Workspace {
  /// What was asked for, else the week's visits that `wagewatch.yaml` names, else the usual ones.
  func capacities(_ asked: [CapacityArgument]) -> [VisitCapacity] {
    asked.isEmpty
      ? VisitCapacity.usual(weeklyVisits: configuration.weeklyVisits) : asked.map(\.capacity)
  }
}

extension VisitCapacity {
  /// As the flag takes it.
  var text: String {
    switch self {
    case .firms(let count): return "\(count)"
    case .share(let millionths):
      let places = String("\(10_000 + millionths % 10_000)".dropFirst())
      let cut = places.reversed().drop { $0 == "0" }.reversed()
      return "\(millionths / 10_000)" + (cut.isEmpty ? "" : "." + String(cut)) + "%"
    }
  }
}
