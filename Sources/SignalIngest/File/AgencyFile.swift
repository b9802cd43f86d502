import Glibc
public import WageDomain

/// The bytes of one agency file, mapped read-only, never copied, never changed.
public final class AgencyFile: Sendable {
  /// As given to the initialiser.
  public let path: String
  /// What each physical line of ``memory`` counts as, when it was put together from records of
  /// another document; nil where it counts as itself. Plain memory: it is asked for once a row.
  nonisolated(unsafe) let lineNumbers: UnsafePointer<Int32>?
  nonisolated(unsafe) let memory: UnsafeRawBufferPointer
  private let isMapped: Bool

  /// - Throws: ``FileRefusal`` `unreadable`, `not-a-file` or `empty`.
  public init(path: String) throws(FileRefusal) {
    self.path = path
    memory = try Self.map(path)
    isMapped = true
    lineNumbers = nil
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

  private init(bytes: [UInt8], lineNumbers: [Int32], path: String) throws(FileRefusal) {
    guard !bytes.isEmpty else { throw Self.empty }
    if lineNumbers.isEmpty {
      self.lineNumbers = nil
    } else {
      let numbers = UnsafeMutablePointer<Int32>.allocate(capacity: lineNumbers.count)
      numbers.initialize(from: lineNumbers, count: lineNumbers.count)
      self.lineNumbers = UnsafePointer(numbers)
    }
    self.path = path
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
    copy.copyBytes(from: bytes)
    memory = UnsafeRawBufferPointer(copy)
    isMapped = false
  }

  deinit {
    if isMapped {
      munmap(UnsafeMutableRawPointer(mutating: memory.baseAddress), memory.count)
    } else {
      memory.deallocate()
    }
    lineNumbers?.deallocate()
  }

  public var byteCount: Int { memory.count }

  /// All bytes, for hashing and reading; the pointer is valid within `body` only.
  public func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(memory)
  }

  /// A stretch of the file, decoded; bytes outside the file are left out.
  public func rawText(of range: Range<Int>, encoding: TextEncoding) -> String {
    let range = range.clamped(to: 0..<memory.count)
    return TextDecoder(encoding).string(UnsafeRawBufferPointer(rebasing: memory[range]))
  }

  private static func map(_ path: String) throws(FileRefusal) -> UnsafeRawBufferPointer {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable(errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw unreadable(errno) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw RefusalCode.notAFile.refusal(
        found: "a folder or device", expected: "a regular file",
        remedy: "Name the file itself, or the folder to `ingest`, which reads the files in it.")
    }
    guard status.st_size > 0 else { throw empty }
    let size = Int(status.st_size)
    // Small files at once, large ones as they are read: either way the pages are the kernel's.
    let flags = size <= 256 << 20 ? MAP_PRIVATE | MAP_POPULATE : MAP_PRIVATE
    guard let start = mmap(nil, size, PROT_READ, flags, descriptor, 0), start != MAP_FAILED
    else { throw unreadable(errno) }
    madvise(start, size, MADV_SEQUENTIAL)
    madvise(start, size, MADV_WILLNEED)
    return UnsafeRawBufferPointer(start: start, count: size)
  }

  private static func unreadable(_ code: Int32) -> FileRefusal {
    RefusalCode.unreadable.refusal(
      found: String(cString: strerror(code)), expected: "a file that can be read",
      remedy: "Check the path and its permissions.")
  }

  private static var empty: FileRefusal {
    RefusalCode.empty.refusal(
      found: "no header", expected: "a header line",
      remedy: "Ask the agency to send the file again.")
  }
}
