/// One spelling for what agencies spell in several: width, brackets, case, spaces, punctuation.
enum NameFolding {
  static let open: Unicode.Scalar = "("
  static let close: Unicode.Scalar = ")"

  /// Full-width letters and digits as half-width ones, Latin letters in upper case, every bracket
  /// round, no spaces, dots, dashes or quotes. Folding twice changes nothing.
  static func fold(_ text: String) -> [Unicode.Scalar] {
    var folded: [Unicode.Scalar] = []
    folded.reserveCapacity(text.utf8.count / 3 + 1)
    for scalar in text.unicodeScalars {
      let value = scalar.value
      if value >= 0x4E00, value < 0xA000 {
        folded.append(scalar)
      } else if let kept = fold(scalar) {
        folded.append(kept)
      }
    }
    return folded
  }

  private static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    if opening.contains(scalar) { return open }
    if closing.contains(scalar) { return close }
    var value = scalar.narrowed.value
    if value >= 0x61, value <= 0x7A { value -= 0x20 }
    guard value > 0x20, !(0x7F...0xA0).contains(value), let plain = Unicode.Scalar(value),
      !dropped.contains(plain)
    else { return nil }
    return plain
  }

  private static let opening = Set("([{<（［｛＜〔【〖《〈「『".unicodeScalars)
  private static let closing = Set(")]}>）］｝＞〕】〗》〉」』".unicodeScalars)
  private static let dropped = Set(
    ".,·•．。，、;:'\"-_—–―‐~‘’“”`・･\u{200B}\u{200C}\u{200D}\u{2060}\u{FEFF}\u{AD}\u{2002}\u{2003}\u{2009}"
      .unicodeScalars)
}
