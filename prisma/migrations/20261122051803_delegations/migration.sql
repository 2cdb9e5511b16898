-- AlterTable
ALTER TABLE "audit_events" ADD COLUMN     "delegation_id" UUID,
ADD COLUMN     "on_behalf_of" TEXT;

-- AlterTable
ALTER TABLE "enrolment_events" ADD COLUMN     "delegation_id" UUID,
ADD COLUMN     "on_behalf_of" TEXT;

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "delegation_id" UUID;

-- CreateTable
CREATE TABLE "delegations" (
    "id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "grantor_id" UUID NOT NULL,
    "grantee_id" UUID NOT NULL,
    "all_sub_projects" BOOLEAN NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "granted_by_name" TEXT NOT NULL,
    "granted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT business_now(),
    "revoked_by_name" TEXT,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_reason" TEXT,

    CONSTRAINT "delegations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delegation_sub_projects" (
    "delegation_id" UUID NOT NULL,
    "sub_project_id" UUID NOT NULL,

    CONSTRAINT "delegation_sub_projects_pkey" PRIMARY KEY ("delegation_id","sub_project_id")
);

-- CreateIndex
CREATE INDEX "delegations_grantor_id_year_idx" ON "delegations"("grantor_id", "year");

-- CreateIndex
CREATE INDEX "delegations_grantee_id_idx" ON "delegations"("grantee_id");

-- CreateIndex
CREATE INDEX "delegation_sub_projects_sub_project_id_idx" ON "delegation_sub_projects"("sub_project_id");

-- CreateIndex
CREATE INDEX "sessions_delegation_id_idx" ON "sessions"("delegation_id");

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_delegation_id_fkey" FOREIGN KEY ("delegation_id") REFERENCES "delegations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_grantor_id_fkey" FOREIGN KEY ("grantor_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_grantee_id_fkey" FOREIGN KEY ("grantee_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delegation_sub_projects" ADD CONSTRAINT "delegation_sub_projects_delegation_id_fkey" FOREIGN KEY ("delegation_id") REFERENCES "delegations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delegation_sub_projects" ADD CONSTRAINT "delegation_sub_projects_sub_project_id_fkey" FOREIGN KEY ("sub_project_id") REFERENCES "sub_projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was granted stays as it was granted; a delegation ends by its time or by being revoked, once.
ALTER TABLE "delegations"
  ADD CONSTRAINT delegations_span CHECK (ends_at > starts_at),
  ADD CONSTRAINT delegations_two_bodies CHECK (grantor_id <> grantee_id),
  ADD CONSTRAINT delegations_revoked CHECK ((revoked_at IS NULL) = (revoked_by_name IS NULL) AND (revoked_at IS NULL) = (revoked_reason IS NULL));
CREATE FUNCTION delegations_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.revoked_at IS NULL AND NEW.revoked_at IS NOT NULL
    AND to_jsonb(NEW) - 'revoked_at' - 'revoked_by_name' - 'revoked_reason' = to_jsonb(OLD) - 'revoked_at' - 'revoked_by_name' - 'revoked_reason' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the terms of a delegation stay as granted' USING ERRCODE = 'GP904';
END $$;
CREATE TRIGGER delegations_guard BEFORE UPDATE OR DELETE ON delegations
  FOR EACH ROW EXECUTE FUNCTION delegations_guard();
CREATE TRIGGER delegation_sub_projects_append_only BEFORE UPDATE OR DELETE ON delegation_sub_projects
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What was done in another body's name says in whose, and by which delegation.
ALTER TABLE "audit_events" ADD CONSTRAINT audit_events_on_behalf CHECK ((on_behalf_of IS NULL) = (delegation_id IS NULL));
ALTER TABLE "enrolment_events" ADD CONSTRAINT enrolment_events_on_behalf CHECK ((on_behalf_of IS NULL) = (delegation_id IS NULL));
