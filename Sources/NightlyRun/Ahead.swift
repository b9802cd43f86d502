internal import Foundation

/// Makes values on a thread of its own, a few ahead of whoever takes them.
///
/// The order is that of making, so that two threads give what one would.
final class Ahead<Value: Sendable>: @unchecked Sendable {
  /// Nobody wants to know more.
  struct Stopped: Error {}

  private let condition = NSCondition()
  private let capacity: Int
  private var values: [Value] = []
  private var failure: (any Error)?
  private var isFinished = false
  private var isStopped = false

  /// Begins; `make` hands each value to the function that it is given, which waits for room: no more
  /// than `capacity` values wait to be taken.
  init(
    capacity: Int = 1, _ make: @escaping @Sendable ((Value) throws -> Void) throws -> Void
  ) {
    self.capacity = capacity
    Thread.detachNewThread { [self] in
      let result = Result { try make(put) }
      condition.withLock {
        if case .failure(let error) = result { failure = error }
        isFinished = true
        condition.broadcast()
      }
    }
  }

  /// The next value; nil after the last.
  ///
  /// - Throws: what ended the making.
  func next() throws -> Value? {
    try condition.withLock {
      while values.isEmpty, !isFinished, !isStopped { condition.wait() }
      if isStopped { throw Stopped() }
      guard !values.isEmpty else {
        if let failure { throw failure }
        return nil
      }
      condition.broadcast()
      return values.removeFirst()
    }
  }

  /// Ends the making and waits until its thread has let go of everything.
  func stop() {
    condition.withLock {
      isStopped = true
      condition.broadcast()
      while !isFinished { condition.wait() }
    }
  }

  private func put(_ new: Value) throws {
    try condition.withLock {
      while values.count >= capacity, !isStopped { condition.wait() }
      if isStopped { throw Stopped() }
      values.append(new)
      condition.broadcast()
    }
  }
}
