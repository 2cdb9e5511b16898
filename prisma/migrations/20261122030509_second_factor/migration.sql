-- CreateTable
CREATE TABLE "second_factors" (
    "account_id" UUID NOT NULL,
    "secret_sealed" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confirmed_at" TIMESTAMPTZ(3),
    "last_step" INTEGER,
    "failed_attempts" INTEGER NOT NULL DEFAULT 0,
    "lock_count" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "second_factors_pkey" PRIMARY KEY ("account_id")
);

-- CreateTable
CREATE TABLE "recovery_codes" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "code_hash" TEXT NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_codes_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "recovery_codes_account_id_code_hash_key" ON "recovery_codes"("account_id", "code_hash");

-- AddForeignKey
ALTER TABLE "second_factors" ADD CONSTRAINT "second_factors_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- Second factor: sealed, confirmed before it counts, and no code twice.
ALTER TABLE second_factors
  ADD CONSTRAINT second_factors_sealed CHECK (secret_sealed LIKE 'v1:%'),
  ADD CONSTRAINT second_factors_confirmed CHECK ((confirmed_at IS NULL) = (last_step IS NULL)),
  ADD CONSTRAINT second_factors_counts CHECK (failed_attempts >= 0 AND lock_count >= 0);

-- The step of the last accepted code only grows while the secret stays, so that a code seen by somebody else is worth nothing.
CREATE FUNCTION second_factors_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.secret_sealed = OLD.secret_sealed AND NEW.last_step IS DISTINCT FROM OLD.last_step
    AND (NEW.last_step IS NULL OR NEW.last_step <= OLD.last_step) THEN
    RAISE EXCEPTION 'a code is accepted once' USING ERRCODE = 'GP930';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER second_factors_forward BEFORE UPDATE ON second_factors FOR EACH ROW EXECUTE FUNCTION second_factors_forward();
