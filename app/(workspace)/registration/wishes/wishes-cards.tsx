import Link from "next/link";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import type { OwnWishes } from "@/lib/enrolments/wish-views";
import { formatDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { stepHref } from "../journey";

type Props = {
  wishes: OwnWishes;
  /** Sub-projects for which a card of one's own stands on the page, with its own way to register. */
  withCard: string[];
};

/** What the school proposes to me, and the way to say what I would like; before or without a card. */
export async function WishesCards({ wishes, withCard }: Props) {
  const [t, locale] = await Promise.all([getTranslations("wishes.mine"), getLocale()]);
  const nameOf = (one: { name: string; nameEn: string }) => (locale === "en" ? one.nameEn : one.name);
  const liked = wishes.intents.flatMap((id) => wishes.options.find((one) => one.id === id) ?? []);
  return (
    <>
      {wishes.nominations.map((one) => (
        <Card key={one.id} tone="todo">
          <p className="text-16 text-todo">{t(one.prepared ? "prepared" : "nominated")}</p>
          <h2 className="text-18 font-bold">{nameOf(one.subProject)}</h2>
          {one.prepared && !withCard.includes(one.subProject.id) ? (
            <p className="text-16">{t("preparedNext")}</p>
          ) : null}
          {one.note ? <p className="text-16">{one.note}</p> : null}
          <p className="text-14 text-ink-2">
            {t("by", { name: one.createdByName, time: formatDateTime(one.createdAt, locale) })}
          </p>
          <div className="mt-3 grid gap-2">
            {withCard.includes(one.subProject.id) ? null : (
              <ButtonLink href={stepHref(one.subProject.id, "conditions", null)} tone="primary" size="phone">
                {t(one.prepared ? "look" : "register")}
              </ButtonLink>
            )}
            <ButtonLink href={`/registration/nominations/${one.id}`} size="phone">
              {t("decline")}
            </ButtonLink>
          </div>
        </Card>
      ))}
      {wishes.open ? (
        <Card>
          <Link
            prefetch={false}
            href="/registration/wishes"
            className="flex min-h-12 items-center gap-2 text-brand"
          >
            <Icon name="star" />
            {liked.length > 0 ? t("links", { names: liked.map(nameOf).join(t("between")) }) : t("link")}
          </Link>
        </Card>
      ) : null}
    </>
  );
}
