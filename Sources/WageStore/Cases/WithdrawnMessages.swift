/// What one transaction has withdrawn from the outbox, whoever withdrew it.
final class WithdrawnMessages {
  /// In order.
  private(set) var ids: [Int64] = []
  private(set) var sentInError = 0

  func note(_ id: Int64, isSentInError: Bool) {
    ids.append(id)
    if isSentInError { sentInError += 1 }
  }
}

extension StoreTransaction {
  /// How many follow-ups this transaction withdrew that were sent and should not have been: somebody has to
  /// call.
  public var sentInError: Int { messages.sentInError }
}
