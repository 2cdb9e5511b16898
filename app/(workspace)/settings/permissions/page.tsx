import type { Metadata } from "next";
import { DeskPage } from "@/components/shell/desk-page";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { PageHeader } from "@/components/ui/page-header";
import { authorise, PERMISSIONS, type Permission, ROLES, scopeOf } from "@/lib/access";
import { getTranslations } from "@/lib/i18n/translations";
import { requireActor } from "@/lib/web";
import { Workspace } from "../../../_shell/workspace";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("desk.permissions");
  return { title: t("title") };
}

/** The access table itself: the same constant that commands and queries decide by. */
export default async function PermissionsPage() {
  const actor = await requireActor();
  authorise(actor, "permission-table.read");
  const [t, roles] = await Promise.all([getTranslations("desk.permissions"), getTranslations("desk.roles")]);
  return (
    <Workspace current="permissions">
      <DeskPage>
        <PageHeader title={t("title")} facts={t("facts")} />
        <Table caption={t("title")}>
          <thead>
            <tr>
              <Th>{t("permission")}</Th>
              {ROLES.map((role) => (
                <Th key={role}>{roles(role)}</Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(Object.keys(PERMISSIONS) as Permission[]).map((permission) => (
              <Tr key={permission}>
                <Th scope="row">
                  <code>{permission}</code>
                </Th>
                {ROLES.map((role) => {
                  const scope = scopeOf(role, permission);
                  return (
                    <Td key={role} className={scope ? "" : "text-ink-3"}>
                      {scope ? t(`scopes.${scope}`) : "–"}
                    </Td>
                  );
                })}
              </Tr>
            ))}
          </tbody>
        </Table>
      </DeskPage>
    </Workspace>
  );
}
