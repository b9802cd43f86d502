public import WageDomain

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

  /// The follow-ups that this transaction withdrew, of every case, by moment, then message id.
  public func withdrawnMessages() throws -> [OutboxMessage] { try snapshot.messages(messages.ids) }

  /// Withdraws those for firms that their case is not about any more: names may be decided and complaints
  /// moved without an event of the case.
  public func withdrawFromOtherFirms(now: Instant) throws {
    try MessageWithdrawals(self).withdrawFromOtherFirms(now: now)
  }
}
