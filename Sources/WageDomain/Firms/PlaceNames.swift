/// The names of provinces, prefectures, counties and towns that stand before or within firms' names.
///
/// Of a town only the whole name: 凤凰 or 朝阳 without 街道 is a brand as often as a place.
public struct PlaceNames: Hashable, Sendable {
  /// By first character; code digits (2, 4, 6 or 9) with every spelling of the name.
  private var spellings: [Unicode.Scalar: [Spelling]] = [:]

  struct Spelling: Hashable, Sendable {
    let name: [Unicode.Scalar]
    /// The code's digits without the zeros of wider divisions: 33, 3305, 330503, 330503102.
    let code: String
    /// Without 省, 市, 区 or 县, where the name has one and is a name without it.
    let shortCount: Int
  }

  /// No place is known; names are then compared as they stand.
  public static let none = PlaceNames()

  private init() {}

  /// Every name of the table with and without its 省, 市, 区 or 县; towns with their 镇, 乡 or 街道 only.
  public init(_ table: RegionTable) {
    for place in table.wider { add(place.name, code: place.digits) }
    for county in table.counties {
      if let name = table.name(of: county) { add(name, code: county.description) }
    }
    for town in table.towns {
      guard let name = table.name(of: town), Self.townEndings.contains(where: name.hasSuffix) else {
        continue
      }
      let full = NameFolding.fold(name)
      insert(full, code: town.description, shortCount: full.count)
    }
    for key in spellings.keys {
      // The longest first: 湖州市 is not 湖州 with a 市 left over.
      spellings[key]?.sort { ($0.name.count, $1.code) > ($1.name.count, $0.code) }
    }
  }

  private mutating func add(_ name: String, code: String) {
    let full = NameFolding.fold(name)
    // 柯桥区 is called 柯桥; a county of one character keeps its 县.
    guard let last = full.last, full.count > 2, Self.endings.contains(last) else {
      return insert(full, code: code, shortCount: full.count)
    }
    insert(full, code: code, shortCount: full.count - 1)
    insert(Array(full.dropLast()), code: code, shortCount: full.count - 1)
  }

  private mutating func insert(_ name: [Unicode.Scalar], code: String, shortCount: Int) {
    guard let first = name.first else { return }
    spellings[first, default: []].append(
      Spelling(name: name, code: code, shortCount: shortCount))
  }

  private static let endings = Set("省市区县".unicodeScalars)
  private static let townEndings = ["镇", "乡", "街道"]

  /// A place of a chain, and what the name states up to it.
  struct Step {
    /// Of the finest place so far.
    let code: String
    /// Of all places so far.
    let widths: PlaceWidths
    /// Where the place begins, and where the name goes on without its 市 or 县.
    let start, shortEnd: Int
    let end: Int
  }

  /// The chain of places from `start` on, each within the one before; empty for none.
  func chain(_ text: [Unicode.Scalar], from start: Int) -> [Step] {
    var steps: [Step] = []
    var (code, widths, end) = ("", PlaceWidths(), start)
    while end < text.count, let here = spellings[text[end]] {
      let fitting = here.filter { spelling in
        spelling.code.utf8.count > code.utf8.count && spelling.code.hasPrefix(code)
          && text[end...].starts(with: spelling.name)
          && !Self.splitsWord(text, at: end + spelling.name.count, spelling)
      }
      guard let next = fitting.first,
        // 朝阳街道 of two cities is none that can be told.
        !fitting.contains(where: { $0.name == next.name && !$0.code.hasPrefix(next.code) })
      else { break }
      code = next.code
      widths.insert(PlaceWidths(ofCode: code))
      steps.append(
        Step(
          code: code, widths: widths, start: end, shortEnd: end + next.shortCount,
          end: end + next.name.count))
      end += next.name.count
    }
    return steps
  }

  /// True where the 市 at the end of a place begins a word: 湖州市政工程 is 湖州 and 市政工程.
  private static func splitsWord(
    _ text: [Unicode.Scalar], at end: Int, _ spelling: Spelling
  ) -> Bool {
    spelling.shortCount < spelling.name.count && TradeWords.beginOne(text[(end - 1)...])
  }
}

/// How wide the places are that a name states.
struct PlaceWidths: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Of a code of 2, 4, 6 or 9 digits: province, prefecture, county, town.
  init(ofCode code: String) { rawValue = 1 << UInt8(clamping: code.utf8.count / 2) }
}
