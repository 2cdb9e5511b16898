-- Business time: real time plus the offset that only a demonstration may set. The body is resolved at its first call,
-- so the function may stand before the table that it reads and serve as a column default.
CREATE FUNCTION business_now() RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN clock_timestamp() + (SELECT offset_ms FROM business_clock WHERE id = 1) * interval '1 millisecond';
END $$;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "audit_events" (
    "id" UUID NOT NULL,
    "sequence" BIGSERIAL NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "business_at" TIMESTAMPTZ(3) NOT NULL DEFAULT business_now(),
    "kind" TEXT NOT NULL,
    "account_id" UUID,
    "actor_name" TEXT NOT NULL,
    "actor_role" TEXT NOT NULL,
    "organisation_id" UUID,
    "organisation_name" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "request_id" TEXT,

    CONSTRAINT "audit_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "training_classes" (
    "id" UUID NOT NULL,
    "designation_id" UUID NOT NULL,
    "sub_project_id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "days" INTEGER NOT NULL,
    "hours" INTEGER NOT NULL,
    "place" TEXT NOT NULL,
    "capacity" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "formed_at" TIMESTAMPTZ(3),

    CONSTRAINT "training_classes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "opening_notices" (
    "id" UUID NOT NULL,
    "class_id" UUID NOT NULL,
    "document_number" TEXT,
    "fields" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3),
    "issued_by_name" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "opening_notices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enrolments" (
    "id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "exclusivity_group" TEXT NOT NULL,
    "sub_project_id" UUID NOT NULL,
    "teacher_id" UUID NOT NULL,
    "school_id" UUID NOT NULL,
    "province_id" UUID NOT NULL,
    "card_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "snapshot" JSONB NOT NULL,
    "teacher_version" INTEGER NOT NULL,
    "criteria_version" INTEGER NOT NULL,
    "eligibility" JSONB NOT NULL,
    "judgements" JSONB NOT NULL DEFAULT '{}',
    "commitment" TEXT,
    "preferences" UUID[],
    "needs_judgement" BOOLEAN NOT NULL DEFAULT false,
    "returned_to" TEXT,
    "reason_code" TEXT,
    "reason_text" TEXT,
    "ethics_confirmed_by" TEXT,
    "ethics_statement" TEXT,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "decided_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "class_id" UUID,
    "placed_at" TIMESTAMPTZ(3),
    "acknowledged_at" TIMESTAMPTZ(3),
    "replaces_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "enrolments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enrolment_events" (
    "id" UUID NOT NULL,
    "enrolment_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "from_state" TEXT,
    "to_state" TEXT NOT NULL,
    "reason_code" TEXT,
    "reason_text" TEXT,
    "actor_name" TEXT NOT NULL,
    "actor_role" TEXT NOT NULL,
    "organisation_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT business_now(),

    CONSTRAINT "enrolment_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "placement_proposals" (
    "id" UUID NOT NULL,
    "sub_project_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT business_now(),
    "accepted_by_name" TEXT,
    "accepted_at" TIMESTAMPTZ(3),

    CONSTRAINT "placement_proposals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "placement_rows" (
    "proposal_id" UUID NOT NULL,
    "enrolment_id" UUID NOT NULL,
    "class_id" UUID,
    "wish_rank" INTEGER,

    CONSTRAINT "placement_rows_pkey" PRIMARY KEY ("proposal_id","enrolment_id")
);

-- CreateTable
CREATE TABLE "accounts" (
    "id" UUID NOT NULL,
    "login_name" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "password_hash" TEXT,
    "password_algorithm" TEXT,
    "state" TEXT NOT NULL,
    "failed_attempts" INTEGER NOT NULL DEFAULT 0,
    "lock_count" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "appointments" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "organisation_id" UUID NOT NULL,
    "teacher_id" UUID,
    "starts_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ends_at" TIMESTAMPTZ(3),

    CONSTRAINT "appointments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "appointment_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "user_agent" TEXT,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "activation_codes" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "code_hash" TEXT NOT NULL,
    "id_number_index" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "failed_attempts" INTEGER NOT NULL DEFAULT 0,
    "used_at" TIMESTAMPTZ(3),
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "activation_codes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notices" (
    "id" UUID NOT NULL,
    "issuer_id" UUID NOT NULL,
    "document_number" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "addressees" TEXT[],
    "programme_year" INTEGER,
    "state" TEXT NOT NULL,
    "issued_on" DATE,
    "public_on" DATE,
    "issued_at" TIMESTAMPTZ(3),
    "demonstration" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "notices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbox_messages" (
    "id" UUID NOT NULL,
    "organisation_id" UUID,
    "account_id" UUID,
    "kind" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "href" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT business_now(),
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbox_messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organisations" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "short_name_en" TEXT NOT NULL,
    "region_code" TEXT,
    "parent_id" UUID,
    "province_id" UUID,
    "school_level" TEXT,
    "institution_type" TEXT,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organisations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "business_clock" (
    "id" SMALLINT NOT NULL DEFAULT 1,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,
    "offset_ms" BIGINT NOT NULL DEFAULT 0,
    "reached_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "business_clock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "account_id" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "response" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("account_id","action","key")
);

-- CreateTable
CREATE TABLE "outbox_events" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "relayed_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bulk_operations" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "file_name" TEXT,
    "file_hash" TEXT,
    "input" JSONB NOT NULL,
    "results" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "applied_at" TIMESTAMPTZ(3),

    CONSTRAINT "bulk_operations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "programme_years" (
    "year" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "title_en" TEXT NOT NULL,
    "document_number" TEXT,
    "issued_on" DATE,
    "public_on" DATE,
    "state" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3),
    "demonstration" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "programme_years_pkey" PRIMARY KEY ("year")
);

-- CreateTable
CREATE TABLE "programme_categories" (
    "id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "programme_categories_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "projects" (
    "id" UUID NOT NULL,
    "category_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "exclusivity_group" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "projects_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sub_projects" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "short_name_en" TEXT NOT NULL,
    "name_verified" BOOLEAN NOT NULL DEFAULT false,
    "mode" TEXT NOT NULL,
    "equivalence_group" TEXT NOT NULL,
    "criteria" JSONB NOT NULL,
    "criteria_version" INTEGER NOT NULL DEFAULT 1,
    "position" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "sub_projects_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "designations" (
    "id" UUID NOT NULL,
    "sub_project_id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "seats" INTEGER NOT NULL,
    "class_count" INTEGER NOT NULL,

    CONSTRAINT "designations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "time_windows" (
    "id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "title_en" TEXT NOT NULL,
    "opens_at" TIMESTAMPTZ(3) NOT NULL,
    "closes_at" TIMESTAMPTZ(3) NOT NULL,
    "enforcement" TEXT NOT NULL,
    "roles" TEXT[],
    "inferred" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "time_windows_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quota_accounts" (
    "id" UUID NOT NULL,
    "sub_project_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "parent_id" UUID,
    "granted" INTEGER NOT NULL DEFAULT 0,
    "handed_down" INTEGER NOT NULL DEFAULT 0,
    "carded" INTEGER NOT NULL DEFAULT 0,
    "last_serial" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "quota_accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quota_entries" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "seats" INTEGER NOT NULL,
    "reason" TEXT,
    "actor_name" TEXT NOT NULL,
    "actor_role" TEXT NOT NULL,
    "operation_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT business_now(),

    CONSTRAINT "quota_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "registration_cards" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "sub_project_id" UUID NOT NULL,
    "school_id" UUID NOT NULL,
    "teacher_id" UUID,
    "state" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT business_now(),
    "lapses_at" TIMESTAMPTZ(3) NOT NULL,
    "supplement" BOOLEAN NOT NULL DEFAULT false,
    "ended_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "registration_cards_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quota_drafts" (
    "id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "cells" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "saved_by" TEXT NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT business_now(),

    CONSTRAINT "quota_drafts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "regions" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "short_name_en" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "population_ten_thousands" INTEGER NOT NULL,

    CONSTRAINT "regions_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "majors" (
    "catalogue_year" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "majors_pkey" PRIMARY KEY ("catalogue_year","code")
);

-- CreateTable
CREATE TABLE "code_entries" (
    "code_set" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "zh" TEXT NOT NULL,
    "en" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "code_entries_pkey" PRIMARY KEY ("code_set","version","code")
);

-- CreateTable
CREATE TABLE "teachers" (
    "id" UUID NOT NULL,
    "school_id" UUID NOT NULL,
    "staff_number" TEXT,
    "name" TEXT NOT NULL,
    "former_name" TEXT,
    "id_type" TEXT,
    "id_number_sealed" TEXT,
    "id_number_index" TEXT,
    "birth_date" DATE,
    "sex" TEXT,
    "ethnicity" TEXT,
    "political_status" TEXT,
    "work_since" TEXT,
    "teaching_since" TEXT,
    "school_since" TEXT,
    "title_since" TEXT,
    "staff_kind" TEXT,
    "post_kind" TEXT,
    "part_time" BOOLEAN,
    "status" TEXT,
    "highest_education" TEXT,
    "highest_degree" TEXT,
    "degree_certificate_number" TEXT,
    "title" TEXT,
    "teacher_qualification_type" TEXT,
    "teacher_qualification_number" TEXT,
    "major_code" TEXT,
    "course_kind" TEXT,
    "course_subject" TEXT,
    "dual_qualified" BOOLEAN,
    "dual_qualified_level" TEXT,
    "enterprise_practice_months_last_5_years" INTEGER,
    "training_hours_this_cycle" INTEGER,
    "mobile_sealed" TEXT,
    "mobile_index" TEXT,
    "email_sealed" TEXT,
    "post" TEXT,
    "hmt_overseas" TEXT,
    "nationality" TEXT,
    "establishment_kind" TEXT,
    "problem_count" INTEGER NOT NULL DEFAULT 0,
    "problem_keys" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "demonstration" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "teachers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "teacher_field_sources" (
    "teacher_id" UUID NOT NULL,
    "field" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "author_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT business_now(),

    CONSTRAINT "teacher_field_sources_pkey" PRIMARY KEY ("teacher_id","field")
);

-- CreateTable
CREATE TABLE "past_trainings" (
    "id" UUID NOT NULL,
    "teacher_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "equivalence_group" TEXT,
    "hours" INTEGER NOT NULL,

    CONSTRAINT "past_trainings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "record_field_rules" (
    "programme_year" INTEGER NOT NULL,
    "field" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "standard_code" TEXT,
    "required" BOOLEAN NOT NULL,
    "condition" JSONB,
    "fixable_by" TEXT NOT NULL,

    CONSTRAINT "record_field_rules_pkey" PRIMARY KEY ("programme_year","field")
);

-- CreateIndex
CREATE INDEX "audit_events_subject_kind_subject_id_idx" ON "audit_events"("subject_kind", "subject_id");

-- CreateIndex
CREATE INDEX "audit_events_kind_sequence_idx" ON "audit_events"("kind", "sequence");

-- CreateIndex
CREATE INDEX "audit_events_organisation_id_sequence_idx" ON "audit_events"("organisation_id", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "audit_events_sequence_key" ON "audit_events"("sequence");

-- CreateIndex
CREATE UNIQUE INDEX "training_classes_code_key" ON "training_classes"("code");

-- CreateIndex
CREATE INDEX "training_classes_designation_id_idx" ON "training_classes"("designation_id");

-- CreateIndex
CREATE INDEX "training_classes_institution_id_idx" ON "training_classes"("institution_id");

-- CreateIndex
CREATE UNIQUE INDEX "training_classes_sub_project_id_number_key" ON "training_classes"("sub_project_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "opening_notices_class_id_key" ON "opening_notices"("class_id");

-- CreateIndex
CREATE UNIQUE INDEX "opening_notices_document_number_key" ON "opening_notices"("document_number");

-- CreateIndex
CREATE UNIQUE INDEX "enrolments_replaces_id_key" ON "enrolments"("replaces_id");

-- CreateIndex
CREATE INDEX "enrolments_province_id_state_confirmed_at_id_idx" ON "enrolments"("province_id", "state", "confirmed_at", "id");

-- CreateIndex
CREATE INDEX "enrolments_school_id_state_submitted_at_id_idx" ON "enrolments"("school_id", "state", "submitted_at", "id");

-- CreateIndex
CREATE INDEX "enrolments_sub_project_id_state_idx" ON "enrolments"("sub_project_id", "state");

-- CreateIndex
CREATE INDEX "enrolments_teacher_id_idx" ON "enrolments"("teacher_id");

-- CreateIndex
CREATE INDEX "enrolments_card_id_idx" ON "enrolments"("card_id");

-- CreateIndex
CREATE INDEX "enrolments_class_id_idx" ON "enrolments"("class_id");

-- CreateIndex
CREATE INDEX "enrolment_events_enrolment_id_at_idx" ON "enrolment_events"("enrolment_id", "at");

-- CreateIndex
CREATE INDEX "placement_proposals_sub_project_id_state_idx" ON "placement_proposals"("sub_project_id", "state");

-- CreateIndex
CREATE INDEX "placement_rows_enrolment_id_idx" ON "placement_rows"("enrolment_id");

-- CreateIndex
CREATE INDEX "placement_rows_class_id_idx" ON "placement_rows"("class_id");

-- CreateIndex
CREATE UNIQUE INDEX "accounts_login_name_key" ON "accounts"("login_name");

-- CreateIndex
CREATE INDEX "appointments_account_id_idx" ON "appointments"("account_id");

-- CreateIndex
CREATE INDEX "appointments_organisation_id_role_idx" ON "appointments"("organisation_id", "role");

-- CreateIndex
CREATE INDEX "appointments_teacher_id_idx" ON "appointments"("teacher_id");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_token_hash_key" ON "sessions"("token_hash");

-- CreateIndex
CREATE INDEX "sessions_account_id_idx" ON "sessions"("account_id");

-- CreateIndex
CREATE INDEX "sessions_appointment_id_idx" ON "sessions"("appointment_id");

-- CreateIndex
CREATE INDEX "sessions_expires_at_idx" ON "sessions"("expires_at");

-- CreateIndex
CREATE INDEX "activation_codes_account_id_idx" ON "activation_codes"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "notices_document_number_key" ON "notices"("document_number");

-- CreateIndex
CREATE INDEX "notices_issuer_id_idx" ON "notices"("issuer_id");

-- CreateIndex
CREATE INDEX "notices_public_on_idx" ON "notices"("public_on");

-- CreateIndex
CREATE INDEX "inbox_messages_organisation_id_created_at_idx" ON "inbox_messages"("organisation_id", "created_at");

-- CreateIndex
CREATE INDEX "inbox_messages_account_id_created_at_idx" ON "inbox_messages"("account_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "organisations_code_key" ON "organisations"("code");

-- CreateIndex
CREATE INDEX "organisations_region_code_idx" ON "organisations"("region_code");

-- CreateIndex
CREATE INDEX "organisations_parent_id_idx" ON "organisations"("parent_id");

-- CreateIndex
CREATE INDEX "organisations_province_id_kind_idx" ON "organisations"("province_id", "kind");

-- CreateIndex
CREATE INDEX "organisations_kind_code_idx" ON "organisations"("kind", "code");

-- CreateIndex
CREATE INDEX "idempotency_keys_created_at_idx" ON "idempotency_keys"("created_at");

-- CreateIndex
CREATE INDEX "bulk_operations_organisation_id_created_at_idx" ON "bulk_operations"("organisation_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "programme_categories_year_code_key" ON "programme_categories"("year", "code");

-- CreateIndex
CREATE UNIQUE INDEX "projects_category_id_code_key" ON "projects"("category_id", "code");

-- CreateIndex
CREATE INDEX "sub_projects_project_id_idx" ON "sub_projects"("project_id");

-- CreateIndex
CREATE UNIQUE INDEX "sub_projects_year_code_key" ON "sub_projects"("year", "code");

-- CreateIndex
CREATE INDEX "designations_institution_id_idx" ON "designations"("institution_id");

-- CreateIndex
CREATE UNIQUE INDEX "designations_sub_project_id_institution_id_key" ON "designations"("sub_project_id", "institution_id");

-- CreateIndex
CREATE UNIQUE INDEX "time_windows_year_key_key" ON "time_windows"("year", "key");

-- CreateIndex
CREATE INDEX "quota_accounts_organisation_id_idx" ON "quota_accounts"("organisation_id");

-- CreateIndex
CREATE INDEX "quota_accounts_parent_id_idx" ON "quota_accounts"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "quota_accounts_sub_project_id_organisation_id_key" ON "quota_accounts"("sub_project_id", "organisation_id");

-- CreateIndex
CREATE INDEX "quota_entries_account_id_at_idx" ON "quota_entries"("account_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "registration_cards_code_key" ON "registration_cards"("code");

-- CreateIndex
CREATE INDEX "registration_cards_account_id_state_idx" ON "registration_cards"("account_id", "state");

-- CreateIndex
CREATE INDEX "registration_cards_school_id_sub_project_id_state_idx" ON "registration_cards"("school_id", "sub_project_id", "state");

-- CreateIndex
CREATE INDEX "registration_cards_teacher_id_idx" ON "registration_cards"("teacher_id");

-- CreateIndex
CREATE UNIQUE INDEX "quota_drafts_year_number_key" ON "quota_drafts"("year", "number");

-- CreateIndex
CREATE UNIQUE INDEX "teachers_id_number_index_key" ON "teachers"("id_number_index");

-- CreateIndex
CREATE INDEX "teachers_school_id_name_idx" ON "teachers"("school_id", "name");

-- CreateIndex
CREATE INDEX "teachers_mobile_index_idx" ON "teachers"("mobile_index");

-- CreateIndex
CREATE UNIQUE INDEX "teachers_school_id_staff_number_key" ON "teachers"("school_id", "staff_number");

-- CreateIndex
CREATE INDEX "past_trainings_teacher_id_idx" ON "past_trainings"("teacher_id");

-- AddForeignKey
ALTER TABLE "training_classes" ADD CONSTRAINT "training_classes_designation_id_fkey" FOREIGN KEY ("designation_id") REFERENCES "designations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "training_classes" ADD CONSTRAINT "training_classes_sub_project_id_fkey" FOREIGN KEY ("sub_project_id") REFERENCES "sub_projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "training_classes" ADD CONSTRAINT "training_classes_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opening_notices" ADD CONSTRAINT "opening_notices_class_id_fkey" FOREIGN KEY ("class_id") REFERENCES "training_classes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_sub_project_id_fkey" FOREIGN KEY ("sub_project_id") REFERENCES "sub_projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_teacher_id_fkey" FOREIGN KEY ("teacher_id") REFERENCES "teachers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_province_id_fkey" FOREIGN KEY ("province_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_card_id_fkey" FOREIGN KEY ("card_id") REFERENCES "registration_cards"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_class_id_fkey" FOREIGN KEY ("class_id") REFERENCES "training_classes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_replaces_id_fkey" FOREIGN KEY ("replaces_id") REFERENCES "enrolments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment_events" ADD CONSTRAINT "enrolment_events_enrolment_id_fkey" FOREIGN KEY ("enrolment_id") REFERENCES "enrolments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "placement_proposals" ADD CONSTRAINT "placement_proposals_sub_project_id_fkey" FOREIGN KEY ("sub_project_id") REFERENCES "sub_projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "placement_rows" ADD CONSTRAINT "placement_rows_proposal_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "placement_proposals"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "placement_rows" ADD CONSTRAINT "placement_rows_enrolment_id_fkey" FOREIGN KEY ("enrolment_id") REFERENCES "enrolments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "placement_rows" ADD CONSTRAINT "placement_rows_class_id_fkey" FOREIGN KEY ("class_id") REFERENCES "training_classes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_teacher_id_fkey" FOREIGN KEY ("teacher_id") REFERENCES "teachers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_appointment_id_fkey" FOREIGN KEY ("appointment_id") REFERENCES "appointments"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activation_codes" ADD CONSTRAINT "activation_codes_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notices" ADD CONSTRAINT "notices_issuer_id_fkey" FOREIGN KEY ("issuer_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbox_messages" ADD CONSTRAINT "inbox_messages_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbox_messages" ADD CONSTRAINT "inbox_messages_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_region_code_fkey" FOREIGN KEY ("region_code") REFERENCES "regions"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_province_id_fkey" FOREIGN KEY ("province_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "programme_categories" ADD CONSTRAINT "programme_categories_year_fkey" FOREIGN KEY ("year") REFERENCES "programme_years"("year") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "projects" ADD CONSTRAINT "projects_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "programme_categories"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sub_projects" ADD CONSTRAINT "sub_projects_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "designations" ADD CONSTRAINT "designations_sub_project_id_fkey" FOREIGN KEY ("sub_project_id") REFERENCES "sub_projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "designations" ADD CONSTRAINT "designations_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "time_windows" ADD CONSTRAINT "time_windows_year_fkey" FOREIGN KEY ("year") REFERENCES "programme_years"("year") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quota_accounts" ADD CONSTRAINT "quota_accounts_sub_project_id_fkey" FOREIGN KEY ("sub_project_id") REFERENCES "sub_projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quota_accounts" ADD CONSTRAINT "quota_accounts_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quota_accounts" ADD CONSTRAINT "quota_accounts_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "quota_accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quota_entries" ADD CONSTRAINT "quota_entries_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "quota_accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "registration_cards" ADD CONSTRAINT "registration_cards_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "quota_accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "registration_cards" ADD CONSTRAINT "registration_cards_sub_project_id_fkey" FOREIGN KEY ("sub_project_id") REFERENCES "sub_projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "registration_cards" ADD CONSTRAINT "registration_cards_teacher_id_fkey" FOREIGN KEY ("teacher_id") REFERENCES "teachers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "teachers" ADD CONSTRAINT "teachers_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "teacher_field_sources" ADD CONSTRAINT "teacher_field_sources_teacher_id_fkey" FOREIGN KEY ("teacher_id") REFERENCES "teachers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "past_trainings" ADD CONSTRAINT "past_trainings_teacher_id_fkey" FOREIGN KEY ("teacher_id") REFERENCES "teachers"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- ------------------------------------------------------------------------------------------------------------------
-- What the models cannot say. Constraint names are part of the interface: errors are translated by name.
-- ------------------------------------------------------------------------------------------------------------------

-- Append-only tables.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'GP900';
END $$;
CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE ON audit_events
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_events_no_truncate BEFORE TRUNCATE ON audit_events EXECUTE FUNCTION refuse_change();
CREATE TRIGGER quota_entries_append_only BEFORE UPDATE OR DELETE ON quota_entries
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER quota_entries_no_truncate BEFORE TRUNCATE ON quota_entries EXECUTE FUNCTION refuse_change();
CREATE TRIGGER enrolment_events_append_only BEFORE UPDATE OR DELETE ON enrolment_events
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER enrolment_events_no_truncate BEFORE TRUNCATE ON enrolment_events EXECUTE FUNCTION refuse_change();

-- The business clock: one row, moved only in a demonstration, forward only.
ALTER TABLE business_clock
  ADD CONSTRAINT business_clock_one_row CHECK (id = 1),
  ADD CONSTRAINT business_clock_offset_only_in_demonstration CHECK (demonstration OR offset_ms = 0);
CREATE FUNCTION business_clock_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'the business clock stays' USING ERRCODE = 'GP901';
  END IF;
  IF NEW.demonstration AND NOT OLD.demonstration AND EXISTS (SELECT 1 FROM accounts) THEN
    RAISE EXCEPTION 'a database with accounts cannot become a demonstration' USING ERRCODE = 'GP901';
  END IF;
  IF OLD.demonstration AND NOT NEW.demonstration THEN
    RAISE EXCEPTION 'a demonstration stays one' USING ERRCODE = 'GP901';
  END IF;
  -- The first offset of a demonstration may lie in the past; from then on time goes forward.
  NEW.reached_at := clock_timestamp() + NEW.offset_ms * interval '1 millisecond';
  IF OLD.demonstration AND NEW.reached_at < OLD.reached_at - interval '1 second' THEN
    RAISE EXCEPTION 'business time goes forward only' USING ERRCODE = 'GP902';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER business_clock_guard BEFORE UPDATE OR DELETE ON business_clock
  FOR EACH ROW EXECUTE FUNCTION business_clock_guard();
INSERT INTO business_clock (id) VALUES (1);

-- Code lists.
ALTER TABLE organisations
  ADD CONSTRAINT organisations_kind CHECK (kind IN ('ministry', 'office', 'province', 'city', 'institution', 'school')),
  ADD CONSTRAINT organisations_school_level CHECK ((kind = 'school') = (school_level IS NOT NULL) AND
    (school_level IS NULL OR school_level IN ('secondary', 'higher', 'undergraduate'))),
  ADD CONSTRAINT organisations_province CHECK (kind NOT IN ('province', 'city', 'school') OR province_id IS NOT NULL),
  ADD CONSTRAINT organisations_parent CHECK (kind NOT IN ('province', 'city', 'school') OR parent_id IS NOT NULL);
ALTER TABLE accounts
  ADD CONSTRAINT accounts_state CHECK (state IN ('pending', 'active', 'disabled')),
  ADD CONSTRAINT accounts_active_has_password CHECK (state <> 'active' OR password_hash IS NOT NULL);
ALTER TABLE appointments
  ADD CONSTRAINT appointments_role CHECK (role IN ('ministry', 'office', 'province', 'city', 'institution', 'school',
    'teacher', 'expert', 'auditor', 'system-admin', 'security-admin', 'audit-admin')),
  ADD CONSTRAINT appointments_teacher CHECK ((role = 'teacher') = (teacher_id IS NOT NULL)),
  ADD CONSTRAINT appointments_span CHECK (ends_at IS NULL OR ends_at >= starts_at);
CREATE UNIQUE INDEX appointments_one_teacher_account ON appointments (teacher_id) WHERE role = 'teacher' AND ends_at IS NULL;

-- The three administrations exclude one another and every business role (GB/T 22239-2019, three separated powers).
CREATE FUNCTION appointments_separation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.ends_at IS NULL AND EXISTS (
    SELECT 1 FROM appointments a
    WHERE a.account_id = NEW.account_id AND a.id <> NEW.id AND a.ends_at IS NULL AND a.role <> NEW.role
      AND (a.role IN ('system-admin', 'security-admin', 'audit-admin')
        OR NEW.role IN ('system-admin', 'security-admin', 'audit-admin'))) THEN
    RAISE EXCEPTION 'administrations are held apart' USING ERRCODE = 'GP903';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER appointments_separation BEFORE INSERT OR UPDATE ON appointments
  FOR EACH ROW EXECUTE FUNCTION appointments_separation();

ALTER TABLE bulk_operations
  ADD CONSTRAINT bulk_operations_state CHECK (state IN ('dry-run', 'applied', 'abandoned'));
ALTER TABLE notices
  ADD CONSTRAINT notices_state CHECK (state IN ('draft', 'issued')),
  ADD CONSTRAINT notices_issued CHECK (state = 'draft' OR (issued_on IS NOT NULL AND public_on IS NOT NULL AND issued_at IS NOT NULL));
ALTER TABLE inbox_messages
  ADD CONSTRAINT inbox_messages_one_recipient CHECK ((organisation_id IS NULL) <> (account_id IS NULL));

-- Programmes: publication freezes codes, names, criteria, seats and windows.
ALTER TABLE programme_years
  ADD CONSTRAINT programme_years_state CHECK (state IN ('draft', 'published')),
  ADD CONSTRAINT programme_years_published CHECK (state = 'draft' OR published_at IS NOT NULL);
ALTER TABLE sub_projects
  ADD CONSTRAINT sub_projects_mode CHECK (mode IN ('quota', 'open'));
ALTER TABLE designations
  ADD CONSTRAINT designations_seats CHECK (seats > 0 AND class_count > 0);
ALTER TABLE time_windows
  ADD CONSTRAINT time_windows_span CHECK (closes_at > opens_at),
  ADD CONSTRAINT time_windows_enforcement CHECK (enforcement IN ('hard', 'overdue', 'dates'));
CREATE FUNCTION refuse_change_after_publication() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  y integer;
  row_before_or_after jsonb;
BEGIN
  IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'time_windows' THEN
    IF NEW.closes_at >= OLD.closes_at
      AND to_jsonb(NEW) - 'closes_at' - 'version' = to_jsonb(OLD) - 'closes_at' - 'version' THEN
      RETURN NEW;
    END IF;
  END IF;
  FOREACH row_before_or_after IN ARRAY ARRAY[to_jsonb(OLD), to_jsonb(NEW)] LOOP
    y := CASE TG_TABLE_NAME
      WHEN 'projects' THEN (SELECT c.year FROM programme_categories c WHERE c.id = (row_before_or_after ->> 'category_id')::uuid)
      WHEN 'designations' THEN (SELECT s.year FROM sub_projects s WHERE s.id = (row_before_or_after ->> 'sub_project_id')::uuid)
      ELSE (row_before_or_after ->> 'year')::integer END;
    IF (SELECT state FROM programme_years WHERE year = y) = 'published' THEN
      RAISE EXCEPTION 'programme year % is published', y USING ERRCODE = 'GP904';
    END IF;
  END LOOP;
  RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER programme_categories_frozen BEFORE INSERT OR UPDATE OR DELETE ON programme_categories
  FOR EACH ROW EXECUTE FUNCTION refuse_change_after_publication();
CREATE TRIGGER projects_frozen BEFORE INSERT OR UPDATE OR DELETE ON projects
  FOR EACH ROW EXECUTE FUNCTION refuse_change_after_publication();
CREATE TRIGGER sub_projects_frozen BEFORE INSERT OR UPDATE OR DELETE ON sub_projects
  FOR EACH ROW EXECUTE FUNCTION refuse_change_after_publication();
CREATE TRIGGER designations_frozen BEFORE INSERT OR UPDATE OR DELETE ON designations
  FOR EACH ROW EXECUTE FUNCTION refuse_change_after_publication();
CREATE TRIGGER time_windows_frozen BEFORE INSERT OR UPDATE OR DELETE ON time_windows
  FOR EACH ROW EXECUTE FUNCTION refuse_change_after_publication();
CREATE FUNCTION programme_years_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'published' AND (NEW.state <> 'published' OR
    to_jsonb(NEW) - 'version' <> to_jsonb(OLD) - 'version') THEN
    RAISE EXCEPTION 'programme year % is published', OLD.year USING ERRCODE = 'GP904';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER programme_years_guard BEFORE UPDATE ON programme_years
  FOR EACH ROW EXECUTE FUNCTION programme_years_guard();

-- The seat ledger. An entry IS the movement: balances change by inserting one and in no other way.
-- Lock order everywhere: parent account before child account, children by id.
ALTER TABLE quota_accounts
  ADD CONSTRAINT quota_accounts_not_negative CHECK (granted >= 0 AND handed_down >= 0 AND carded >= 0 AND last_serial >= 0),
  ADD CONSTRAINT quota_accounts_within_granted CHECK (handed_down + carded <= granted);
ALTER TABLE quota_entries
  ADD CONSTRAINT quota_entries_seats CHECK (seats > 0),
  ADD CONSTRAINT quota_entries_kind CHECK (kind IN ('plan', 'hand-down', 'top-up', 'hand-back', 'card', 'recall', 'lapse'));
CREATE FUNCTION quota_entries_apply() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  parent uuid;
  sign integer := CASE WHEN NEW.kind IN ('hand-back', 'recall', 'lapse') THEN -1 ELSE 1 END;
BEGIN
  SELECT parent_id INTO STRICT parent FROM quota_accounts WHERE id = NEW.account_id;
  IF (NEW.kind = 'plan') <> (parent IS NULL) AND NEW.kind NOT IN ('card', 'recall') THEN
    RAISE EXCEPTION 'entry % does not fit account %', NEW.kind, NEW.account_id USING ERRCODE = 'GP905';
  END IF;
  IF NEW.kind IN ('hand-down', 'top-up', 'hand-back', 'lapse') THEN
    UPDATE quota_accounts SET handed_down = handed_down + sign * NEW.seats WHERE id = parent;
  END IF;
  UPDATE quota_accounts SET
    granted = granted + CASE WHEN NEW.kind IN ('plan', 'hand-down', 'top-up', 'hand-back', 'lapse') THEN sign * NEW.seats ELSE 0 END,
    carded = carded + CASE WHEN NEW.kind IN ('card', 'recall', 'lapse') THEN sign * NEW.seats ELSE 0 END
  WHERE id = NEW.account_id;
  RETURN NEW;
END $$;
CREATE TRIGGER quota_entries_apply AFTER INSERT ON quota_entries FOR EACH ROW EXECUTE FUNCTION quota_entries_apply();
CREATE FUNCTION quota_accounts_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.granted <> 0 OR NEW.handed_down <> 0 OR NEW.carded <> 0 THEN
      RAISE EXCEPTION 'an account opens empty' USING ERRCODE = 'GP905';
    END IF;
  ELSIF (NEW.granted, NEW.handed_down, NEW.carded) IS DISTINCT FROM (OLD.granted, OLD.handed_down, OLD.carded)
    AND pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'balances change by entries only' USING ERRCODE = 'GP905';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER quota_accounts_guard BEFORE INSERT OR UPDATE ON quota_accounts
  FOR EACH ROW EXECUTE FUNCTION quota_accounts_guard();

-- The root account of a sub-project equals the sum of its designations when the transaction commits.
CREATE FUNCTION quota_entries_root_equals_designations() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  differs boolean;
BEGIN
  SELECT a.granted <> (SELECT COALESCE(sum(d.seats), 0) FROM designations d WHERE d.sub_project_id = a.sub_project_id)
    INTO differs FROM quota_accounts a WHERE a.id = NEW.account_id;
  IF differs THEN
    RAISE EXCEPTION 'root account % differs from its designations', NEW.account_id USING ERRCODE = 'GP906';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER quota_entries_root_equals_designations AFTER INSERT ON quota_entries
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind = 'plan')
  EXECUTE FUNCTION quota_entries_root_equals_designations();

-- Cards. Live (issued, bound, used) cards of an account never exceed what is carded on it, and equal it at commit.
ALTER TABLE registration_cards
  ADD CONSTRAINT registration_cards_state CHECK (state IN ('issued', 'bound', 'used', 'recalled', 'lapsed')),
  ADD CONSTRAINT registration_cards_holder CHECK (
    CASE state WHEN 'issued' THEN teacher_id IS NULL WHEN 'bound' THEN teacher_id IS NOT NULL
      WHEN 'used' THEN teacher_id IS NOT NULL ELSE true END),
  ADD CONSTRAINT registration_cards_ended CHECK ((state IN ('recalled', 'lapsed')) = (ended_at IS NOT NULL));
CREATE FUNCTION registration_cards_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.code, NEW.account_id, NEW.sub_project_id, NEW.school_id) IS DISTINCT FROM
     (OLD.code, OLD.account_id, OLD.sub_project_id, OLD.school_id) THEN
    RAISE EXCEPTION 'a card keeps its code, account, sub-project and school' USING ERRCODE = 'GP907';
  END IF;
  IF OLD.state IN ('recalled', 'lapsed') OR (OLD.state = 'used' AND NEW.state IN ('recalled', 'lapsed')) THEN
    RAISE EXCEPTION 'card % cannot go from % to %', OLD.code, OLD.state, NEW.state USING ERRCODE = 'GP907';
  END IF;
  IF OLD.state = 'used' AND (NEW.state, NEW.teacher_id) IS DISTINCT FROM (OLD.state, OLD.teacher_id) AND EXISTS (
    SELECT 1 FROM enrolments e WHERE e.card_id = OLD.id
      AND e.state IN ('submitted', 'confirmed', 'returned', 'approved', 'placed', 'completed')) THEN
    RAISE EXCEPTION 'card % is used', OLD.code USING ERRCODE = 'GP907';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER registration_cards_guard BEFORE UPDATE ON registration_cards
  FOR EACH ROW EXECUTE FUNCTION registration_cards_guard();
CREATE FUNCTION registration_cards_within_account() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  over_account uuid;
BEGIN
  SELECT a.id INTO over_account FROM quota_accounts a
  WHERE a.id IN (SELECT DISTINCT account_id FROM inserted)
    AND a.carded < (SELECT count(*) FROM registration_cards c WHERE c.account_id = a.id AND c.state IN ('issued', 'bound', 'used'))
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'more cards than seats on account %', over_account USING ERRCODE = 'GP908';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER registration_cards_within_account AFTER INSERT ON registration_cards
  REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION registration_cards_within_account();
CREATE FUNCTION quota_entries_cards_equal_carded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT a.carded <> (SELECT count(*) FROM registration_cards c WHERE c.account_id = a.id AND c.state IN ('issued', 'bound', 'used'))
      FROM quota_accounts a WHERE a.id = NEW.account_id) THEN
    RAISE EXCEPTION 'cards and carded seats differ on account %', NEW.account_id USING ERRCODE = 'GP908';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER quota_entries_cards_equal_carded AFTER INSERT ON quota_entries
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind IN ('card', 'recall', 'lapse'))
  EXECUTE FUNCTION quota_entries_cards_equal_carded();

-- The one way to the right of changing balances: locks an account, then by id those of its children that belong to the named
-- bodies or hold lapsed cards, and posts what has lapsed there first. Returns all of them as they then stand.
CREATE FUNCTION lock_quota_accounts(p_parent uuid, p_organisations uuid[]) RETURNS SETOF quota_accounts LANGUAGE plpgsql AS $$
DECLARE
  child uuid;
  lapsed integer;
  locked uuid[] := ARRAY[p_parent];
BEGIN
  PERFORM 1 FROM quota_accounts WHERE id = p_parent FOR UPDATE;
  FOR child IN SELECT a.id FROM quota_accounts a WHERE a.parent_id = p_parent AND (a.organisation_id = ANY (p_organisations)
      OR EXISTS (SELECT 1 FROM registration_cards c WHERE c.account_id = a.id AND c.state IN ('issued', 'bound')
        AND c.lapses_at <= business_now())) ORDER BY a.id
  LOOP
    PERFORM 1 FROM quota_accounts WHERE id = child FOR UPDATE;
    UPDATE registration_cards SET state = 'lapsed', ended_at = business_now(), version = version + 1
      WHERE account_id = child AND state IN ('issued', 'bound') AND lapses_at <= business_now();
    GET DIAGNOSTICS lapsed = ROW_COUNT;
    IF lapsed > 0 THEN
      INSERT INTO quota_entries (id, account_id, kind, seats, actor_name, actor_role)
        VALUES (gen_random_uuid(), child, 'lapse', lapsed, 'system', 'system');
    END IF;
    locked := locked || child;
  END LOOP;
  RETURN QUERY SELECT * FROM quota_accounts WHERE id = ANY (locked);
END $$;

-- Classes: capacity within the designation; an issued opening notice stays as it was sent.
ALTER TABLE training_classes
  ADD CONSTRAINT training_classes_state CHECK (state IN ('planned', 'formed', 'notice-issued', 'cancelled')),
  ADD CONSTRAINT training_classes_mode CHECK (mode IN ('on-site', 'online-synchronous', 'online-asynchronous', 'blended')),
  ADD CONSTRAINT training_classes_span CHECK (ends_on >= starts_on AND days > 0 AND hours > 0 AND capacity > 0);
CREATE FUNCTION training_classes_within_designation() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  planned integer;
  allowed integer;
BEGIN
  SELECT seats INTO STRICT allowed FROM designations WHERE id = NEW.designation_id FOR UPDATE;
  SELECT COALESCE(sum(capacity), 0) INTO planned FROM training_classes
    WHERE designation_id = NEW.designation_id AND state <> 'cancelled';
  IF planned > allowed THEN
    RAISE EXCEPTION 'classes take % of % designated seats', planned, allowed USING ERRCODE = 'GP909';
  END IF;
  IF (SELECT count(*) FROM enrolments WHERE class_id = NEW.id AND state IN ('placed', 'completed')) > NEW.capacity THEN
    RAISE EXCEPTION 'class % has more people than %', NEW.code, NEW.capacity USING ERRCODE = 'GP915';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER training_classes_within_designation AFTER INSERT OR UPDATE OF capacity, state, designation_id ON training_classes
  FOR EACH ROW EXECUTE FUNCTION training_classes_within_designation();
ALTER TABLE opening_notices
  ADD CONSTRAINT opening_notices_state CHECK (state IN ('draft', 'issued')),
  ADD CONSTRAINT opening_notices_issued CHECK (state = 'draft' OR (issued_at IS NOT NULL AND document_number IS NOT NULL));
CREATE FUNCTION refuse_change_once_issued() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'issued' THEN
    RAISE EXCEPTION '% % is issued', TG_TABLE_NAME, OLD.id USING ERRCODE = 'GP910';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER opening_notices_frozen BEFORE UPDATE OR DELETE ON opening_notices
  FOR EACH ROW EXECUTE FUNCTION refuse_change_once_issued();
CREATE TRIGGER notices_frozen BEFORE UPDATE OR DELETE ON notices
  FOR EACH ROW EXECUTE FUNCTION refuse_change_once_issued();
CREATE FUNCTION opening_notices_reach_somebody() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM enrolments WHERE class_id = NEW.class_id AND state = 'placed') THEN
    RAISE EXCEPTION 'nobody is placed in class %', NEW.class_id USING ERRCODE = 'GP916';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER opening_notices_reach_somebody BEFORE INSERT OR UPDATE ON opening_notices
  FOR EACH ROW WHEN (NEW.state = 'issued') EXECUTE FUNCTION opening_notices_reach_somebody();

-- Enrolments: one live enrolment per card, one per teacher, year and exclusivity group.
ALTER TABLE enrolments
  ADD CONSTRAINT enrolments_state CHECK (state IN ('submitted', 'confirmed', 'returned', 'approved', 'placed',
    'completed', 'rejected', 'withdrawn', 'replaced')),
  ADD CONSTRAINT enrolments_route CHECK (route IN ('code', 'binding', 'free')),
  ADD CONSTRAINT enrolments_returned CHECK ((state = 'returned') = (returned_to IS NOT NULL) AND
    (returned_to IS NULL OR returned_to IN ('school', 'teacher'))),
  ADD CONSTRAINT enrolments_placed CHECK ((state IN ('placed', 'completed')) = (class_id IS NOT NULL)),
  ADD CONSTRAINT enrolments_confirmed CHECK (state NOT IN ('confirmed', 'approved', 'placed', 'completed') OR
    (confirmed_at IS NOT NULL AND ethics_confirmed_by IS NOT NULL)),
  ADD CONSTRAINT enrolments_ended CHECK ((state IN ('rejected', 'withdrawn', 'replaced')) = (ended_at IS NOT NULL));
CREATE UNIQUE INDEX enrolments_one_live_per_card ON enrolments (card_id)
  WHERE state IN ('submitted', 'confirmed', 'returned', 'approved', 'placed', 'completed');
CREATE UNIQUE INDEX enrolments_one_per_teacher_and_group ON enrolments (teacher_id, year, exclusivity_group)
  WHERE state IN ('submitted', 'confirmed', 'returned', 'approved', 'placed', 'completed');
CREATE FUNCTION enrolments_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (TG_OP = 'INSERT' OR (OLD.state = 'rejected' AND NEW.state <> 'rejected'))
    AND NOT EXISTS (SELECT 1 FROM registration_cards c JOIN teachers t ON t.id = NEW.teacher_id
        WHERE c.id = NEW.card_id AND c.sub_project_id = NEW.sub_project_id AND c.school_id = NEW.school_id
          AND t.school_id = NEW.school_id AND c.state = 'used' AND c.teacher_id = NEW.teacher_id) THEN
    RAISE EXCEPTION 'card, teacher, school and sub-project of an enrolment agree' USING ERRCODE = 'GP911';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'submitted' THEN
      RAISE EXCEPTION 'an enrolment begins submitted' USING ERRCODE = 'GP912';
    END IF;
  ELSIF NEW.state <> OLD.state AND NOT (NEW.state = ANY (CASE OLD.state
      WHEN 'submitted' THEN ARRAY['confirmed', 'returned', 'withdrawn', 'replaced', 'rejected']
      WHEN 'confirmed' THEN ARRAY['approved', 'returned', 'rejected', 'withdrawn', 'replaced']
      WHEN 'returned' THEN ARRAY['submitted', 'confirmed', 'withdrawn', 'replaced', 'rejected']
      WHEN 'approved' THEN ARRAY['placed', 'confirmed', 'withdrawn', 'replaced']
      WHEN 'placed' THEN ARRAY['approved', 'completed', 'withdrawn', 'replaced']
      WHEN 'rejected' THEN ARRAY['confirmed']
      ELSE ARRAY[]::text[] END)) THEN
    RAISE EXCEPTION 'enrolment % cannot go from % to %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'GP912';
  ELSIF (NEW.teacher_id, NEW.card_id, NEW.sub_project_id, NEW.school_id, NEW.year, NEW.exclusivity_group) IS DISTINCT FROM
        (OLD.teacher_id, OLD.card_id, OLD.sub_project_id, OLD.school_id, OLD.year, OLD.exclusivity_group) THEN
    RAISE EXCEPTION 'an enrolment keeps its teacher, card, sub-project and school' USING ERRCODE = 'GP911';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER enrolments_guard BEFORE INSERT OR UPDATE ON enrolments FOR EACH ROW EXECUTE FUNCTION enrolments_guard();
CREATE FUNCTION enrolments_within_class() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  room integer;
  class_sub_project uuid;
BEGIN
  SELECT capacity, sub_project_id INTO STRICT room, class_sub_project FROM training_classes WHERE id = NEW.class_id FOR UPDATE;
  IF class_sub_project <> NEW.sub_project_id THEN
    RAISE EXCEPTION 'class and enrolment belong to one sub-project' USING ERRCODE = 'GP913';
  END IF;
  IF (SELECT count(*) FROM enrolments WHERE class_id = NEW.class_id AND state IN ('placed', 'completed')) > room THEN
    RAISE EXCEPTION 'class % is full', NEW.class_id USING ERRCODE = 'GP914';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER enrolments_within_class AFTER INSERT OR UPDATE OF class_id ON enrolments
  FOR EACH ROW WHEN (NEW.class_id IS NOT NULL) EXECUTE FUNCTION enrolments_within_class();
ALTER TABLE placement_proposals
  ADD CONSTRAINT placement_proposals_state CHECK (state IN ('proposed', 'accepted', 'superseded'));
CREATE UNIQUE INDEX placement_proposals_one_open ON placement_proposals (sub_project_id) WHERE state = 'proposed';
CREATE INDEX outbox_events_waiting ON outbox_events (created_at) WHERE relayed_at IS NULL;
CREATE INDEX registration_cards_waiting_to_lapse ON registration_cards (lapses_at) WHERE state IN ('issued', 'bound');

-- Registration, the one hot path: everything that decides who gets a seat happens here, in one round trip.
-- Order: idempotency key, window (shared advisory lock; whoever changes a window takes it exclusively), versions, card,
-- enrolment, trail. Nothing is written before a refusal but the key, which a refusal takes back.
-- A free card is picked past those that others are taking; only when all that is left is being taken do we wait to see
-- whether they keep it, so nobody hears "no free seat" while a seat is about to come back.
-- The snapshot is the row whose version was checked. A school that proposes a replacement comes this way too.
-- Returns { ok, code?, enrolmentId?, cardCode?, submittedAt?, replay }.
CREATE FUNCTION register_enrolment(
  p_account uuid, p_key text, p_hash text, p_enrolment uuid, p_year integer, p_group text, p_sub_project uuid,
  p_teacher uuid, p_teacher_version integer, p_school uuid, p_province uuid, p_criteria_version integer,
  p_card uuid, p_route text, p_details jsonb, p_audit jsonb
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  known idempotency_keys%ROWTYPE;
  person teachers%ROWTYPE;
  card registration_cards%ROWTYPE;
  moment timestamptz;
  registration_open boolean;
  supplement_open boolean;
  refusal text;
  answer jsonb;
BEGIN
  INSERT INTO idempotency_keys (account_id, action, key, request_hash) VALUES (p_account, 'enrolment.register', p_key, p_hash)
    ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    SELECT * INTO STRICT known FROM idempotency_keys WHERE account_id = p_account AND action = 'enrolment.register' AND key = p_key;
    IF known.request_hash <> p_hash THEN
      RETURN jsonb_build_object('ok', false, 'code', 'key-reused', 'replay', true);
    END IF;
    RETURN known.response || '{"replay": true}';
  END IF;

  PERFORM pg_advisory_xact_lock_shared(7001, p_year);
  SELECT * INTO person FROM teachers WHERE id = p_teacher AND school_id = p_school;
  refusal := CASE
    WHEN person.version IS DISTINCT FROM p_teacher_version THEN 'record-changed'
    WHEN (SELECT criteria_version FROM sub_projects WHERE id = p_sub_project) IS DISTINCT FROM p_criteria_version THEN 'criteria-changed'
    WHEN EXISTS (SELECT 1 FROM enrolments e WHERE e.teacher_id = p_teacher AND e.year = p_year AND e.exclusivity_group = p_group
      AND e.state IN ('submitted', 'confirmed', 'returned', 'approved', 'placed', 'completed')) THEN 'already-enrolled'
  END;

  IF refusal IS NULL AND p_card IS NOT NULL THEN
    SELECT * INTO card FROM registration_cards WHERE id = p_card FOR UPDATE;
  ELSIF refusal IS NULL THEN
    SELECT * INTO card FROM registration_cards
      WHERE school_id = p_school AND sub_project_id = p_sub_project AND state = 'issued' AND lapses_at > business_now()
      ORDER BY supplement, code LIMIT 1 FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
      SELECT * INTO card FROM registration_cards
        WHERE school_id = p_school AND sub_project_id = p_sub_project AND state = 'issued' AND lapses_at > business_now()
        ORDER BY supplement, code LIMIT 1 FOR UPDATE;
    END IF;
  END IF;

  moment := business_now();
  SELECT COALESCE(bool_or(key = 'registration' AND moment >= opens_at AND moment < closes_at), false),
         COALESCE(bool_or(key = 'supplement' AND moment >= opens_at AND moment < closes_at), false)
    INTO registration_open, supplement_open FROM time_windows WHERE year = p_year AND key IN ('registration', 'supplement');

  refusal := CASE
    WHEN NOT registration_open AND NOT supplement_open THEN 'window-shut'
    WHEN refusal IS NOT NULL THEN refusal
    WHEN card.id IS NULL AND p_card IS NULL THEN 'no-free-seat'
    WHEN card.id IS NULL OR card.school_id <> p_school OR card.sub_project_id <> p_sub_project THEN 'card-foreign'
    WHEN card.state = 'used' THEN 'card-used'
    WHEN card.state = 'recalled' THEN 'card-recalled'
    WHEN card.state = 'lapsed' OR card.lapses_at <= moment THEN 'card-lapsed'
    WHEN card.state = 'bound' AND card.teacher_id <> p_teacher THEN 'card-bound-to-another'
    WHEN NOT registration_open AND NOT card.supplement THEN 'window-shut'
  END;
  IF refusal IS NOT NULL THEN
    DELETE FROM idempotency_keys WHERE account_id = p_account AND action = 'enrolment.register' AND key = p_key;
    RETURN jsonb_build_object('ok', false, 'code', refusal, 'replay', false);
  END IF;

  UPDATE registration_cards SET state = 'used', teacher_id = p_teacher, version = version + 1 WHERE id = card.id;
  INSERT INTO enrolments (id, year, exclusivity_group, sub_project_id, teacher_id, school_id, province_id, card_id, state, route,
      snapshot, teacher_version, criteria_version, eligibility, commitment, preferences, needs_judgement, submitted_at, replaces_id)
    VALUES (p_enrolment, p_year, p_group, p_sub_project, p_teacher, p_school, p_province, card.id, 'submitted', p_route,
      to_jsonb(person) - '{problem_count,problem_keys,demonstration,created_at,updated_at}'::text[], p_teacher_version, p_criteria_version,
      p_details -> 'eligibility', p_details ->> 'commitment',
      ARRAY(SELECT jsonb_array_elements_text(p_details -> 'preferences')::uuid), (p_details ->> 'needsJudgement')::boolean, moment,
      (p_details ->> 'replacesId')::uuid);
  INSERT INTO enrolment_events (id, enrolment_id, kind, to_state, reason_text, actor_name, actor_role, organisation_name, at)
    VALUES ((p_audit ->> 'eventId')::uuid, p_enrolment, p_audit ->> 'eventKind', 'submitted', p_details ->> 'reasonText',
      p_audit ->> 'actorName', p_audit ->> 'actorRole', p_audit ->> 'organisationName', moment);
  INSERT INTO audit_events (id, business_at, kind, account_id, actor_name, actor_role, organisation_id, organisation_name,
      subject_kind, subject_id, payload, request_id)
    VALUES ((p_audit ->> 'id')::uuid, moment, p_audit ->> 'kind', p_account, p_audit ->> 'actorName', p_audit ->> 'actorRole',
      (p_audit ->> 'organisationId')::uuid, p_audit ->> 'organisationName', 'enrolment', p_enrolment::text,
      (p_audit -> 'payload') || jsonb_build_object('card', card.code), p_audit ->> 'requestId');
  INSERT INTO outbox_events (id, kind, payload)
    VALUES ((p_audit ->> 'outboxId')::uuid, 'enrolment.submitted', jsonb_build_object('enrolmentId', p_enrolment));
  answer := jsonb_build_object('ok', true, 'enrolmentId', p_enrolment, 'cardCode', card.code, 'submittedAt', moment);
  UPDATE idempotency_keys SET response = answer WHERE account_id = p_account AND action = 'enrolment.register' AND key = p_key;
  RETURN answer || '{"replay": false}';
END $$;

-- The one read before a registration, a preview or a decision: all facts that the conditions look at, with their versions.
-- A function, because its plan is kept by the connection; without it planning costs more than reading.
-- p_self is the enrolment that is judged, if there is one: it does not stand in its own way.
CREATE FUNCTION registration_facts(p_teacher uuid, p_sub_project uuid, p_card_code text, p_self uuid)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  moment timestamptz := business_now();
BEGIN
  RETURN (
    SELECT jsonb_build_object(
      'now', moment,
      'teacher', jsonb_build_object('id', t.id, 'version', t.version, 'schoolId', t.school_id, 'post', t.post,
        'courseKind', t.course_kind, 'courseSubject', t.course_subject, 'majorCode', t.major_code, 'title', t.title),
      'problemCount', t.problem_count,
      'school', jsonb_build_object('level', o.school_level, 'provinceId', o.province_id),
      'subProject', jsonb_build_object('id', s.id, 'code', s.code, 'name', s.short_name, 'nameEn', s.short_name_en, 'year', s.year,
        'equivalenceGroup', s.equivalence_group, 'exclusivityGroup', p.exclusivity_group, 'criteria', s.criteria,
        'criteriaVersion', s.criteria_version),
      'trainings', COALESCE((SELECT jsonb_agg(past) FROM (
          SELECT h.year, h.title, h.equivalence_group AS "group", h.hours FROM past_trainings h WHERE h.teacher_id = t.id
          UNION ALL
          SELECT e.year, f.name, f.equivalence_group, NULL FROM enrolments e JOIN sub_projects f ON f.id = e.sub_project_id
            WHERE e.teacher_id = t.id AND e.state = 'completed' AND e.id IS DISTINCT FROM p_self
          ORDER BY 1 DESC) past), '[]'),
      'otherEnrolments', COALESCE((SELECT jsonb_agg(jsonb_build_object('id', e.id, 'year', e.year, 'group', e.exclusivity_group,
          'subProjectCode', f.code, 'state', e.state, 'spans', COALESCE((
            SELECT jsonb_agg(jsonb_build_object('startsOn', k.starts_on, 'endsOn', k.ends_on)) FROM training_classes k
            WHERE k.id = e.class_id OR (e.class_id IS NULL AND k.id = ANY (e.preferences))), '[]')))
          FROM enrolments e JOIN sub_projects f ON f.id = e.sub_project_id
          WHERE e.teacher_id = t.id AND e.id IS DISTINCT FROM p_self
            AND e.state IN ('submitted', 'confirmed', 'returned', 'approved', 'placed', 'completed')), '[]'),
      'classes', COALESCE((SELECT jsonb_agg(jsonb_build_object('id', k.id, 'startsOn', k.starts_on, 'endsOn', k.ends_on) ORDER BY k.number)
          FROM training_classes k WHERE k.sub_project_id = s.id AND k.state <> 'cancelled'), '[]'),
      'windows', COALESCE((SELECT jsonb_object_agg(w.key, jsonb_build_object('opensAt', w.opens_at, 'closesAt', w.closes_at))
          FROM time_windows w WHERE w.year = s.year AND w.key IN ('registration', 'supplement')), '{}'),
      'card', (SELECT jsonb_build_object('id', c.id, 'code', c.code, 'state', c.state, 'schoolId', c.school_id,
          'subProjectId', c.sub_project_id, 'teacherId', c.teacher_id, 'lapsesAt', c.lapses_at, 'supplement', c.supplement)
          FROM registration_cards c WHERE c.code = p_card_code),
      'bound', (SELECT jsonb_build_object('id', c.id, 'code', c.code, 'state', c.state, 'schoolId', c.school_id,
          'subProjectId', c.sub_project_id, 'teacherId', c.teacher_id, 'lapsesAt', c.lapses_at, 'supplement', c.supplement)
          FROM registration_cards c WHERE c.teacher_id = t.id AND c.sub_project_id = s.id AND c.state = 'bound'
          ORDER BY c.lapses_at DESC, c.code LIMIT 1),
      -- Counted to a hundred: what matters is whether there is one.
      'free', (SELECT jsonb_build_object('count', count(*), 'supplement', COALESCE(bool_and(c.supplement), false))
          FROM (SELECT f.supplement FROM registration_cards f WHERE f.school_id = t.school_id AND f.sub_project_id = s.id
            AND f.state = 'issued' AND f.lapses_at > moment LIMIT 100) c))
    FROM teachers t JOIN organisations o ON o.id = t.school_id, sub_projects s
      JOIN projects p ON p.id = s.project_id JOIN programme_years y ON y.year = s.year
    WHERE t.id = p_teacher AND s.id = p_sub_project AND y.state = 'published');
END $$;
