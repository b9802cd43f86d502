internal import Foundation
internal import WageDomain
internal import WageStore

/// A message as a receiver gets it: one JSON object, its keys sorted.
struct OutboxLetter: Encodable {
  let schema = 1
  let messageId: String
  let caseNo: String
  let clock: String
  let round: Int
  let step: Int
  let to: String
  let addressee: String?
  let dueOn: String
  let textZh: String
  let textEn: String
  let effectiveAt: String
  let recordedAt: String

  init(_ message: OutboxMessage) {
    messageId = message.messageId
    caseNo = message.caseNo
    clock = message.clock
    round = message.round
    step = message.step
    to = message.recipient.rawValue
    addressee = message.addressee
    dueOn = message.dueOn.description
    textZh = message.text.zh
    textEn = message.text.en
    effectiveAt = message.effectiveAt.description
    recordedAt = message.recordedAt.description
  }

  func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return try encoder.encode(self)
  }
}
