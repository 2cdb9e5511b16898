import { type Fields, multipart } from "./http-client";

const before = { ok: false, problems: [], values: {}, result: null };

/** The form as React sends it once the page has its JavaScript: the arguments of the action, the form's fields by reference. */
export function asScript(fields: Fields): ReturnType<typeof multipart> {
  const sent = fields.filter(([name]) => !name.startsWith("$ACTION"));
  return multipart([
    ...sent.map(([name, value]): [string, string] => [`_1_${name}`, value]),
    ["0", JSON.stringify([before, "$K1"])],
  ]);
}

/** The id of the action that a form of a page names. */
export function actionOf(form: Fields): string {
  const named = form.find(([name]) => /^\$ACTION_\d+:0$/.test(name))?.[1] ?? "";
  const id = /"id":"([0-9a-f]+)"/.exec(named)?.[1];
  if (!id) throw new Error("the form names no action");
  return id;
}

/** What the router of a browser says of where it stands, on the last page of a registration. */
function checkPageState(subProjectId: string): string {
  const page = ["check", { children: ["__PAGE__", {}, null, null] }, null, null];
  const apply = { children: [["subProjectId", subProjectId, "d", null], { children: page }, null, null] };
  const registration = { children: ["registration", { children: ["apply", apply, null, null] }, null, null] };
  return encodeURIComponent(
    JSON.stringify(["", { children: ["(workspace)", registration, null, null] }, null, null, true]),
  );
}

/** The headers by which a browser with JavaScript posts the form of that page. */
export function scriptHeaders(action: string, subProjectId: string): Record<string, string> {
  return {
    accept: "text/x-component",
    "next-action": action,
    "next-router-state-tree": checkPageState(subProjectId),
  };
}
