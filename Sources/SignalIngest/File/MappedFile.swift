import Glibc

/// A file in memory that is the kernel's: nothing is copied, and a file that shrinks meanwhile does
/// not end the process.
///
/// Reading beyond the end of a file that was cut raises SIGBUS. The handler puts zero pages in the
/// place of the lost ones and notes it; whoever reads asks ``isTorn`` before the rows count.
final class MappedFile: Sendable {
  nonisolated(unsafe) let bytes: UnsafeRawBufferPointer
  private let slot: Int

  /// Takes the mapping over, and frees it.
  ///
  /// - Returns: nil when too many files are mapped at once.
  init?(_ map: UnsafeRawBufferPointer) {
    guard let start = map.baseAddress,
      let slot = MappedSlots.shared.take(UInt(bitPattern: start), map.count)
    else {
      munmap(UnsafeMutableRawPointer(mutating: map.baseAddress), map.count)
      return nil
    }
    self.slot = slot
    bytes = map
  }

  /// True when pages were lost while the file was read.
  var isTorn: Bool { MappedSlots.shared.slots[slot].isTorn }

  deinit {
    munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
    MappedSlots.shared.give(slot)
  }
}

/// The mapped stretches of memory, as the signal handler sees them: plain memory, never moved.
private final class MappedSlots: @unchecked Sendable {
  struct Slot {
    var start: UInt
    var end: UInt
    var isTorn: Bool
  }

  static let shared = MappedSlots()
  static let capacity = 256

  let slots: UnsafeMutablePointer<Slot>
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  var previous = sigaction()

  private init() {
    slots = .allocate(capacity: Self.capacity)
    slots.initialize(repeating: Slot(start: 0, end: 0, isTorn: false), count: Self.capacity)
    mutex = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    var action = sigaction()
    action.__sigaction_handler.sa_sigaction = { _, info, _ in mendBusError(info) }
    action.sa_flags = SA_SIGINFO
    sigaction(SIGBUS, &action, &previous)
  }

  func take(_ start: UInt, _ count: Int) -> Int? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    guard let free = (0..<Self.capacity).first(where: { slots[$0].end == 0 }) else { return nil }
    // The handler reads without the lock: a slot counts from the moment its end is there.
    slots[free].isTorn = false
    slots[free].start = start
    slots[free].end = start + UInt(count)
    return free
  }

  func give(_ slot: Int) {
    pthread_mutex_lock(mutex)
    slots[slot].end = 0
    slots[slot].start = .max
    pthread_mutex_unlock(mutex)
  }
}

/// Runs inside the signal handler: touches plain memory and makes one system call.
private func mendBusError(_ info: UnsafeMutablePointer<siginfo_t>?) {
  let shared = MappedSlots.shared
  let address = UInt(bitPattern: info?.pointee._sifields._sigfault.si_addr)
  for index in 0..<MappedSlots.capacity {
    let slot = shared.slots[index]
    guard address >= slot.start, address < slot.end else { continue }
    let page = UInt(sysconf(Int32(_SC_PAGESIZE)))
    let start = address / page * page
    // All to the end at once: what follows the lost page is lost as well.
    let length = (slot.end - start + page - 1) / page * page
    let mended = mmap(
      UnsafeMutableRawPointer(bitPattern: start), Int(length), PROT_READ,
      MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0)
    if mended != MAP_FAILED {
      shared.slots[index].isTorn = true
      return
    }
  }
  // Not ours: whoever was there before deals with it when the instruction runs again.
  sigaction(SIGBUS, &shared.previous, nil)
}
