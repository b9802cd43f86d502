/// The places that a name begins with, and what is left of it.
///
/// Only whole words are taken off. A brand has two characters or more, so that one character before a
/// trade is the end of a brand that begins like a place: 安吉尔净水设备 is no 尔净水设备 of 安吉. Such a place
/// stays, without its 县, so that it is one however it is spelled.
///
/// - Source: 企业名称登记管理规定 (国务院令第734号, in force since 2021-03-01), as reprinted: 第六条 (a name is made
///   of place, brand, trade and form), 第七条 (the place is an administrative division from the county up, that
///   of a district behind its city's), 第八条 (a brand has two characters or more). That names leave out 省, 市
///   or 县, and that a place comes first, is an assumption from registers.
struct PlaceHead {
  /// Of the finest place taken off; empty for none.
  private(set) var code = ""
  private(set) var widths = PlaceWidths()
  private(set) var rest: [Unicode.Scalar]

  /// `stated` is what the name states of a place elsewhere; one that is not of it is no place here.
  init(_ name: [Unicode.Scalar], places: PlaceNames, beside stated: String) {
    rest = name
    let steps = places.chain(name, from: 0)
    // What is left must still be a name.
    guard let last = steps.last, name.count - last.end >= FirmName.shortestRest,
      stated.isEmpty || last.code.hasPrefix(stated) || stated.hasPrefix(last.code)
    else { return }
    rest = Array(name[last.end...])
    guard Self.isEndOfBrand(rest) else {
      (code, widths) = (last.code, last.widths)
      return
    }
    rest = Array(name[last.start..<last.shortEnd]) + rest
    if let wider = steps.dropLast().last { (code, widths) = (wider.code, wider.widths) }
  }

  /// One character, and then nothing but trades.
  private static func isEndOfBrand(_ rest: [Unicode.Scalar]) -> Bool {
    TradeWords.areAll(of: rest.dropFirst()) && !TradeWords.areAll(of: rest)
  }
}
