-- CreateTable
CREATE TABLE "quota_draft_works" (
    "year" INTEGER NOT NULL,
    "account_id" UUID NOT NULL,
    "draft" INTEGER,
    "cells" JSONB NOT NULL,
    "undo" JSONB NOT NULL,
    "redo" JSONB NOT NULL,
    "window_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "kept_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "quota_draft_works_pkey" PRIMARY KEY ("year","account_id")
);

-- CreateIndex
CREATE INDEX "quota_draft_works_account_id_idx" ON "quota_draft_works"("account_id");

-- CreateIndex
CREATE INDEX "quota_draft_works_year_draft_idx" ON "quota_draft_works"("year", "draft");

-- AddForeignKey
ALTER TABLE "quota_draft_works" ADD CONSTRAINT "quota_draft_works_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quota_draft_works" ADD CONSTRAINT "quota_draft_works_year_draft_fkey" FOREIGN KEY ("year", "draft") REFERENCES "quota_drafts"("year", "number") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "quota_draft_works"
  ADD CONSTRAINT quota_draft_works_cells CHECK (jsonb_typeof(cells) = 'object'),
  ADD CONSTRAINT quota_draft_works_undo CHECK (jsonb_typeof(undo) = 'array' AND jsonb_array_length(undo) <= 100),
  ADD CONSTRAINT quota_draft_works_redo CHECK (jsonb_typeof(redo) = 'array' AND jsonb_array_length(redo) <= 100);
