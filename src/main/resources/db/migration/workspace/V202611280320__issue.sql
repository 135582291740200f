-- The issue that a workspace was made for, as it was then.
alter table workspace
  add column issue_number integer,
  add column issue_title  text,
  add column issue_url    text;
