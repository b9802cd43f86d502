internal import Foundation
internal import Synchronization
internal import WageStore

#if canImport(FoundationNetworking)
  internal import FoundationNetworking
#endif

/// What became of one try to hand over a message.
enum PostOutcome: Sendable {
  /// Holds the receiver's answer.
  case sent(String)
  /// The receiver is there and refused this message.
  case refused(String)
  /// The receiver cannot be reached: others need not be tried now.
  case unreachable(String)
}

/// Hands one message to one target.
struct OutboxPost {
  let target: OutboxTarget
  /// A receiver that does not answer within so many seconds is not reached.
  let patience: TimeInterval

  func deliver(_ letter: Data, id: String) -> PostOutcome {
    switch target {
    case .file(_, let path): append(letter, to: path)
    case .webhook(let address): post(letter, id: id, to: address)
    }
  }

  /// On the disk before it counts as sent. A line that a crash cut off is ended first.
  private func append(_ letter: Data, to path: String) -> PostOutcome {
    do {
      PrivateFile.prepare(path)
      let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
      defer { try? file.close() }
      var line = Data()
      let end = try file.seekToEnd()
      if end > 0 {
        try file.seek(toOffset: end - 1)
        if try file.read(upToCount: 1) != Data([0x0A]) { line.append(0x0A) }
        try file.seekToEnd()
      }
      line.append(letter)
      line.append(0x0A)
      try file.write(contentsOf: line)
      try file.synchronize()
      return .sent(OutboxAnswer.appended)
    } catch {
      return .unreachable(OutboxAnswer.notWritable(errno: Self.errno(error)))
    }
  }

  /// Foundation wraps what the system said.
  private static func errno(_ error: any Error) -> Int? {
    let error = error as NSError
    if error.domain == NSPOSIXErrorDomain { return error.code }
    let inner = error.userInfo[NSUnderlyingErrorKey] as? NSError
    if let inner, inner.domain == NSPOSIXErrorDomain { return inner.code }
    return switch CocoaError.Code(rawValue: error.code) {
    case .fileNoSuchFile, .fileReadNoSuchFile: Int(ENOENT)
    case .fileReadNoPermission, .fileWriteNoPermission: Int(EACCES)
    case .fileWriteOutOfSpace: Int(ENOSPC)
    case .fileWriteVolumeReadOnly: Int(EROFS)
    default: nil
    }
  }

  private func post(_ letter: Data, id: String, to address: String) -> PostOutcome {
    guard let url = URL(string: address) else { return .unreachable(OutboxAnswer.noAddress) }
    var request = URLRequest(url: url, timeoutInterval: patience)
    request.httpMethod = "POST"
    request.setValue("application/json; charset=utf-8", forHTTPHeaderField: "Content-Type")
    request.setValue(id, forHTTPHeaderField: "Idempotency-Key")
    request.httpBody = letter
    let session = URLSession(
      configuration: .ephemeral, delegate: RedirectRefusal(), delegateQueue: nil)
    defer { session.invalidateAndCancel() }
    let answered = DispatchSemaphore(value: 0)
    let outcome = SharedOutcome()
    session.dataTask(with: request) { _, response, error in
      outcome.set(Self.outcome(response, error))
      answered.signal()
    }.resume()
    // The request's own time limit counts from the last byte, and on Linux ends twice as late.
    guard answered.wait(timeout: .now() + patience) == .success else {
      return .unreachable(OutboxAnswer.noAnswer)
    }
    return outcome.value
  }

  private static func answer(to error: any Error) -> String {
    switch (error as NSError).code {
    case NSURLErrorTimedOut, NSURLErrorCancelled: OutboxAnswer.noAnswer
    case NSURLErrorCannotFindHost, NSURLErrorDNSLookupFailed: OutboxAnswer.unknownHost
    case NSURLErrorBadURL, NSURLErrorUnsupportedURL: OutboxAnswer.noAddress
    case NSURLErrorSecureConnectionFailed, NSURLErrorServerCertificateUntrusted,
      NSURLErrorServerCertificateHasBadDate, NSURLErrorServerCertificateHasUnknownRoot,
      NSURLErrorServerCertificateNotYetValid:
      OutboxAnswer.notTrusted
    default: OutboxAnswer.noConnection
    }
  }

  private static func outcome(_ response: URLResponse?, _ error: (any Error)?) -> PostOutcome {
    if let error { return .unreachable(answer(to: error)) }
    guard let status = (response as? HTTPURLResponse)?.statusCode else {
      return .unreachable(OutboxAnswer.noAnswer)
    }
    if (200...299).contains(status) { return .sent("HTTP \(status)") }
    // A server at fault fails for every message; a client's fault may be this message's own.
    return (400...499).contains(status) && status != 429
      ? .refused("HTTP \(status)") : .unreachable("HTTP \(status)")
  }
}

/// The answer that a session's own thread brings.
private final class SharedOutcome: Sendable {
  private let outcome = Mutex(PostOutcome.unreachable(OutboxAnswer.noAnswer))

  func set(_ new: PostOutcome) { outcome.withLock { $0 = new } }

  var value: PostOutcome { outcome.withLock { $0 } }
}

/// A post that is led elsewhere would arrive as something else: it counts as not delivered.
private final class RedirectRefusal: NSObject, URLSessionTaskDelegate {
  func urlSession(
    _ session: URLSession, task: URLSessionTask,
    willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
    completionHandler: @escaping @Sendable (URLRequest?) -> Void
  ) {
    completionHandler(nil)
  }
}
