import "server-only";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import type { ShownProblem } from "@/lib/kernel/form-state";
import { paramsFor } from "@/lib/kernel/params";
import type { Problem } from "@/lib/kernel/problem";

/**
 * Words for problems: `<module>.problems.<kebab>.message` and `.next` in the messages of the module that the code names.
 * A test demands both for every code in both languages.
 */
export async function showProblems(problems: Problem[]): Promise<ShownProblem[]> {
  const [t, locale] = await Promise.all([getTranslations(), getLocale()]);
  return problems.map((problem) => {
    const [module, name] = problem.code.split(".");
    const key = `${module}.problems.${name}`;
    const given = Object.entries(problem.params ?? {}).map(([k, v]) => [k, v ?? ""]);
    const params: Record<string, string | number> = paramsFor(locale, Object.fromEntries(given));
    return {
      code: problem.code,
      message: t.has(`${key}.message`)
        ? t(`${key}.message`, params)
        : t("common.problems.unknown.message", { code: problem.code }),
      nextStep: t.has(`${key}.next`) ? t(`${key}.next`, params) : null,
      field: problem.field ?? null,
      row: problem.row ?? null,
    };
  });
}

const NUMBER = /^\d{1,6}$/;

/** The words of a refusal that stands in an address as `refused` and `refused.<number's name>`; null where none does. */
export async function shownRefusal(
  asked: Record<string, string | string[] | undefined>,
): Promise<ShownProblem | null> {
  const { refused } = asked;
  if (typeof refused !== "string" || !/^[a-z]+\.[a-z-]+$/.test(refused)) return null;
  const params: Record<string, number> = {};
  for (const [name, value] of Object.entries(asked))
    if (name.startsWith("refused.") && typeof value === "string" && NUMBER.test(value))
      params[name.slice("refused.".length)] = Number(value);
  const [shown] = await showProblems([{ code: refused, params }]);
  return shown ?? null;
}
