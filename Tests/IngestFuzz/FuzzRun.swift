import FileMutation
import Foundation
import NightlyRun
import SignalIngest
import WageDomain
import WageStore
import WagewatchSchemas
import WorkbookReading

/// Reads damaged files, alone and into a real database, and counts that no row is lost.
struct FuzzRun {
  struct Fault: Error { let text: String }

  private let seeds: [(feed: Feed, bytes: [UInt8])]
  private let feeds: FeedSchemas
  private let folder: String
  private var mutator: FileMutator
  private(set) var files = 0
  private(set) var refused = 0
  private(set) var ingested = 0
  private(set) var rows = 0
  private var database: WageDatabase
  private let knownOn: Day

  /// No input is larger than a few kilobytes: none may take a second of the processor. The disk may
  /// take longer on a busy machine, and a wait without end is ended from outside.
  static let secondsPerInput = 1.0

  init(sampleData: String, seed: UInt64, folder: String) throws {
    self.folder = folder
    mutator = FileMutator(seed: seed)
    feeds = try FeedSchemas(files: WagewatchSchemas.files(in: "feeds"))
    guard let day = Day("2026-11-20") else { throw Fault(text: "no day") }
    knownOn = day
    seeds = try Self.seeds(sampleData)
    database = try WageDatabase(path: folder + "/0.sqlite")
  }

  /// One damaged file; every sixteenth also goes through a real ingest.
  mutating func step() throws {
    let seed = seeds[mutator.pick(below: seeds.count)]
    let bytes = mutator.mutated(seed.bytes)
    // Kept first: a crash leaves it behind.
    let path = folder + "/\(seed.feed.rawValue)_input.csv"
    try Data(bytes).write(to: URL(filePath: path))
    let began = Self.processorSeconds
    defer { try? FileManager.default.removeItem(atPath: path) }
    do {
      try read(bytes, seed.feed)
      if files % 16 == 0 { try ingest(path, seed.feed) }
      let spent = Self.processorSeconds - began
      if spent > Self.secondsPerInput { throw Fault(text: "took \(spent) s of the processor") }
    } catch {
      let kept = folder + "/../failed-\(files)-\(seed.feed.rawValue)_input.csv"
      try Data(bytes).write(to: URL(filePath: kept))
      throw Fault(text: "\(error); the input is \(URL(filePath: kept).standardized.path())")
    }
    files += 1
  }

  /// Of all threads of the process.
  private static var processorSeconds: Double {
    Double(clock()) / Double(CLOCKS_PER_SEC)
  }

  private mutating func read(_ bytes: [UInt8], _ feed: Feed) throws {
    guard let schema = feeds[feed] else { return }
    do {
      let file = try AgencyFile(bytes: bytes, path: "x.csv")
      let text =
        Workbook.isWorkbook(file)
        ? try AgencyFile(document: try Workbook.firstSheet(of: file), path: "x.xlsx") : file
      let reader = try FeedReader(file: text, schema: schema, defaultKnownOn: knownOn)
      var (good, bad) = (0, 0)
      while let batch = try reader.next(maximumRows: 1 + mutator.pick(below: 40)) {
        good += batch.count
        bad += batch.rejects.count
      }
      rows += good + bad
      guard good + bad == reader.dataRows, bad == reader.rejectedRows else {
        throw Fault(text: "\(reader.dataRows) rows read, \(good) good, \(bad) rejected")
      }
      let (read, lines) = (reader.dataRows + reader.totalRows, FilledLines(bytes)?.bounds)
      if !Workbook.isWorkbook(file), let lines, !lines.contains(read) {
        throw Fault(text: "\(lines) lines, \(read) of them rows and control totals")
      }
    } catch is FileRefusal {
      refused += 1
    }
  }

  private mutating func ingest(_ path: String, _ feed: Feed) throws {
    if ingested % 500 == 499 {
      database = try WageDatabase(path: folder + "/\(ingested).sqlite")
    }
    let stage = IngestStage(
      database: database, feeds: feeds, asOf: knownOn,
      now: { Instant(secondsSince1970: 1_795_000_000) })
    let outcome = try stage.run([InputFile(path: path, name: "x.csv")], feed: feed).outcomes.first
    ingested += 1
    guard case .loaded(let counts, _) = outcome?.result else { return }
    guard let schema = feeds[feed] else { return }
    let bytes = try AgencyFile(path: path)
    let reader = try FeedReader(file: bytes, schema: schema, defaultKnownOn: knownOn)
    while try reader.next() != nil {}
    guard reader.dataRows == counts.stored + counts.rejected + counts.unchanged + counts.waiting
    else { throw Fault(text: "\(reader.dataRows) rows in, stored: \(counts)") }
    guard reader.totalRows == counts.totals else {
      throw Fault(text: "\(reader.totalRows) control totals in, counted: \(counts.totals)")
    }
  }

  /// The head of a sample of every feed, and files written to be hard.
  private static func seeds(_ folder: String) throws -> [(feed: Feed, bytes: [UInt8])] {
    var seeds: [(feed: Feed, bytes: [UInt8])] = []
    var taken: [Feed: Int] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
      guard let feed = try? AgencyFileName(name).feed, taken[feed, default: 0] < 4 else { continue }
      taken[feed, default: 0] += 1
      let bytes = [UInt8](try Data(contentsOf: URL(filePath: folder + "/" + name)).prefix(3000))
      // Whole lines: a file cut off is refused before its rows are read.
      seeds.append((feed, Array(bytes[...(bytes.lastIndex(of: 0x0A) ?? bytes.endIndex - 1)])))
    }
    let head = "account_no,name,month,quantity\n"
    let hard = [
      head, head + "A1,\"甲\"\"\n乙\",2026-10,5\n", "\u{FEFF}" + head + "A1,,2026-10,\"1,234.5\"\r\n",
      head + "合计,,,5\n小计,,,5\n", head.replacing(",", with: ";") + "A;B;2026/10;1\n",
      head + String(repeating: "\"", count: 501), head + String(repeating: "\n", count: 500),
      "户号\t企业名称\t年月\t用量\nA1\t南浔\t2026年10月\t１２．５\n",
    ].map { (feed: Feed.electricity, bytes: Array($0.utf8)) }
    return seeds + hard
  }
}
