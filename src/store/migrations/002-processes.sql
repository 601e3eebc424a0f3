-- Who is at work: each process says so every few seconds, for status, doctor and the dead-man's switch.
create table processes (
  id         uuid primary key,
  host       text not null,
  pid        integer not null,
  version    text not null,
  roles      text[] not null,
  started_at timestamptz not null default now(),
  seen_at    timestamptz not null default now(),
  planned_at timestamptz                    -- last tick of its planner
);
