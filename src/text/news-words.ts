/**
 * Words of newspapers that ICU's dictionary does not know, and parts into single characters or into words that belong together: 管 | 委 |
 * 会, 主 | 场, 有限 | 责任 | 公司.
 */
const NEWS_WORDS = `
管委会 居委会 村委会 业委会 组委会 筹委会 监委会 村支两委 两委 常委会 纪委 政协 人大 团委 妇联 工会 残联 文联 科协 侨联 红十字会 董事会 监事会 理事会 股东会
同比 环比 占比 增速 降幅 涨幅 增幅 跌幅 均价 总价 单价 净值 营收 净利 毛利 税率 汇率 利率 存量 增量 流量 客流 车流 人流 货运 客运 快运 吞吐量 成交额 销售额 零售额
主场 客场 主客场 男篮 女篮 男足 女足 男排 女排 男单 女单 男双 女双 混双 国乒 国足 夺冠 夺金 摘金 摘银 摘铜 首金 首胜 连胜 连败 险胜 完胜 惜败 逼平 战平 首秀 绝杀 晋级 出线 淘汰赛 小组赛
半决赛 决赛 预赛 复赛 联赛 杯赛 邀请赛 锦标赛 公开赛 大奖赛 挑战赛 对抗赛 世锦赛 亚运会 省运会 市运会 奥运会 残奥会 全运会 农博会 车博会 茶博会 文博会 进博会 世博会 园博会
有限责任公司 股份有限公司 有限公司 分公司 总公司 子公司 供销社 合作社 事务所 派出所 卫生院 卫生所 卫健委 发改委 教育局 住建局 应急局 文旅局 水务局 交警 民警 辅警 特警 法警 检方 警方 院方 校方 厂方 园方 医方
新区 新城 老城 城区 园区 库区 灾区 矿区 山区 湖区 林区 景区 片区 社区 小区 街区 校区 厂区 港区 开发区 高新区 经开区 示范区 保护区 自贸区
新能源 大模型 大数据 云计算 区块链 物联网 互联网 人工智能 机器人 无人机 无人车 芯片 算力 电动车 电瓶车 网约车 共享单车 公交车 校车 高铁 动车 地铁 轻轨 城铁 绿道 绿廊 步道 栈道 隧道 匝道 立交
医保 社保 低保 公积金 养老金 抚恤金 补贴款 义诊 体检 疫苗 接种 门诊 急诊 就诊 复诊 问诊 家医 村医 医共体 医联体 托育 托管 幼教 中考 高考 学考 选考 研学 助学 支教 双减 减负
换届 调研 督查 督导 通报 约谈 挂牌 揭牌 授牌 摘牌 挂职 履新 到任 离任 述职 问责 立案 结案 办结 宣判 开庭 庭审 一审 二审 终审 再审 公诉 起诉 批捕 取保 缓刑 判刑 减刑 服刑
开工 复工 停工 竣工 完工 动工 封顶 合龙 贯通 通车 通航 通电 通水 通气 试运行 试运营 投运 投产 达产 量产 投用 启用 停用 扩建 改建 新建 迁建 复建 重建 改造 修缮 翻新 焕新 上新 开街 开园 开馆 开市 开渔 休渔 禁渔 开镰 开犁
防汛 抗旱 防火 防台 抢险 救灾 赈灾 减灾 灾后 汛期 秋汛 春旱 寒潮 雨情 水情 灾情 险情 汛情 警情 火情 疫情 舆情 民情 社情 案情 病情 墒情 苗情
乡村振兴 共同富裕 碳达峰 碳中和 双碳 低碳 零碳 营商环境 放管服 一网通办 最多跑一次 老旧小区 城中村 棚户区 烂尾楼 保交楼 保障房 公租房 廉租房 安置房 商品房 二手房
古村 古镇 古城 古街 古桥 古树 古籍 修复师 非遗 传承人 文创 文旅 民宿 露营 夜市 夜游 夜校 夜经济 首店 网红 打卡 直播 带货 电商 快递 外卖 骑手 小哥 志愿者 义工 义卖 义剪 乡贤 村晚 村超 村播 村BA
今晨 今晚 昨晚 明晨 明晚 昨夜 今夜 当晚 当日 当年 去冬 今春 今夏 今秋 今冬 明春 年初 年中 年末 月初 月末 上半年 下半年 本周 上周 下周 本月 上月 下月
`;
const WORDS = NEWS_WORDS.trim()
  .split(/\s+/u)
  .toSorted((a, b) => b.length - a.length);
const ANY = new RegExp(WORDS.join("|"), "gu");

/** UTF-16 offsets inside such words. `isEdge` tells the ends of dictionary words: 义|诊所 is not parted by 义诊. */
export function insideNewsWords(text: string, isEdge: (offset: number) => boolean): ReadonlySet<number> {
  const found = new Set<number>();
  for (const { index, 0: word } of text.matchAll(ANY)) {
    if (!isEdge(index) || !isEdge(index + word.length)) continue;
    for (let offset = index + 1; offset < index + word.length; offset += 1) found.add(offset);
  }
  return found;
}
