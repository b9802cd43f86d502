/// A number to which its format adds words or signs: 5 is shown as `5万`, `A5` or `1234-5678`.
///
/// It is read as the office sees it. A column of numbers then rejects `5万`, of which nobody could tell
/// whether the scale was meant; an account is what stands on the bill.
struct WordedNumber: Hashable {
  /// Before each run of digits, and behind the last one.
  private let texts: [String]
  /// Of each run, the digits it has at least, and its places.
  fileprivate let runs: [Run]

  fileprivate struct Run: Hashable {
    var zeros = 0
    var places = 0
    var hasPoint = false
    var endsWithComma = false
  }

  /// Nil for a format that adds nothing, or a unit that every column of such numbers has anyway; and
  /// for one that itself divides by thousands: `0!.0,"万"` shows 50,000 as `5.0万`, which it is.
  ///
  /// - Parameter code: its first section counts.
  init?(code: String) {
    var texts = [""]
    var runs: [Run] = []
    var isInRun = false
    var rest = Substring(code)
    while let character = rest.popFirst(), character != ";" {
      var text = ""
      switch character {
      case "\"":
        text = String(rest.prefix { $0 != "\"" })
        rest = rest.dropFirst(text.count + 1)
      case "\\", "!": text = rest.popFirst().map(String.init) ?? ""
      case "_", "*": _ = rest.popFirst()
      case "[":
        let inside = rest.prefix { $0 != "]" }
        rest = rest.dropFirst(inside.count + 1)
        text = Self.currency(inside) ?? ""
      case "0", "#", "?", ".", ",":
        if !isInRun {
          runs.append(Run())
          texts.append("")
        }
        isInRun = true
        runs[runs.count - 1].take(character)
        continue
      case "G", "g":
        guard rest.lowercased().hasPrefix("eneral") else { return nil }
        rest = rest.dropFirst(6)
        runs.append(Run())
        texts.append("")
        continue
      // Fractions, powers and accounting's brackets say the number itself.
      case "/", "E", "e": return nil
      case "(", ")", " ": break
      default: text = String(character)
      }
      guard !text.isEmpty else { continue }
      isInRun = false
      texts[texts.count - 1] += text
    }
    let said = texts.map { $0.filter { !$0.isWhitespace } }
    guard !runs.isEmpty, !runs.contains(where: \.endsWithComma),
      runs.count == 1 || !runs.contains(where: \.hasPoint),
      runs.count > 1 || said.contains(where: { !Self.units.contains($0) })
    else { return nil }
    self.texts = said
    self.runs = runs
  }

  /// The text of a currency's brackets, which any word may be: 万元 of `[$万元-804]`; nil of others, and
  /// of a sign such as €, the look of every amount. `inside` is what stands between the brackets.
  static func currency(_ inside: Substring) -> String? {
    guard inside.first == "$" else { return nil }
    // Behind the last hyphen stands the language.
    let text = inside[..<(inside.lastIndex(of: "-") ?? inside.endIndex)].dropFirst()
    return text.allSatisfy { $0.isCurrencySymbol || $0.isWhitespace } ? nil : String(text)
  }

  /// The number with its words; ``SheetNumber`` writes the decimal.
  func text(of decimal: String) -> String {
    let isNegative = decimal.hasPrefix("-")
    var digits = isNegative ? decimal.dropFirst() : decimal[...]
    let isWhole = digits.utf8.allSatisfy { 0x30...0x39 ~= $0 }
    guard isWhole, !runs.contains(where: \.hasPoint) else {
      return (isNegative ? "-" : "") + (texts.first ?? "") + digits + texts.dropFirst().joined()
    }
    var shown = texts.last ?? ""
    for (place, run) in runs.enumerated().reversed() {
      let own = place == 0 ? digits : digits.suffix(run.places)
      digits = digits.dropLast(own.count)
      shown =
        texts[place] + String(repeating: "0", count: max(0, run.zeros - own.count)) + own + shown
    }
    return (isNegative ? "-" : "") + shown
  }

  /// Units of the columns as they are, and signs of the yuan.
  private static let units: Set<String> = [
    "", "元", "圆", "￥", "¥", "人民币", "RMB", "CNY", "人", "名", "度", "千瓦时", "千瓦小时", "kWh", "KWH", "kwh",
    "m³", "m3",
    "㎥",
    "立方米", "立方", "方", "天", "工日",
  ]
}

extension WordedNumber.Run {
  fileprivate mutating func take(_ character: Character) {
    endsWithComma = character == ","
    switch character {
    case ".": hasPoint = true
    case ",": break
    default:
      places += 1
      zeros += character == "0" ? 1 : 0
    }
  }
}
