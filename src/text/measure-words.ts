/**
 * Measure words (量词) that stand right after figures in newspapers. Chosen from the table of nouns with their measure words
 * (名词、量词配合表) in 吕叔湘, 现代汉语八百词, and from what news counts of people, goods, traffic and sport. Units of measures,
 * money and time are elsewhere: see unbroken.ts.
 */

/** Of several characters. */
const LONG =
  "人次|车次|班次|航次|架次|场次|批次|台次|户次|件次|轮次|件套|台套|平米|位数|床位|层楼|个(?:[年月周]|小时|百分点|工作日)";

/** People, places, things, texts, plants and food, doings, results. */
const SHORT = [
  "个名位人口户家辈代对双副套组群队班排连支枝只头匹条尾峰羽窝",
  "座栋幢间所处层楼室院门扇级阶眼孔盏张把柄台架部辆列节艘趟路线站床席",
  "本册卷页篇章句段行字首集期版幅帧件份封项款种类样宗起桩例案则道题课门科",
  "棵株朵颗粒枚块片根丛束堆团串瓣筐桶箱盒包袋瓶罐壶杯碗盘碟锅坛贴剂丸服针管",
  "次回遍番场轮届局圈步拳球分胜负平声拨批茬季成折股手笔单票亩垧担石斗两钱丈寸尺里码环",
].join("");

export const MEASURE_WORDS = `(?:${LONG}|[${SHORT}])`;
