/// A clause of a law as a sheet quotes it.
public struct LawClause: Hashable, Sendable {
  public let id: String
  public let law: String
  public let article: String
  public let text: String

  public init(id: String, law: String, article: String, text: String) {
    self.id = id
    self.law = law
    self.article = article
    self.text = text
  }
}
