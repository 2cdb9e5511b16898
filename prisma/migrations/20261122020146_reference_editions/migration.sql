-- CreateTable
CREATE TABLE "reference_editions" (
    "sha256" TEXT NOT NULL,
    "seeded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reference_editions_pkey" PRIMARY KEY ("sha256")
);


