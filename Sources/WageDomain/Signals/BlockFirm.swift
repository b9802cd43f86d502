/// A firm as scoring sees it: its identity, its trade, its dated events and whether it is still there.
public struct BlockFirm: Hashable, Sendable {
  /// `firm.id` in the store: dense, from 1, never reused.
  public let id: Int64
  public let creditCode: CreditCode
  /// Known by the as-of day, by day, then by feed, then by id.
  public var events: [FirmEvent]
  /// The day from which the register, as known by the as-of day, has said without a break that the
  /// firm is struck off or has moved away; nil of one that is there.
  public let goneSince: Day?
  /// Nil where the register names no trade or no place.
  public let group: PeerGroup?

  public init(
    id: Int64, creditCode: CreditCode, events: [FirmEvent] = [], goneSince: Day? = nil,
    group: PeerGroup? = nil
  ) {
    self.id = id
    self.creditCode = creditCode
    self.events = events
    self.goneSince = goneSince
    self.group = group
  }

  /// The firm is struck off or has moved away.
  public var isGone: Bool { goneSince != nil }
}

/// Something that happened to a firm on a day, e.g. a complaint about it was registered.
public struct FirmEvent: Hashable, Sendable {
  public let feed: Feed
  /// The id of the row in the feed's own table, which leads to file and line.
  public let id: Int64
  public let occurredOn: Day
  /// The feed's own word: the kind of an inspection or a judgement, a grid report's finding, a
  /// complaint's channel.
  public let word: String?
  /// What came of an inspection.
  public let result: String?
  /// People concerned; nil when the row does not say.
  public let persons: Int64?
  /// Nil when the row does not say.
  public let amount: Money?
  /// Further rows that tell of the same event: complaints that a person put into one case, the oldest
  /// first.
  public let others: [OtherRow]

  public struct OtherRow: Hashable, Sendable {
    public let id: Int64
    /// As ``FirmEvent/word``.
    public let word: String?

    public init(id: Int64, word: String?) {
      self.id = id
      self.word = word
    }
  }

  public init(
    feed: Feed, id: Int64, occurredOn: Day, word: String? = nil, result: String? = nil,
    persons: Int64?, amount: Money?, others: [OtherRow] = []
  ) {
    self.feed = feed
    self.id = id
    self.occurredOn = occurredOn
    self.word = word
    self.result = result
    self.persons = persons
    self.amount = amount
    self.others = others
  }
}

/// Firms of one trade in one county, who suffer the same market.
///
/// - Source: GB/T 4754-2017 for section (letter) and division (two digits).
public struct PeerGroup: Hashable, Sendable {
  /// The county's six digits.
  public let county: Int32
  /// ASCII letter of the section.
  public let section: UInt8
  /// 0 where the register gives the section only.
  public let division: UInt8

  public init(county: Int32, section: UInt8, division: UInt8) {
    self.county = county
    self.section = section
    self.division = division
  }

  /// Nil when one of them does not say enough. `industry` is a code such as `C`, `C17` or `C1712`,
  /// `town` a region code that begins with the county's six digits.
  public init?(industry: String?, town: String?) {
    guard let industry, let code = IndustryCode(industry), let town, town.utf8.count >= 6,
      let county = Int32(town.prefix(6)), let section = code.section.asciiValue
    else { return nil }
    let digits = code.text.utf8.filter { (0x30...0x39).contains($0) }.prefix(2)
    let division = digits.count == 2 ? digits.reduce(0) { $0 * 10 + $1 - 0x30 } : 0
    self.init(county: county, section: section, division: division)
  }

  /// As one number: groups are looked up for every firm.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(Int64(county) << 16 | Int64(section) << 8 | Int64(division))
  }

  /// All divisions of the section together.
  public var widened: PeerGroup { PeerGroup(county: county, section: section, division: 0) }
}
