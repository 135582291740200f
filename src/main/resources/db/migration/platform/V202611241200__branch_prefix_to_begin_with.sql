-- A new server puts its branches into a folder of their own; whoever wants none clears the setting.
insert into setting (name, value, updated_at)
values ('branchPrefix', 'ff/', now())
on conflict do nothing;
