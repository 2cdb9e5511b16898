-- CreateTable
CREATE TABLE "form_drafts" (
    "account_id" UUID NOT NULL,
    "hat" UUID NOT NULL,
    "form" TEXT NOT NULL,
    "content_sealed" TEXT,
    "base_version" INTEGER,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT business_now(),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "form_drafts_pkey" PRIMARY KEY ("account_id","hat","form")
);

-- CreateIndex
CREATE INDEX "form_drafts_saved_at_idx" ON "form_drafts"("saved_at");


-- A draft holds sealed words or was done with, and is never more than its 64 kB can be when sealed.
ALTER TABLE form_drafts
  ADD CONSTRAINT form_drafts_content CHECK (content_sealed IS NOT NULL OR ended_at IS NOT NULL),
  ADD CONSTRAINT form_drafts_sealed CHECK (content_sealed LIKE 'v1:%' AND length(content_sealed) < 100000);

-- The second wall, as for people's other rows: nobody else's words, whatever the role.
ALTER TABLE form_drafts ENABLE ROW LEVEL SECURITY;
CREATE POLICY form_drafts_scope ON form_drafts USING (
  (SELECT current_user) <> 'guopei_app'
  OR account_id = (SELECT nullif(current_setting('app.account', true), '')::uuid));
