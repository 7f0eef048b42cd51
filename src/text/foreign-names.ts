/**
 * Names that Chinese writes by their sound, with a point between their parts: 爱德华·格林伍德, 阿依古丽·买买提. Where the point stands is
 * plain; where the name begins and ends is told by its characters, which are those of the tables of transliteration.
 */

/** The characters of transliterations (《世界人名翻译大辞典》, and names of 新疆 and 内蒙古), less those that are mostly words of their own. */
const SOUNDS =
  "阿埃艾爱安昂奥澳巴拜班邦鲍贝本比彼毕别宾波伯勃博布查察车茨达戴丹当道德登邓迪狄蒂帝丁杜敦多俄额厄恩尔法凡范方菲费芬弗佛福弗" +
  "富盖干甘冈高戈格葛根古瓜圭哈海汉豪赫黑亨洪侯胡花华怀惠霍基吉季加贾简姜杰捷金津京卡凯坎康考柯科克肯孔库夸奎昆廓拉莱兰朗劳勒" +
  "雷蕾黎李里理丽利莉莲连廉列林琳柳龙隆卢鲁露伦罗洛律马玛麦迈曼芒毛茂梅门蒙孟米密妙明缪谟莫默姆木穆拿娜纳奈南瑙内妮尼年聂涅宁" +
  "牛纽农努诺欧帕派潘庞培佩彭皮匹平珀泼普齐奇恰强乔切钦琴青丘屈让热仁日荣茹儒瑞若萨塞赛桑瑟森沙莎山尚绍舍圣施什石史寿舒朔斯丝" +
  "思松苏素孙索塔泰坦汤唐陶特滕提图吐托脱娃瓦万汪旺威韦维伟委卫魏温文翁沃乌吾武伍希锡席夏香项肖谢辛欣兴姓休许逊雅亚延扬姚耶叶" +
  "依伊易因音英尤于约赞泽扎詹张章珍芝朱兹孜祖卓佐买依木江热汗努尔巴雅尔其木格苏布道娅古丽肉孜夫合大西东北弥迦耳再衣别提则拉吐逊莱克赛来";
/** They end names seldom, and begin what follows them often. */
const SELDOM_LAST = /[大东北再来则别合当方高根花里明年平日山万文兴于约强]$/u;
/** What stands between the parts of a name, in all ways that it is typed. */
export const NAME_POINTS = "·•‧・";
const PART = `[${[...new Set(SOUNDS)].join("")}]`;
const NAME = new RegExp(`${PART}{1,8}(?:[${NAME_POINTS}](?:${PART}{1,8}|[A-Z]))*[${NAME_POINTS}]${PART}{1,8}`, "gu");
/** Fewer signs are no name by their sound: 春·江. */
const LEAST_SIGNS = 3;
const POINTS = new RegExp(`[${NAME_POINTS}]`, "gu");

const PART_AFTER = new RegExp(`[${NAME_POINTS}].`, "u");

export interface NameSpan {
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
}

/** Where such names stand in a text. */
export function foreignNames(text: string): readonly NameSpan[] {
  if (text.search(POINTS) < 0) return [];
  return [...text.matchAll(NAME)].flatMap(({ index, 0: found }) => {
    const goesOn = /^\p{Script=Han}/u.test(text.slice(index + found.length));
    const name = goesOn && SELDOM_LAST.test(found) ? found.slice(0, -1) : found;
    const signs = name.replaceAll(POINTS, "").length;
    return signs < LEAST_SIGNS || !PART_AFTER.test(name) ? [] : [{ start: index, end: index + name.length }];
  });
}
