/// Orders of a whole trade fall; most of its firms live through it.
struct Slump: Sendable {
  /// How the industry codes begin.
  let industries: [String]
  let spell: Spell
  /// What remains of use and sales, per thousand.
  let remains: Int
  /// Of the firms that come to owe wages (sites left out), those of the trade that do so in the slump
  /// or in the four months after it, per thousand.
  let victims: Int

  func hits(_ trade: Trade) -> Bool { industries.contains(where: trade.industry.hasPrefix) }
}
