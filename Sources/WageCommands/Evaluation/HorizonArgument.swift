import ArgumentParser
import RiskEvaluation

/// How far a label looks, as a flag takes it: `4m` or `120d`.
struct HorizonArgument: ExpressibleByArgument {
  let span: Horizon

  init(_ span: Horizon) { self.span = span }

  init?(argument: String) {
    guard let span = Horizon(argument) else { return nil }
    self.span = span
  }

  var defaultValueDescription: String { span.description }
}

extension Horizon {
  /// Null where the horizon is a number of days; `daysJSON` has it then.
  var monthsJSON: JSONValue {
    if case .months(let count) = self { return .integer(Int64(count)) }
    return .null
  }

  var daysJSON: JSONValue {
    if case .days(let count) = self { return .integer(Int64(count)) }
    return .null
  }
}
