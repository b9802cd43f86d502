import WageDomain

/// Names, codes and numbers that look like the real thing and belong to nobody.
enum InventedNames {
  /// Rare in firms' names, so that a brand of three is unlikely to be anyone's.
  private static let syllables = Array("芷岚棠澄砚霁蘅煜翊槿泓苒沅珩笙墨槐桉栩汀漪筠菡茗皓朔彧峤骁弈璟琰钰铎锴柯桓楷琅岑")
  private static let surnames = Array("王李张刘陈杨黄赵吴周徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓沈费钮")
  private static let givenCharacters = Array("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华建国志红玉兰春梅林根泉荣水法")

  /// A brand no other firm of the district has: three characters, four beyond 64,000 firms.
  static func brand(_ number: Int, seed: UInt64) -> String {
    let base = syllables.count
    let block = base * base * base
    var draw = Draw(seed, .person, -1)
    // 27,181 is coprime to 64,000, so numbers of one block never meet.
    var rest = (number % block * 27_181 + draw.below(block)) % block
    var brand = ""
    for _ in 0..<3 {
      brand.append(syllables[rest % base])
      rest /= base
    }
    if number >= block { brand.append(syllables[number / block % base]) }
    return brand
  }

  static func person(_ draw: inout Draw) -> String {
    var name = String(draw.pick(surnames))
    for _ in 0..<(draw.chance(250) ? 1 : 2) { name.append(draw.pick(givenCharacters)) }
    return name
  }

  /// Eighteen characters with a right check character, in a region 99 that does not exist.
  ///
  /// - Source: GB 11643-1999 (MOD 11-2).
  static func identityNumber(_ draw: inout Draw) -> String {
    let birthday = Day(number: 0).adding(days: draw.within(0...12_000))
    let text =
      "990503" + String(birthday.description.filter { $0 != "-" })
      + digits(draw.below(1000), 3)
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(text.utf8, weights).reduce(0) { $0 + (Int($1.0) - 48) * $1.1 }
    return text + String(Array("10X98765432")[sum % 11])
  }

  /// Eleven digits that begin with 129, which no mobile network has.
  static func phone(_ draw: inout Draw) -> String { "129" + digits(draw.below(100_000_000), 8) }

  /// A valid code whose organisation body begins with NX, a series that is not issued.
  static func creditCode(
    _ number: Int, seed: UInt64, kind: Substring, registrar: String
  ) -> CreditCode? {
    let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
    let count = 887_503_681  // 31 to the sixth
    var draw = Draw(seed, .person, -2)
    var rest = (number * 611_953 + draw.below(count)) % count
    var body = "NX"
    for _ in 0..<6 {
      body.append(alphabet[rest % 31])
      rest /= 31
    }
    return CreditCode.completing(authorityAndRegion: kind + registrar, organisation: body)
  }

  /// A number of `width` digits that no other `number` below 10^width has.
  static func serial(_ number: Int, width: Int, seed: UInt64) -> String {
    var limit = 1
    for _ in 0..<width { limit *= 10 }
    var draw = Draw(seed, .person, -3 - width)
    // Ends in 1, so it is coprime to every power of ten.
    return digits((number % limit * 7_654_321 + draw.below(limit)) % limit, width)
  }

  static func digits(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }
}
