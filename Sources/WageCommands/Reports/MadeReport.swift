import SignalIngest
import WageDomain
import WageReports

/// A report in every form.
struct MadeReport {
  /// The name of its file without language and ending.
  let fileName: String
  let document: ReportDocument
  /// Rows for programs; the table of a terminal.
  let listing: Listing
  /// Columns of CSV when there are no rows.
  let keys: [String]
  /// How many figures do not reconcile.
  var findings: [Bilingual] = []

  func text(_ format: ReportFormat, _ language: Language) -> String {
    switch format {
    case .html: document.html(language)
    case .md: document.markdown(language)
    case .csv: CSVText.text(keys: listing.rows.first?.keys ?? keys, rows: listing.rows)
    case .json: listing.json(listing.rows).pretty + "\n"
    }
  }
}
