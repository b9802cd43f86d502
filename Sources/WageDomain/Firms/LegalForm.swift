/// What kind of organisation a name says it is, as far as its ending tells.
///
/// - Source: 企业名称登记管理规定 (国务院令第734号), as reprinted, 第十条: a name states its form of organisation;
///   第六条 lists it last. That it stands at the end is an assumption from registers.
public enum LegalForm: String, Hashable, Sendable {
  /// 有限公司, 有限责任公司: one form, two spellings.
  case limited
  /// 股份有限公司
  case jointStock
  /// 公司 alone: what people write for either of the two above.
  case company
  /// 普通合伙, 有限合伙, 特殊普通合伙
  case partnership
  /// 个体工商户
  case individual
  /// 个人独资企业
  case soleProprietor
  /// 专业合作社, 合作社
  case cooperative
  /// 厂
  case factory
  /// 店, 商行, 经营部
  case shop

  /// True when two names may be one firm's: the same form, or 公司 for a company of either kind.
  ///
  /// Two forms that differ are two firms until a person says otherwise: a factory and the company
  /// that took its name can stand in the register side by side.
  public func isCompatible(with other: LegalForm) -> Bool {
    if self == other { return true }
    let companies: Set<LegalForm> = [.limited, .jointStock, .company]
    return (self == .company || other == .company) && companies.isSuperset(of: [self, other])
  }

  /// Endings, longest first where one ends in another.
  static let endings: [Ending] = [
    Ending("特殊普通合伙企业", .partnership), Ending("特殊普通合伙", .partnership),
    Ending("普通合伙企业", .partnership), Ending("普通合伙", .partnership),
    Ending("有限合伙企业", .partnership), Ending("有限合伙", .partnership),
    Ending("个体工商户", .individual), Ending("个人独资企业", .soleProprietor),
    Ending("股份有限公司", .jointStock), Ending("有限责任公司", .limited), Ending("有限公司", .limited),
    Ending("公司", .company), Ending("专业合作社", .cooperative), Ending("合作社", .cooperative),
    Ending("经营部", .shop), Ending("商行", .shop), Ending("商店", .shop), Ending("店", .shop),
    Ending("厂", .factory),
  ]

  /// An ending of a name, and the form that it tells.
  struct Ending: Sendable {
    let scalars: [Unicode.Scalar]
    let form: LegalForm

    init(_ text: String, _ form: LegalForm) {
      scalars = Array(text.unicodeScalars)
      self.form = form
    }
  }

  /// ``endings`` by their last character, in the same order.
  static let endingsByLast = Dictionary(grouping: endings.filter { !$0.scalars.isEmpty }) {
    $0.scalars[$0.scalars.count - 1]
  }

  /// Forms that may follow another's ending: （普通合伙） after 厂.
  static let remarks = endings.filter {
    [.partnership, .individual, .soleProprietor].contains($0.form)
  }

  /// Forms that also stand in the middle of a name, before what makes it a branch.
  static let inner = endings.filter { [.limited, .jointStock].contains($0.form) }

  /// The characters that ``inner`` forms begin with.
  static let innerFirsts = Set(inner.compactMap(\.scalars.first)).sorted()

  /// Endings of another firm than the one whose name they follow: never dropped.
  static let branches = ["分公司", "支公司", "总公司"].map { Array($0.unicodeScalars) }
}
