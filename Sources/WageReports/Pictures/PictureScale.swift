/// The upright axis of a picture: values in millionths to places in tenths of a point.
struct PictureScale {
  let lowest: Int64
  let highest: Int64
  /// What lines are drawn at, the lowest first.
  let marks: [Int64]

  static let top: Int64 = 400
  static let bottom: Int64 = 2200

  /// - Parameters:
  ///   - values: all that is drawn.
  ///   - asked: where the axis begins, or lower where a value is.
  ///   - finest: the least distance of two marks.
  init(_ values: [Int64], lowest asked: Int64, finest: Int64 = 1_000) {
    let least = min(asked, values.min() ?? asked)
    let most = max(values.max() ?? 0, least + 1)
    let steps: [Int64] = [
      1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000, 2_000_000,
      5_000_000, 10_000_000, 20_000_000, 50_000_000, 100_000_000, 200_000_000, 500_000_000,
      1_000_000_000,
    ]
    let step = steps.first { $0 >= finest && $0 * 5 >= most - least } ?? (most - least)
    // Below what was asked for the axis begins at a mark.
    let lowest = least < asked ? least - ((least % step) + step) % step : asked
    let count = (most - lowest + step - 1) / step
    self.lowest = lowest
    highest = lowest + step * max(1, count)
    marks = (0...max(1, count)).map { lowest + step * $0 }
  }

  /// Tenths of a point from the top.
  func place(_ value: Int64) -> Int64 {
    Self.bottom - (value - lowest) * (Self.bottom - Self.top) / (highest - lowest)
  }
}

/// What stands at the axis.
public enum PictureUnit: Hashable, Sendable {
  case percent
  /// Three places.
  case fraction
  /// A whole number.
  case count

  /// Rounded as the table beside the picture is; `millionths` is not below zero.
  func text(_ millionths: Int64) -> String {
    switch self {
    case .percent:
      let tenths = (millionths + 500) / 1_000
      return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
    case .fraction:
      let thousandths = (millionths + 500) / 1_000
      return "\(thousandths / 1_000).\(String(1_000 + thousandths % 1_000).dropFirst())"
    case .count: return String(millionths / 1_000_000)
    }
  }
}
