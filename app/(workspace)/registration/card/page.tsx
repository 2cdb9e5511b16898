import { redirect } from "next/navigation";
import { TeacherFrame } from "@/app/_shell/workspace";
import { Refusal } from "@/components/domain/enrolments/act-form";
import { PhoneFoot } from "@/components/shell/phone-foot";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import type { Actor } from "@/lib/access";
import { getCardForRegistration } from "@/lib/enrolments";
import { cardCodeSchema } from "@/lib/enrolments/schema";
import { getTranslations } from "@/lib/i18n/translations";
import { DomainError, type Problem, problem } from "@/lib/kernel/problem";
import { showProblems } from "@/lib/web";
import { stepHref } from "../journey";
import { requireTeacher } from "../require-teacher";
import { formWords } from "../words";

type Search = { searchParams: Promise<{ code?: string | string[] }> };

export async function generateMetadata() {
  const t = await getTranslations("registration.card");
  return { title: t("title") };
}

export default async function CardPage({ searchParams }: Search) {
  const actor = await requireTeacher();
  const { code } = await searchParams;
  const typed = typeof code === "string" ? code : undefined;
  const found = typed === undefined ? null : await findCard(actor, typed);
  if (found && "href" in found) redirect(found.href);
  const [t, words] = await Promise.all([getTranslations("registration.card"), formWords()]);
  const problems = found ? await showProblems(found.problems) : [];
  return (
    <TeacherFrame
      current="registration"
      title={t("title")}
      back={{ href: "/registration", label: t("back") }}
    >
      <form method="get" action="/registration/card" className="grid gap-4">
        <Refusal problems={problems} words={words} />
        <h1 tabIndex={-1} className="text-24">
          {t("heading")}
        </h1>
        <TextField
          id="code"
          name="code"
          label={t("label")}
          hint={t("hint")}
          error={problems[0]?.message}
          defaultValue={typed ?? ""}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          roomy
        />
        <PhoneFoot>
          <Button tone="primary" size="phone">
            {t("submit")}
          </Button>
        </PhoneFoot>
      </form>
    </TeacherFrame>
  );
}

async function findCard(actor: Actor, typed: string): Promise<{ href: string } | { problems: Problem[] }> {
  const parsed = cardCodeSchema.safeParse({ cardCode: typed });
  if (!parsed.success) return { problems: [problem("enrolments.card-code-missing")] };
  try {
    const card = await getCardForRegistration(actor, parsed.data);
    return { href: stepHref(card.subProject.id, "conditions", card.cardCode) };
  } catch (error) {
    if (error instanceof DomainError)
      return { problems: error.problems.map(({ code, params }) => problem(code, params)) };
    throw error;
  }
}
