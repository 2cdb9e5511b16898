import { authorise } from "@/lib/access";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { writeWorkbook } from "@/lib/platform/workbook";
import { getAllocationTable } from "@/lib/quotas";
import { allocationFilterSchema } from "@/lib/quotas/schema";
import { requireActor, savedFile } from "@/lib/web";

type Context = { params: Promise<{ year: string }> };

/** The province's schools and sub-projects as a table to be filled in: what each has, and above it what is left. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const [actor, { year }, t, locale] = await Promise.all([
    requireActor(),
    params,
    getTranslations("seats.table"),
    getLocale(),
  ]);
  authorise(actor, "quota.allocate");
  const filter = allocationFilterSchema.parse({ year });
  const { subProjects, schools } = await getAllocationTable(actor, filter);
  const english = locale === "en";
  const title = t("fileTitle", {
    year,
    province: english ? actor.organisationNameEn : actor.organisationName,
  });
  const rows = [
    [title],
    [t("fileHint")],
    ["", t("fileLeft"), ...subProjects.map((one) => one.left)],
    [
      t("fileCode"),
      t("fileSchool"),
      ...subProjects.map((one) => `${one.code} ${english ? one.shortNameEn : one.shortName}`),
    ],
    ...schools.map((school) => [
      school.code,
      english ? school.nameEn : school.name,
      ...subProjects.map((one) => school.seats[one.id] ?? null),
    ]),
  ];
  const file = await writeWorkbook([
    { name: t("fileTab"), rows, widths: [14, 36, ...subProjects.map(() => 14)] },
  ]);
  return savedFile(file, "xlsx", title, `allocation-${year}`);
}
