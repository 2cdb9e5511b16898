/**
 * The 32 bodies that receive regional seats: 31 two-digit codes of GB/T 2260 and the Corps under a private code.
 * Population is the census of 2020 in units of 10,000, the Corps counted apart; it serves as a weight for demonstration data.
 * Fields: code, name, English name, short name, short English name, kind, population.
 */
const rows: [string, string, string, string, string, string, number][] = [
  ["11", "北京市", "Beijing", "北京", "Beijing", "municipality", 2189],
  ["12", "天津市", "Tianjin", "天津", "Tianjin", "municipality", 1387],
  ["13", "河北省", "Hebei", "河北", "Hebei", "province", 7461],
  ["14", "山西省", "Shanxi", "山西", "Shanxi", "province", 3492],
  ["15", "内蒙古自治区", "Inner Mongolia", "内蒙古", "Inner Mongolia", "autonomous-region", 2405],
  ["21", "辽宁省", "Liaoning", "辽宁", "Liaoning", "province", 4259],
  ["22", "吉林省", "Jilin", "吉林", "Jilin", "province", 2407],
  ["23", "黑龙江省", "Heilongjiang", "黑龙江", "Heilongjiang", "province", 3185],
  ["31", "上海市", "Shanghai", "上海", "Shanghai", "municipality", 2487],
  ["32", "江苏省", "Jiangsu", "江苏", "Jiangsu", "province", 8475],
  ["33", "浙江省", "Zhejiang", "浙江", "Zhejiang", "province", 6457],
  ["34", "安徽省", "Anhui", "安徽", "Anhui", "province", 6103],
  ["35", "福建省", "Fujian", "福建", "Fujian", "province", 4154],
  ["36", "江西省", "Jiangxi", "江西", "Jiangxi", "province", 4519],
  ["37", "山东省", "Shandong", "山东", "Shandong", "province", 10153],
  ["41", "河南省", "Henan", "河南", "Henan", "province", 9937],
  ["42", "湖北省", "Hubei", "湖北", "Hubei", "province", 5775],
  ["43", "湖南省", "Hunan", "湖南", "Hunan", "province", 6644],
  ["44", "广东省", "Guangdong", "广东", "Guangdong", "province", 12601],
  ["45", "广西壮族自治区", "Guangxi", "广西", "Guangxi", "autonomous-region", 5013],
  ["46", "海南省", "Hainan", "海南", "Hainan", "province", 1008],
  ["50", "重庆市", "Chongqing", "重庆", "Chongqing", "municipality", 3205],
  ["51", "四川省", "Sichuan", "四川", "Sichuan", "province", 8367],
  ["52", "贵州省", "Guizhou", "贵州", "Guizhou", "province", 3856],
  ["53", "云南省", "Yunnan", "云南", "Yunnan", "province", 4721],
  ["54", "西藏自治区", "Tibet", "西藏", "Tibet", "autonomous-region", 365],
  ["61", "陕西省", "Shaanxi", "陕西", "Shaanxi", "province", 3953],
  ["62", "甘肃省", "Gansu", "甘肃", "Gansu", "province", 2502],
  ["63", "青海省", "Qinghai", "青海", "Qinghai", "province", 592],
  ["64", "宁夏回族自治区", "Ningxia", "宁夏", "Ningxia", "autonomous-region", 720],
  ["65", "新疆维吾尔自治区", "Xinjiang", "新疆", "Xinjiang", "autonomous-region", 2259],
  ["66", "新疆生产建设兵团", "Xinjiang Production and Construction Corps", "兵团", "the Corps", "corps", 326],
];

export const REGIONS = rows.map(
  ([code, name, nameEn, shortName, shortNameEn, kind, populationTenThousands]) => ({
    code,
    name,
    nameEn,
    shortName,
    shortNameEn,
    kind,
    populationTenThousands,
  }),
);
