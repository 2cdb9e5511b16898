-- Unlogged: written at every counted try, worth nothing after its hour, and empty after a crash. The models cannot say so.
CREATE UNLOGGED TABLE "rate_counters" (
    "subject" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "used" INTEGER NOT NULL,

    CONSTRAINT "rate_counters_pkey" PRIMARY KEY ("subject","act"),
    CONSTRAINT "rate_counters_used_check" CHECK ("used" > 0)
);

-- CreateIndex
CREATE INDEX "rate_counters_started_at_idx" ON "rate_counters"("started_at");
