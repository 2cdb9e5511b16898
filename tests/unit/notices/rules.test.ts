import { describe, expect, it } from "vitest";
import { checkDocumentNumber, checkIssueDates, checkNumberYear, toBody, toTexts } from "@/lib/notices/rules";

describe("the document number", () => {
  it.each(["教师厅函〔2022〕7号", "演示培函〔2022〕15号", "教育部令〔2030〕12345号"])(
    "accepts %s",
    (number) => {
      expect(checkDocumentNumber(number)).toEqual([]);
    },
  );

  it.each([
    ["教师厅函[2022]7号", "教师厅函〔2022〕7号"],
    ["教师厅函（2022）07号", "教师厅函〔2022〕7号"],
    ["教师厅函【2022】7", "教师厅函〔2022〕7号"],
    ["教师厅函 (2022) 7 号", "教师厅函〔2022〕7号"],
    ["教师厅函〔2022〕7", "教师厅函〔2022〕7号"],
  ])("offers the right form for %s", (typed, suggestion) => {
    expect(checkDocumentNumber(typed)).toEqual([
      { code: "notices.number-brackets", params: { suggestion }, field: "documentNumber" },
    ]);
    expect(checkDocumentNumber(suggestion)).toEqual([]);
  });

  it.each(["", "7号", "〔2022〕7号", "教师厅函2022年7号", "教师厅函〔22〕7号", "教师厅函〔2022〕第7号"])(
    "has no guess for %s",
    (typed) => {
      expect(checkDocumentNumber(typed).map((one) => one.code)).toEqual(["notices.number-form"]);
    },
  );

  it("names the year of the date on the document", () => {
    expect(checkNumberYear("教师厅函〔2022〕7号", "2022-04-29")).toEqual([]);
    expect(checkNumberYear("教师厅函〔2022〕7号", "2023-01-02")[0]?.code).toBe("notices.number-year");
  });
});

describe("issue and publication", () => {
  const today = "2022-05-16";

  it("are two dates, the second not before the first", () => {
    expect(checkIssueDates({ issuedOn: today, publicOn: "2022-05-24", today })).toEqual([]);
    expect(checkIssueDates({ issuedOn: today, publicOn: today, today })).toEqual([]);
    expect(checkIssueDates({ issuedOn: today, publicOn: "2022-05-15", today })[0]?.code).toBe(
      "notices.public-before-issue",
    );
  });

  it("do not run ahead of the day of issue", () => {
    expect(checkIssueDates({ issuedOn: "2022-05-17", publicOn: "2022-05-24", today })[0]?.code).toBe(
      "notices.issue-date-ahead",
    );
  });
});

describe("the body", () => {
  const texts = {
    salutation: "各省级教育行政部门",
    text: "现就有关事宜通知如下。\n\n一、补充范围\n十一、其他\n（一）小标题。正文",
    attachments: "名额表\n名单",
  };

  it("takes lines that begin with a first-level serial as headings", () => {
    expect(toBody(texts).map((block) => block.kind)).toEqual([
      "salutation",
      "paragraph",
      "heading",
      "heading",
      "paragraph",
      "attachment",
      "attachment",
    ]);
  });

  it("comes back as the texts it was made of, without empty lines", () => {
    expect(toTexts(toBody(texts))).toEqual({ ...texts, text: texts.text.replace("\n\n", "\n") });
  });
});
