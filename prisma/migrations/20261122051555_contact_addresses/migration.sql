CREATE TABLE "contact_addresses" (
    "account_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "address_sealed" TEXT NOT NULL,
    "verified_at" TIMESTAMPTZ(3),
    "code_hash" TEXT,
    "code_expires_at" TIMESTAMPTZ(3),
    "code_failures" SMALLINT NOT NULL DEFAULT 0,

    CONSTRAINT "contact_addresses_pkey" PRIMARY KEY ("account_id","channel")
);
ALTER TABLE "contact_addresses" ADD CONSTRAINT "contact_addresses_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

INSERT INTO contact_addresses (account_id, channel, address_sealed, verified_at, code_hash, code_expires_at, code_failures)
SELECT account_id, 'mail', email_sealed, email_verified_at, code_hash, code_expires_at, code_failures
FROM contact_preferences WHERE email_sealed IS NOT NULL;

ALTER TABLE contact_preferences DROP CONSTRAINT contact_preferences_verified, DROP CONSTRAINT contact_preferences_code;
ALTER TABLE "contact_preferences" DROP COLUMN "code_expires_at",
DROP COLUMN "code_failures",
DROP COLUMN "code_hash",
DROP COLUMN "email_sealed",
DROP COLUMN "email_verified_at",
ADD COLUMN     "sms" TEXT NOT NULL DEFAULT 'urgent';

ALTER TABLE "deliveries" ADD COLUMN     "channel" TEXT NOT NULL DEFAULT 'mail';
DROP INDEX "deliveries_message_id_account_id_key";
CREATE UNIQUE INDEX "deliveries_message_id_account_id_channel_key" ON "deliveries"("message_id", "account_id", "channel");

ALTER TABLE contact_addresses
  ADD CONSTRAINT contact_addresses_channel CHECK (channel IN ('mail', 'sms')),
  ADD CONSTRAINT contact_addresses_code CHECK ((code_hash IS NULL) = (code_expires_at IS NULL)),
  ADD CONSTRAINT contact_addresses_open CHECK (verified_at IS NULL OR code_hash IS NULL);
ALTER TABLE contact_preferences
  ADD CONSTRAINT contact_preferences_sms CHECK (sms IN ('urgent', 'none'));
ALTER TABLE deliveries
  ADD CONSTRAINT deliveries_channel CHECK (channel IN ('mail', 'sms'));
