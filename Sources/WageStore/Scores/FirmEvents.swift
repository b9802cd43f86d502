public import WageDomain

/// What happened to the firms, in little room: a city has a hundred thousand events, a province two
/// million.
public struct FirmEvents {
  /// By firm, day, feed and id, once all are in.
  private var rows: [Row] = []
  /// Events that several rows tell of, by firm: those that a person put together, hence few; and
  /// those of more persons than a row has room for.
  private var joined: [Int64: [FirmEvent]] = [:]
  /// Few words serve all rows.
  private var words: [Word] = []
  private var places: [Word: UInt32] = [:]

  private struct Word: Hashable {
    let feed: Feed
    let word: String?
    let result: String?
  }

  private struct Row {
    let id: Int64
    let amountFen: Int64
    let persons: Int32
    let firm: Int32
    let day: Int32
    let word: UInt32

    /// The row does not say.
    static let unknownAmount = Int64.min
    static let unknownPersons = Int32.min

    /// Nil for a number that has no room.
    static func narrow(_ persons: Int64?) -> Int32? {
      guard let persons else { return unknownPersons }
      return Int32(exactly: persons).flatMap { $0 == unknownPersons ? nil : $0 }
    }
  }

  /// None.
  public init() {}

  /// The events of a firm by day, then by feed, then by id; nil where nothing happened.
  public subscript(firm: Int64) -> [FirmEvent]? {
    var events: [FirmEvent] = []
    var place = rows.endOfPrefix { $0.firm < firm }
    while place < rows.count, rows[place].firm == firm {
      events.append(event(rows[place]))
      place += 1
    }
    if let joined = joined[firm] {
      events = (events + joined).sorted {
        ($0.occurredOn, $0.feed, $0.id) < ($1.occurredOn, $1.feed, $1.id)
      }
    }
    return events.isEmpty ? nil : events
  }

  mutating func add(_ event: FirmEvent, firm: Int64) {
    guard event.others.isEmpty, let persons = Row.narrow(event.persons) else {
      joined[firm, default: []].append(event)
      return
    }
    let word = Word(feed: event.feed, word: event.word, result: event.result)
    let place = places[word] ?? UInt32(words.count)
    if places.updateValue(place, forKey: word) == nil { words.append(word) }
    rows.append(
      Row(
        id: event.id, amountFen: event.amount?.fen ?? Row.unknownAmount, persons: persons,
        firm: Int32(firm), day: event.occurredOn.number, word: place))
  }

  /// Called once, when all are in.
  mutating func sort() {
    let words = words
    // Exactly the room they need: an array that grew has up to twice as much.
    rows = rows.withUnsafeBufferPointer { Array($0) }
    rows.sort { left, right in
      if left.firm != right.firm { return left.firm < right.firm }
      if left.day != right.day { return left.day < right.day }
      let feeds = (words[Int(left.word)].feed, words[Int(right.word)].feed)
      return feeds.0 == feeds.1 ? left.id < right.id : feeds.0 < feeds.1
    }
  }

  private func event(_ row: Row) -> FirmEvent {
    let word = words[Int(row.word)]
    return FirmEvent(
      feed: word.feed, id: row.id, occurredOn: Day(number: row.day), word: word.word,
      result: word.result,
      persons: row.persons == Row.unknownPersons ? nil : Int64(row.persons),
      amount: row.amountFen == Row.unknownAmount ? nil : Money(fen: row.amountFen))
  }
}
