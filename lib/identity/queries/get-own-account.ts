import { type Actor, authorise } from "@/lib/access";
import { NotFound } from "@/lib/kernel/problem";
import { unseal } from "@/lib/platform/crypto";
import { Prisma, read } from "@/lib/platform/db";
import { authenticatorAddress, SET_UP_MINUTES } from "../rules";
import type { OwnAccount } from "../schema";
import { secretPlace } from "../store";

type Row = {
  login_name: string;
  demonstration: boolean;
  secret_sealed: string | null;
  confirmed_at: Date | null;
  at_sign_in: boolean;
  fresh: boolean | null;
  codes_left: number;
};

/** The own account and its second factor. The secret is told only until it is confirmed. */
export async function getOwnAccount(actor: Actor): Promise<OwnAccount> {
  authorise(actor, "account.secure");
  const rows = await read<Row>(
    actor,
    Prisma.sql`
    SELECT a.login_name, c.demonstration AND a.login_name LIKE 'demo-%' AS demonstration, f.secret_sealed, f.confirmed_at, COALESCE(f.at_sign_in, false) AS at_sign_in,
      f.created_at > clock_timestamp() - make_interval(mins => ${SET_UP_MINUTES}::int) AS fresh,
      (SELECT count(*) FROM recovery_codes r WHERE r.account_id = a.id AND r.used_at IS NULL) AS codes_left
    FROM accounts a CROSS JOIN business_clock c LEFT JOIN second_factors f ON f.account_id = a.id
    WHERE a.id = ${actor.accountId}::uuid`,
  );
  const row = rows[0];
  if (!row) throw new NotFound("account");
  return {
    loginName: row.login_name,
    demonstration: row.demonstration,
    secondFactor: secondFactorOf(row, actor),
  };
}

function secondFactorOf(row: Row, actor: Actor): OwnAccount["secondFactor"] {
  const { confirmed_at: confirmedAt, at_sign_in: atSignIn, codes_left: recoveryCodesLeft } = row;
  const common = { confirmedAt, atSignIn, recoveryCodesLeft };
  if (confirmedAt) return { ...common, state: "on", setUp: null };
  if (!row.secret_sealed || !row.fresh) return { ...common, state: "off", setUp: null };
  const secret = unseal(row.secret_sealed, secretPlace(actor.accountId));
  return {
    ...common,
    state: "setting-up",
    setUp: { secret, address: authenticatorAddress(secret, row.login_name) },
  };
}
