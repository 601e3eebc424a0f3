-- The ledger: what is due, leased, owed or retried is a row here. The queue holds ids only.
-- Leases, fences and due times are judged by this database's clock alone.

create table sites (
  host        text primary key,
  due_at      timestamptz,                 -- never later than the first due check of its articles; null: nothing due
  busy_until  timestamptz,                 -- lease: one check-site job per host at a time
  open_at     timestamptz not null default '-infinity', -- politeness: no request before
  gap_ms      integer,                     -- operator's own gap; null: the default
  politeness  jsonb,
  habits      jsonb,
  robots      jsonb,
  urge        real not null default 0,     -- sum over its articles, refreshed by maintain
  broken_at   timestamptz,                 -- when its operator was last told that the whole site turned
  settings    jsonb not null default '{}'
);
create index sites_due on sites (due_at) where due_at is not null;

create table articles (
  id                 bigint generated always as identity primary key,
  url                text not null unique,
  host               text not null references sites (host),
  tags               text[] not null default '{}',
  priority           real not null default 1 check (priority > 0),
  tracked_at         timestamptz not null default now(),
  untracked_at       timestamptz,
  forgotten_at       timestamptz,
  next_check_at      timestamptz,          -- null: at rest
  lease_until        timestamptz,
  lease_no           bigint not null default 0, -- fence: grows each time a job takes the article
  taken              boolean not null default false, -- whether a job has taken the present lease
  check_no           bigint not null default 0,
  version_no         integer not null default 0,
  etag               text,
  last_modified      text,
  wire_hash          bytea,
  last_full_fetch_at timestamptz,
  last_checked_at    timestamptz,
  last_changed_at    timestamptz,
  edits              timestamptz[] not null default '{}', -- when changes were found, newest first, the last 20
  traits             jsonb,                -- what cadence asks of the latest version: kind, section, published
  urge               real not null default 0, -- what it asks of a budget, and how it ranks when late (cadence)
  woken_at           timestamptz,          -- last time something pointed at it
  standing           jsonb
) with (fillfactor = 80);
create index articles_due on articles (host, next_check_at) where next_check_at is not null;

create table checks (
  article_id bigint not null,
  no         bigint not null,
  at         timestamptz not null,
  outcome    text not null,
  state      text,
  status     smallint,
  took_ms    integer not null,
  late_ms    integer,
  version_no integer not null,
  primary key (article_id, no)
);
create index checks_at on checks using brin (at);

create table snapshots (
  id         bigint generated always as identity primary key,
  article_id bigint not null references articles (id),
  sha256     bytea not null,
  url        text not null,
  status     smallint not null,
  headers    jsonb not null,
  encoding   text not null,                -- content codings of `body`, as received; '' is none
  charset    text not null,
  body       bytea,                        -- null: forgotten
  fetched_at timestamptz not null
);
create index snapshots_article on snapshots (article_id);
-- Most bodies come compressed over the wire: TOAST must not try again.
alter table snapshots alter column body set storage external;

create table versions (
  article_id   bigint not null references articles (id),
  no           integer not null,
  snapshot_id  bigint not null references snapshots (id),
  extractor    text not null,
  rules        text not null,
  confirmed_by text,                       -- a later extractor and rules that see the very same in its snapshot
  technical    boolean not null,
  content      jsonb,                      -- null: forgotten
  content_hash text not null,
  headline     text,
  found_at     timestamptz not null,
  last_seen_at timestamptz not null,       -- last check that saw it unchanged
  primary key (article_id, no)
);

create table changes (
  id         bigint generated always as identity primary key,
  article_id bigint not null,
  version_no integer not null,
  kind       text not null,
  field      text not null,
  severity   text not null,
  rule       text not null,
  change     jsonb not null,
  found_at   timestamptz not null,
  foreign key (article_id, version_no) references versions (article_id, no)
);
create index changes_version on changes (article_id, version_no);

create table endpoints (
  id              bigint generated always as identity primary key,
  name            text not null unique,
  format          text not null,
  url             text not null,           -- sealed: a chat webhook's URL is a secret
  secrets         text not null,           -- sealed JSON, newest first
  preferences     jsonb not null default '{}',
  created_at      timestamptz not null default now(),
  failures        integer not null default 0, -- attempts that failed in a row
  failing_since   timestamptz,
  disabled_at     timestamptz,
  disabled_reason text
);

create table routes (
  id          bigint generated always as identity primary key,
  name        text not null unique,
  route       jsonb not null,
  created_at  timestamptz not null default now()
);
create table route_endpoints (
  route_id    bigint not null references routes (id) on delete cascade,
  endpoint_id bigint not null references endpoints (id) on delete cascade,
  primary key (route_id, endpoint_id)
);

create table alerts (
  id         bigint generated always as identity primary key,
  article_id bigint references articles (id),  -- null: an operator event
  version_no integer,
  type       text not null,
  severity   text not null,
  line       text not null,
  event      jsonb not null,
  storm_key  text,                         -- the same edit over many articles of a site
  flapping   boolean not null default false,
  found_at   timestamptz not null
);
create index alerts_storm on alerts (storm_key, found_at) where storm_key is not null;
create index alerts_article on alerts (article_id, found_at);
create index alerts_found on alerts (found_at);

create table deliveries (
  id              bigint generated always as identity primary key,
  endpoint_id     bigint not null references endpoints (id),
  state           text not null default 'open' check (state in ('open', 'pending', 'delivered', 'dead')),
  collects        text,                    -- what an open delivery collects; null: nothing more
  release_at      timestamptz not null,
  webhook_id      text unique,             -- minted once, at release
  body            text,                    -- frozen once, at release
  content_type    text,
  attempt_no      integer not null default 0, -- fence: grows with each attempt begun
  tries           integer not null default 0, -- attempts that came to an end
  next_attempt_at timestamptz not null,    -- release_at while open
  lease_until     timestamptz,
  taken           boolean not null default false,
  created_at      timestamptz not null default now(),
  done_at         timestamptz,
  reason          text,
  check (state <> 'pending' or body is not null)
);
create index deliveries_due on deliveries (endpoint_id, next_attempt_at) where state in ('open', 'pending');
create index deliveries_leased on deliveries (endpoint_id) where lease_until is not null;
create index deliveries_collecting on deliveries (endpoint_id, collects) where state = 'open' and collects is not null;
create index deliveries_endpoint on deliveries (endpoint_id, created_at);

-- owed(alert, endpoint): the promise that each alert reaches each endpoint by exactly one delivery.
create table delivery_alerts (
  delivery_id bigint not null references deliveries (id) on delete cascade,
  alert_id    bigint not null references alerts (id),
  endpoint_id bigint not null references endpoints (id),
  primary key (delivery_id, alert_id),
  unique (alert_id, endpoint_id)
);

create table attempts (
  delivery_id bigint not null references deliveries (id) on delete cascade,
  no          integer not null,
  started_at  timestamptz not null default now(),
  took_ms     integer,                     -- null: cut short (crash or shutdown)
  status      smallint,
  error       text,
  answer      text,                        -- first 4 KB
  primary key (delivery_id, no)
);
