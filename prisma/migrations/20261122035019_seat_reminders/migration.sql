-- CreateTable
CREATE TABLE "seat_reminders" (
    "school_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "sent_on" DATE NOT NULL,
    "seats" INTEGER NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL DEFAULT business_now(),

    CONSTRAINT "seat_reminders_pkey" PRIMARY KEY ("school_id","year","sent_on")
);

-- AddForeignKey
ALTER TABLE "seat_reminders" ADD CONSTRAINT "seat_reminders_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


