-- AlterTable
ALTER TABLE "second_factors" ADD COLUMN     "at_sign_in" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "second_factor_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "half_sign_ins" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "half_sign_ins_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_policies" (
    "role" TEXT NOT NULL,
    "second_factor_from" DATE,
    "dormant_after_days" INTEGER,

    CONSTRAINT "sign_in_policies_pkey" PRIMARY KEY ("role")
);

-- CreateIndex
CREATE UNIQUE INDEX "half_sign_ins_token_hash_key" ON "half_sign_ins"("token_hash");

-- CreateIndex
CREATE INDEX "half_sign_ins_account_id_idx" ON "half_sign_ins"("account_id");

-- AddForeignKey
ALTER TABLE "half_sign_ins" ADD CONSTRAINT "half_sign_ins_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;


ALTER TABLE sign_in_policies
  ADD CONSTRAINT sign_in_policies_role CHECK (role IN ('ministry', 'office', 'province', 'city', 'institution', 'school',
    'teacher', 'expert', 'auditor', 'system-admin', 'security-admin', 'audit-admin')),
  ADD CONSTRAINT sign_in_policies_days CHECK (dormant_after_days > 0);

-- Officers: 90 days (GB/T 22239-2019 8.1.4.2). Teachers come once a year. Nobody is made to have a second factor until a date is set.
INSERT INTO sign_in_policies (role, second_factor_from, dormant_after_days)
SELECT role, NULL, CASE role WHEN 'teacher' THEN 400 ELSE 90 END
FROM unnest(ARRAY['ministry', 'office', 'province', 'city', 'institution', 'school', 'teacher', 'expert', 'auditor',
  'system-admin', 'security-admin', 'audit-admin']) AS role;
