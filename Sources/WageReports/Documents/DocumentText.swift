/// What somebody wrote with an act, as it stands on a printed page.
public enum DocumentText: Hashable, Sendable {
  case written(String)
  /// Nothing was written with the act.
  case none
  /// It was erased by policy.
  case erased

  /// One paragraph each; what is missing is said.
  var paragraphs: [String] {
    switch self {
    case .written(let text): text.split(whereSeparator: \.isNewline).map(String.init)
    case .none: ["（未记录）"]
    case .erased: ["（已按保存期限规定删除）"]
    }
  }
}

extension PrintedPage {
  mutating func text(_ text: DocumentText) {
    for line in text.paragraphs { paragraph(line) }
  }
}
