/// Why a firm of a like name may be another one, so that only a person who names it takes it.
public enum NameDoubt: Hashable, Sendable {
  /// What stands before the trade differs: 上海铜仁物流 is not 铜仁物流 of 湖州, though no list of places has
  /// every province's.
  case otherHead
  /// One is a branch, a tenant, a neighbour or a part of a firm, the other does not say so.
  case part(String)
  /// The numbers in them differ: 二厂 is not 一厂, nor 第二建设 第一建设, nor B, 乙, 城北, 小 or 老 A, 甲, 城南, 大
  /// or 新.
  case otherNumber
  /// One says in brackets what the other does not say at all, mostly a place: 金三发（安徽）.
  case bracket(String)
  /// Behind its legal form one says more than the other: …有限公司隔壁.
  case tail(String)
  /// Both state a legal form, and not the same: a 厂 and the 有限公司 of its name may both be registered.
  case otherForm
  /// Other agencies called the firm so; the register came to call it otherwise.
  case contradicted

  /// Nil where nothing but a slip of the pen is seen between the two.
  public init?(_ name: String, _ other: String, isSimilar: Bool, places: PlaceNames) {
    let (one, two) = (FirmName(name, places: places), FirmName(other, places: places))
    let (said, told) = (NameStatements(name, one, places), NameStatements(other, two, places))
    if let word = Self.parts.first(where: { one.key.contains($0) != two.key.contains($0) }) {
      self = .part(word)
    } else if said.numbers != told.numbers || said.letters != told.letters
      || zip(said.opposites, told.opposites).contains(where: { Self.isOpposed($0, $1) })
    {
      self = .otherNumber
    } else if let text = said.brackets.first(where: { !two.key.contains($0) })
      ?? told.brackets.first(where: { !one.key.contains($0) })
    {
      self = .bracket(text)
    } else if let text = [said.tail, told.tail].first(where: { !$0.isEmpty }),
      said.tail != told.tail
    {
      self = .tail(text)
    } else if let text = Self.places.first(where: {
      one.key.hasSuffix($0) != two.key.hasSuffix($0)
    }) ?? Self.tail(one, behind: two) ?? Self.tail(two, behind: one) {
      self = .tail(text)
    } else if let form = one.form, let other = two.form, !form.isCompatible(with: other) {
      self = .otherForm
    } else if isSimilar, one.core.prefix(Self.head) != two.core.prefix(Self.head) {
      self = .otherHead
    } else {
      return nil
    }
  }

  /// One says 大 where the other says 小; one that says neither left it out by a slip.
  private static func isOpposed(_ one: [Unicode.Scalar], _ two: [Unicode.Scalar]) -> Bool {
    !one.isEmpty && !two.isEmpty && one != two
  }

  /// What one says behind the form that the other ends with: …厂东侧商户.
  private static func tail(_ one: FirmName, behind two: FirmName) -> String? {
    guard two.form != nil, one.core != two.core, one.core.hasPrefix(two.core) else { return nil }
    let rest = one.core.dropFirst(two.core.count)
    guard let form = forms.first(where: rest.hasPrefix), rest.count > form.count else { return nil }
    return String(rest.dropFirst(form.count))
  }

  /// A sentence for the person who decides.
  public var text: Bilingual {
    switch self {
    case .otherHead:
      Bilingual(
        zh: "两个名称开头的地名或字号不同，可能是另一家企业",
        en: "the two names begin with another place or brand and may be two firms")
    case .otherForm:
      Bilingual(
        zh: "两个名称写明的组织形式不同，可能是两家企业",
        en: "the two names state two legal forms and may be two firms")
    case .part(let word):
      Bilingual(
        zh: "只有一个名称写有“\(word)”，可能是另一家企业",
        en: "only one of the names says \"\(word)\", and it may be another firm")
    case .contradicted:
      Bilingual(
        zh: "该名称只是其他部门所写，登记的是另一名称，可能是另一家企业",
        en: "only other agencies called it so, the register says otherwise: it may be another firm")
    case .otherNumber:
      Bilingual(
        zh: "两个名称中的序号或数字不同，可能是另一家企业",
        en: "the numbers in the two names differ, and they may be two firms")
    case .bracket(let text):
      Bilingual(
        zh: "只有一个名称在括号内写有“\(text)”，可能是另一家企业",
        en: "only one of the names says \"\(text)\" in brackets, and it may be another firm")
    case .tail(let text):
      Bilingual(
        zh: "只有一个名称在组织形式之后写有“\(text)”，可能不是该企业本身",
        en:
          "only one of the names says \"\(text)\" behind its legal form, and may not be the firm itself"
      )
    }
  }

  /// A brand has two characters or more by law.
  private static let head = 2
  private static let forms = LegalForm.endings.map { FirmName.string($0.scalars) } + ["部", "行"]
  /// Who or what is beside a firm, or in it: no name ends so, whatever its form.
  private static let places = [
    "后面", "前面", "里面", "外面", "东侧", "西侧", "南侧", "北侧", "左侧", "右侧", "保安", "门卫", "旁", "内", "边", "侧",
  ]
  private static let parts = [
    "分公司", "支公司", "总公司", "分厂", "分店", "分行", "支行", "分部", "办事处", "营业部", "门市部", "项目部", "车间", "租用", "承租",
    "出租", "转租", "租赁给", "租户", "租客", "承包", "发包", "转包", "分包", "外包", "外协", "委外", "代管", "托管", "挂靠", "隔壁",
    "对面", "旁边", "附近", "楼上", "楼下", "门口", "厂房", "厂区", "宿舍", "仓库", "工地", "食堂",
  ]
}

/// What two names of one firm say alike, beside place, brand, trade and form.
private struct NameStatements {
  /// In the order in which they stand behind the place, 二 as 2.
  let numbers: [Int]
  /// Runs of Latin letters that are no Roman numbers.
  let letters: [String]
  /// Of each kind of words that exclude each other what the name says, in its order.
  let opposites: [[Unicode.Scalar]]
  /// What stands in brackets and is neither a remark nor a place that we know.
  let brackets: [String]
  /// What follows the last 公司; a character of it typed twice is a slip of the pen.
  let tail: String

  init(_ text: String, _ parts: FirmName, _ places: PlaceNames) {
    let name = FirmName.withoutRemarks(NameFolding.fold(text))
    let core = Array(parts.core.unicodeScalars)
    numbers = Self.numbers(core)
    letters = Self.runs(of: core).filter { Self.roman[$0] == nil }
    opposites = Self.kinds.map { kind in core.filter(kind.contains) }
    brackets = FirmName.brackets(of: name).compactMap { range in
      let inside = Array(name[range].dropFirst().dropLast())
      let isPlace = places.chain(inside, from: 0).last?.end == inside.count
      return inside.isEmpty || isPlace ? nil : FirmName.string(inside)
    }
    tail = Self.tail(FirmName.withoutBrackets(name))
  }

  /// 五金 is a trade, no number.
  private static func numbers(_ name: [Unicode.Scalar]) -> [Int] {
    var numbers: [Int] = []
    var run: [Unicode.Scalar] = []
    for (place, scalar) in name.enumerated() {
      let isTrade =
        scalar == "五" && run.isEmpty && place + 1 < name.count && name[place + 1] == "金"
      if value(scalar) != nil, !isTrade {
        run.append(scalar)
      } else if !run.isEmpty {
        numbers.append(number(run))
        run = []
      }
    }
    if !run.isEmpty { numbers.append(number(run)) }
    return numbers + runs(of: name).compactMap { roman[$0] }
  }

  /// Also of ①, ⑵ and Ⅱ, which are numbers and no digits.
  private static func value(_ scalar: Unicode.Scalar) -> Int? {
    if let value = values[scalar] { return value }
    let isSign =
      (0x2150..<0x2500).contains(scalar.value) || (0x2776...0x2793).contains(scalar.value)
    guard isSign, let value = scalar.properties.numericValue, value >= 0, value <= 100 else {
      return nil
    }
    return Int(value)
  }

  private static func runs(of name: [Unicode.Scalar]) -> [String] {
    name.split { !(0x41...0x5A).contains($0.value) }.map { FirmName.string($0) }
  }

  private static let roman = Dictionary(
    uniqueKeysWithValues: zip(
      ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"], 1...))

  private static let kinds = ["甲乙丙丁戊己庚辛壬癸", "东南西北", "新老旧", "大小", "上下", "前后", "左右"].map {
    Set($0.unicodeScalars)
  }

  /// 十二, 一二 and 12 are 12.
  private static func number(_ run: [Unicode.Scalar]) -> Int {
    var (sum, digits) = (0, 0)
    for scalar in run {
      let value = value(scalar) ?? 0
      if value >= 10 {
        sum += max(1, digits) * value
        digits = 0
      } else {
        digits = (digits &* 10 &+ value) % 1_000_000_007
      }
    }
    return sum &+ digits
  }

  private static let values: [Unicode.Scalar: Int] = {
    var values: [Unicode.Scalar: Int] = [
      "十": 10, "拾": 10, "百": 100, "佰": 100, "〇": 0, "零": 0, "两": 2,
    ]
    for (value, digit) in "0123456789".unicodeScalars.enumerated() { values[digit] = value }
    for (value, digit) in "一二三四五六七八九".unicodeScalars.enumerated() { values[digit] = value + 1 }
    for (value, digit) in "壹贰叁肆伍陆柒捌玖".unicodeScalars.enumerated() { values[digit] = value + 1 }
    return values
  }()

  private static let slips = Set("有限责任公司".unicodeScalars)

  private static func tail(_ name: [Unicode.Scalar]) -> String {
    let form = Array("公司".unicodeScalars)
    guard name.count > form.count,
      let start = (0..<name.count - form.count).last(where: { name[$0...].starts(with: form) })
    else { return "" }
    let rest = name[(start + form.count)...]
    let isSlip = rest.count == 1 && slips.contains(rest[rest.startIndex])
    return isSlip ? "" : FirmName.string(rest)
  }
}
