-- CreateTable
CREATE TABLE "seat_moves" (
    "id" UUID NOT NULL,
    "sub_project_id" UUID NOT NULL,
    "from_id" UUID NOT NULL,
    "to_id" UUID NOT NULL,
    "proposed_by_id" UUID NOT NULL,
    "seats" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT,
    "decision" TEXT,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT business_now(),
    "ended_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "seat_moves_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "seat_moves_sub_project_id_idx" ON "seat_moves"("sub_project_id");

-- CreateIndex
CREATE INDEX "seat_moves_from_id_idx" ON "seat_moves"("from_id");

-- CreateIndex
CREATE INDEX "seat_moves_to_id_idx" ON "seat_moves"("to_id");

-- AddForeignKey
ALTER TABLE "seat_moves" ADD CONSTRAINT "seat_moves_sub_project_id_fkey" FOREIGN KEY ("sub_project_id") REFERENCES "sub_projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "seat_moves" ADD CONSTRAINT "seat_moves_from_id_fkey" FOREIGN KEY ("from_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "seat_moves" ADD CONSTRAINT "seat_moves_to_id_fkey" FOREIGN KEY ("to_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE seat_moves
  ADD CONSTRAINT seat_moves_state CHECK (state IN ('proposed', 'agreed', 'executed', 'refused', 'withdrawn')),
  ADD CONSTRAINT seat_moves_seats CHECK (seats > 0),
  ADD CONSTRAINT seat_moves_two_bodies CHECK (from_id <> to_id AND proposed_by_id IN (from_id, to_id)),
  ADD CONSTRAINT seat_moves_ended CHECK ((state IN ('executed', 'refused', 'withdrawn')) = (ended_at IS NOT NULL));

-- What was agreed is what is executed: nothing but the answers and the state of a request changes, and an end is final.
CREATE FUNCTION seat_moves_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.sub_project_id, NEW.from_id, NEW.to_id, NEW.proposed_by_id, NEW.seats, NEW.reason, NEW.proposed_at) IS DISTINCT FROM
     (OLD.sub_project_id, OLD.from_id, OLD.to_id, OLD.proposed_by_id, OLD.seats, OLD.reason, OLD.proposed_at)
    OR OLD.ended_at IS NOT NULL OR (NEW.state = 'executed' AND OLD.state <> 'agreed') THEN
    RAISE EXCEPTION 'seat move % cannot change so', OLD.id USING ERRCODE = 'GP940';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER seat_moves_guard BEFORE UPDATE ON seat_moves FOR EACH ROW EXECUTE FUNCTION seat_moves_guard();

-- Seats move between two accounts below one parent: out of one, into the other, never counted twice and never lost.
ALTER TABLE quota_entries DROP CONSTRAINT quota_entries_kind;
ALTER TABLE quota_entries
  ADD CONSTRAINT quota_entries_kind CHECK (
    kind IN ('plan', 'hand-down', 'top-up', 'hand-back', 'move-out', 'move-in', 'card', 'recall', 'lapse')),
  ADD CONSTRAINT quota_entries_move CHECK ((kind IN ('move-out', 'move-in')) = (operation_id IS NOT NULL));
CREATE UNIQUE INDEX quota_entries_one_way_of_a_move ON quota_entries (operation_id, kind) WHERE operation_id IS NOT NULL;
CREATE OR REPLACE FUNCTION quota_entries_apply() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  parent uuid;
  sign integer := CASE WHEN NEW.kind IN ('hand-back', 'move-out', 'recall', 'lapse') THEN -1 ELSE 1 END;
BEGIN
  SELECT parent_id INTO STRICT parent FROM quota_accounts WHERE id = NEW.account_id;
  IF (NEW.kind = 'plan') <> (parent IS NULL) AND NEW.kind NOT IN ('card', 'recall') THEN
    RAISE EXCEPTION 'entry % does not fit account %', NEW.kind, NEW.account_id USING ERRCODE = 'GP905';
  END IF;
  IF NEW.kind IN ('hand-down', 'top-up', 'hand-back', 'move-out', 'move-in', 'lapse') THEN
    UPDATE quota_accounts SET handed_down = handed_down + sign * NEW.seats WHERE id = parent;
  END IF;
  UPDATE quota_accounts SET
    granted = granted + CASE WHEN NEW.kind IN ('plan', 'hand-down', 'top-up', 'hand-back', 'move-out', 'move-in', 'lapse')
      THEN sign * NEW.seats ELSE 0 END,
    carded = carded + CASE WHEN NEW.kind IN ('card', 'recall', 'lapse') THEN sign * NEW.seats ELSE 0 END
  WHERE id = NEW.account_id;
  RETURN NEW;
END $$;

-- When the transaction commits, both ways of a move stand, with its seats, on the accounts of its two bodies.
CREATE FUNCTION quota_entries_move_is_whole() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM seat_moves m
      JOIN quota_entries o ON o.operation_id = m.id AND o.kind = 'move-out' AND o.seats = m.seats
      JOIN quota_accounts a ON a.id = o.account_id AND a.organisation_id = m.from_id AND a.sub_project_id = m.sub_project_id
      JOIN quota_entries i ON i.operation_id = m.id AND i.kind = 'move-in' AND i.seats = m.seats
      JOIN quota_accounts b ON b.id = i.account_id AND b.organisation_id = m.to_id AND b.parent_id = a.parent_id
    WHERE m.id = NEW.operation_id AND m.state = 'executed') THEN
    RAISE EXCEPTION 'move % is not whole', NEW.operation_id USING ERRCODE = 'GP940';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER quota_entries_move_is_whole AFTER INSERT ON quota_entries
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind IN ('move-out', 'move-in'))
  EXECUTE FUNCTION quota_entries_move_is_whole();
