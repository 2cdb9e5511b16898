-- AlterTable
ALTER TABLE "inbox_messages" ADD COLUMN     "planned_at" TIMESTAMPTZ(3),
ADD COLUMN     "sender_id" UUID DEFAULT (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid;

-- CreateTable
CREATE TABLE "contact_preferences" (
    "account_id" UUID NOT NULL,
    "email_sealed" TEXT,
    "email_verified_at" TIMESTAMPTZ(3),
    "code_hash" TEXT,
    "code_expires_at" TIMESTAMPTZ(3),
    "code_failures" SMALLINT NOT NULL DEFAULT 0,
    "mail" TEXT NOT NULL DEFAULT 'each',
    "quiet_from" SMALLINT,
    "quiet_until" SMALLINT,
    "locale" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "contact_preferences_pkey" PRIMARY KEY ("account_id")
);

-- CreateTable
CREATE TABLE "deliveries" (
    "id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "letter_id" UUID,
    "failure" TEXT,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "deliveries_account_id_idx" ON "deliveries"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_message_id_account_id_key" ON "deliveries"("message_id", "account_id");

-- AddForeignKey
ALTER TABLE "contact_preferences" ADD CONSTRAINT "contact_preferences_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "inbox_messages"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was told before there was mail is in the inbox, and stays there.
UPDATE inbox_messages SET planned_at = clock_timestamp();
CREATE INDEX inbox_messages_to_plan ON inbox_messages (created_at) WHERE planned_at IS NULL;
CREATE INDEX deliveries_waiting ON deliveries (due_at) WHERE state = 'waiting';

ALTER TABLE contact_preferences
  ADD CONSTRAINT contact_preferences_mail CHECK (mail IN ('each', 'daily', 'none')),
  ADD CONSTRAINT contact_preferences_verified CHECK (email_verified_at IS NULL OR email_sealed IS NOT NULL),
  ADD CONSTRAINT contact_preferences_code CHECK ((code_hash IS NULL) = (code_expires_at IS NULL)),
  ADD CONSTRAINT contact_preferences_quiet CHECK (
    (quiet_from IS NULL) = (quiet_until IS NULL)
    AND (quiet_from IS NULL OR (quiet_from BETWEEN 0 AND 23 AND quiet_until BETWEEN 0 AND 23 AND quiet_from <> quiet_until)));
ALTER TABLE deliveries
  ADD CONSTRAINT deliveries_state CHECK (state IN ('waiting', 'sent', 'failed')),
  ADD CONSTRAINT deliveries_sent CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
  ADD CONSTRAINT deliveries_failed CHECK (state <> 'failed' OR failure IS NOT NULL);
