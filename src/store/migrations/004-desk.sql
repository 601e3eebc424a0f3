-- What editors say: what is to be silent, and whether an alert was right.
create table mutes (
  id         bigint generated always as identity primary key,
  mute       jsonb not null,
  created_at timestamptz not null default now()
);

create table answers (
  alert_id    bigint primary key references alerts (id),
  answer      text not null check (answer in ('right', 'wrong', 'not_news', 'mute_rule')),
  answered_at timestamptz not null default now()
);
create index answers_at on answers (answered_at);

-- Editors name an alert by its event's id.
create index alerts_event on alerts ((event #>> '{data,id}'));
create index versions_found on versions (found_at);
create index attempts_started on attempts using brin (started_at);
