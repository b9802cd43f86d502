import ArgumentParser
import WageDomain

/// `wagewatch code`
struct CodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "code", abstract: "Unified social credit codes (统一社会信用代码).",
    subcommands: [CodeCheckCommand.self], defaultSubcommand: CodeCheckCommand.self)
}

/// `wagewatch code check`
struct CodeCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check both check digits of credit codes (GB 32100-2015, GB 11714).",
    discussion: """
      EXAMPLE: wagewatch code check 91330503MA2B4XYT6D

      Exit code 2 when a code is invalid. Faults: length, character, organisation-check, check; the \
      first one found is named. Lower-case letters are read as upper case.
      """)

  @Argument(help: "Codes.")
  var codes: [String] = []

  @Option(help: ArgumentHelp("One code a line, with or without a header.", valueName: "file"))
  var batch: String?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard batch != nil || !codes.isEmpty else {
      throw ValidationError(
        zh: "请写代码，或用 --batch FILE 给出文件。",
        en: "Name a code, or a file with --batch FILE.")
    }
  }

  func run() throws {
    var all = codes
    if let batch {
      let lines = try BatchLines.read(batch)
      all += lines.first == "code" ? Array(lines.dropFirst()) : lines
    }
    let rows = all.map(Self.row)
    if batch != nil, output.form == .table {
      CommandContext.current.console.out(CSVText.text(keys: Self.keys, rows: rows))
    } else {
      Listing(noun: "codes", columns: Self.columns(output.language), rows: rows).write(
        output, keys: Self.keys)
    }
    if rows.contains(where: { $0["valid"] == .bool(false) }) {
      throw CommandFailure(exitCode: CommandExit.findings)
    }
  }

  private static let keys = ["code", "valid", "fault"]

  private static func columns(_ language: Language) -> [Listing.Column] {
    [
      .init("code", zh: "代码", en: "code"),
      .init(zh: "有效", en: "valid") { row in
        guard language == .chinese else { return row["valid"].cell }
        return row["valid"] == .bool(true) ? "是" : "否"
      },
      .init(zh: "错误", en: "fault") { row in
        guard language == .chinese else { return row["fault"].cell }
        return fault(row["code"].cell)?.text.zh ?? ""
      },
    ]
  }

  private static func fault(_ text: String) -> CreditCodeFault? {
    do throws(CreditCodeFault) {
      _ = try CreditCode(text)
      return nil
    } catch { return error }
  }

  /// A valid code is written back in upper case; an invalid one as it was given.
  private static func row(_ text: String) -> JSONValue {
    do throws(CreditCodeFault) {
      let code = try CreditCode(text)
      return .object(["code": .string(code.text), "valid": .bool(true), "fault": .null])
    } catch {
      return .object([
        "code": .string(text), "valid": .bool(false), "fault": .string(error.code),
      ])
    }
  }
}
