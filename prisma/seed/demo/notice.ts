import type { CreateNoticeInput } from "@/lib/notices/schema";

/** A letter of our own words in the official form; it speaks for no real body. */
export function demonstrationNotice(year: number): Omit<CreateNoticeInput, "key"> {
  return {
    documentNumber: `演示函〔${year}〕1号`,
    title: `关于组织${year}年职业院校教师培训演示项目的函`,
    salutation: "各省级教育行政部门，有关单位：",
    text: [
      "为演示一年培训从目录发布到开班的全过程，现将有关安排函告如下。本函为演示文件，不代表任何真实机构。",
      "一、项目和承训单位",
      "设3个大类、8个项目、24个子项目，由43个演示承训单位承担，共2,150个名额。名单和名额分配见附件。",
      "二、时间安排",
      "承训单位5月14日前完成编班；各省5月16日前把名额和报名卡下达到学校，学校核对教师资料并组织报名；各省5月18日前完成资格审查和人员调整补充；承训单位5月18日前发布开班通知；5月22日起开展培训。",
      "三、有关要求",
      "资料不全的教师不能报名，学校要先补齐。一张报名卡对应一个名额，到期没有使用的由省里收回再分。开班通知以本平台为准。",
    ].join("\n"),
    attachments: "演示项目承训单位名单\n演示项目地区名额分配表",
    addressees: ["province", "institution"],
    programmeYear: year,
  };
}
