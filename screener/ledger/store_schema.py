"""The tables of the store, and how one version becomes the next.

A change of the schema is one more entry in `MIGRATIONS`; an entry that was published is never edited. Every table
that a step of the user's may change has an integer `id`, so that a step can be taken back row by row.
"""

from __future__ import annotations

from typing import Final

_FIRST: Final = """
CREATE TABLE owner (id INTEGER PRIMARY KEY CHECK (id = 1), name TEXT NOT NULL, slug TEXT NOT NULL);

-- Everybody whom the user's files or the user have named. Without an address: known by name alone.
CREATE TABLE person (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, slug TEXT UNIQUE, email TEXT, company TEXT, position TEXT,
  connected_on TEXT);
CREATE TABLE name_key (
  key TEXT NOT NULL, person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE, PRIMARY KEY (key, person))
  WITHOUT ROWID;
CREATE INDEX name_key_of_person ON name_key (person);
CREATE TABLE email_key (
  key TEXT NOT NULL, person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE, PRIMARY KEY (key, person))
  WITHOUT ROWID;
CREATE INDEX email_key_of_person ON email_key (person);
-- What the archives hold between the user and a person, counted: where a word of the user's would help most.
CREATE TABLE tie (
  person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE, kind TEXT NOT NULL, number INTEGER NOT NULL, last TEXT,
  PRIMARY KEY (person, kind)) WITHOUT ROWID;

-- What one reading of files told of the user, and where it searched; policies by their whole text.
CREATE TABLE reading (id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, content TEXT NOT NULL);
CREATE TABLE policy (id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, content TEXT NOT NULL);
CREATE TABLE snapshot (
  id INTEGER PRIMARY KEY, file TEXT NOT NULL, day TEXT, fingerprint TEXT NOT NULL UNIQUE, counts TEXT NOT NULL,
  requests TEXT NOT NULL);

-- `id` is the number in the queue: given once, never again.
CREATE TABLE request (
  id INTEGER PRIMARY KEY AUTOINCREMENT, person INTEGER NOT NULL REFERENCES person, called TEXT NOT NULL,
  content TEXT NOT NULL, sheet TEXT NOT NULL, sheet_day TEXT NOT NULL, catalogue TEXT NOT NULL,
  reading INTEGER NOT NULL REFERENCES reading, first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, withdrawn TEXT,
  is_open INTEGER NOT NULL DEFAULT 1);
CREATE INDEX request_of_person ON request (person);
CREATE INDEX request_open ON request (id) WHERE is_open;
CREATE INDEX request_called ON request (called);

-- What the user did. `content` is the request as it was: facts, firings, policy.
CREATE TABLE decision (
  id INTEGER PRIMARY KEY, person INTEGER NOT NULL REFERENCES person, request INTEGER REFERENCES request,
  verdict TEXT NOT NULL, because TEXT NOT NULL, day TEXT NOT NULL, policy INTEGER REFERENCES policy,
  content TEXT);
CREATE INDEX decision_of_person ON decision (person);
CREATE INDEX decision_of_request ON decision (request);
CREATE TABLE question (
  id INTEGER PRIMARY KEY, request INTEGER REFERENCES request, decision INTEGER REFERENCES decision ON DELETE CASCADE,
  text TEXT NOT NULL, day TEXT NOT NULL, nudged TEXT);
CREATE INDEX question_of_request ON question (request);
CREATE INDEX question_of_decision ON question (decision);
CREATE TABLE answer (
  id INTEGER PRIMARY KEY, question INTEGER NOT NULL REFERENCES question ON DELETE CASCADE, text TEXT NOT NULL,
  source TEXT NOT NULL);
CREATE INDEX answer_of_question ON answer (question);
CREATE TABLE vouch (
  id INTEGER PRIMARY KEY, person INTEGER NOT NULL REFERENCES person, recommend TEXT NOT NULL, kind TEXT NOT NULL,
  context TEXT NOT NULL, reason TEXT NOT NULL, introduced_by TEXT NOT NULL, day TEXT);
CREATE INDEX vouch_of_person ON vouch (person);
CREATE TABLE expected (
  id INTEGER PRIMARY KEY, person INTEGER NOT NULL REFERENCES person, reason TEXT NOT NULL, until TEXT, day TEXT);
CREATE INDEX expected_of_person ON expected (person);

-- Append-only: what was done, and each row as it was before. `undoes` names the step that was taken back.
CREATE TABLE log (
  id INTEGER PRIMARY KEY AUTOINCREMENT, day TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL,
  undoes INTEGER UNIQUE REFERENCES log ON DELETE CASCADE);
CREATE TABLE log_person (
  log INTEGER NOT NULL REFERENCES log ON DELETE CASCADE, person INTEGER NOT NULL, PRIMARY KEY (log, person))
  WITHOUT ROWID;
CREATE INDEX log_of_person ON log_person (person);
CREATE TABLE change (
  id INTEGER PRIMARY KEY, log INTEGER NOT NULL REFERENCES log ON DELETE CASCADE, in_table TEXT NOT NULL,
  row INTEGER NOT NULL, before TEXT);
CREATE INDEX change_of_log ON change (log);
"""

# How a slug was written, where that is not how it is compared: in capitals, or with ß.
_SECOND: Final = "ALTER TABLE person ADD COLUMN written TEXT;"

# The world: what all sources together say of the people of the user's life. A source is known by what is in it. It
# takes the place of what archives told of people before; `person` keeps those whom the user or a request speaks of.
_THIRD: Final = """
DROP TABLE snapshot;
DROP TABLE tie;
DROP TABLE email_key;
DELETE FROM person WHERE NOT EXISTS (SELECT 1 FROM request WHERE request.person = person.id)
  AND NOT EXISTS (SELECT 1 FROM decision WHERE decision.person = person.id)
  AND NOT EXISTS (SELECT 1 FROM vouch WHERE vouch.person = person.id)
  AND NOT EXISTS (SELECT 1 FROM expected WHERE expected.person = person.id)
  AND NOT EXISTS (SELECT 1 FROM log_person WHERE log_person.person = person.id);
DELETE FROM name_key WHERE person NOT IN (SELECT id FROM person);
ALTER TABLE person DROP COLUMN connected_on;
CREATE TABLE source (
  id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, file TEXT NOT NULL, mark TEXT NOT NULL, kind TEXT NOT NULL,
  made TEXT, read_on TEXT NOT NULL, reader INTEGER NOT NULL, state TEXT NOT NULL, content TEXT NOT NULL);
CREATE TABLE appearance (
  id INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE, kind TEXT NOT NULL,
  person INTEGER, content TEXT NOT NULL);
CREATE INDEX appearance_of_source ON appearance (source);
CREATE INDEX appearance_of_person ON appearance (person);
CREATE TABLE exchange (
  appearance INTEGER NOT NULL REFERENCES appearance ON DELETE CASCADE, medium TEXT NOT NULL, day TEXT NOT NULL,
  from_me INTEGER NOT NULL, thread TEXT NOT NULL, by_program INTEGER NOT NULL, is_refusal INTEGER NOT NULL,
  number INTEGER NOT NULL, file TEXT NOT NULL, row INTEGER NOT NULL);
CREATE INDEX exchange_of_appearance ON exchange (appearance);
CREATE TABLE meeting (
  id INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE, content TEXT NOT NULL);
CREATE INDEX meeting_of_source ON meeting (source);
CREATE TABLE attendance (
  appearance INTEGER NOT NULL REFERENCES appearance ON DELETE CASCADE,
  meeting INTEGER NOT NULL REFERENCES meeting ON DELETE CASCADE, theirs TEXT NOT NULL, mine TEXT);
CREATE INDEX attendance_of_appearance ON attendance (appearance);
CREATE INDEX attendance_of_meeting ON attendance (meeting);
CREATE TABLE subject (
  appearance INTEGER NOT NULL REFERENCES appearance ON DELETE CASCADE, thread TEXT NOT NULL, text TEXT NOT NULL,
  at TEXT NOT NULL);
CREATE INDEX subject_of_appearance ON subject (appearance);
-- Whom somebody who wrote to the user named, as a hash of the name: texts of messages and mails are not kept.
CREATE TABLE naming (
  appearance INTEGER NOT NULL REFERENCES appearance ON DELETE CASCADE, mark TEXT NOT NULL, thread TEXT NOT NULL,
  at TEXT NOT NULL);
CREATE INDEX naming_of_mark ON naming (mark);
CREATE INDEX naming_of_appearance ON naming (appearance);
-- Made anew from the tables above whenever they change: who is found by what.
CREATE TABLE borne (key TEXT NOT NULL, person INTEGER NOT NULL, PRIMARY KEY (key, person)) WITHOUT ROWID;
CREATE TABLE person_key (kind TEXT NOT NULL, value TEXT NOT NULL, person INTEGER NOT NULL,
  PRIMARY KEY (kind, value)) WITHOUT ROWID;
CREATE TABLE at_firm (key TEXT NOT NULL, person INTEGER NOT NULL, PRIMARY KEY (key, person)) WITHOUT ROWID;
CREATE TABLE thing (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, content TEXT NOT NULL);
CREATE TABLE word_of_thing (word TEXT NOT NULL, thing INTEGER NOT NULL, PRIMARY KEY (word, thing)) WITHOUT ROWID;
CREATE TABLE world (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
-- What the user said of askers: `person` names whom by keys and name, so that it holds whatever is read later.
CREATE TABLE link (
  id INTEGER PRIMARY KEY, asker TEXT NOT NULL, says TEXT NOT NULL, person TEXT NOT NULL, day TEXT NOT NULL);
CREATE INDEX link_of_asker ON link (asker);
-- Whom the user asked to forget, as salted hashes of keys, names and spellings: reading files does not bring them back.
CREATE TABLE ignored (hash TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE salt (id INTEGER PRIMARY KEY CHECK (id = 1), value TEXT NOT NULL, longest INTEGER NOT NULL);
"""

# In which language, and how formally, the last words between two people were written; never the words.
_FOURTH: Final = "ALTER TABLE exchange ADD COLUMN voice TEXT NOT NULL DEFAULT '';"

# Who is found by what, so that a word that many bear need not be read through: `is_open` are those whose names leave
# something open (initials, one word, another script), whom one word may find. And every name of a person, to be read
# without their records. All are made anew from what the sources told.
_FIFTH: Final = """
DROP TABLE borne;
CREATE TABLE borne (key TEXT NOT NULL, is_open INTEGER NOT NULL, person INTEGER NOT NULL,
  PRIMARY KEY (key, is_open, person)) WITHOUT ROWID;
CREATE TABLE called (person INTEGER PRIMARY KEY, names TEXT NOT NULL);
-- What was found of a request, and a hash of all that it rests on.
CREATE TABLE resolved (
  request INTEGER PRIMARY KEY REFERENCES request ON DELETE CASCADE, rests_on TEXT NOT NULL, outcome TEXT NOT NULL,
  state TEXT NOT NULL, rank TEXT NOT NULL, with_changes INTEGER NOT NULL, content TEXT NOT NULL);
DELETE FROM world WHERE name = 'state';
-- Put off until newer files are read: the newest source of that day.
ALTER TABLE request ADD COLUMN snoozed INTEGER;
"""

# What was shown last, in its machine-readable form, for as long as nothing it rests on changes; `number` is that of the
# request, `proposal` what is kept of it if the user does as is proposed by `policy`. A token, which every writing
# renews that changes anything else. And how every connection was judged, in the order in which they are shown; in
# `judgement` what they come to, and a hash of all that it rests on.
_SIXTH: Final = """
CREATE TABLE shown (
  name TEXT PRIMARY KEY, rests_on TEXT NOT NULL, is_whole INTEGER NOT NULL, frame TEXT NOT NULL, policy TEXT);
CREATE TABLE shown_request (
  shown TEXT NOT NULL REFERENCES shown ON DELETE CASCADE, place INTEGER NOT NULL, number INTEGER,
  content TEXT NOT NULL, proposal TEXT, PRIMARY KEY (shown, place));
CREATE TABLE written (id INTEGER PRIMARY KEY CHECK (id = 1), token TEXT NOT NULL);
CREATE TABLE judgement (id INTEGER PRIMARY KEY CHECK (id = 1), rests_on TEXT NOT NULL, content TEXT NOT NULL);
CREATE TABLE judged (place INTEGER PRIMARY KEY, kind TEXT NOT NULL, flags TEXT NOT NULL, content TEXT NOT NULL);
-- Put off until this day, whatever is read before it.
ALTER TABLE request ADD COLUMN snoozed_until TEXT;
-- Where a file lay when it was read, from everywhere.
ALTER TABLE source ADD COLUMN path TEXT NOT NULL DEFAULT '';
"""

# One row for what went one way in one thread by one file, instead of one a day: `days` is a list of day, number of
# texts, newest row and whether all were refusals; `voice` is that of the last day.
_SEVENTH: Final = """
ALTER TABLE exchange RENAME TO exchange_by_day;
CREATE TABLE exchange (
  appearance INTEGER NOT NULL REFERENCES appearance ON DELETE CASCADE, medium TEXT NOT NULL, from_me INTEGER NOT NULL,
  by_program INTEGER NOT NULL, thread TEXT NOT NULL, file TEXT NOT NULL, voice TEXT NOT NULL, days TEXT NOT NULL);
INSERT INTO exchange SELECT appearance, medium, from_me, by_program, thread, file, max(voice),
  json_group_array(json_array(day, number, row, json(iif(is_refusal, 'true', 'false'))))
  FROM (SELECT * FROM exchange_by_day ORDER BY appearance, medium, from_me, by_program, thread, file, day)
  GROUP BY appearance, medium, from_me, by_program, thread, file;
DROP TABLE exchange_by_day;
CREATE INDEX exchange_of_appearance ON exchange (appearance);
"""

# What was shown stays through what the user does: `token` is that of the store which it is shown for, `since` the last
# line of the log when it was made. A request that a step of the log took out of the queue was `left_by` it, one that is
# to be decided anew `touched_by` it: to take the step back brings both back.
_EIGHTH: Final = """
DELETE FROM shown_request;
DELETE FROM shown;
ALTER TABLE shown ADD COLUMN token TEXT NOT NULL DEFAULT '';
ALTER TABLE shown ADD COLUMN since INTEGER NOT NULL DEFAULT 0;
ALTER TABLE shown_request ADD COLUMN left_by INTEGER;
ALTER TABLE shown_request ADD COLUMN touched_by INTEGER;
"""

# The policy that was checked last, ready to run, by a hash of all that it is made of.
_NINTH: Final = """
CREATE TABLE ready_policy (id INTEGER PRIMARY KEY CHECK (id = 1), mark TEXT NOT NULL, content BLOB NOT NULL);
-- Who an asker is among the people of the world, and what their texts say, with a hash of all that it rests on.
CREATE TABLE recognised (asker TEXT PRIMARY KEY, rests_on TEXT NOT NULL, content BLOB NOT NULL);
"""

MIGRATIONS: Final[tuple[str, ...]] = (_FIRST, _SECOND, _THIRD, _FOURTH, _FIFTH, _SIXTH, _SEVENTH, _EIGHTH, _NINTH)
