import Foundation
import Testing
import WageDomain

@testable import SignalIngest

@Suite("Encodings")
struct EncodingTests {
  static let shared = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/data")
  static var hasShared: Bool { FileManager.default.fileExists(atPath: shared.path()) }

  static let text = "户号,企业名称,年月,用量\nA1,南浔恒瑞·木业（湖州）有限公司,2026-10,1\n"

  /// GB18030 bytes of a text, by the table turned round; four-byte characters are given apart.
  static func gb18030(_ text: String) -> [UInt8] {
    var reverse: [String: [UInt8]] = [:]
    let decoder = TextDecoder(.gb18030)
    for lead in 0x81...0xFE {
      for trail in 0x40...0xFE where trail != 0x7F {
        let bytes = [UInt8(lead), UInt8(trail)]
        reverse[bytes.withUnsafeBytes { decoder.string($0) }] = bytes
      }
    }
    return text.flatMap { $0.isASCII ? Array(String($0).utf8) : reverse[String($0)] ?? [0x3F] }
  }

  @Test("UTF-8 and GB18030, with and without a mark, give the same text")
  func encodings() throws {
    let utf8 = Array(Self.text.utf8)
    let gb = Self.gb18030(Self.text)
    for (bytes, encoding) in [
      (utf8, TextEncoding.utf8), (TextEncoding.utf8.mark + utf8, .utf8), (gb, .gb18030),
      (TextEncoding.gb18030.mark + gb, .gb18030),
    ] {
      let read = try Support.read(.gas, bytes)
      #expect(read.reader.encoding == encoding)
      #expect(read.strings("name") == ["南浔恒瑞·木业（湖州）有限公司"])
      #expect(read.reader.findings == [])
    }
  }

  @Test("A file on disk is mapped whole and gives back its own text")
  func mapped() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: path) }
    try Data(Self.gb18030(Self.text)).write(to: path)
    let file = try AgencyFile(path: path.path())
    #expect(file.withBytes { Array($0) } == Self.gb18030(Self.text))
    let reader = try FeedReader(
      file: file, schema: Support.schema(.gas), defaultKnownOn: Support.day("2026-11-20"))
    let batch = try #require(try reader.next())
    #expect(batch.count == 1)
    let record = try #require(Self.text.split(separator: "\n").last)
    #expect(reader.recordText.raw(batch.recordRanges[0]) == record)
    #expect(try reader.next() == nil)
  }

  @Test("Short GB18030 names that happen to be well-formed UTF-8 do not refuse the file")
  func accident() throws {
    // 浠 and two characters of GB2312 whose six bytes are two UTF-8 characters as well.
    let name: [UInt8] = [0xE4, 0xBB, 0xB0, 0xE5, 0xB0, 0xB1]
    let file =
      Self.gb18030("户号,企业名称,年月,用量\nA1,南浔区木业,2026-10,1\nA2,")
      + name + Array(",2026-10,1\n".utf8)
    let read = try Support.read(.gas, file)
    #expect(read.reader.encoding == .gb18030 && read.count == 2)
  }

  struct Line: CustomTestStringConvertible {
    let why: String
    let bytes: [UInt8]
    var isRefused = false
    var testDescription: String { why }
  }

  @Test(
    "One line of GBK that is well-formed UTF-8 refuses the file, with its place",
    arguments: [
      // 姚伟 in GBK: D2 A6 CE B0, Cyrillic in UTF-8.
      Line(why: "a name of two characters", bytes: [0xD2, 0xA6, 0xCE, 0xB0], isRefused: true),
      Line(why: "one character alone", bytes: [0xC2, 0xB7]),
      Line(why: "Cyrillic with letters that GB2312 does not have", bytes: Array("Иванов".utf8)),
      Line(why: "letters with accents", bytes: Array("é à ü".utf8)),
      Line(why: "beside Chinese in UTF-8", bytes: Array("南·Ҧΰ".utf8)),
    ])
  func pairs(_ line: Line) throws {
    let start = Array("户号,企业名称,年月,用量\nA1,南浔木业,2026-10,1\nA2,".utf8)
    let file = start + line.bytes + Array(",2026-10,1\n".utf8)
    guard line.isRefused else {
      #expect(try Support.read(.gas, file).count == 2)
      return
    }
    let refusal = #expect(throws: FileRefusal.self) { try Support.read(.gas, file) }
    #expect(refusal?.code == RefusalCode.encoding.rawValue)
    #expect(refusal?.line == 3 && refusal?.byte == 4)
    // The mark says which it is.
    #expect(try Support.read(.gas, TextEncoding.utf8.mark + file).count == 2)
  }

  @Test("Four-byte characters of GB18030 are decoded")
  func fourBytes() throws {
    let bytes: [UInt8] = [0x95, 0x32, 0x82, 0x36]  // U+20000
    let file =
      Array("account_no,name,month,quantity\nA1,".utf8) + [0xC4, 0xCF] + bytes
      + Array(",2026-10,1\n".utf8)
    let read = try Support.read(.gas, file)
    #expect(read.reader.encoding == .gb18030)
    #expect(read.strings("name") == ["南\u{20000}"])
    #expect(
      read.reader.recordText.raw(read.batches[0].recordRanges[0]) == "A1,南\u{20000},2026-10,1")
  }

  @Test("Strict UTF-8: faults are found where the standard library finds them")
  func strictness() {
    var random = Seeded(state: 3)
    let pool: [UInt8] = [
      0x41, 0x80, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xE0, 0xE4, 0xED, 0xEF, 0xF0, 0xF4, 0xF5,
    ]
    for _ in 0..<50_000 {
      let bytes = (0..<Int.random(in: 1...9, using: &random)).map { _ in
        pool.randomElement(using: &random) ?? 0
      }
      let fault = bytes.withUnsafeBufferPointer { buffer in
        buffer.baseAddress.flatMap { UTF8Scan.firstFault($0, from: 0, to: buffer.count) }
      }
      #expect((fault == nil) == (String(validating: bytes, as: UTF8.self) != nil))
    }
  }

  @Test(
    "A real GBK file decodes as Foundation decodes it", .enabled(if: hasShared, "no reference data")
  )
  func weather() throws {
    let data = try Data(
      contentsOf: Self.shared.appending(path: "enterprise_power_daily/weather_native_gbk.csv"))
    let gb = String.Encoding(rawValue: 0x8000_0632)
    let expected = try #require(String(data: data, encoding: gb))
    let bytes = Array(data)
    let proof = try bytes.withUnsafeBytes { try TextEncodingProof.prove($0, titles: []) }
    #expect(proof.encoding == .gb18030)
    #expect(bytes.withUnsafeBytes { TextDecoder(.gb18030).string($0) } == expected)
  }

  @Test(
    "The same register in both encodings gives the same names",
    .enabled(if: hasShared, "no reference data"))
  func register() throws {
    var names: [[String?]] = []
    for name in ["firms_huzhou_shaoxing.csv", "firms_huzhou_shaoxing.gb18030.csv"] {
      let data = try Data(contentsOf: Self.shared.appending(path: "zj_enterprises/\(name)"))
      // The register calls the column 企业名称 as the schema does; its other columns are unknown.
      let read = try Support.read(.firms, Array(data))
      // One of the real codes has a wrong check character; the others are all proven.
      #expect(read.rejects.map(\.code) == ["credit-code-check"])
      names.append(read.strings("name"))
    }
    #expect(names[0].count == 13_491)
    #expect(names[0] == names[1])
  }
}
