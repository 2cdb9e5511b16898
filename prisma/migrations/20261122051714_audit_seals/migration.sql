-- CreateTable
CREATE TABLE "audit_seals" (
    "batch" INTEGER NOT NULL,
    "first_sequence" BIGINT NOT NULL,
    "last_sequence" BIGINT NOT NULL,
    "row_count" INTEGER NOT NULL,
    "sequences" int8multirange NOT NULL,
    "marks" BYTEA NOT NULL,
    "previous_hash" BYTEA NOT NULL,
    "head_hash" BYTEA NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_seals_pkey" PRIMARY KEY ("batch")
);



CREATE INDEX "audit_seals_last_sequence_idx" ON "audit_seals"("last_sequence");

CREATE INDEX "audit_seals_sealed_at_idx" ON "audit_seals"("sealed_at");

ALTER TABLE audit_seals ADD CONSTRAINT audit_seals_shape CHECK (
  batch > 0 AND row_count > 0 AND first_sequence <= last_sequence AND octet_length(marks) = 8 * row_count
  AND octet_length(previous_hash) = 32 AND octet_length(head_hash) = 32);

CREATE TRIGGER audit_seals_append_only BEFORE UPDATE OR DELETE ON audit_seals
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_seals_no_truncate BEFORE TRUNCATE ON audit_seals EXECUTE FUNCTION refuse_change();
