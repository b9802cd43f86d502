import WageDomain

/// What a person has to write with an act: a reason, a reply, a name.
enum WrittenText {
  /// - Throws: ``CommandFailure``, exit code 64, for a text of blanks only.
  static func check(_ text: String?, _ option: String) throws {
    guard let text, !text.contains(where: { !$0.isWhitespace }) else { return }
    throw CommandFailure(
      zh: "\(option)：内容为空，应写明文字。未作改动。\n  请写明后再运行。",
      en: """
        \(option): it is empty or blank; expected a text. Nothing was changed.
          Write it out and run again.
        """, exitCode: CommandExit.usage)
  }
}
