internal import GRDB
internal import WageDomain

/// A text in two columns: English always, Chinese where it differs. Rows of a database made before
/// the second column have the English only.
extension Bilingual {
  /// Nil when both languages say the same.
  var onlyChinese: String? { zh == en ? nil : zh }

  init(_ row: Row, _ column: String) {
    let en: String = row[column]
    let zh: String? = row[column + "Zh"]
    self.init(zh: zh ?? en, en: en)
  }

  init?(optional row: Row, _ column: String) {
    guard row[column] as String? != nil else { return nil }
    self.init(row, column)
  }
}
