-- CreateTable
CREATE TABLE "notice_amendments" (
    "id" UUID NOT NULL,
    "class_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "document_number" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "people" INTEGER NOT NULL,
    "joined" INTEGER NOT NULL,
    "concerns_all" BOOLEAN NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "issued_by_name" TEXT NOT NULL,

    CONSTRAINT "notice_amendments_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "notice_amendments_document_number_key" ON "notice_amendments"("document_number");

-- CreateIndex
CREATE UNIQUE INDEX "notice_amendments_class_id_number_key" ON "notice_amendments"("class_id", "number");

-- AddForeignKey
ALTER TABLE "notice_amendments" ADD CONSTRAINT "notice_amendments_class_id_fkey" FOREIGN KEY ("class_id") REFERENCES "training_classes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE notice_amendments
  ADD CONSTRAINT notice_amendments_figures CHECK (number > 0 AND people > 0 AND joined BETWEEN 0 AND people),
  ADD CONSTRAINT notice_amendments_says_something CHECK (joined > 0 OR text <> ''),
  ADD CONSTRAINT notice_amendments_concerns CHECK (concerns_all = (text <> ''));

-- An issued paper is not changed; the next one changes what it says. It follows an issued notice, its numbers follow each other, and
-- a document number stands on one paper only.
CREATE FUNCTION notice_amendments_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    RAISE EXCEPTION 'amendment % is issued', OLD.id USING ERRCODE = 'GP910';
  END IF;
  PERFORM 1 FROM opening_notices WHERE class_id = NEW.class_id AND state = 'issued';
  IF NOT FOUND OR NEW.number <> (SELECT count(*) + 1 FROM notice_amendments WHERE class_id = NEW.class_id) THEN
    RAISE EXCEPTION 'class % has no notice that amendment % could change', NEW.class_id, NEW.number USING ERRCODE = 'GP918';
  END IF;
  IF EXISTS (SELECT 1 FROM opening_notices WHERE document_number = NEW.document_number) THEN
    RAISE EXCEPTION 'document number % is taken', NEW.document_number USING ERRCODE = 'GP919';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER notice_amendments_guard BEFORE INSERT OR UPDATE OR DELETE ON notice_amendments
  FOR EACH ROW EXECUTE FUNCTION notice_amendments_guard();
