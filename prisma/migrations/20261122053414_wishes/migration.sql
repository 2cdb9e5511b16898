-- CreateTable
CREATE TABLE "nominations" (
    "id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "teacher_id" UUID NOT NULL,
    "school_id" UUID NOT NULL,
    "sub_project_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "note" TEXT,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT business_now(),
    "reason_text" TEXT,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "nominations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "registration_intents" (
    "teacher_id" UUID NOT NULL,
    "sub_project_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "rank" SMALLINT NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT business_now(),

    CONSTRAINT "registration_intents_pkey" PRIMARY KEY ("teacher_id","sub_project_id")
);

-- CreateIndex
CREATE INDEX "nominations_teacher_id_year_idx" ON "nominations"("teacher_id", "year");

-- CreateIndex
CREATE INDEX "nominations_school_id_sub_project_id_idx" ON "nominations"("school_id", "sub_project_id");

-- CreateIndex
CREATE INDEX "nominations_sub_project_id_idx" ON "nominations"("sub_project_id");

-- CreateIndex
CREATE INDEX "registration_intents_sub_project_id_idx" ON "registration_intents"("sub_project_id");

-- CreateIndex
CREATE UNIQUE INDEX "registration_intents_teacher_id_year_rank_key" ON "registration_intents"("teacher_id", "year", "rank");

-- AddForeignKey
ALTER TABLE "nominations" ADD CONSTRAINT "nominations_teacher_id_fkey" FOREIGN KEY ("teacher_id") REFERENCES "teachers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nominations" ADD CONSTRAINT "nominations_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nominations" ADD CONSTRAINT "nominations_sub_project_id_fkey" FOREIGN KEY ("sub_project_id") REFERENCES "sub_projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "registration_intents" ADD CONSTRAINT "registration_intents_teacher_id_fkey" FOREIGN KEY ("teacher_id") REFERENCES "teachers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "registration_intents" ADD CONSTRAINT "registration_intents_sub_project_id_fkey" FOREIGN KEY ("sub_project_id") REFERENCES "sub_projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



ALTER TABLE "nominations"
  ADD CONSTRAINT nominations_state CHECK (state IN ('open', 'declined', 'withdrawn')),
  ADD CONSTRAINT nominations_ended CHECK ((state = 'open') = (ended_at IS NULL)),
  ADD CONSTRAINT nominations_reason CHECK ((state = 'declined') = (reason_text IS NOT NULL));

CREATE UNIQUE INDEX nominations_one_open ON nominations (teacher_id, sub_project_id) WHERE state = 'open';

ALTER TABLE "registration_intents"
  ADD CONSTRAINT registration_intents_rank CHECK (rank BETWEEN 1 AND 3);
