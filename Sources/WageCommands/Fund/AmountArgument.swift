import ArgumentParser
import WageDomain

/// An amount of money as a flag takes it.
enum AmountArgument {
  /// - Throws: a usage error naming what was found.
  static func parse(_ text: String) throws -> Money {
    guard let amount = YuanArgument.parse(text) else {
      throw ValidationError("'\(text)' is no amount; expected yuan with at most two decimals.")
    }
    guard amount > .zero else {
      throw ValidationError("'\(text)' is no amount to be moved; expected more than 0 yuan.")
    }
    return amount
  }
}
