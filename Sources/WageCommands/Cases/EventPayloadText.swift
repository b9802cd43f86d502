import WageDomain

/// What an event of a case holds, in Chinese words; English pages show it as it is stored.
struct EventPayloadText {
  let names: CaseNames

  /// What stands behind the actor; empty where the event holds nothing. Hashes are told by their first
  /// digits: the whole stands in the JSON.
  func text(_ act: CaseAct) -> String {
    let parts = act.payload.sorted { $0.key < $1.key }.map { key, value in
      "\(Self.title(key, of: act.kind)) \(word(key, value, in: act))"
    }
    return parts.isEmpty ? "" : "：" + parts.joined(separator: "，")
  }

  /// What stands under these keys.
  func text(_ act: CaseAct, only keys: [String]) -> String {
    let payload = act.payload
    return keys.map { key in
      "\(Self.title(key, of: act.kind)) \(payload[key].map { word(key, $0, in: act) } ?? "无")"
    }.joined(separator: "，")
  }

  /// Who did it; what the night appended is the policy's.
  static func actor(_ name: String) -> String { name == CaseEvent.policyActor ? "系统按政策" : name }

  private func word(_ key: String, _ value: String, in act: CaseAct) -> String {
    switch key {
    case "body", "helper": names.body(value) ?? value
    case "clock": names.clock(value)
    case "level": CaseLevel(rawValue: value)?.title.zh ?? value
    case "forum": Forum(rawValue: value)?.title.zh ?? value
    case "answer": CallbackAnswer(rawValue: value)?.title.zh ?? value
    case "ground": PoliceGround(rawValue: value)?.title.zh ?? value
    case "kind": FastTrackKind(rawValue: value)?.title.zh ?? value
    case "why": WithdrawnRaise.Reason(rawValue: value)?.title.zh ?? value
    case "to" where act.kind == .escalated: Forum(rawValue: value)?.title.zh ?? value
    case "by" where act.kind == .resolved: ResolutionKind(rawValue: value)?.title.zh ?? value
    case "rule": names.rule(value)
    case "town": names.town(value)
    case "firm" where value == RegisteredComplaint.unknownFirm: "不详"
    case "instalments":
      if case .resolved(.repaymentAgreement(let agreement)) = act {
        agreement.instalments.map { "\($0.dueOn) \($0.amount) 元" }.joined(separator: "、")
      } else {
        value
      }
    case "amount_fen": Int64(value).map { "\(Money(fen: $0)) 元" } ?? value
    case _ where CaseAct.isHash(key): "\(value.prefix(8))…"
    default: value
    }
  }

  private static func title(_ key: String, of kind: CaseEventKind) -> String {
    switch (key, kind) {
    case ("to", .escalated): "移送至"
    case ("from", .linked): "原案件"
    case ("by", .resolved): "方式"
    default: titles[key] ?? key
    }
  }

  private static let titles: [String: String] = [
    "amount_fen": "金额", "answer": "答复", "approver": "批准人", "body": "责任主体", "by": "签字人",
    "calendar": "日历", "clock": "时限", "complaint": "投诉", "county": "区县", "days": "天数",
    "due_on": "到期日", "file_hash": "文件", "firm": "单位", "detached_on": "移出日", "former": "原单位",
    "forum": "机关", "from": "原为", "ground": "理由", "helper": "协办",
    "instalment": "期次", "instalments": "分期", "into": "并入", "kind": "速裁类别", "level": "层级",
    "order": "转办单", "parties": "反映人编号", "persons": "人数", "place_hash": "地点", "policy": "政策",
    "reason_hash": "理由文字", "regulator": "主管部门", "round": "轮次", "rule": "分派规则",
    "starts_on": "起算日", "step": "级次", "terms_hash": "协议文字", "text_hash": "文字", "to": "改为",
    "town": "属地", "why": "原因",
  ]
}
