import Testing

@testable import WageStore

@Suite("The cells of a measure that wait to be written")
struct PendingColumnTests {
  struct Row: CustomTestStringConvertible, Sendable {
    let values: [Int64]
    let width: Int
    let why: String
    var testDescription: String { why }
  }

  static let rows: [Row] = [
    Row(values: [], width: 4, why: "a column that nothing was said in"),
    Row(
      values: [0, -1, 2_147_483_647, -2_147_483_647], width: 4,
      why: "the outermost narrow numbers"),
    Row(values: [SlabBlob.silent, 5], width: 4, why: "an empty cell before a number"),
    Row(values: [1, 2_147_483_648], width: 8, why: "one number too large makes the column wide"),
    Row(values: [1, -2_147_483_648], width: 8, why: "the number that stands for an empty cell"),
    Row(
      values: [SlabBlob.silent, 7, Int64.max, SlabBlob.silent, SlabBlob.withdrawn], width: 8,
      why: "cells from before it became wide stay what they were"),
  ]

  @Test("Hold what was put in, whichever way it came", arguments: rows)
  func holds(row: Row) {
    let all = row.values.indices
    let placed = all.map { PlacedRow(row: Int32($0), series: 0, layer: 0) }
    var single = PendingColumn()
    for value in row.values { single.append(value) }
    var scattered = PendingColumn()
    scattered.append(gathering: row.values, at: placed[...], in: nil)
    var runs = PendingColumn()
    runs.append(gathering: row.values, at: placed[...], in: [all])
    for column in [single, scattered, runs] {
      #expect(all.map { column[$0] } == row.values)
      #expect(column.run(all) == row.values)
      #expect(column.width == row.width)
    }
  }

  @Test("Are empty cells where a file lacks the column, before and after a large number")
  func silence() {
    var column = PendingColumn()
    column.appendSilence(2)
    column.append(1 << 40)
    column.appendSilence(1)
    #expect(column.run(0..<4) == [SlabBlob.silent, SlabBlob.silent, 1 << 40, SlabBlob.silent])
  }

  @Test("Are narrow again once they were written")
  func emptied() {
    var column = PendingColumn()
    column.append(1 << 40)
    column.empty()
    column.append(3)
    #expect(column.width == 4)
    #expect(column.run(0..<1) == [3])
  }
}
