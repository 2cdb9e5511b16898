import { describe, expect, it } from "vitest";
import { checkKind, mediaTypeOf, plainName } from "@/lib/files/rules";
import { PDF } from "../../support/pictures";

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);

describe("the kind of a file", () => {
  it.each([
    ["a PDF", Buffer.from(PDF), "application/pdf"],
    ["a JPEG", JPEG, "image/jpeg"],
    ["a PNG", PNG, "image/png"],
    ["a page", Buffer.from("<html><script>alert(1)</script>"), null],
    [
      "a drawing with script",
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
      null,
    ],
    ["a page that hides a PDF", Buffer.from(`<html>${PDF}`), null],
    ["a PDF cut short", Buffer.from("%PDF-1.7 and nothing else"), null],
    ["an archive", Buffer.from("PK\u0003\u0004"), null],
    ["a program", Buffer.from("MZ"), null],
    ["nothing", Buffer.alloc(0), null],
  ])("is read from its bytes: %s", (_what, bytes, expected) => {
    expect(mediaTypeOf(bytes)).toBe(expected);
  });

  it("must agree with the name", () => {
    expect(checkKind("证书.pdf", "application/pdf")).toEqual([]);
    expect(checkKind("照片.JPG", "image/jpeg")).toEqual([]);
    expect(checkKind("证书.pdf.html", "application/pdf").map((one) => one.code)).toEqual([
      "files.kind-differs",
    ]);
    expect(checkKind("照片.png", "image/jpeg").map((one) => one.code)).toEqual(["files.kind-differs"]);
    expect(checkKind("证书.pdf", null).map((one) => one.code)).toEqual(["files.kind-unknown"]);
  });
});

describe("the name of a file", () => {
  it.each([
    ["职称证书.pdf", "职称证书.pdf"],
    ["../../etc/passwd.pdf", "passwd.pdf"],
    ["C:\\Users\\me\\证书.pdf", "证书.pdf"],
    ["证\u202efdp.书\r\n.pdf", "证fdp.书.pdf"],
    ['a"<b>.pdf', "ab.pdf"],
    [".pdf", "1.pdf"],
  ])("%j becomes %j", (given, expected) => expect(plainName(given)).toBe(expected));

  it("is cut where it is endless, and keeps its ending", () => {
    expect(plainName(`${"长".repeat(500)}.pdf`)).toBe(`${"长".repeat(120)}.pdf`);
  });
});
