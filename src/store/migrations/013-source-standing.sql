-- A source's own address: where permanent redirects lead until that is confirmed, or that it is gone; and those it had.
alter table sources add column standing jsonb;
alter table sources add column came_from text[] not null default '{}';
