/** Invented people, places and bodies, put together from characters: thousands of each. */
import type { Random } from "../../test/fuzz/random.js";

const FAMILY = [
  ..."邬蔺荀池封鄢郗缑逄晏宓桑戚窦邝覃麦农仇古易甄芮储井段富巫焦巴弓牧隗山谷车侯全班仰秋仲伊宫宁栾暴甘钭厉戎祖武符",
  "令狐",
  "澹台",
  "公冶",
  "濮阳",
  "淳于",
  "单于",
  "夏侯",
  "闻人",
] as const;
const GIVEN =
  "守江槐桂枝谦暮云嘉清禾穗岚川屿舟荣根福顺宝财贵珍秀莲萍菊兰芳燕妮蕾薇琪瑶珊琳颖倩婷博涵睿轩辰阳昊宇航帆鹏程远志坚毅恒诚信义礼勤俭敏思齐望松柏杉桐楠林森泉溪源润泽沛霖" as const;
const PLACE_FIRST = "临云望石乌柳白竹枫荻芦苇蓼菱菖桑梓枣榆樟桐栗杏梅茶盐漆砚墨笠蓑帆橹渔樵莺鹭鸥鹤雁鹿麂獾" as const;
const PLACE_SECOND = "浦汀屏矶坞堰圩浔墩埠渚塬嶂坪垄垸濑陂塍滏洼崮岙澳畈冈峪" as const;
const AREAS = ["县", "区", "市", "镇", "乡", "街道", "新区", "林场", "开发区"] as const;
const SPOTS = ["村", "社区", "巷", "路", "桥", "湾", "坡", "渡口", "老街", "码头", "苗圃", "水库"] as const;
const BODIES = [
  "气象站",
  "水文站",
  "农业农村局",
  "交通运输局",
  "城管局",
  "第二人民医院",
  "博物馆",
  "实验小学",
  "公交集团",
  "供水公司",
  "纺织厂",
  "船厂",
  "粮食储备库",
  "种子公司",
  "志愿者协会",
  "老年大学",
  "文化馆",
  "消防救援站",
  "林业工作站",
  "养殖合作社",
  "市场监管所",
  "职业技术学院",
  "测绘院",
  "图书馆",
] as const;

const letter = (random: Random, characters: string): string => characters[random.below(characters.length)] ?? "";

export function person(random: Random): string {
  const family = random.pick(FAMILY as unknown as readonly [string, ...string[]]);
  return family + letter(random, GIVEN) + (random.below(10) < 7 ? letter(random, GIVEN) : "");
}

/** A place without what it is: 临浦. */
export function placeStem(random: Random): string {
  return letter(random, PLACE_FIRST) + letter(random, PLACE_SECOND);
}

export function area(random: Random): string {
  return placeStem(random) + random.pick(AREAS);
}

export function spot(random: Random): string {
  return placeStem(random) + random.pick(SPOTS);
}

export function bodyName(random: Random): string {
  return (random.once(3) ? "市" : area(random)) + random.pick(BODIES);
}
