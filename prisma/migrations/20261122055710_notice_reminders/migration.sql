-- CreateTable
CREATE TABLE "notice_reminders" (
    "enrolment_id" UUID NOT NULL,
    "sent_on" DATE NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL DEFAULT business_now(),

    CONSTRAINT "notice_reminders_pkey" PRIMARY KEY ("enrolment_id","sent_on")
);

-- AddForeignKey
ALTER TABLE "notice_reminders" ADD CONSTRAINT "notice_reminders_enrolment_id_fkey" FOREIGN KEY ("enrolment_id") REFERENCES "enrolments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


