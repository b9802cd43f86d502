import WageDomain

/// Something about a firm on a day, in the file of its month.
protocol SimulatedEvent {
  var occurredOn: Day { get }
  /// Index among the firms.
  var firm: Int { get }
  var number: String { get set }
}

extension [SimulatedFirm] {
  /// Some firms of a month that go on as usual, drawn anew each time; `permille` of all a month.
  func steady(_ draw: inout Draw, month: Month, of count: Int, permille: Int) -> [SimulatedFirm] {
    let expected = count * permille
    let wanted = expected / 1000 + (draw.below(1000) < expected % 1000 ? 1 : 0)
    return (0..<wanted).map { _ in self[draw.below(count)] }
      .filter { $0.operates(in: month) && $0.fate.firstUnpaidMonth == nil }
  }
}

extension Array where Element: SimulatedEvent {
  /// Sorted by day, numbered through by `number`, and by month.
  func numbered(_ number: (Element, Int) -> String) -> [Month: [Element]] {
    var events = sorted { ($0.occurredOn, $0.firm) < ($1.occurredOn, $1.firm) }
    for place in events.indices { events[place].number = number(events[place], place + 1) }
    return Dictionary(grouping: events) { $0.occurredOn.month }
  }
}
