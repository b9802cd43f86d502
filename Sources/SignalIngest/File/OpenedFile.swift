import Glibc
import WageDomain

/// A regular file held open while it is read, so that a change meanwhile is noticed.
final class OpenedFile: Sendable {
  let size: Int
  private let descriptor: Int32
  private let modifiedAt: timespec

  /// Opens without waiting: a FIFO without a writer would otherwise hold the night up for ever.
  ///
  /// - Throws: ``FileRefusal`` `unreadable`, `not-a-file`, `empty` or `still-written`.
  init(_ path: String) throws(FileRefusal) {
    let opened = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard opened >= 0 else { throw Self.unreadable(errno) }
    do throws(FileRefusal) {
      let status = try Self.status(opened)
      guard status.st_mode & S_IFMT == S_IFREG else { throw Self.notAFile }
      if Self.isBeingWritten(opened) {
        throw Self.stillWritten(
          Bilingual(zh: "另一程序正在写入", en: "another program still writing it"))
      }
      guard status.st_size > 0 else { throw Self.empty }
      size = Int(status.st_size)
      modifiedAt = status.st_mtim
      descriptor = opened
    } catch {
      close(opened)
      throw error
    }
  }

  deinit { close(descriptor) }

  /// True when size or time of change are not those of the opening.
  var hasChanged: Bool {
    guard let status = try? Self.status(descriptor) else { return true }
    return Int(status.st_size) != size || status.st_mtim.tv_sec != modifiedAt.tv_sec
      || status.st_mtim.tv_nsec != modifiedAt.tv_nsec
  }

  /// All bytes in memory of their own; the caller frees it.
  ///
  /// - Throws: ``FileRefusal`` `unreadable`, or `still-written` when there are fewer than ``size``.
  func read() throws(FileRefusal) -> UnsafeRawBufferPointer {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
    var filled = 0
    while filled < size {
      let count = pread(
        descriptor, memory.baseAddress.map { $0 + filled }, size - filled, off_t(filled))
      if count > 0 {
        filled += count
      } else if count == 0 || errno != EINTR {
        let code = errno
        memory.deallocate()
        throw count == 0 ? Self.stillWritten(Self.fewerBytes) : Self.unreadable(code)
      }
    }
    return UnsafeRawBufferPointer(memory)
  }

  /// All bytes mapped read-only; the caller unmaps them.
  ///
  /// - Throws: ``FileRefusal`` `unreadable`.
  func map() throws(FileRefusal) -> UnsafeRawBufferPointer {
    // Not too large files at once, larger ones as they are read: the pages are the kernel's.
    let flags = size <= 64 << 20 ? MAP_PRIVATE | MAP_POPULATE : MAP_PRIVATE
    guard let start = mmap(nil, size, PROT_READ, flags, descriptor, 0), start != MAP_FAILED
    else { throw Self.unreadable(errno) }
    madvise(start, size, MADV_SEQUENTIAL)
    madvise(start, size, MADV_WILLNEED)
    return UnsafeRawBufferPointer(start: start, count: size)
  }

  private static func status(_ descriptor: Int32) throws(FileRefusal) -> stat {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw unreadable(errno) }
    return status
  }

  /// A read lease is granted only when nobody has the file open for writing; it is given back at
  /// once. Where the kernel grants none (another owner, a network folder) the times must do.
  private static func isBeingWritten(_ descriptor: Int32) -> Bool {
    let (setSignal, setLease) = (Int32(10), Int32(1024))  // F_SETSIG, F_SETLEASE
    // A writer that opens in between raises this signal, which is ignored unless asked for.
    _ = fcntl(descriptor, setSignal, SIGURG)
    if fcntl(descriptor, setLease, Int32(F_RDLCK)) == 0 {
      _ = fcntl(descriptor, setLease, Int32(F_UNLCK))
      return false
    }
    return errno == EAGAIN
  }
}

extension OpenedFile {
  static var fewerBytes: Bilingual { Bilingual(zh: "字节比打开时少", en: "fewer bytes than at first") }

  static func stillWritten(_ found: Bilingual) -> FileRefusal {
    RefusalCode.stillWritten.refusal(
      found: found,
      expected: Bilingual(zh: "读取期间不变的文件", en: "a file that does not change while it is read"),
      remedy: Bilingual(
        zh: "该文件未入库，也未丢失：写完后下次运行再读。",
        en: "Nothing of it was stored and nothing is lost: the next run reads it, once it is whole."
      ))
  }

  private static func unreadable(_ code: Int32) -> FileRefusal {
    RefusalCode.unreadable.refusal(
      found: reason(code), expected: Bilingual(zh: "可读取的文件", en: "a file that can be read"),
      remedy: Bilingual(zh: "请检查路径和权限。", en: "Check the path and its permissions."))
  }

  /// The system's words, in Chinese for what is common.
  private static func reason(_ code: Int32) -> Bilingual {
    let words = String(cString: strerror(code))
    switch code {
    case ENOENT: return Bilingual(zh: "文件不存在", en: words)
    case EACCES, EPERM: return Bilingual(zh: "没有读取权限", en: words)
    case EIO: return Bilingual(zh: "磁盘读取出错", en: words)
    default: return Bilingual(zh: "系统错误 \(code)", en: words)
    }
  }

  private static var notAFile: FileRefusal {
    RefusalCode.notAFile.refusal(
      found: Bilingual(zh: "目录、管道或设备", en: "a folder, a pipe or a device"),
      expected: Bilingual(zh: "普通文件", en: "a regular file"),
      remedy: Bilingual(
        zh: "请写文件本身；要读整个目录，把目录交给 `ingest`。",
        en: "Name the file itself, or the folder to `ingest`, which reads the files in it."))
  }

  static var empty: FileRefusal {
    RefusalCode.empty.refusal(
      found: Bilingual(zh: "没有表头", en: "no header"),
      expected: Bilingual(zh: "表头行", en: "a header line"),
      remedy: Bilingual(zh: "请报送单位重报。", en: "Ask the agency to send the file again."))
  }
}
