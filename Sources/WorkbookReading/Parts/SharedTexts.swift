import WageDomain

/// The texts that cells refer to by number, kept as the cells of a CSV file.
final class SharedTexts: XMLPartReader {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var text = RichText()

  func begin(_ element: String, _ attributes: [String: String]) throws(FileRefusal) {
    if element == "si" { text.clear() } else { text.begin(element) }
  }

  func end(_ element: String) throws(FileRefusal) {
    guard element == "si" else { return text.end(element) }
    CSVCell.append(text.bytes, to: &bytes)
    ends.append(bytes.count)
    guard bytes.count <= WorkbookRefusal.largestText else {
      throw WorkbookRefusal.tooLarge(
        Bilingual(
          zh: "共享文字超过 \(bytes.count >> 20) MiB",
          en: "more than \(bytes.count >> 20) MiB of shared texts"))
    }
  }

  func text(_ text: String) { self.text.append(text) }

  /// - Returns: nil when there is no such text.
  subscript(index: Int) -> ArraySlice<UInt8>? {
    guard ends.indices.contains(index) else { return nil }
    return bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }
}

/// A text in runs of different looks: the runs joined, the phonetic hints above them left out.
struct RichText {
  private(set) var bytes: [UInt8] = []
  private var isInText = false
  private var isPhonetic = false

  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    isInText = false
    isPhonetic = false
  }

  mutating func begin(_ element: String) {
    if element == "rPh" { isPhonetic = true }
    if element == "t" { isInText = !isPhonetic }
  }

  mutating func end(_ element: String) {
    if element == "rPh" { isPhonetic = false }
    if element == "t" { isInText = false }
  }

  mutating func append(_ text: String) { if isInText { bytes.append(contentsOf: text.utf8) } }
}
