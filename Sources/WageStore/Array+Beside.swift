internal import Foundation

extension Array where Element: Sendable {
  /// What each element becomes, in order, worked out on all processors at once.
  func mappedBeside<Value: Sendable>(_ transform: @Sendable (Element) -> Value) -> [Value] {
    let shares = Swift.min(ProcessInfo.processInfo.activeProcessorCount, count)
    guard shares > 1 else { return map(transform) }
    var parts = [[Value]](repeating: [], count: shares)
    parts.withUnsafeMutableBufferPointer { parts in
      // Each thread writes its own place.
      nonisolated(unsafe) let parts = parts
      DispatchQueue.concurrentPerform(iterations: shares) { share in
        parts[share] = self[count * share / shares..<count * (share + 1) / shares].map(transform)
      }
    }
    return parts.flatMap(\.self)
  }
}
