extension Unicode.Scalar {
  /// The ASCII character that a full-width one stands for, U+FF01...U+FF5E and the ideographic space;
  /// any other character itself.
  ///
  /// The one step that all foldings share: what else they drop or join, each says itself. Cells of
  /// agency files are folded as bytes, by the same rule.
  public var narrowed: Unicode.Scalar {
    switch value {
    case 0xFF01...0xFF5E: Unicode.Scalar(value - 0xFEE0) ?? self
    case 0x3000: " "
    default: self
    }
  }
}
