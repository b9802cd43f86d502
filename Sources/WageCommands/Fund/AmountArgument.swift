import ArgumentParser
import WageDomain

/// An amount of money as a flag takes it.
enum AmountArgument {
  /// - Throws: a usage error naming what was found.
  static func parse(_ text: String) throws -> Money {
    guard let amount = YuanArgument.parse(text) else {
      throw ValidationError(
        zh: "“\(text)”不是金额；应为元，最多两位小数。",
        en: "'\(text)' is no amount; expected yuan with at most two decimals.")
    }
    guard amount > .zero else {
      throw ValidationError(
        zh: "“\(text)”不能收付；应大于 0 元。",
        en: "'\(text)' is no amount to be moved; expected more than 0 yuan.")
    }
    return amount
  }
}
