import Foundation
import SignalIngest
import WageDomain

/// `deadline calc --batch`: many deadlines from a CSV file, each row keeping its place.
struct DeadlineBatch {
  let calendar: WorkCalendar

  func run(file: String) throws {
    let lines = try BatchLines.read(file)
    let header = lines.first.map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let hasRoll: Bool
    switch header {
    case ["from", "days", "kind"]: hasRoll = false
    case ["from", "days", "kind", "roll"]: hasRoll = true
    default:
      throw CommandFailure(
        zh: """
          \(file):1：发现“\(lines.first ?? "")”，应为表头 from,days,kind[,roll]。未作计算。
            请把表头放在首行后再运行。
          """,
        en: """
          \(file):1: found "\(lines.first ?? "")", expected the header from,days,kind[,roll]. \
          Nothing was computed.
            Put that line first and run again.
          """)
    }
    var text = "from,days,kind\(hasRoll ? ",roll" : ""),due_on,fault\n"
    var faults = 0
    for line in lines.dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let result = due(cells, hasRoll: hasRoll)
      let width = hasRoll ? 4 : 3
      let echoed = Array((cells + Array(repeating: "", count: width)).prefix(width))
      switch result {
      case .success(let day): text += CSVText.line(echoed + [day.description, ""])
      case .failure(let fault):
        faults += 1
        text += CSVText.line(echoed + ["", fault.text])
      }
    }
    let console = CommandContext.current.console
    console.out(text)
    console.error("\(lines.count - 1) rows, \(faults) at fault")
    if faults > 0 { throw CommandFailure(exitCode: CommandExit.findings) }
  }

  private struct Fault: Error {
    let text: String
  }

  private func due(_ cells: [String], hasRoll: Bool) -> Result<Day, Fault> {
    guard cells.count == (hasRoll ? 4 : 3) else {
      return .failure(Fault(text: "found \(cells.count) cells, expected \(hasRoll ? 4 : 3)"))
    }
    guard let from = Day(cells[0]) else {
      return .failure(Fault(text: "from: found \(cells[0]), expected YYYY-MM-DD"))
    }
    guard let kind = DeadlineRule.Kind(rawValue: cells[2]) else {
      return .failure(Fault(text: "kind: found \(cells[2]), expected calendar or working"))
    }
    let rollText = hasRoll && !cells[3].isEmpty ? cells[3] : DeadlineRule.Roll.forward.rawValue
    guard let roll = DeadlineRule.Roll(rawValue: rollText) else {
      return .failure(Fault(text: "roll: found \(rollText), expected none, forward or backward"))
    }
    guard let days = Int(cells[1]), let rule = DeadlineRule(days: days, kind: kind, roll: roll)
    else {
      return .failure(
        Fault(text: "days: found \(cells[1]), expected 1 to \(DeadlineRule.mostDays)"))
    }
    do throws(CalendarError) {
      return .success(try Deadline(from: from, rule: rule, calendar: calendar).dueOn)
    } catch {
      // One line: a fault stands in a cell.
      return .failure(
        Fault(text: error.description.split(separator: "\n").first.map(String.init) ?? ""))
    }
  }
}

/// The lines of a batch file: UTF-8 or GB18030, with or without BOM, LF or CRLF, blank ones left out.
enum BatchLines {
  /// - Throws: ``CommandFailure`` when the file cannot be read.
  static func read(_ file: String) throws -> [String] {
    try text(file, undone: Bilingual(zh: "未作计算", en: "Nothing was computed"))
      .split(whereSeparator: \.isNewline).map(String.init)
  }

  /// The whole text of a file; a failure says what did not happen.
  static func text(_ file: String, undone: Bilingual) throws -> String {
    let data =
      file == "-"
      ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: file)
    guard let data else {
      let isThere = FileManager.default.fileExists(atPath: file)
      throw CommandFailure(
        zh: isThere
          ? "\(file)：无法读取。\(undone.zh)。\n  请检查权限。" : "\(file)：不存在。\(undone.zh)。\n  请检查路径。",
        en: isThere
          ? "\(file): cannot be read. \(undone.en).\n  Check its rights."
          : "\(file): there is no such file. \(undone.en).\n  Check the path.")
    }
    do throws(FileRefusal) {
      return try ClerkText.decode(data)
    } catch {
      throw CommandFailure(
        zh: "\(file)：\(error.text.zh)\n  \(undone.zh)。请另存为 UTF-8 的 CSV。",
        en: "\(file): \(error.text.en)\n  \(undone.en). Save it as CSV in UTF-8.")
    }
  }
}
