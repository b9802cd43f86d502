internal import WageDomain

extension FirmEvent {
  /// Several complaints about one firm that are one grievance: as fresh as the latest of them, with the
  /// most persons and the largest amount that any tells.
  ///
  /// - Returns: nil for none.
  static func joined(_ complaints: [FirmEvent]) -> FirmEvent? {
    let byDay = complaints.sorted { ($0.occurredOn, $0.id) < ($1.occurredOn, $1.id) }
    guard let latest = byDay.last else { return nil }
    return FirmEvent(
      feed: latest.feed, id: latest.id, occurredOn: latest.occurredOn, word: latest.word,
      result: latest.result, persons: byDay.compactMap(\.persons).max(),
      amount: byDay.compactMap(\.amount).max(),
      others: byDay.dropLast().map { OtherRow(id: $0.id, word: $0.word) })
  }
}
