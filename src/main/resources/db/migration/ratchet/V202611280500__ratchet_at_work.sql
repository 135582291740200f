alter table ratchet
  -- Null for what the project wants.
  add column auto_merge      boolean,
  -- What is shown; follows from what is decided and dispatched.
  add column state           text        not null default 'IDLE',
  add column decision        text,
  add column reason          text,
  add column decided_at      timestamptz,
  add column attempt         integer,
  add column attempts        integer,
  -- What GitHub said when it was last looked at, to tell what changed since.
  add column observed        jsonb;

-- What a project wants of its fixers; no row means what the product begins with.
create table ratchet_project (
  project_id uuid primary key,
  settings   jsonb not null
);

create table ratchet_pause (
  only_row boolean primary key default true check (only_row),
  paused   boolean not null
);

-- Each order to an agent to mend something. Its id is also the id of its message to the agent.
create table ratchet_dispatch (
  id            uuid primary key,
  workspace_id  uuid        not null,
  project_id    uuid        not null,
  pr_url        text        not null,
  head_sha      text        not null,
  -- The only one that is pushed for it.
  branch        text        not null,
  kind          text        not null,
  -- What was red: the same again is the same work.
  failure_key   text        not null,
  attempt       integer     not null,
  attempts      integer,
  subject       jsonb       not null,
  items         jsonb       not null,
  prompt        text        not null,
  session_id    uuid        not null,
  state         text        not null,
  outcome       text,
  words         text,
  pushed_sha    text,
  tokens        bigint      not null default 0,
  cost          numeric,
  currency      text,
  claimed_at    timestamptz not null,
  started_at    timestamptz,
  turn_ended_at timestamptz,
  ended_at      timestamptz,
  -- Who may move it on: only the holder of the newest fence.
  lease_owner   uuid        not null,
  lease_until   timestamptz not null,
  fence         bigint      not null default 1,
  check ((state = 'ENDED') = (outcome is not null))
);

-- Never two fixers in one workspace.
create unique index ratchet_dispatch_open on ratchet_dispatch (workspace_id) where state <> 'ENDED';
create unique index ratchet_dispatch_attempt on ratchet_dispatch (pr_url, attempt);
create index ratchet_dispatch_by_workspace on ratchet_dispatch (workspace_id, claimed_at);
create index ratchet_dispatch_by_project on ratchet_dispatch (project_id, claimed_at);

-- What was done on GitHub, once for what it is about. Written afterwards: each is harmless twice.
create table ratchet_action (
  workspace_id uuid        not null,
  action       text        not null,
  subject      text        not null,
  detail       text        not null,
  done_at      timestamptz not null,
  primary key (workspace_id, action, subject)
);

-- Why a check failed, once it is known.
create table ratchet_evidence (
  workspace_id uuid        not null,
  check_id     text        not null,
  head_sha     text        not null,
  name         text        not null,
  found        jsonb       not null,
  found_at     timestamptz not null,
  primary key (workspace_id, check_id)
);

-- Tests that failed and passed on one commit.
create table ratchet_flaky_test (
  project_id uuid        not null,
  test       text        not null,
  seen_at    timestamptz not null,
  primary key (project_id, test)
);

create table ratchet_event (
  id           bigint generated always as identity primary key,
  workspace_id uuid        not null,
  at           timestamptz not null,
  last_at      timestamptz not null,
  count        integer     not null default 1,
  kind         text        not null,
  title        text        not null,
  more         jsonb       not null
);

create index ratchet_event_by_workspace on ratchet_event (workspace_id, id);
