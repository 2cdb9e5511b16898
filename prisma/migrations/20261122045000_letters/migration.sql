-- A letter is closed by its id, among what is still on its way.
CREATE INDEX deliveries_letter ON deliveries (letter_id) WHERE state = 'waiting';
-- Failures are few; from them the messages, and their senders, are found by id.
CREATE INDEX deliveries_failed_letters ON deliveries (message_id) WHERE state = 'failed';
