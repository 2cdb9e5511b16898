import { cookies } from "next/headers";
import { displayCookies, parseDisplay } from "@/components/shell/display";
import { KeyMap } from "@/components/shell/key-map";
import { ReadAloud } from "@/components/shell/read-aloud";
import { SessionEnd } from "@/components/shell/session-end";
import type { Actor } from "@/lib/access";
import { getTranslations } from "@/lib/i18n/translations";
import { sessionLimits } from "@/lib/identity";
import { PrintLine } from "./print-line";

/** Before the content in large text only: the page read aloud. */
export async function ReadingAid({ className }: { className?: string }) {
  const { text } = parseDisplay({ text: (await cookies()).get(displayCookies.text)?.value });
  if (text !== "large") return null;
  const t = await getTranslations("shell.readAloud");
  return (
    <div className={className}>
      <ReadAloud
        words={{
          start: t("start"),
          pause: t("pause"),
          goOn: t("goOn"),
          stop: t("stop"),
          noVoice: t("noVoice"),
        }}
      />
    </div>
  );
}

/** After the content of every page behind sign-in: the line on paper, the end of the session, and on a desk the keys. */
export async function PageAids({ actor, now }: { actor: Actor; now: Date }) {
  const [t, keys, common] = await Promise.all([
    getTranslations("shell.session"),
    getTranslations("desk.keys"),
    getTranslations("common"),
  ]);
  return (
    <>
      <PrintLine now={now} actor={actor} className={actor.role === "teacher" ? undefined : "mx-4 sm:mx-8"} />
      <SessionEnd
        idleMs={sessionLimits(actor.role).idleMs}
        words={{
          title: t("title"),
          explain: t("explain"),
          left: [1, 2, 3, 4, 5].map((minutes) => common("remaining.minutes", { minutes })),
          stay: t("stay"),
          over: t("over"),
          overExplain: t("overExplain"),
          signIn: t("signIn"),
        }}
      />
      {actor.role === "teacher" ? null : (
        <KeyMap words={{ title: keys("title"), all: keys("all"), close: common("action.close") }} />
      )}
    </>
  );
}
