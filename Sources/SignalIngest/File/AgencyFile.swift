internal import Glibc
public import WageDomain

/// The bytes of one agency file, read or mapped once, never changed.
public final class AgencyFile: Sendable {
  /// As given to the initialiser.
  public let path: String
  /// What each physical line of ``memory`` counts as, when it was put together from records of
  /// another document; nil where it counts as itself. Plain memory: it is asked for once a row.
  nonisolated(unsafe) let lineNumbers: UnsafePointer<Int32>?
  /// What was found before the bytes came here, e.g. about the workbook they were written out of.
  let findings: [FileFinding]
  /// See ``WrittenDocument/heldRefusal``.
  let heldRefusal: FileRefusal?
  nonisolated(unsafe) let memory: UnsafeRawBufferPointer
  private let opened: OpenedFile?
  /// Nil when ``memory`` is the object's own.
  private let mapped: MappedFile?

  /// Up to here reading is faster than mapping.
  private static let largestRead = 256 << 10

  /// - Throws: ``FileRefusal`` `unreadable`, `not-a-file`, `empty` or `still-written`.
  public init(path: String) throws(FileRefusal) {
    self.path = path
    lineNumbers = nil
    findings = []
    heldRefusal = nil
    let file = try OpenedFile(path)
    opened = file
    mapped = file.size > Self.largestRead ? MappedFile(try file.map()) : nil
    if let mapped { memory = mapped.bytes } else { memory = try file.read() }
    if let change { throw change }
  }

  /// What is wrong when the file was written to since it was opened; nil when all is well.
  public var change: FileRefusal? {
    guard let opened, opened.hasChanged || mapped?.isTorn == true else { return nil }
    return OpenedFile.stillWritten(
      Bilingual(zh: "大小或修改时间与打开时不同", en: "another size or time of change than at first"))
  }

  /// The same over bytes that came from elsewhere, e.g. standard input.
  ///
  /// - Throws: ``FileRefusal`` `empty`.
  public convenience init(bytes: [UInt8], path: String) throws(FileRefusal) {
    try self.init(bytes: bytes, lineNumbers: [], path: path)
  }

  /// Records that were read before, or come from a document without lines of its own, under their
  /// header.
  ///
  /// - Parameters:
  ///   - header: the header record, as it stood in the document.
  ///   - headerLine: its line there.
  ///   - records: each as text of the same delimiter and quotes, with the line it began on.
  ///   - path: of the document.
  /// - Throws: ``FileRefusal`` `empty`, when header and records hold nothing.
  public convenience init(
    header: String, headerLine: Int = 1, records: [(line: Int, text: String)], path: String
  ) throws(FileRefusal) {
    var bytes: [UInt8] = []
    var lines: [Int32] = []
    for (line, text) in [(headerLine, header)] + records {
      let start = bytes.count
      bytes.append(contentsOf: text.utf8)
      bytes.append(UInt8(ascii: "\n"))
      let count = bytes[start...].count { $0 == UInt8(ascii: "\n") }
      lines.append(contentsOf: repeatElement(Int32(line), count: count))
    }
    try self.init(bytes: bytes.count > 1 ? bytes : [], lineNumbers: lines, path: path)
  }

  init(
    bytes: [UInt8], lineNumbers: [Int32], findings: [FileFinding] = [],
    heldRefusal: FileRefusal? = nil, path: String
  ) throws(FileRefusal) {
    guard !bytes.isEmpty else { throw OpenedFile.empty }
    if lineNumbers.isEmpty {
      self.lineNumbers = nil
    } else {
      let numbers = UnsafeMutablePointer<Int32>.allocate(capacity: lineNumbers.count)
      numbers.initialize(from: lineNumbers, count: lineNumbers.count)
      self.lineNumbers = UnsafePointer(numbers)
    }
    self.findings = findings
    self.heldRefusal = heldRefusal
    self.path = path
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
    copy.copyBytes(from: bytes)
    memory = UnsafeRawBufferPointer(copy)
    opened = nil
    mapped = nil
  }

  deinit {
    if mapped == nil { memory.deallocate() }
    lineNumbers?.deallocate()
  }

  public var byteCount: Int { memory.count }

  /// All bytes, for hashing and reading; the pointer is valid within `body` only.
  public func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(memory)
  }

  /// Tells the kernel that a stretch is not needed for now, so that a file of any size takes bounded
  /// memory. Its bytes can be read all the same.
  public func letGo(_ range: Range<Int>) {
    guard mapped != nil, byteCount > Self.largestHeld else { return }
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let start = (range.lowerBound + page - 1) / page * page
    let end = min(range.upperBound, byteCount) / page * page
    guard start < end, let base = memory.baseAddress else { return }
    madvise(UnsafeMutableRawPointer(mutating: base + start), end - start, MADV_DONTNEED)
  }

  /// Smaller files stay in memory while they are read.
  private static let largestHeld = 64 << 20
  /// How much is looked at before it is let go.
  public static let stretch = 32 << 20
}
