/// How badly agencies keep and send their files. Shares are per thousand where nothing else is said.
struct Dirt: Sendable {
  var lateFiles = 60
  var correctedFiles = 60
  /// Days from a file to its correction.
  var correctionDelay = 8...40
  /// Rows of such a file that a correction puts right, of ten thousand.
  var misreadRows = 150
  /// In a hundred.
  var nationalEncoding = 9
  /// In a hundred.
  var byteOrderMarks = 6
  var totals = 120
  var wrongTotals = 120
  var filesWithFlaws = 700
  /// Of ten thousand rows of such a file.
  var flawedRows = 15
  /// Power files in MWh that say kWh; the same file with the right unit comes days later.
  var wrongUnits = 0
  /// Files sent a second time under another name.
  var sentTwice = 0
  /// Power files with rows that somebody typed to try the export out.
  var testRows = 0
  /// Power, water and gas accounts with a mangled name and no code.
  var mangledNames = 0
  /// Complaints without a code that give a mangled name.
  var mangledComplaints = 0

  static let usual = Dirt()
}
