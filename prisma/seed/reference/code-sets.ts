type Entry = [code: string, zh: string, en: string];

/**
 * Code sets of a teacher's record in the order in which they are offered. Where a national standard gives the codes, the
 * version names it; the other codes are words of our own.
 */
const sets: Record<string, { version: string; entries: Entry[] }> = {
  "id-type": {
    version: "2022",
    entries: [
      ["resident-id", "居民身份证", "Resident identity card"],
      ["hmt-residence", "港澳台居民居住证", "Residence permit for Hong Kong, Macao or Taiwan residents"],
      ["hm-permit", "港澳居民来往内地通行证", "Mainland travel permit for Hong Kong or Macao residents"],
      ["taiwan-permit", "台湾居民来往大陆通行证", "Mainland travel permit for Taiwan residents"],
      ["foreign-permanent", "外国人永久居留身份证", "Foreign permanent resident identity card"],
      ["passport", "护照", "Passport"],
    ],
  },
  sex: {
    version: "GB/T 2261.1",
    entries: [
      ["1", "男", "Male"],
      ["2", "女", "Female"],
    ],
  },
  "political-status": {
    version: "GB/T 4762",
    entries: [
      ["01", "中共党员", "Member of the Communist Party of China"],
      ["02", "中共预备党员", "Probationary member of the Communist Party of China"],
      ["03", "共青团员", "Member of the Communist Youth League"],
      ["04", "民革党员", "Member of the Revolutionary Committee of the Kuomintang"],
      ["05", "民盟盟员", "Member of the Democratic League"],
      ["06", "民建会员", "Member of the Democratic National Construction Association"],
      ["07", "民进会员", "Member of the Association for Promoting Democracy"],
      ["08", "农工党党员", "Member of the Peasants and Workers Democratic Party"],
      ["09", "致公党党员", "Member of the Zhi Gong Party"],
      ["10", "九三学社社员", "Member of the Jiusan Society"],
      ["11", "台盟盟员", "Member of the Taiwan Democratic Self-Government League"],
      ["12", "无党派人士", "Without party affiliation"],
      ["13", "群众", "None"],
    ],
  },
  education: {
    version: "GB/T 4658",
    entries: [
      ["11", "博士研究生", "Doctoral studies"],
      ["14", "硕士研究生", "Master's studies"],
      ["21", "大学本科", "University, first degree"],
      ["31", "大学专科", "Junior college"],
      ["41", "中等专科", "Secondary specialised school"],
      ["44", "职业高中", "Vocational high school"],
      ["47", "技工学校", "Technical school"],
      ["61", "普通高中", "General high school"],
    ],
  },
  degree: {
    version: "GB/T 6864",
    entries: [
      ["2", "博士", "Doctorate"],
      ["3", "硕士", "Master's degree"],
      ["4", "学士", "Bachelor's degree"],
    ],
  },
  title: {
    version: "2022",
    entries: [
      ["none", "未定职级", "No title yet"],
      ["assistant", "助理级（助理讲师、助教）", "Assistant"],
      ["intermediate", "中级（讲师）", "Intermediate"],
      ["associate-senior", "副高级（高级讲师、副教授）", "Associate senior"],
      ["senior", "正高级（正高级讲师、教授）", "Senior"],
    ],
  },
  "staff-kind": {
    version: "2022",
    entries: [
      ["full-time-teacher", "专任教师", "Full-time teacher"],
      ["administration", "行政人员", "Administration"],
      ["teaching-support", "教辅人员", "Teaching support"],
      ["service", "工勤人员", "General services"],
      ["external", "校外教师", "Teacher from outside the school"],
    ],
  },
  "post-kind": {
    version: "2022",
    entries: [
      ["professional", "专业技术岗位", "Professional and technical post"],
      ["management", "管理岗位", "Management post"],
      ["double", "双肩挑岗位", "Management and professional post"],
      ["skilled", "工勤技能岗位", "Skilled worker's post"],
    ],
  },
  status: {
    version: "2022",
    entries: [
      ["in-service", "在岗", "In service"],
      ["study-leave", "进修", "On study leave"],
      ["sick-leave", "病休", "On sick leave"],
      ["retired", "退休", "Retired"],
      ["left", "离职", "Left"],
    ],
  },
  "teacher-qualification": {
    version: "2022",
    entries: [
      ["secondary-vocational", "中等职业学校教师资格", "Secondary vocational school"],
      [
        "practice-instructor",
        "中等职业学校实习指导教师资格",
        "Practice instructor, secondary vocational school",
      ],
      ["senior-secondary", "高级中学教师资格", "Senior secondary school"],
      ["higher-education", "高等学校教师资格", "Higher education"],
    ],
  },
  establishment: {
    version: "2022",
    entries: [
      ["establishment", "事业编制", "Public establishment"],
      ["quota-filing", "备案制（员额制）", "Registered headcount"],
      ["contract", "合同聘用", "Contract"],
      ["dispatch", "劳务派遣", "Agency staff"],
    ],
  },
  nationality: {
    version: "GB/T 2659",
    entries: [
      ["CHN", "中国", "China"],
      ["HKG", "中国香港", "Hong Kong, China"],
      ["MAC", "中国澳门", "Macao, China"],
      ["TWN", "中国台湾", "Taiwan, China"],
      ["DEU", "德国", "Germany"],
      ["FRA", "法国", "France"],
      ["GBR", "英国", "United Kingdom"],
      ["JPN", "日本", "Japan"],
      ["KOR", "韩国", "Republic of Korea"],
      ["RUS", "俄罗斯", "Russian Federation"],
      ["SGP", "新加坡", "Singapore"],
      ["USA", "美国", "United States"],
    ],
  },
  "hmt-overseas": {
    version: "2022",
    entries: [
      ["none", "非港澳台侨外", "None of these"],
      ["hong-kong", "香港同胞", "From Hong Kong"],
      ["macao", "澳门同胞", "From Macao"],
      ["taiwan", "台湾同胞", "From Taiwan"],
      ["overseas-chinese", "华侨", "Chinese living abroad"],
      ["foreign", "外籍", "Foreign national"],
    ],
  },
  "dual-qualified-level": {
    version: "2022",
    entries: [
      ["junior", "初级", "Junior"],
      ["intermediate", "中级", "Intermediate"],
      ["senior", "高级", "Senior"],
    ],
  },
  "course-kind": {
    version: "2022",
    entries: [
      ["public", "公共基础课", "Public course"],
      ["major", "专业课", "Major course"],
      ["practice", "实习指导", "Practice instruction"],
      ["none", "不任课", "Does not teach"],
    ],
  },
  "course-subject": {
    version: "2022",
    entries: [
      ["politics", "思想政治", "Ideology and politics"],
      ["chinese", "语文", "Chinese"],
      ["history", "历史", "History"],
      ["mathematics", "数学", "Mathematics"],
      ["foreign-language", "外语", "Foreign language"],
      ["information-technology", "信息技术", "Information technology"],
      ["physical-education", "体育与健康", "Physical education and health"],
      ["art", "艺术", "Art"],
      ["physics", "物理", "Physics"],
      ["chemistry", "化学", "Chemistry"],
      ["labour", "劳动教育", "Labour education"],
      ["mental-health", "心理健康", "Mental health"],
    ],
  },
  post: {
    version: "2022",
    entries: [
      ["teacher", "教师", "Teacher"],
      ["principal", "校长", "Principal"],
      ["secretary", "书记", "Party secretary"],
      ["training-manager", "培训管理者", "Training manager"],
      ["development-centre-head", "教师发展中心负责人", "Head of the teacher development centre"],
    ],
  },
};

/** GB/T 3304 numbers the ethnicities 01 to 56; the second word is the romanised name of the same standard. */
const ethnicities =
  "汉 Han,蒙古 Mongol,回 Hui,藏 Zang,维吾尔 Uygur,苗 Miao,彝 Yi,壮 Zhuang,布依 Buyei,朝鲜 Chosen,满 Man,侗 Dong,瑶 Yao,白 Bai,土家 Tujia,哈尼 Hani,哈萨克 Kazak,傣 Dai,黎 Li,傈僳 Lisu,佤 Va,畲 She,高山 Gaoshan,拉祜 Lahu,水 Sui,东乡 Dongxiang,纳西 Naxi,景颇 Jingpo,柯尔克孜 Kirgiz,土 Tu,达斡尔 Daur,仫佬 Mulao,羌 Qiang,布朗 Blang,撒拉 Salar,毛南 Maonan,仡佬 Gelao,锡伯 Xibe,阿昌 Achang,普米 Pumi,塔吉克 Tajik,怒 Nu,乌孜别克 Uzbek,俄罗斯 Russ,鄂温克 Ewenki,德昂 Deang,保安 Bonan,裕固 Yugur,京 Gin,塔塔尔 Tatar,独龙 Derung,鄂伦春 Oroqen,赫哲 Hezhen,门巴 Monba,珞巴 Lhoba,基诺 Jino";

const ethnicityEntries = ethnicities.split(",").map((pair, index): Entry => {
  const [zh = "", en = ""] = pair.split(" ");
  return [String(index + 1).padStart(2, "0"), `${zh}族`, en];
});

export const CODE_ENTRIES = Object.entries({
  ...sets,
  ethnicity: { version: "GB/T 3304", entries: ethnicityEntries },
}).flatMap(([codeSet, { version, entries }]) =>
  entries.map(([code, zh, en], position) => ({ codeSet, version, code, zh, en, position })),
);
