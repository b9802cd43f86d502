extension FastTrackPolicy {
  /// What the records say of each kind.
  ///
  /// - Parameters:
  ///   - status: the case as it stands.
  ///   - day: chooses the year of the average wage.
  /// - Returns: one answer a kind, in the order of ``FastTrackKind``.
  public func answers(for status: CaseStatus, on day: Day) -> [FastTrackAnswer] {
    if let persons = status.details.persons, persons > mostPersons {
      let reason = Bilingual(
        zh: "本案 \(persons) 人，超过 \(mostPersons) 人，不是单一劳动报酬案件",
        en: "\(persons) persons, more than \(mostPersons): a group's claim, not a single one")
      return FastTrackKind.allCases.map {
        FastTrackAnswer(kind: $0, verdict: .doesNotApply, reason: reason)
      }
    }
    return FastTrackKind.allCases.map { kind in
      let answer =
        switch kind {
        case .smallAmount: smallAmount(status, on: day)
        case .unperformedAgreement: Self.unperformedAgreement(status)
        case .littleDispute: Self.littleDispute
        }
      return status.details.persons == nil ? answer.withoutPersons : answer
    }
  }

  private func smallAmount(_ status: CaseStatus, on day: Day) -> FastTrackAnswer {
    let year = day.year - yearsBack
    guard let wage = averageWage(on: day) else {
      return Self.answer(
        .undecided, zh: "平均工资表没有\(regionName.zh) \(year) 年一行",
        en: "the policy has no average wage of \(regionName.en) for \(year)")
    }
    guard let unpaid = status.course.unpaid(of: status.details.amount) else {
      return Self.answer(.undecided, zh: "案件没有写明金额", en: "the case states no amount")
    }
    let isWithin = unpaid <= wage.amount
    return Self.answer(
      isWithin ? .applies : .doesNotApply,
      zh: "未付 \(unpaid) 元，\(isWithin ? "不高于" : "高于")\(regionName.zh) \(year) 年平均工资 "
        + "\(wage.amount) 元",
      en: "\(unpaid) yuan unpaid, \(isWithin ? "not above" : "above") the average wage of "
        + "\(regionName.en) in \(year), \(wage.amount) yuan")
  }

  private static func answer(
    _ verdict: FastTrackAnswer.Verdict, zh: String, en: String
  ) -> FastTrackAnswer {
    FastTrackAnswer(kind: .smallAmount, verdict: verdict, reason: Bilingual(zh: zh, en: en))
  }

  private static func unperformedAgreement(_ status: CaseStatus) -> FastTrackAnswer {
    if let broken = status.course.instalments.first(where: \.isBroken) {
      return FastTrackAnswer(
        kind: .unperformedAgreement, verdict: .applies,
        reason: Bilingual(
          zh: "第 \(broken.number) 期 \(broken.promise.dueOn) 到期未付",
          en: "instalment \(broken.number) was not paid by \(broken.promise.dueOn)"))
    }
    return FastTrackAnswer(
      kind: .unperformedAgreement, verdict: .undecided,
      reason: Bilingual(
        zh: "案件没有记录违约的调解协议，由承办人判断",
        en: "the case records no broken agreement; a person says whether there is one"))
  }

  private static let littleDispute = FastTrackAnswer(
    kind: .littleDispute, verdict: .undecided,
    reason: Bilingual(
      zh: "事实是否清楚、争议是否不大，由承办人判断", en: "a person says whether facts are clear and little is disputed"
    ))
}

extension FastTrackAnswer {
  /// Nobody said how many workers there are: perhaps a group.
  fileprivate var withoutPersons: FastTrackAnswer {
    guard verdict == .applies else { return self }
    return FastTrackAnswer(
      kind: kind, verdict: .undecided,
      reason: Bilingual(
        zh: "\(reason.zh)；但案件没有写明人数", en: "\(reason.en); but the case states no number of persons"))
  }
}
