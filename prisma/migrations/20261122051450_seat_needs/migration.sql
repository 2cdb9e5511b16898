-- CreateTable
CREATE TABLE "seat_needs" (
    "sub_project_id" UUID NOT NULL,
    "school_id" UUID NOT NULL,
    "seats" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "stated_by" TEXT NOT NULL,
    "stated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT business_now(),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "seat_needs_pkey" PRIMARY KEY ("sub_project_id","school_id")
);

-- CreateIndex
CREATE INDEX "seat_needs_school_id_idx" ON "seat_needs"("school_id");

-- AddForeignKey
ALTER TABLE "seat_needs" ADD CONSTRAINT "seat_needs_sub_project_id_fkey" FOREIGN KEY ("sub_project_id") REFERENCES "sub_projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "seat_needs" ADD CONSTRAINT "seat_needs_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE seat_needs
  ADD CONSTRAINT seat_needs_seats CHECK (seats BETWEEN 0 AND 999),
  ADD CONSTRAINT seat_needs_reason CHECK (seats = 0 OR length(btrim(reason)) >= 2);
