import WageDomain
import WageStore

extension MisplacedPunishment {
  /// Says that an entry of the list is about a firm that its case is not about any more, and what to do.
  func tell(_ language: Language) {
    CommandContext.current.console.error(
      Bilingual(
        zh: "  惩戒名单 \(text.zh)：请撤销 `\(removal)`",
        en: "  Entry \(text.en): annul it with `\(removal)`"
      ).text(language))
  }
}
