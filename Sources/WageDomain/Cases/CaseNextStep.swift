/// What a person has to record next, where the money is all there and nothing else asks for it.
public enum CaseNextStep: Hashable, Sendable {
  /// An open case of which all that is claimed is paid, or every instalment.
  case resolve
  /// An open case whose agreement was never broken.
  case agreeAgain
  /// A resolved case whose agreement is kept to the end.
  case close

  /// What is typed.
  public func command(_ caseNo: String) -> String {
    switch self {
    case .resolve: "wagewatch case resolve \(caseNo) --paid"
    case .agreeAgain: "wagewatch case resolve \(caseNo) --agreement FILE"
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
    case .agreeAgain:
      Bilingual(
        zh: "  协议没有违约而案件未化解：协议继续履行的，用 --instalment 写明未付各期，运行 `\(command)`",
        en:
          "  The agreement was not broken, and the case is open: where it stands, run `\(command)` with "
          + "an --instalment for each that is unpaid")
    case .close:
      Bilingual(
        zh: "  协议各期已无欠款：回访后运行 `\(command)`",
        en: "  Nothing of the agreement is owed any more: call the worker, then run `\(command)`")
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
      let isCovered =
        course.unpaid(of: details.amount) == .zero
        && own.allSatisfy { $0.isPaidInTime || $0.isCovered }
      return own.allSatisfy(\.isPaidInTime) || isCovered ? .close : nil
    case .registered, .received, .dispatched, .bounced, .replied, .escalated, .reopened:
      return isPaidUp ? .resolve : course.isOpenForNothing ? .agreeAgain : nil
    }
  }

  private var isPaidUp: Bool {
    let plans = course.instalments
    guard
      plans.contains(where: { $0.paidAt != nil }) || course.advanced > .zero || course.paid > .zero
    else { return false }
    if let unpaid = course.unpaid(of: details.amount) { return unpaid == .zero }
    return !plans.isEmpty && plans.allSatisfy { $0.paidAt != nil }
  }
}
