import WageDomain

/// The name of a column without width, case, spaces and kinds of brackets, to tell what was meant.
///
/// Columns are read by their exact names; `费用（元）` is told as 费用(元) written otherwise.
struct HeaderName: Hashable {
  private let text: String

  init(_ name: String) {
    var text = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      let properties = scalar.properties
      guard !properties.isWhitespace, !properties.isDefaultIgnorableCodePoint else { continue }
      text.append(Self.plain(scalar))
    }
    self.text = String(text).lowercased()
  }

  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let narrowed = scalar.narrowed
    return switch narrowed.value {
    case 0x5B, 0x7B, 0x3010, 0x3014, 0x3016: "("
    case 0x5D, 0x7D, 0x3011, 0x3015, 0x3017: ")"
    default: narrowed
    }
  }
}

extension FeedField {
  /// True of the name and the title in whatever width, case, spaces and brackets.
  func isNearlyNamed(_ name: String) -> Bool {
    let name = HeaderName(name)
    return name == HeaderName(self.name) || name == HeaderName(title)
  }
}
