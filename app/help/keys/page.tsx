import type { Metadata } from "next";
import { Table, Td, Th } from "@/components/ui/data-table";
import { getTranslations } from "@/lib/i18n/translations";
import { PublicFrame } from "../../_shell/public-frame";

/** What the keys do, by where they do it; a group's name is what the dialog of a page looks for. */
const GROUPS = [
  {
    key: "everywhere",
    keys: [
      ["map", "?"],
      ["search", "Ctrl K"],
      ["skip", "Tab"],
      ["close", "Esc"],
    ],
  },
  {
    key: "queue",
    keys: [
      ["next", "J"],
      ["previous", "K"],
      ["open", "Enter"],
      ["choose", "X"],
      ["turn", "[ ]"],
      ["approve", "A"],
      ["return", "R"],
    ],
  },
  {
    key: "grid",
    keys: [
      ["move", "↑ ↓ ← →"],
      ["edge", "Ctrl ↑ ↓ ← →"],
      ["row", "Home End"],
      ["ends", "Ctrl Home, Ctrl End"],
      ["page", "PgUp PgDn"],
      ["range", "Shift ↑ ↓ ← →"],
      ["whole", "Ctrl Space, Shift Space"],
      ["edit", "0–9, F2"],
      ["keep", "Enter, Esc"],
      ["zero", "Delete"],
      ["copy", "Ctrl C, Ctrl X, Ctrl V"],
      ["fill", "Ctrl D, Ctrl R"],
      ["undo", "Ctrl Z, Ctrl Y"],
      ["problem", "Alt ↑, Alt ↓"],
      ["sums", "Alt T"],
      ["leave", "Tab"],
    ],
  },
] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("desk.keys");
  return { title: t("title") };
}

/** All keys of the product. The dialog behind “?” shows what belongs to its page. */
export default async function KeysPage() {
  const t = await getTranslations("desk.keys");
  return (
    <PublicFrame current={null}>
      <h1 className="text-30 font-bold">{t("title")}</h1>
      <p className="mt-2 max-w-measure text-ink-2">{t("lead")}</p>
      <div data-key-map className="mt-6 grid max-w-[44rem] gap-8">
        {GROUPS.map((group) => (
          <section key={group.key} data-keys-of={group.key} aria-labelledby={`keys-${group.key}`}>
            <h2 id={`keys-${group.key}`} className="text-18 font-bold">
              {t(`${group.key}.title`)}
            </h2>
            <Table caption={t(`${group.key}.title`)} phone="fit" className="[&_th]:bg-transparent">
              <thead>
                <tr>
                  <Th className="w-2/5">{t("key")}</Th>
                  <Th>{t("does")}</Th>
                </tr>
              </thead>
              <tbody>
                {group.keys.map(([what, keys]) => (
                  <tr key={what}>
                    <Th scope="row">
                      <Keys keys={keys} />
                    </Th>
                    <Td>{t(`${group.key}.${what}`)}</Td>
                  </tr>
                ))}
              </tbody>
            </Table>
          </section>
        ))}
      </div>
    </PublicFrame>
  );
}

/** A space joins what is pressed together or alike; a comma parts two ways. */
function Keys({ keys }: { keys: string }) {
  return (
    <span className="inline-flex flex-wrap gap-x-3 gap-y-1">
      {keys.split(", ").map((way) => (
        <span key={way} className="inline-flex flex-wrap gap-1">
          {way.split(" ").map((key) => (
            <kbd
              key={key}
              className="inline-block min-w-6 rounded-tag border border-control bg-surface px-1.5 text-center font-sans text-13 font-normal"
            >
              {key}
            </kbd>
          ))}
        </span>
      ))}
    </span>
  );
}
