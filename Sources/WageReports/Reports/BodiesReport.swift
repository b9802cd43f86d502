public import CaseAssessment
public import WageDomain

/// What the leaders get four times a month: each body's new cases, on-time replies, own resolutions.
///
/// - Source: N11.
public struct BodiesReport: Sendable {
  private let assessment: PeriodAssessment
  private let policy: AssessmentPolicy
  private let names: ReportNames
  private let basis: ReportBasis

  public init(
    _ assessment: PeriodAssessment, policy: AssessmentPolicy, names: ReportNames,
    basis: ReportBasis
  ) {
    self.assessment = assessment
    self.policy = policy
    self.names = names
    self.basis = basis
  }

  public var document: ReportDocument {
    let period = assessment.period
    return ReportDocument(
      title: Bilingual(
        zh: "欠薪投诉责任主体办理情况（\(period)）", en: "Responsible bodies, wage complaints (\(period))"),
      lines: [
        Bilingual(
          zh: "\(period.firstDay) 至 \(period.lastDay)"
            + (assessment.isComplete ? "" : "，截至 \(assessment.cutoff)，期间未满"),
          en: "\(period.firstDay) to \(period.lastDay)"
            + (assessment.isComplete ? "" : ", as of \(assessment.cutoff), not over yet")),
        basis.line,
      ],
      sections: [figures, rates, definitions] + findings + [caseLists])
  }

  private var listed: [BodyAssessment] {
    assessment.bodies.filter { !$0.isEmpty } + [assessment.total]
  }

  private static let shownFigures: [BodyFigure] = [
    .new, .returned, .carriedOver, .resolved, .movedOn, .withdrawn, .merged, .pending,
  ]

  private var figures: ReportSection {
    let columns =
      [ReportColumn(zh: "责任主体", en: "body")]
      + Self.shownFigures.map { ReportColumn($0.title, isNumber: true) }
    let silent = assessment.bodies.filter(\.isEmpty)
    return ReportSection(
      heading: Bilingual(zh: "案件", en: "Cases"),
      lines: [
        Bilingual(
          zh: "期内登记 \(assessment.registered.count) 件；期末尚无责任主体 \(assessment.unassigned.count) 件；"
            + "无案件的责任主体 \(silent.count) 个，不列。",
          en: "\(assessment.registered.count) registered in the period; "
            + "\(assessment.unassigned.count) with no body at its end; "
            + "\(silent.count) bodies without a case are left out."),
        Bilingual(
          zh: "转出的案件在每个经手的责任主体各计一次，但只在期末所在的主体计入比率。",
          en:
            "A case that moved on counts at each body that it came to, but in the rates of the last "
            + "one only."),
      ],
      table: ReportTable(
        columns: columns,
        rows: listed.map { body in
          ReportRow(
            [name(body)] + Self.shownFigures.map { .same("\(body.count($0))") },
            weight: body.body == nil ? .total : .plain)
        }))
  }

  private var rates: ReportSection {
    let target = Rate.percent(policy.target)
    return ReportSection(
      heading: Bilingual(zh: "比率", en: "Rates"),
      lines: [
        Bilingual(
          zh: "化解率目标 \(target)；底色行未达目标。",
          en: "Target of resolution \(target); rows in colour are below.")
      ],
      table: ReportTable(
        columns: [ReportColumn(zh: "责任主体", en: "body")]
          + BodyRate.allCases.flatMap { rate in
            [
              ReportColumn(rate.title, isNumber: true),
              ReportColumn(zh: "件数", en: "of", isNumber: true),
            ]
          },
        rows: listed.map { body in
          let rate = body.rate(.resolution)
          let isBelow = !rate.isEmpty && !rate.reaches(basisPoints: policy.target)
          return ReportRow(
            [name(body)]
              + BodyRate.allCases.flatMap { kind -> [Bilingual] in
                let rate = body.rate(kind)
                return [.same(rate.percent), .same("\(rate.numerator)/\(rate.denominator)")]
              }, weight: body.body == nil ? .total : isBelow ? .warning : .plain)
        }))
  }

  private var definitions: ReportSection {
    let left = policy.leftOut.map(\.title)
    return ReportSection(
      heading: Bilingual(zh: "口径", en: "How it is counted"),
      lines: [
        Bilingual(
          zh: "案件按转办单生效日归月，重开的按重开日；一案同期只计一次，归期末所在的责任主体。",
          en:
            "A case belongs to the month of its transfer order, one taken up again to the month of "
            + "that; it counts once a period, where it is at the end."),
        Bilingual(
          zh: "按期回复率 = 到期日前书面回复 / 期内到期应回复（截至当日日终）。",
          en: "On-time reply: replied by the due day, of the replies due in the period."),
        Bilingual(
          zh: "自行化解率 = 期内交办（新增、再办）中未经移送由本主体化解 / 期内交办。",
          en: "Own resolution: resolved by the body without escalation, of those that came in the "
            + "period (new, returned)."),
        Bilingual(
          zh: "化解率 = 期内化解 / （期内交办 + 结转）。",
          en: "Resolution: resolved, of those that came in the period or were carried over."),
        Bilingual(
          zh: "分母不含：" + left.map(\.zh).joined(separator: "、")
            + "；化解仅指工资已付或签订有效还款协议；百分比向下取整到万分之一。",
          en: "No base holds those that were " + left.map(\.en).joined(separator: " or ")
            + "; resolved is paid or an enforceable agreement; percentages are cut, not rounded."),
      ])
  }

  private var findings: [ReportSection] {
    guard !assessment.findings.isEmpty else { return [] }
    return [
      ReportSection(
        heading: Bilingual(zh: "核对不符", en: "Does not reconcile"),
        lines: assessment.findings.map { finding in
          let body = finding.body.map(names.body) ?? Self.all
          return Bilingual(
            zh: "\(body.zh)：\(finding.found.zh)；应为：\(finding.expected.zh)",
            en: "\(body.en): \(finding.found.en); expected: \(finding.expected.en)")
        })
    ]
  }

  /// Every figure and rate above can be counted again from these.
  private var caseLists: ReportSection {
    ReportSection(
      heading: Bilingual(zh: "案号清单", en: "Case numbers"),
      table: ReportTable(
        columns: [
          ReportColumn(zh: "责任主体", en: "body"), ReportColumn(zh: "项目", en: "figure"),
          ReportColumn(zh: "件数", en: "count", isNumber: true),
          ReportColumn(zh: "案号", en: "cases"),
        ],
        rows: assessment.bodies.flatMap { body in
          BodyFigure.allCases.filter { body.count($0) > 0 }.map { figure in
            ReportRow([
              name(body), figure.title, .same("\(body.count(figure))"),
              .same(body.caseNumbers(figure).joined(separator: " ")),
            ])
          }
        } + unassigned))
  }

  private var unassigned: [ReportRow] {
    guard !assessment.unassigned.isEmpty else { return [] }
    return [
      ReportRow([
        Bilingual(zh: "尚无责任主体", en: "no body"), BodyFigure.pending.title,
        .same("\(assessment.unassigned.count)"),
        .same(assessment.unassigned.joined(separator: " ")),
      ])
    ]
  }

  private static let all = Bilingual(zh: "各主体合计", en: "all bodies")

  private func name(_ body: BodyAssessment) -> Bilingual { body.body.map(names.body) ?? Self.all }
}
