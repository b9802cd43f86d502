internal import WageDomain

/// How the rows of a feed lie in a table of versions: which column of the file goes where.
struct VersionLayout {
  let feed: Feed
  let table: String
  /// What one thing is told apart by.
  let key: [Column]
  let values: [Column]
  /// Free text that may name people: the table keeps its hash, a protected table the text.
  var protected: Protected?

  struct Column {
    /// In the table.
    let name: String
    /// In the schema of the feed.
    let source: String
    let kind: Kind
    /// Stays out of packages.
    var isPersonal = false
  }

  enum Kind {
    case text
    /// Also amounts in fen and booleans as 0 and 1.
    case integer
    /// `YYYY-MM-DD`.
    case day
    /// `YYYY-MM`.
    case month
    /// The credit code as text: of a firm that is not made because of it.
    case code
    /// `firm.id` of the credit code, the firm made when it is new; without a code by exact name.
    case firm(name: String?)
    /// `project.id` of the project code, made when it is new.
    case project
    /// SHA-256 of the text.
    case hash
  }

  /// Columns of the table that no column of the file fills; a copy of a version has them too.
  var followers: [String] { feed == .gridReports ? ["firmKnownOn"] : [] }

  struct Protected {
    let table: String
    let columns: [String]
    /// In the schema of the feed, one a column.
    let sources: [String]
  }
}

extension VersionLayout.Column {
  /// Whether a file that lacks some columns says nothing of this one; a firm may be named without its
  /// code.
  func isLacking(_ columns: Set<String>) -> Bool {
    if case .firm(let name?) = kind, !columns.contains(name) { return false }
    return columns.contains(source)
  }

  var isFirm: Bool { if case .firm = kind { true } else { false } }

  static func text(_ name: String, _ source: String) -> Self {
    Self(name: name, source: source, kind: .text)
  }

  static func integer(_ name: String, _ source: String) -> Self {
    Self(name: name, source: source, kind: .integer)
  }

  static func day(_ name: String, _ source: String) -> Self {
    Self(name: name, source: source, kind: .day)
  }

  static func month(_ name: String, _ source: String) -> Self {
    Self(name: name, source: source, kind: .month)
  }

  static func firm(
    _ column: String = "firmId", _ source: String = "credit_code", name: String? = nil
  ) -> Self {
    Self(name: column, source: source, kind: .firm(name: name))
  }

  static let project = Self(name: "projectId", source: "project_code", kind: .project)
}
