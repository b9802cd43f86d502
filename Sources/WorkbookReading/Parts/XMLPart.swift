import Foundation
import FoundationXML
import WageDomain

/// What wants to know of a part's elements; names come without their prefix.
protocol XMLPartReader: AnyObject {
  /// True once nothing more needs reading.
  var isDone: Bool { get }
  func begin(_ element: String, _ attributes: [String: String]) throws(FileRefusal)
  func end(_ element: String) throws(FileRefusal)
  func text(_ text: String)
}

extension XMLPartReader {
  var isDone: Bool { false }
  func end(_ element: String) throws(FileRefusal) {}
  func text(_ text: String) {}
}

/// Runs one XML part of a workbook past its reader, in memory that does not grow with the part.
///
/// Entities are never resolved: ``UnpackedPart`` refuses a part that declares any.
final class XMLPart: NSObject, XMLParserDelegate {
  private let name: String
  private let reader: any XMLPartReader
  private let part: UnpackedPart
  private var refusal: FileRefusal?
  /// Elements that have begun and not ended.
  private var depth = 0
  private var hasBegun = false

  /// - Throws: `FileRefusal`, the reader's own or `workbook-damaged`.
  static func read(
    _ name: String, of archive: ZipArchive, by reader: any XMLPartReader
  ) throws(FileRefusal) {
    guard let entry = archive[name] else {
      throw WorkbookRefusal.damaged(
        Bilingual(zh: "工作簿缺少部件 \(name)", en: "a workbook without the part \(name)"))
    }
    let part = XMLPart(name, reader, try UnpackedPart(entry, of: archive))
    try part.run()
  }

  private init(_ name: String, _ reader: any XMLPartReader, _ part: UnpackedPart) {
    self.name = name
    self.reader = reader
    self.part = part
  }

  private func run() throws(FileRefusal) {
    let parser = XMLParser(stream: part)
    parser.shouldResolveExternalEntities = false
    parser.externalEntityResolvingPolicy = .never
    parser.delegate = self
    // A part that ends too early is well-formed to the parser.
    let isWhole = parser.parse() && hasBegun && depth == 0
    if let fault = part.fault { throw fault }
    if let refusal { throw refusal }
    if !isWhole, !reader.isDone {
      throw WorkbookRefusal.damaged(
        Bilingual(
          zh: "\(name) 第 \(parser.lineNumber) 行 XML 有误或不完整",
          en: "bad or cut XML in \(name), line \(parser.lineNumber)"))
    }
  }

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    hasBegun = true
    depth += 1
    attempt(parser) { () throws(FileRefusal) in
      try reader.begin(Self.bare(element), attributes)
    }
  }

  func parser(
    _ parser: XMLParser, didEndElement element: String, namespaceURI: String?,
    qualifiedName: String?
  ) {
    depth -= 1
    attempt(parser) { () throws(FileRefusal) in try reader.end(Self.bare(element)) }
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    if refusal == nil { reader.text(text) }
  }

  func parser(_ parser: XMLParser, foundCDATA block: Data) {
    if refusal == nil { reader.text(String(decoding: block, as: UTF8.self)) }
  }

  private func attempt(_ parser: XMLParser, _ work: () throws(FileRefusal) -> Void) {
    guard refusal == nil, !reader.isDone else { return }
    do throws(FileRefusal) { try work() } catch { refusal = error }
    if refusal != nil || reader.isDone {
      part.stop()
      parser.abortParsing()
    }
  }

  private static func bare(_ name: String) -> String {
    guard let colon = name.utf8.firstIndex(of: UInt8(ascii: ":")) else { return name }
    return String(name[name.utf8.index(after: colon)...])
  }
}
