import FileMutation
import Testing
import WageDomain

@testable import SignalIngest

@Suite("Random tables")
struct FuzzTests {
  static let characters = [
    "a", "Z", "9", " ", "\"", "\n", "\r\n", ",", ";", "\t", "甲", "业", "（", "x",
  ]

  static func text(_ random: inout Seeded) -> String {
    // A letter at both ends: surrounding spaces would be trimmed.
    let middle = (0..<Int.random(in: 0...6, using: &random)).map { _ in
      characters.randomElement(using: &random) ?? ""
    }
    return "南" + middle.joined() + "木"
  }

  static func rendered(_ cell: String, _ delimiter: String, _ random: inout Seeded) -> String {
    let needsQuotes = cell.contains { "\"\n\r\r\n".contains($0) } || cell.contains(delimiter)
    guard needsQuotes || Bool.random(using: &random) else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }

  /// A file and the names in it.
  static func table(_ random: inout Seeded) -> (text: String, names: [String]) {
    let delimiter = [",", "\t", ";"].randomElement(using: &random) ?? ","
    let lineEnd = Bool.random(using: &random) ? "\n" : "\r\n"
    var lines = [["户号", "企业名称", "年月", "用量"].joined(separator: delimiter)]
    var names: [String] = []
    for row in 0..<Int.random(in: 1...12, using: &random) {
      names.append(text(&random))
      let cells = ["A\(row)", names[row], "2026-10", "\(row).5"].map {
        rendered($0, delimiter, &random)
      }
      lines.append(cells.joined(separator: delimiter))
    }
    let last = Bool.random(using: &random) ? lineEnd : ""
    return (lines.joined(separator: lineEnd) + last, names)
  }

  @Test("Tables come back equal whatever the quoting, line ends, delimiter and encoding")
  func roundTrip() throws {
    var random = Seeded(state: 11)
    for _ in 0..<400 {
      let (text, names) = Self.table(&random)
      let read = try Support.read(.gas, text)
      #expect(read.rejects == [])
      #expect(read.strings("name") == names)
      #expect(read.integers("quantity") == names.indices.map { Int64($0) * 1000 + 500 })
    }
    for _ in 0..<5 {
      let (text, names) = Self.table(&random)
      let bytes = text.split(separator: "\r\n", omittingEmptySubsequences: false)
        .map { EncodingTests.gb18030(String($0)) }.joined(separator: [0x0D, 0x0A])
      let read = try Support.read(.gas, Array(bytes))
      #expect(read.reader.encoding == .gb18030 && read.strings("name") == names)
    }
  }

  @Test("Damaged bytes never crash, and every data row is either good or rejected")
  func mutations() throws {
    var random = Seeded(state: 12)
    var mutator = FileMutator(seed: 12)
    var (refused, counted) = (0, 0)
    for _ in 0..<3000 {
      let bytes = mutator.mutated(Array(Self.table(&random).text.utf8))
      do {
        let read = try Support.read(.gas, bytes)
        #expect(read.count + read.rejects.count == read.reader.dataRows)
        guard let lines = FilledLines(bytes)?.bounds else { continue }
        #expect(lines.contains(read.reader.dataRows + read.reader.totalRows))
        counted += 1
      } catch is FileRefusal {
        refused += 1
      }
    }
    #expect(refused > 0 && refused < 3000 && counted > 0)
  }
}
