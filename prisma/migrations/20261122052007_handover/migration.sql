-- AlterTable
ALTER TABLE "activation_codes" ADD COLUMN     "code_sealed" TEXT,
ADD COLUMN     "email_sealed" TEXT,
ADD COLUMN     "mail_refused" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "mailed_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "appointments" ADD COLUMN     "predecessor_id" UUID;

-- CreateIndex
CREATE INDEX "appointments_predecessor_id_idx" ON "appointments"("predecessor_id");

-- AddForeignKey
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_predecessor_id_fkey" FOREIGN KEY ("predecessor_id") REFERENCES "appointments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



ALTER TABLE activation_codes
  ADD CONSTRAINT activation_codes_sealed CHECK (email_sealed LIKE 'v1:%' AND code_sealed LIKE 'v1:%'),
  ADD CONSTRAINT activation_codes_mail CHECK (code_sealed IS NULL OR (email_sealed IS NOT NULL AND mailed_at IS NULL AND NOT mail_refused)),
  ADD CONSTRAINT activation_codes_used CHECK (used_at IS NULL OR (email_sealed IS NULL AND code_sealed IS NULL));

-- The three administrations exclude one another and every business role (GB/T 22239-2019, three separated powers), also while an
-- appointment waits for its last day. The account's row is locked, so that two appointments at the same time see each other. A
-- successor holds what its predecessor held.
CREATE OR REPLACE FUNCTION appointments_separation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM accounts WHERE id = NEW.account_id FOR NO KEY UPDATE;
  IF (NEW.ends_at IS NULL OR NEW.ends_at > clock_timestamp()) AND EXISTS (
    SELECT 1 FROM appointments a
    WHERE a.account_id = NEW.account_id AND a.id <> NEW.id AND (a.ends_at IS NULL OR a.ends_at > clock_timestamp()) AND a.role <> NEW.role
      AND (a.role IN ('system-admin', 'security-admin', 'audit-admin')
        OR NEW.role IN ('system-admin', 'security-admin', 'audit-admin'))) THEN
    RAISE EXCEPTION 'administrations are held apart' USING ERRCODE = 'GP903';
  END IF;
  IF NEW.predecessor_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM appointments p WHERE p.id = NEW.predecessor_id AND p.account_id <> NEW.account_id
      AND p.role = NEW.role AND p.organisation_id = NEW.organisation_id) THEN
    RAISE EXCEPTION 'a successor holds what its predecessor held' USING ERRCODE = 'GP941';
  END IF;
  RETURN NEW;
END $$;
