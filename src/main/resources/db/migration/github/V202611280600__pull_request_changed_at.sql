-- When anybody last did something to it, by GitHub's clock: comments and reviews show in nothing else.
alter table pull_request add column changed_at timestamptz;
