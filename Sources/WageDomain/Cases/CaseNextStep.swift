/// What a person has to record next, where the money is all there and nothing else asks for it.
public enum CaseNextStep: Hashable, Sendable {
  /// An open case of which all that is claimed is paid, or every instalment.
  case resolve
  /// A resolved case whose agreement is kept to the end.
  case close

  /// What is typed.
  public func command(_ caseNo: String) -> String {
    switch self {
    case .resolve: "wagewatch case resolve \(caseNo) --paid"
    case .close: "wagewatch case close \(caseNo)"
    }
  }

  /// What is told, indented as a line below the case's own.
  public func text(_ caseNo: String) -> Bilingual {
    let command = command(caseNo)
    return switch self {
    case .resolve:
      Bilingual(
        zh: "  工资已付清，案件仍未化解：向劳动者核实后运行 `\(command)`",
        en: "  All is paid, and the case is still open: ask the worker, then run `\(command)`")
    case .close:
      Bilingual(
        zh: "  分期已全部按期付清：回访后运行 `\(command)`",
        en: "  Every instalment was paid in time: call the worker, then run `\(command)`")
    }
  }
}

extension CaseStatus {
  /// Nil while money is owed, and where nothing was ever paid by instalments or in advance.
  ///
  /// Without a stated claim every instalment that is not void has to be paid.
  public var nextStep: CaseNextStep? {
    let plans = course.instalments
    switch state {
    case .closed, .withdrawn, .merged: return nil
    case .resolved:
      guard case .repaymentAgreement(let agreement)? = resolution, !agreement.instalments.isEmpty,
        course.callbacks.last != .unsatisfied
      else { return nil }
      let own = plans.suffix(agreement.instalments.count)
      return own.allSatisfy(\.isPaidInTime) ? .close : nil
    case .registered, .received, .dispatched, .bounced, .replied, .escalated, .reopened:
      guard plans.contains(where: { $0.paidAt != nil }) || course.advanced > .zero else {
        return nil
      }
      if let unpaid = course.unpaid(of: details.amount) { return unpaid == .zero ? .resolve : nil }
      return !plans.isEmpty && plans.allSatisfy { $0.paidAt != nil } ? .resolve : nil
    }
  }
}
