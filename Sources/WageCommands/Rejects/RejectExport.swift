import Foundation
import SignalIngest
import WageDomain
import WageStore

/// Open rejects as CSV files that a clerk corrects and sends in again: one for each feed and header.
///
/// The columns `reject_id` and, where the file has none of its own, `known_on` stand before those of
/// the agency, so that a row whose cells cannot be told apart still says which one it is. With hidden
/// personal data the first is `masked_reject_id`, which no ingest reads.
struct RejectExport {
  let snapshot: StoreSnapshot
  let feeds: FeedSchemas
  let query: RejectQuery
  let isUnmasked: Bool
  let day: Day

  /// What is written, file by file.
  struct Plan {
    let files: [OutputFile]
    /// Rejects of files that were loaded before headers were kept.
    let leftOut: Int
    /// Rejects of which only the beginning was kept.
    let cut: Int

    var rejects: Int { files.reduce(0) { $0 + $1.rejects } }
    var masked: [String] { files.filter(\.isMasked).map(\.name) }
  }

  struct OutputFile {
    let name: String
    let isMasked: Bool
    let isProtected: Bool
    fileprivate let layout: Layout
    fileprivate let sources: [RejectedFile]

    var rejects: Int { sources.reduce(0) { $0 + $1.rejects } }
  }

  /// Rejects of the same layout go into one file.
  fileprivate struct Layout: Hashable {
    let feed: Feed
    let delimiter: Character
    /// The agency's own columns, as text.
    let header: String
    /// Where the column `reject_id` of a file that was itself an export stood.
    let oldRejectId: Int?
    /// For files with a `known_on` of their own: what counts where a row leaves it empty.
    let knownOn: Day?
  }

  func plan() throws -> Plan {
    var groups: [(layout: Layout, sources: [RejectedFile])] = []
    var leftOut = 0
    var whole = query
    whole.isWhole = true
    let cut = try snapshot.rejectCount(query) - snapshot.rejectCount(whole)
    for file in try snapshot.rejectedFiles(whole) {
      guard let layout = layout(of: file) else {
        leftOut += file.rejects
        continue
      }
      if let known = groups.firstIndex(where: { $0.layout == layout }) {
        groups[known].sources.append(file)
      } else {
        groups.append((layout, [file]))
      }
    }
    var numbers: [Feed: Int] = [:]
    let files = groups.sorted { $0.layout.feed < $1.layout.feed }.map { group in
      numbers[group.layout.feed, default: 0] += 1
      return outputFile(group.layout, group.sources, number: numbers[group.layout.feed] ?? 1)
    }
    return Plan(files: files, leftOut: leftOut, cut: cut)
  }

  /// Visits the lines of a file, the header first.
  func forEachLine(of file: OutputFile, _ visit: (String) throws -> Void) throws {
    let layout = file.layout
    let separator = String(layout.delimiter)
    let number = file.isMasked ? FeedBatch.maskedRejectId : FeedBatch.rejectId
    let added = layout.knownOn == nil ? "\(number)\(separator)known_on" : number
    try visit(added + separator + header(of: file) + "\n")
    for source in file.sources {
      var query = query
      query.fileId = source.id
      query.isWhole = true
      let knownOn = layout.knownOn == nil ? separator + (source.knownOn?.description ?? "") : ""
      try snapshot.forEachReject(query, isUnmasked: isUnmasked) { reject in
        let raw = Self.without(layout.oldRejectId, reject.raw, layout.delimiter)
        try visit("\(reject.id)\(knownOn)\(separator)\(raw)\n")
      }
    }
  }

  /// A row may have run into it: a masked file shows what a list may show.
  private func header(of file: OutputFile) -> String {
    let text = file.layout.header
    guard file.isMasked else { return text }
    return feeds.keptHeader(text, of: file.layout.feed.rawValue)?.shown ?? text
  }

  private func layout(of file: RejectedFile) -> Layout? {
    guard let header = file.header, let schema = feeds[file.feed], let knownOn = file.knownOn,
      let text = try? AgencyFile(header: header, records: [], path: file.file),
      let reader = try? FeedReader(file: text, schema: schema, defaultKnownOn: knownOn)
    else { return nil }
    let delimiter = reader.recordText.delimiter
    let cells = (reader.recordText.cells(of: header) ?? []).map { cell in
      cell.trimmingCharacters(in: ["\""])
    }
    let old = cells.firstIndex { $0 == FeedField.rejectId.name || $0 == FeedField.rejectId.title }
    let hasKnownOn = cells.contains { $0 == schema.knownOn.name || $0 == schema.knownOn.title }
    return Layout(
      feed: file.feed, delimiter: delimiter, header: Self.without(old, header, delimiter),
      oldRejectId: old, knownOn: hasKnownOn ? knownOn : nil)
  }

  /// `FEED_DAY_rejects.csv`; a masked one begins with a word that is no feed, so that a folder shows
  /// which files cannot be sent in.
  private func outputFile(_ layout: Layout, _ sources: [RejectedFile], number: Int) -> OutputFile {
    let isProtected = feeds[layout.feed]?.hasPersonalData ?? false
    let isMasked = isProtected && !isUnmasked
    let known = layout.knownOn.map { "__known-\($0)" } ?? ""
    let name =
      "\(isMasked ? AgencyFileName.maskedPrefix : "")\(layout.feed.rawValue)_\(day)"
      + AgencyFileName.rejectsMark
      + (number > 1 ? "-\(number)" : "") + "\(known).csv"
    return OutputFile(
      name: name, isMasked: isMasked, isProtected: isProtected, layout: layout, sources: sources)
  }

  /// The record without one of its cells; the other cells stay as they are written.
  private static func without(_ cell: Int?, _ record: String, _ delimiter: Character) -> String {
    guard let cell else { return record }
    var kept: [Substring] = []
    var isInQuotes = false
    var start = record.startIndex
    for index in record.indices {
      if record[index] == "\"" { isInQuotes.toggle() }
      // A record whose quotes do not match is cut at its first delimiters all the same.
      guard record[index] == delimiter, !isInQuotes else { continue }
      kept.append(record[start..<index])
      start = record.index(after: index)
    }
    kept.append(record[start...])
    guard cell < kept.count else { return record }
    kept.remove(at: cell)
    return kept.joined(separator: String(delimiter))
  }
}
