internal import Foundation

/// Makes values on a thread of its own, one ahead of whoever takes them.
///
/// The order is that of making, so that two threads give what one would.
final class Ahead<Value: Sendable>: @unchecked Sendable {
  /// Nobody wants to know more.
  struct Stopped: Error {}

  private let condition = NSCondition()
  private var value: Value?
  private var failure: (any Error)?
  private var isFinished = false
  private var isStopped = false

  /// Begins; `make` hands each value to the function that it is given, which waits for room.
  init(_ make: @escaping @Sendable ((Value) throws -> Void) throws -> Void) {
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
      while value == nil, !isFinished, !isStopped { condition.wait() }
      if isStopped { throw Stopped() }
      guard let taken = value else {
        if let failure { throw failure }
        return nil
      }
      value = nil
      condition.broadcast()
      return taken
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
      while value != nil, !isStopped { condition.wait() }
      if isStopped { throw Stopped() }
      value = new
      condition.broadcast()
    }
  }
}
