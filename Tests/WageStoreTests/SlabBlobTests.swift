import Testing

@testable import WageStore

@Suite("A slab's bytes")
struct SlabBlobTests {
  struct Width: CustomTestStringConvertible, Sendable {
    let why: String
    let value: Int64
    let width: Int
    var testDescription: String { why }
  }

  @Test(
    "Hold a value at the least width that leaves its two lowest integers free",
    arguments: [
      Width(why: "the most of one byte", value: 127, width: 1),
      Width(why: "the least of one byte", value: -126, width: 1),
      Width(why: "-127 is withdrawn at one byte", value: -127, width: 2),
      Width(why: "-128 is silent at one byte", value: -128, width: 2),
      Width(why: "one beyond one byte", value: 128, width: 2),
      Width(why: "the most of two bytes", value: 32_767, width: 2),
      Width(why: "the least of two bytes", value: -32_766, width: 2),
      Width(why: "-32767 is withdrawn at two bytes", value: -32_767, width: 4),
      Width(why: "-32768 is silent at two bytes", value: -32_768, width: 4),
      Width(why: "one beyond two bytes", value: 32_768, width: 4),
      Width(why: "the most of four bytes", value: 2_147_483_647, width: 4),
      Width(why: "the least of four bytes", value: -2_147_483_646, width: 4),
      Width(why: "-2147483647 is withdrawn at four bytes", value: -2_147_483_647, width: 8),
      Width(why: "-2147483648 is silent at four bytes", value: -2_147_483_648, width: 8),
      Width(why: "one beyond four bytes", value: 2_147_483_648, width: 8),
      Width(why: "the most of eight bytes", value: .max, width: 8),
      Width(why: "the least of eight bytes", value: .min + 2, width: 8),
    ])
  func width(_ example: Width) {
    let values = [0, example.value, SlabBlob.withdrawn]
    let blob = SlabBlob(slots: [0, 1, 2], values: values)
    #expect(blob.form == example.width)
    #expect(blob.data.count == 3 * example.width)
    #expect(Self.read(blob) == [0: 0, 1: example.value, 2: SlabBlob.withdrawn])
  }

  @Test("Are sparse exactly when that is shorter")
  func sparse() {
    // Five bytes a slot of one byte: slots 0 and 10 take 10 bytes sparse and 11 dense.
    let sparse = SlabBlob(slots: [0, 10], values: [1, 2])
    #expect(sparse.form == 17)
    #expect(sparse.data == [0, 0, 0, 0, 10, 0, 0, 0, 1, 2])
    let dense = SlabBlob(slots: [0, 9], values: [1, 2])
    #expect(dense.form == 1)
    #expect(dense.data == [1, 128, 128, 128, 128, 128, 128, 128, 128, 2])
    #expect(Self.read(sparse) == [0: 1, 10: 2])
    #expect(Self.read(dense) == [0: 1, 9: 2])
  }

  @Test("Are none when nothing is said")
  func empty() {
    let blob = SlabBlob(slots: [], values: [])
    #expect(blob.data.isEmpty)
    #expect(Self.read(blob).isEmpty)
  }

  @Test("Give back any slots and values", arguments: 0..<200)
  func roundTrip(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let span = Int32.random(in: 1...(seed.isMultiple(of: 2) ? 40 : 3000), using: &generator)
    let density = Int.random(in: 1...50, using: &generator)
    let bits = Int64.random(in: 1...62, using: &generator)
    var expected: [Int: Int64] = [:]
    for slot in 0..<span where Int.random(in: 0..<50, using: &generator) < density {
      let value = Int64.random(in: -(1 << bits)...(1 << bits), using: &generator)
      expected[Int(slot)] = value.isMultiple(of: 11) ? SlabBlob.withdrawn : value
    }
    let slots = expected.keys.sorted().map { Int32($0) }
    let blob = SlabBlob(slots: slots, values: slots.compactMap { expected[Int($0)] })
    #expect(Self.read(blob) == expected)
    let all = (0..<Int(span)).map { expected[$0] ?? SlabBlob.silent }
    #expect(Self.laid(blob, over: [Int64](repeating: SlabBlob.silent, count: all.count)) == all)
    #expect(
      Self.laid(blob, over: [Int64](repeating: 7, count: all.count))
        == all.map { $0 == SlabBlob.silent ? 7 : $0 }, "what a slab does not speak of stays")
    let short = all.count / 2
    #expect(Self.laid(blob, over: Array(all.prefix(short))) == Array(all.prefix(short)))
    let single = (0..<Int(span) + 2).map { slot in
      blob.data.withUnsafeBytes { SlabBlob.value(form: blob.form, data: $0, slot: slot) }
    }
    #expect(single == all + [SlabBlob.silent, SlabBlob.silent])
  }

  static func laid(_ blob: SlabBlob, over values: [Int64]) -> [Int64] {
    var values = values
    values.withUnsafeMutableBufferPointer { values in
      blob.data.withUnsafeBytes { SlabBlob.lay(form: blob.form, data: $0, over: values) }
    }
    return values
  }

  static func read(_ blob: SlabBlob) -> [Int: Int64] {
    var read: [Int: Int64] = [:]
    blob.data.withUnsafeBytes { bytes in
      SlabBlob.forEach(form: blob.form, data: bytes) { read[$0] = $1 }
    }
    return read
  }
}
