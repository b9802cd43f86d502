extension ReminderText {
  /// A text for a case that no body answers for: it goes to the leader, who names one.
  ///
  /// - Returns: the template without `{body}` where it asks the body for something or names it; where it
  ///   does neither, as it is.
  public static func withoutBody(_ template: String) -> String {
    replacements.reduce(template) { text, pair in text.replacing(pair.phrase, with: pair.words) }
  }

  private static let replacements = [
    (phrase: "责任主体{body}", words: "当时尚未指定责任主体"),
    (phrase: "请{body}", words: "责任主体尚未指定，请先指定，并督促"),
    (phrase: "responsible: {body}", words: "no responsible body was named by then"),
    (phrase: "{body} is asked to", words: "no body is named yet, please name one to"),
  ]
}
