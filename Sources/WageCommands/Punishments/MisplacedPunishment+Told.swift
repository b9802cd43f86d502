import WageDomain
import WageStore

extension [MisplacedPunishment] {
  /// Says which entries of the list are about a firm that their case is not about any more, and what to do.
  func tell(_ language: Language) {
    for entry in self {
      CommandContext.current.console.error(
        Bilingual(
          zh: "  惩戒名单 \(entry.text.zh)：请撤销 `\(entry.removal)`",
          en: "  Entry \(entry.text.en): annul it with `\(entry.removal)`"
        ).text(language))
    }
  }
}
