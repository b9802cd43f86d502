public import WageDomain

/// Why a case or complaint could not be found or changed; nothing was changed.
public enum CaseStoreError: Error, Hashable, Sendable {
  /// Holds the nearest number there is, if there is any.
  case unknownCase(String, nearest: String?)
  case complaintExists(String)
  case illegal(caseNo: String, IllegalCaseEvent)
  /// An event of the chain that cannot be read; `verify` names all.
  case damagedEvent(seq: Int64)
}

extension CaseStoreError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknownCase(let number, let nearest):
      """
      case \(number): there is no such case\(nearest.map { "; the nearest is \($0)" } ?? ""). \
      Nothing was changed.
        List the cases with `wagewatch case list`.
      """
    case .complaintExists(let number):
      """
      complaint \(number): there is one with this number already. Nothing was changed.
        Give another --no, or leave it out to have one made.
      """
    case .illegal(let caseNo, let fault):
      """
      case \(caseNo): \(fault.description). Nothing was changed.
        See the case with `wagewatch case show \(caseNo)`.
      """
    case .damagedEvent(let seq):
      """
      event \(seq) of the case chain cannot be read. Nothing was changed.
        Run `wagewatch verify` to see what was altered, and restore the last backup.
      """
    }
  }
}
