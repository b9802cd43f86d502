/// The names of provinces, prefectures and counties that stand before or within firms' names.
///
/// Towns are not among them: 凤凰 or 朝阳 without 街道 is a brand as often as a place.
public struct PlaceNames: Hashable, Sendable {
  /// By first character; code digits (2, 4 or 6) with every spelling of the name.
  private var spellings: [Unicode.Scalar: [Spelling]] = [:]

  struct Spelling: Hashable, Sendable {
    let name: [Unicode.Scalar]
    /// The code's digits without the zeros of wider divisions: 33, 3305, 330503.
    let code: String
  }

  /// No place is known; names are then compared as they stand.
  public static let none = PlaceNames()

  private init() {}

  /// Every name of the table with and without its 省, 市, 区 or 县.
  public init(_ table: RegionTable) {
    for place in table.wider { add(place.name, code: place.digits) }
    for county in table.counties {
      if let name = table.name(of: county) { add(name, code: county.description) }
    }
    for key in spellings.keys {
      // The longest first: 湖州市 is not 湖州 with a 市 left over.
      spellings[key]?.sort { ($0.name.count, $1.code) > ($1.name.count, $0.code) }
    }
  }

  private mutating func add(_ name: String, code: String) {
    let full = NameFolding.fold(name)
    var names = [full]
    // 柯桥区 is called 柯桥; a county of one character keeps its 县.
    if let last = full.last, full.count > 2, Self.endings.contains(last) {
      names.append(Array(full.dropLast()))
    }
    for name in names {
      if let first = name.first {
        spellings[first, default: []].append(Spelling(name: name, code: code))
      }
    }
  }

  private static let endings = Set("省市区县".unicodeScalars)

  /// The chain of places from `start` on, each within the one before.
  ///
  /// - Returns: the finest place's code, empty for none; the widths of all places of the chain; and
  ///   where it ends.
  func chain(
    _ text: [Unicode.Scalar], from start: Int
  ) -> (code: String, widths: PlaceWidths, end: Int) {
    var code = ""
    var widths: PlaceWidths = []
    var end = start
    while end < text.count, let here = spellings[text[end]] {
      let next = here.first { spelling in
        spelling.code.utf8.count > code.utf8.count && spelling.code.hasPrefix(code)
          && text[end...].starts(with: spelling.name)
      }
      guard let next else { break }
      code = next.code
      widths.insert(PlaceWidths(ofCode: code))
      end += next.name.count
    }
    return (code, widths, end)
  }
}

/// How wide the places are that a name states.
struct PlaceWidths: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Of a code of 2, 4 or 6 digits: province, prefecture, county.
  init(ofCode code: String) { rawValue = 1 << UInt8(clamping: code.utf8.count / 2) }
}
