-- The order in which free cards are taken, so that a registration reads one card and not all of its school's.
CREATE INDEX registration_cards_free ON registration_cards (school_id, sub_project_id, supplement, code) WHERE state = 'issued';
