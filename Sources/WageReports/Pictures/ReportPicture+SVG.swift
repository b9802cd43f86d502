public import WageDomain

extension ReportPicture {
  /// The drawing, to stand within a page.
  public func svg(_ language: Language) -> String {
    let drawn =
      series.flatMap(\.values).compactMap(\.self)
      + ranges.compactMap(\.self).flatMap { [$0.low, $0.high] }
    let scale = PictureScale(
      drawn, lowest: lowest, finest: unit == .count ? 1_000_000 : 1_000)
    let height = 270 + 18 * ((named.count + 2) / 3)
    let body =
      axis(scale) + foot(language)
      + (form == .bars ? bars(scale) : "")
      + series.indices.filter { form == .lines || $0 > 0 }.map { line($0, scale) }.joined()
      + legend(language)
    return """
      <svg viewBox="0 0 640 \(height)" role="img" aria-label="\(HTMLText.escaped(title.text(language)))">
      <text class="title" x="320" y="20">\(HTMLText.escaped(title.text(language)))</text>
      \(body)</svg>

      """
  }

  /// Dark, apart from each other in grey, too; the dash tells them apart on paper.
  private static let strokes: [(colour: String, dash: String)] = [
    ("#1b4f8a", ""), ("#c0392b", "6 3"), ("#2e7d32", "2 3"), ("#7b3fa0", "8 3 2 3"),
    ("#b8860b", "1 2"), ("#555555", "10 4"),
  ]

  private static let left: Int64 = 640
  private static let right: Int64 = 6240

  /// The middle of a label's place, in tenths of a point.
  private func middle(_ index: Int) -> Int64 {
    let width = (Self.right - Self.left) / Int64(max(1, labels.count))
    return Self.left + width * Int64(index) + width / 2
  }

  private func axis(_ scale: PictureScale) -> String {
    scale.marks.map { mark in
      let y = Self.point(scale.place(mark))
      return "<line class=\"grid\" x1=\"64\" x2=\"624\" y1=\"\(y)\" y2=\"\(y)\"/>"
        + "<text class=\"mark\" x=\"58\" y=\"\(y)\" dy=\"4\">\(unit.text(mark))</text>\n"
    }.joined()
  }

  /// Every label where they fit, else one in so many.
  private func foot(_ language: Language) -> String {
    let every = max(1, (labels.count + 11) / 12)
    return labels.indices.filter { $0 % every == 0 }.map { index in
      "<text class=\"label\" x=\"\(Self.point(middle(index)))\" y=\"238\">"
        + "\(HTMLText.escaped(labels[index].text(language)))</text>\n"
    }.joined()
  }

  private func bars(_ scale: PictureScale) -> String {
    let width = (Self.right - Self.left) / Int64(max(1, labels.count)) * 6 / 10
    return (series.first?.values ?? []).enumerated().map { index, value -> String in
      guard let value else { return "" }
      let (x, y) = (middle(index), scale.place(value))
      let range = ranges.indices.contains(index) ? ranges[index] : nil
      let head = scale.place(max(value, range?.high ?? value))
      var text =
        "<rect fill=\"\(Self.strokes[0].colour)\" x=\"\(Self.point(x - width / 2))\" "
        + "y=\"\(Self.point(y))\" width=\"\(Self.point(width))\" "
        + "height=\"\(Self.point(PictureScale.bottom - y))\"/>"
        + "<text class=\"value\" x=\"\(Self.point(x))\" y=\"\(Self.point(head - 40))\">"
        + "\(unit.text(value))</text>\n"
      if let range {
        text +=
          "<line class=\"range\" x1=\"\(Self.point(x))\" x2=\"\(Self.point(x))\" "
          + "y1=\"\(Self.point(scale.place(range.low)))\" "
          + "y2=\"\(Self.point(scale.place(range.high)))\"/>\n"
      }
      return text
    }.joined()
  }

  private func line(_ index: Int, _ scale: PictureScale) -> String {
    let stroke = Self.strokes[index % Self.strokes.count]
    let points = series[index].values.enumerated().map { place, value in
      value.map { (x: Self.point(middle(place)), y: Self.point(scale.place($0))) }
    }
    let dots = points.compactMap(\.self).map {
      "<circle fill=\"\(stroke.colour)\" cx=\"\($0.x)\" cy=\"\($0.y)\" r=\"3\"/>"
    }.joined()
    guard form == .lines else { return dots + "\n" }
    // A gap in the values is a gap in the line.
    let runs = points.split { $0 == nil }.map { run in
      let path = run.compactMap(\.self).map { "\($0.x),\($0.y)" }.joined(separator: " ")
      return "<polyline fill=\"none\" stroke=\"\(stroke.colour)\" stroke-width=\"2\" "
        + "stroke-dasharray=\"\(stroke.dash)\" points=\"\(path)\"/>"
    }
    return runs.joined() + dots + "\n"
  }

  /// The series that have a value; the others are not drawn, and not named.
  private var named: [Int] {
    series.indices.filter { series[$0].values.contains { $0 != nil } }
  }

  private func legend(_ language: Language) -> String {
    named.enumerated().map { place, index in
      let stroke = Self.strokes[index % Self.strokes.count]
      let (x, y) = (64 + 190 * (place % 3), 262 + 18 * (place / 3))
      let mark =
        form == .lines
        ? "<line x1=\"\(x)\" x2=\"\(x + 24)\" y1=\"\(y - 4)\" y2=\"\(y - 4)\" "
          + "stroke=\"\(stroke.colour)\" stroke-width=\"2\" stroke-dasharray=\"\(stroke.dash)\"/>"
        : "<rect fill=\"\(stroke.colour)\" x=\"\(x + 8)\" y=\"\(y - 9)\" width=\"9\" height=\"9\"/>"
      return mark + "<text class=\"name\" x=\"\(x + 30)\" y=\"\(y)\">"
        + "\(HTMLText.escaped(series[index].name.text(language)))</text>\n"
    }.joined()
  }

  /// Tenths of a point as SVG writes them.
  private static func point(_ tenths: Int64) -> String { "\(tenths / 10).\(tenths % 10)" }
}
