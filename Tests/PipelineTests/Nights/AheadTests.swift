import Testing

@testable import NightlyRun

@Suite("Values made ahead on a thread of their own")
struct AheadTests {
  private struct Fault: Error {}

  @Test("Come one by one in the order of their making, then no more")
  func order() throws {
    let numbers = Ahead<Int> { put in for number in 0..<500 { try put(number) } }
    var taken: [Int] = []
    while let number = try numbers.next() { taken.append(number) }
    #expect(taken == Array(0..<500))
    #expect(try numbers.next() == nil)
    numbers.stop()
  }

  @Test("What ended the making is told after what was made before it")
  func fault() throws {
    let numbers = Ahead<Int> { put in
      try put(1)
      throw Fault()
    }
    #expect(try numbers.next() == 1)
    #expect(throws: Fault.self) { try numbers.next() }
    numbers.stop()
  }

  @Test(
    "Two in a row pass values on, and end when whoever takes them stops", .timeLimit(.minutes(1)))
  func stopping() throws {
    let numbers = Ahead<Int> { put in
      var number = 0
      while true {
        try put(number)
        number += 1
      }
    }
    let doubled = Ahead<Int> { put in
      while let number = try numbers.next() { try put(number * 2) }
    }
    #expect(try doubled.next() == 0)
    #expect(try doubled.next() == 2)
    numbers.stop()
    doubled.stop()
    #expect(throws: Ahead<Int>.Stopped.self) { try numbers.next() }
  }
}
