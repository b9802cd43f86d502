/// Names of firms in which no brand is left once place and legal form are gone: 第一建设, 劳务, 汽车运输.
///
/// Every county has had a firm of such a name, so that without its place it names none. Words of trades
/// and of what firms are, as they stand in names; a word too many costs a question, one too few may give
/// a row to another county's firm.
enum TradeWords {
  /// True of a text that is words of trades, ordinals and numbers alone, and of an empty one.
  static func areAll(of text: some Collection<Unicode.Scalar>) -> Bool {
    let text = Array(text)
    // Where a word may begin: all before it is made of words.
    var isBeginning = Array(repeating: false, count: text.count + 1)
    isBeginning[0] = true
    for start in text.indices where isBeginning[start] {
      for word in byFirst[text[start]] ?? [] where text[start...].starts(with: word) {
        isBeginning[start + word.count] = true
      }
      for end in ordinalEnds(text, from: start) { isBeginning[end] = true }
    }
    return isBeginning[text.count]
  }

  /// True of a text that begins with a word of a trade.
  static func beginOne(_ text: some Collection<Unicode.Scalar>) -> Bool {
    guard let first = text.first else { return false }
    return byFirst[first, default: []].contains { text.starts(with: $0) }
  }

  /// Where 第一, 第十二 or a single 二 that begins at `start` may end.
  private static func ordinalEnds(_ text: [Unicode.Scalar], from start: Int) -> [Int] {
    guard text[start] == ordinal else { return digits.contains(text[start]) ? [start + 1] : [] }
    var ends: [Int] = []
    var end = start + 1
    while end < text.count, digits.contains(text[end]) {
      end += 1
      ends.append(end)
    }
    return ends
  }

  private static let ordinal: Unicode.Scalar = "第"
  private static let digits = Set("一二三四五六七八九十百0123456789".unicodeScalars)

  private static let byFirst: [Unicode.Scalar: [[Unicode.Scalar]]] = {
    let words = all.split(whereSeparator: \.isWhitespace).map { Array($0.unicodeScalars) }
    return Dictionary(grouping: words) { $0[0] }
  }()

  private static let all = """
    农业 林业 渔业 畜牧 养殖 水产 种植 种业 种子 种苗 苗木 花木 园艺 农机 农资
    农产品 农副产品 农村 粮食 粮油 茶叶 茶业 蚕种 果品 蔬菜 家禽 饲料
    矿业 采石 石料 砂石 建材 建筑材料 水泥 混凝土 商品混凝土 预制 构件 砖瓦 石材
    陶瓷 玻璃 耐火材料 保温 防水 涂料 防腐
    食品 饮料 酿酒 酒业 副食品 豆制品 调味品 粮食加工 屠宰 冷冻 烟草 烟花 日杂
    纺织 纺织品 化纤 化学纤维 印染 印花 丝绸 丝织 针织 针纺 针纺织 织造 绣品 刺绣
    家纺 服装 服饰 制衣 领带 童装 羊毛衫 羊绒 毛纺 棉纺 鞋业 鞋帽 袜业 皮革 箱包
    布业 纱线 辅料 纤维
    木业 木材 木制品 竹木 竹业 竹制品 竹木制品 地板 家具 家居 转椅 座椅 椅业 门业
    门窗 木门
    造纸 纸业 纸制品 印刷 彩印 包装 文具 文教 用品 体育用品 文化用品 办公用品
    日用品 玩具 工艺品 工艺 礼品 百货 日用百货 针纺织品 杂货 小商品
    化工 化学 化肥 农药 日化 油漆 染料 颜料 助剂 医药 药业 制药 药材 医药药材
    药房 医疗器械 医疗 器械 橡胶 橡塑 塑料 塑业 塑胶 塑料制品 塑钢
    冶金 钢铁 钢材 钢管 钢结构 不锈钢 金属 金属材料 金属制品 有色金属 铸造 铸件
    锻造 铝业 铜业 铝材 铝合金 五金 五金制品 模具 工具 标准件 紧固件 弹簧 管业
    管道 阀门 水暖 轴承 齿轮 链条
    机械 机械制造 机床 机电 电机 电器 电气 电子 电缆 电线 电线电缆 电容器 电源
    电池 蓄电池 照明 灯具 灯饰 仪器 仪表 仪器仪表 光电 光伏 新能源 太阳能 节能
    环保 环境 净化 锅炉 起重 制冷 空调 压缩机 汽车 汽车配件 汽配 摩托车 车辆 船舶
    造船 电动车 自行车 缝制 缝纫 设备 机电设备 成套设备 配件 零部件 部件 材料
    新材料 原料 制品 工业 产品 器材
    电力 供电 发电 热电 热力 燃气 天然气 煤气 液化气 自来水 供水 排水 水务
    污水处理 水利 水电 水利水电 燃料 石油 加油 能源 煤炭
    建筑 建设 建工 建安 建筑安装 建筑工程 建设工程 工程 市政 市政工程 公路 路桥
    桥梁 隧道 交通 交通工程 铁路 港口 港航 航道 基础 地基 土石方 桩基 爆破 拆除
    安装 消防 幕墙 装饰 装潢 装修 装饰工程 园林 绿化 园林绿化 景观 古建 劳务
    建筑劳务 劳务派遣 人力资源 劳动服务 监理 工程监理 工程建设 勘察 测绘 勘测 设计
    规划 造价 咨询 检测 试验 机械租赁 租赁 脚手架 模板 钢筋 城市建设 城镇建设 城建
    房产 房地产 房地产开发 房屋 开发 置业 物业 物业管理 住宅 城市 城镇 基础设施
    贸易 商贸 工贸 商业 商务 商品 经贸 外贸 对外经济贸易 进出口 国际贸易 国际 批发
    零售 超市 商场 市场 供销 物资 物资贸易 再生 再生资源 回收 物资回收 专营 专卖
    经营 经销 销售 购销 采购 生产资料 农业生产资料 汽车销售 电子商务 网络 网络科技
    运输 汽车运输 货运 客运 联运 物流 快递 仓储 装卸 搬运 公交 公共交通 出租
    出租车 出租汽车 停车 航运 航空 邮政 速递 货物运输 道路运输 物流运输
    宾馆 酒店 大酒店 饭店 大饭店 餐饮 餐厅 旅馆 招待所 娱乐 旅游 旅行社 国际旅行社
    休闲 度假 影视 电影 演出 文化 传媒 广告 图书 书店 新华书店 体育 健身 教育
    培训 驾驶员培训 驾校 学校 幼儿园
    科技 技术 信息 信息技术 软件 通信 通讯 电信 广播 电视 数码 计算机 智能 自动化
    生物 生物科技 电子科技 研究 研究所 研发
    银行 农村商业银行 信用社 保险 担保 典当 小额贷款 投资 资产 资产经营 资产管理
    财务 会计 金融 证券 基金 租售 拍卖 评估 国有资产
    服务 家政 保洁 清洁 保安 保安服务 安保 汽车维修 汽车修理 修理 维修 汽车服务
    美容 美发 洗涤 干洗 洗染 摄影 婚庆 殡葬 中介 职业介绍 代理 会展 管理 企业管理
    企业 服务管理 综合 综合服务 后勤 养老 医院 门诊 物业服务
    制造 加工 生产 开采 建造 施工 承包 总承包 专业 发展 实业 集团 控股 联合
    联合社 总 合作社 供销合作社 供销合作总社 合作总社 经济 联社 经济合作社 公共 民用
    地方 中心 事务 事务所 公用事业 公用
    商务服务 软件开发 广告传媒 装潢设计 建筑设计 工程咨询 工程造价 招标代理 资产评估
    会计事务 税务代理 融资担保 旅游开发 文化旅游 影视传媒 体育发展 农业科技 农业开发
    农机服务 果蔬 蔬菜配送 食品加工 家用电器 家电维修 五金机电 五金交电 水暖器材 热处理
    电镀 喷涂 油墨 胶粘剂 薄膜 纸箱 印务 帽业 涤纶 氨纶 羊毛 窗帘 地毯 木地板
    实木地板 复合地板 强化地板 胶合板 装饰板 橱柜 卫浴 洁具 新型墙体材料 新型建材 管桩
    线缆 变压器 开关 半导体 电梯部件 电梯配件 输送机械 起重机械 农业机械 工程机械
    环保设备 环保科技 环保工程 水处理 固废处置 废旧物资 汽车零部件 汽车租赁 驾驶培训
    船舶修造 码头 市政建设 路桥工程 地基基础 建筑装饰 智能化工程 弱电工程 安防 环卫
    城市更新 乡村振兴 产业发展 创业投资 股权投资 投资管理 企业管理咨询 人才服务 职业培训
    外包服务 劳务外包 健康管理 医药连锁 大药房 生物医药 精细化工 化妆品 磁性材料 磁材
    预拌混凝土 预拌砂浆 供应链 供应链管理 跨境电商 直播电商 信息科技 数字科技 大数据
    云计算 物联网 人工智能 机器人 智能制造 智能装备 精密机械 精密制造 数控机床 生态农业
    生态 集成电路 芯片 光伏组件 锂电池 充电桩 快递服务 外卖配送 配送 直播 网红 民宿
    奶茶 烘焙 月子 护理 康复 口腔 眼镜 宠物 花卉 盆景 净水 净水器 净水设备 饮水 饮水机 饮水设备
    个人 个体 个体户 私人 包工头 施工队 工程队 工地 项目部 人民政府 办事处 街道办事处 村民委员会 居民委员会
    村委会 居委会 管理委员会
    """
}
