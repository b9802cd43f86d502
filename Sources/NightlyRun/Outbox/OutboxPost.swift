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
      return .sent("appended")
    } catch {
      return .unreachable("cannot be written: \((error as NSError).localizedDescription)")
    }
  }

  /// A receiver that does not answer within so many seconds is not reached.
  private static let patience: TimeInterval = 30

  private func post(_ letter: Data, id: String, to address: String) -> PostOutcome {
    guard let url = URL(string: address) else { return .unreachable("no address") }
    var request = URLRequest(url: url, timeoutInterval: Self.patience)
    request.httpMethod = "POST"
    request.setValue("application/json; charset=utf-8", forHTTPHeaderField: "Content-Type")
    request.setValue(id, forHTTPHeaderField: "Idempotency-Key")
    request.httpBody = letter
    let session = URLSession(
      configuration: .ephemeral, delegate: RedirectRefusal(), delegateQueue: nil)
    defer { session.finishTasksAndInvalidate() }
    let answered = DispatchSemaphore(value: 0)
    let outcome = SharedOutcome()
    session.dataTask(with: request) { _, response, error in
      outcome.set(Self.outcome(response, error))
      answered.signal()
    }.resume()
    answered.wait()
    return outcome.value
  }

  private static func outcome(_ response: URLResponse?, _ error: (any Error)?) -> PostOutcome {
    if let error { return .unreachable((error as NSError).localizedDescription) }
    guard let status = (response as? HTTPURLResponse)?.statusCode else {
      return .unreachable("no HTTP answer")
    }
    if (200...299).contains(status) { return .sent("HTTP \(status)") }
    // A server at fault fails for every message; a client's fault may be this message's own.
    return (400...499).contains(status) && status != 429
      ? .refused("HTTP \(status)") : .unreachable("HTTP \(status)")
  }
}

/// The answer that a session's own thread brings.
private final class SharedOutcome: Sendable {
  private let outcome = Mutex(PostOutcome.unreachable("no answer"))

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
