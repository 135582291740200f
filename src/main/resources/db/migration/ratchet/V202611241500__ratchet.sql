create table ratchet (
  workspace_id uuid primary key,
  version      bigint  not null,
  project_id   uuid    not null,
  enabled      boolean not null
);

create index ratchet_by_project on ratchet (project_id);

-- The wish was stored with the workspace until the ratchet had a table of its own.
insert into ratchet (workspace_id, version, project_id, enabled)
select id, 1, project_id, ratchet from workspace;

alter table workspace drop column ratchet;
