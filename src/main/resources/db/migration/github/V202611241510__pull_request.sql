create table pull_request (
  workspace_id uuid primary key,
  version      bigint  not null,
  project_id   uuid    not null,
  -- Both null once the workspace was parted from its pull request: the version goes on.
  url          text,
  number       integer
);

create index pull_request_by_project on pull_request (project_id);
