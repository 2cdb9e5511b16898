-- CreateTable
CREATE TABLE "objections" (
    "id" UUID NOT NULL,
    "enrolment_id" UUID NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "text" TEXT NOT NULL,
    "made_by_name" TEXT NOT NULL,
    "made_by_role" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT business_now(),
    "answer" TEXT,
    "answer_text" TEXT,
    "answered_by_name" TEXT,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "objections_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "objections_enrolment_id_decided_at_key" ON "objections"("enrolment_id", "decided_at");

-- AddForeignKey
ALTER TABLE "objections" ADD CONSTRAINT "objections_enrolment_id_fkey" FOREIGN KEY ("enrolment_id") REFERENCES "enrolments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



ALTER TABLE "objections"
  ADD CONSTRAINT objections_answer CHECK (answer IN ('upheld', 'overturned')),
  ADD CONSTRAINT objections_answered CHECK ((answer IS NULL) = (answered_at IS NULL) AND (answer IS NULL) = (answer_text IS NULL)
    AND (answer IS NULL) = (answered_by_name IS NULL));
