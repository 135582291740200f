-- What GitHub last said; all null until it was asked about the present url.
alter table pull_request
  add column title          text,
  add column state          text,
  add column head_sha       text,
  -- Since when this head is known here: right after a push no check is known yet.
  add column head_since     timestamptz,
  add column ci             text,
  add column review         text,
  add column merge_conflict boolean,
  add column observed_at    timestamptz,
  -- Why it could not be asked since; null while it can.
  add column problem_code   text,
  add column problem        text,
  add column problem_since  timestamptz;

create index pull_request_by_url on pull_request (url);
