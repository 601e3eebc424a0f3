-- What last brought the check of an article forward: { hint, by, at, to }; it is why while `to` is when it is due.
alter table articles add column pulled jsonb;
