-- CreateTable
CREATE TABLE "enrolment_evidence" (
    "id" UUID NOT NULL,
    "teacher_id" UUID NOT NULL,
    "sub_project_id" UUID NOT NULL,
    "slot" SMALLINT NOT NULL,
    "kind" TEXT NOT NULL,
    "attachment_id" UUID NOT NULL,
    "added_by_name" TEXT NOT NULL,
    "added_by_role" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT business_now(),

    CONSTRAINT "enrolment_evidence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attachments" (
    "id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "released_at" TIMESTAMPTZ(3),

    CONSTRAINT "attachments_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "enrolment_evidence_attachment_id_key" ON "enrolment_evidence"("attachment_id");

-- CreateIndex
CREATE INDEX "enrolment_evidence_sub_project_id_idx" ON "enrolment_evidence"("sub_project_id");

-- CreateIndex
CREATE UNIQUE INDEX "enrolment_evidence_teacher_id_sub_project_id_slot_key" ON "enrolment_evidence"("teacher_id", "sub_project_id", "slot");

-- CreateIndex
CREATE INDEX "attachments_released_at_idx" ON "attachments"("released_at");

-- AddForeignKey
ALTER TABLE "enrolment_evidence" ADD CONSTRAINT "enrolment_evidence_teacher_id_fkey" FOREIGN KEY ("teacher_id") REFERENCES "teachers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment_evidence" ADD CONSTRAINT "enrolment_evidence_sub_project_id_fkey" FOREIGN KEY ("sub_project_id") REFERENCES "sub_projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment_evidence" ADD CONSTRAINT "enrolment_evidence_attachment_id_fkey" FOREIGN KEY ("attachment_id") REFERENCES "attachments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



ALTER TABLE "attachments"
  ADD CONSTRAINT attachments_media_type CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png')),
  ADD CONSTRAINT attachments_hash CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT attachments_size CHECK (size_bytes > 0);

ALTER TABLE "enrolment_evidence"
  ADD CONSTRAINT enrolment_evidence_slot CHECK (slot BETWEEN 1 AND 5);
