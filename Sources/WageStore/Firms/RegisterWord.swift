internal import WageDomain

/// What the register says of a firm: an empty cell of a row says nothing, so that what was said
/// before holds. Nor does a filler where a status should stand (``FillerWords``), as files of older
/// versions have left it: 无, a stroke.
///
/// A register that leaves a column out, or an agency that does not fill it, takes nothing back. A row
/// always has a name; all else may be silent.
enum RegisterWord {
  /// SQL: the column of the version `v`, else the last word of an earlier version of the firm, in the
  /// order of the table's key. Only what is empty costs a look.
  static func said(_ column: String) -> String {
    """
    coalesce(iif(\(isSaid(column, in: "v")), v.\(column), NULL), (
      SELECT w.\(column) FROM firmVersion w
      WHERE w.firmId = v.firmId AND \(isSaid(column, in: "w"))
        AND (w.knownOn, w.fileId) < (v.knownOn, v.fileId)
      ORDER BY w.knownOn DESC, w.fileId DESC LIMIT 1))
    """
  }

  /// SQL, a query of its own: the last word that was known by a day; `firm` and `day` are SQL as well.
  static func last(_ column: String, of firm: String, by day: String) -> String {
    """
    SELECT w.\(column) FROM firmVersion w
    WHERE w.firmId = \(firm) AND w.knownOn <= \(day) AND \(isSaid(column, in: "w"))
    ORDER BY w.knownOn DESC, w.fileId DESC LIMIT 1
    """
  }

  /// Whether a text is a status, and not what is typed where there is nothing to say.
  static func isStatus(_ text: String) -> Bool { !FillerWords.areAll(of: text) }

  private static func isSaid(_ column: String, in row: String) -> String {
    guard column == "status" else { return "\(row).\(column) IS NOT NULL" }
    let list = FillerWords.spellings.map { "'\($0)'" }.joined(separator: ", ")
    return "\(row).status NOT IN (\(list))"
  }

  /// A status without the 已 ("already") that some registers put before it: 已注销 is 注销.
  static func status(_ text: String) -> String {
    text.hasPrefix("已") ? String(text.dropFirst()) : text
  }
}
