create table project (
  id             uuid primary key,
  version        bigint      not null,
  name           text        not null,
  slug           text        not null unique,
  path           text        not null unique,
  git_url        text,
  state          text        not null,
  error_code     text,
  error_message  text,
  default_branch text,
  github_owner   text,
  github_repo    text,
  archived       boolean     not null,
  created_at     timestamptz not null,
  updated_at     timestamptz not null
);

create table workspace (
  id               uuid primary key,
  version          bigint      not null,
  project_id       uuid        not null references project (id),
  name             text        not null,
  status           text        not null,
  -- Counts the runs of the background work, so that a late result of an old run is told from a new one.
  attempt          integer     not null,
  purpose          text        not null,
  origin           text,
  source           text        not null,
  requested_branch text,
  requested_base   text,
  branch           text,
  base_branch      text,
  base_ref         text,
  base_commit      text,
  worktree_path    text        not null,
  worktree_made    boolean     not null,
  kept             boolean     not null,
  kept_commit      text,
  -- Set once the branch had commits of its own: only then can it be called merged.
  had_commits      boolean     not null,
  agent            text,
  ratchet          boolean     not null,
  setup_state      text        not null,
  setup_exit_code  integer,
  setup_started_at timestamptz,
  setup_ended_at   timestamptz,
  problem_code     text,
  problem_message  text,
  created_at       timestamptz not null,
  updated_at       timestamptz not null,
  archived_at      timestamptz
);

create index workspace_by_project on workspace (project_id, created_at);
create index workspace_in_motion on workspace (status) where status in ('NEW', 'PROVISIONING', 'ARCHIVING');
