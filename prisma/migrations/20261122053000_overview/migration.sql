-- What the overview counts of a registration, so that a year is read from the index alone: the rows themselves are a hundred times
-- as large, because each carries the record as it stood at submission.
CREATE INDEX enrolments_overview ON enrolments (year, province_id, sub_project_id, school_id, state, submitted_at, confirmed_at, decided_at);

-- CreateTable
CREATE TABLE "overview_snapshots" (
    "year" INTEGER NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,
    "refreshed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "rows" JSONB NOT NULL,

    CONSTRAINT "overview_snapshots_pkey" PRIMARY KEY ("year")
);

-- AddForeignKey
ALTER TABLE "overview_snapshots" ADD CONSTRAINT "overview_snapshots_year_fkey" FOREIGN KEY ("year") REFERENCES "programme_years"("year") ON DELETE RESTRICT ON UPDATE CASCADE;
