import Foundation
import Glibc
import Testing
import WageDomain

@testable import NightlyRun

@Suite("What a target answers, in both languages")
struct OutboxAnswerTests {
  @Test("A receiver that takes the call and says nothing is given up at its time limit")
  func silent() throws {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, size) == 0 && listen(socket, 4) == 0 && getsockname(socket, $0, &size) == 0
      }
    }
    try #require(isBound)
    let port = UInt16(bigEndian: address.sin_port)
    let post = OutboxPost(target: .webhook("http://127.0.0.1:\(port)/hook"), patience: 1)
    let clock = ContinuousClock()
    var outcome: PostOutcome?
    let taken = clock.measure { outcome = post.deliver(Data("{}".utf8), id: "x") }
    guard case .unreachable(let answer) = outcome else {
      Issue.record("\(String(describing: outcome))")
      return
    }
    #expect(OutboxAnswer.text(answer).zh == "限时内没有应答")
    #expect(taken < .seconds(20), "the limit is a second; a busy machine may be slow to tell")
  }

  @Test(
    "Words are told in both languages; those of older versions as they are",
    arguments: [
      (why: "in the file", stored: "appended", zh: "已写入文件", en: "appended"),
      (
        "no rights", "not-writable 13", "无法写入文件：没有权限",
        "the file cannot be written: permission denied"
      ),
      (
        "a full disk", "not-writable 28", "无法写入文件：磁盘已满",
        "the file cannot be written: the disk is full"
      ),
      (
        "anything else", "not-writable 5", "无法写入文件（系统错误 5）",
        "the file cannot be written (system error 5)"
      ),
      ("the system did not say", "not-writable", "无法写入文件", "the file cannot be written"),
      ("a server's number", "HTTP 503", "HTTP 503", "HTTP 503"),
      (
        "an older one", "The request timed out.", "The request timed out.", "The request timed out."
      ),
    ])
  func words(why: String, stored: String, zh: String, en: String) {
    #expect(OutboxAnswer.text(stored) == Bilingual(zh: zh, en: en), "\(why)")
  }

  @Test("A folder that is not there and a host that nobody is are told as what they are")
  func found() {
    func answer(_ target: OutboxTarget) -> String? {
      guard
        case .unreachable(let answer) = OutboxPost(target: target, patience: 20).deliver(
          Data("{}".utf8), id: "x")
      else { return nil }
      return OutboxAnswer.text(answer).en
    }
    let none = "/tmp/none-\(UUID().uuidString)/outbox.jsonl"
    #expect(
      answer(.file(name: "outbox.jsonl", path: none))
        == "the file cannot be written: there is no such folder")
    #expect(answer(.webhook("http://127.0.0.1:9/hook")) == "no connection")
  }
}
