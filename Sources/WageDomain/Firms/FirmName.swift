/// A firm's name taken apart, so that two spellings of one name are found to be one.
///
/// A register name is place + brand + trade + form (湖州 + … + 纺织 + 有限公司), the place sometimes in
/// brackets after the brand. Agencies leave out or respell the place and the form; the brand and the
/// trade they copy. A branch (…有限公司湖州分公司) is another firm than its parent: what follows a
/// form stays part of the core.
public struct FirmName: Hashable, Sendable {
  /// The whole name but for width, case, brackets, spaces and punctuation.
  public let key: String
  /// ``key`` without form: the place stays where it stands.
  public let stem: String
  /// ``key`` without place, form, and remarks such as （中外合资）.
  public let core: String
  /// Nil when the name does not say.
  public let form: LegalForm?
  /// Digits of the finest place named: 2 province, 4 prefecture, 6 county, 9 town; empty for none.
  public let place: String
  /// Of all places named, the wider ones of ``place`` among them only when the name states them.
  private let widths: PlaceWidths

  /// `places` are the names to look for.
  public init(_ text: String, places: PlaceNames) {
    var name = NameFolding.fold(text)
    var place = ""
    var widths: PlaceWidths = []
    if name.contains(NameFolding.open) || name.contains(NameFolding.close) {
      var plain = Self.withoutBrackets(name)
      key = Self.string(plain)
      _ = Self.takeForm(of: &plain)
      stem = Self.string(plain)
      name = Self.withoutRemarks(name)
      (place, widths) = Self.takePlace(in: &name, places)
      name = Self.withoutBrackets(name)
      form = Self.takeForm(of: &name)
    } else {
      key = Self.string(name)
      form = Self.takeForm(of: &name)
      stem = Self.string(name)
    }
    let head = PlaceHead(name, places: places, beside: place)
    widths.formUnion(head.widths)
    if head.code.utf8.count > place.utf8.count { place = head.code }
    self.place = place
    self.widths = widths
    core = head.rest.isEmpty ? key : Self.string(head.rest)
  }

  /// True where nothing that the two names state of a place differs: one states none, both the same,
  /// or one all that the other does. 浙江省湖州市… is 湖州…; neither is 浙江…, which may stand beside it.
  func isPlaced(like other: FirmName) -> Bool {
    if place.isEmpty || other.place.isEmpty || place == other.place { return true }
    let isWider = place.utf8.count < other.place.utf8.count
    let (wide, fine) = isWider ? (self, other) : (other, self)
    return fine.place.hasPrefix(wide.place)
      && fine.widths.contains(PlaceWidths(ofCode: wide.place))
  }

  /// No brand is left without place and form, but a trade or a number alone: 第一建设, 劳务.
  public var isTradeAlone: Bool { TradeWords.areAll(of: core.unicodeScalars) }

  /// Nothing is named: 无, 不详, or characters of which some were lost.
  var isNoName: Bool {
    LostCharacters.areIn(key)
      || key.utf8.count <= FillerWords.longestUTF8 && FillerWords.areAll(of: key)
  }

  static func withoutBrackets(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    text.filter { $0 != NameFolding.open && $0 != NameFolding.close }
  }

  static let shortestRest = 2

  /// Remarks that are no part of a name when they stand in brackets.
  private static let remarks = Set(
    [
      "中外合资", "中外合作", "外商独资", "外商投资", "外资", "合资", "港澳台独资", "台港澳合资",
      "台港澳独资", "自然人独资", "法人独资", "国有独资", "个体", "个人独资", "筹", "筹建", "株",
      "注销", "已注销", "停业", "吊销",
    ].map { Array($0.unicodeScalars) })

  static func withoutRemarks(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var rest = text
    for range in brackets(of: text).reversed()
    where remarks.contains(Array(text[range].dropFirst().dropLast())) {
      rest.removeSubrange(range)
    }
    return rest
  }

  /// Takes a place that fills a pair of brackets out of the name: 欣达（湖州）有限公司.
  private static func takePlace(
    in text: inout [Unicode.Scalar], _ places: PlaceNames
  ) -> (code: String, widths: PlaceWidths) {
    for range in brackets(of: text) {
      guard let last = places.chain(text, from: range.lowerBound + 1).last,
        last.end == range.upperBound - 1
      else { continue }
      text.removeSubrange(range)
      return (last.code, last.widths)
    }
    return ("", [])
  }

  /// The innermost pairs of brackets, in order.
  static func brackets(of text: [Unicode.Scalar]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start: Int?
    for (index, scalar) in text.enumerated() {
      if scalar == NameFolding.open { start = index }
      if scalar == NameFolding.close, let open = start {
        found.append(open..<index + 1)
        start = nil
      }
    }
    return found
  }

  /// Takes the form from the end; of a branch's name, its parent's from the middle.
  private static func takeForm(of name: inout [Unicode.Scalar]) -> LegalForm? {
    if let inner = takeInnerForm(of: &name) { return inner }
    guard let last = name.last, let endings = LegalForm.endingsByLast[last],
      !LegalForm.branches.contains(where: { ends(name, with: $0) })
    else { return nil }
    for ending in endings where ends(name, with: ending.scalars) {
      guard name.count - ending.scalars.count >= shortestRest else { return nil }
      name.removeLast(ending.scalars.count)
      // 普通合伙 follows 厂: of both, the name's own word counts.
      if [.partnership, .individual, .soleProprietor].contains(ending.form) {
        return takeForm(of: &name) ?? ending.form
      }
      return ending.form
    }
    return nil
  }

  private static func takeInnerForm(of name: inout [Unicode.Scalar]) -> LegalForm? {
    // The names that end in a form have it nowhere else, mostly: its first character tells.
    guard name.count > shortestRest else { return nil }
    for start in shortestRest..<name.count where LegalForm.innerFirsts.contains(name[start]) {
      for ending in LegalForm.inner
      where start + ending.scalars.count < name.count
        && name[start...].starts(with: ending.scalars)
        && !LegalForm.remarks.contains(where: {
          name[(start + ending.scalars.count)...].elementsEqual($0.scalars)
        })
      {
        name.removeSubrange(start..<start + ending.scalars.count)
        return ending.form
      }
    }
    return nil
  }

  private static func ends(_ name: [Unicode.Scalar], with ending: [Unicode.Scalar]) -> Bool {
    name.count >= ending.count && name[(name.count - ending.count)...].elementsEqual(ending)
  }

  /// Written as UTF-8 at once: the standard way costs more than all else done to a name.
  static func string(_ scalars: some Collection<Unicode.Scalar>) -> String {
    String(unsafeUninitializedCapacity: scalars.count * 4) { bytes in
      var count = 0
      for scalar in scalars {
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
          bytes[count] = byte
          count += 1
        }
      }
      return count
    }
  }
}
