# Settings and the team's phones.

settings-title = Settings
settings-this-device = This phone
settings-label = Name
settings-team = Team
settings-role = Role
settings-caseloads = Caseloads
settings-relay = Relay
settings-lock = Lock now
settings-about = Wayside is free software. It asks and notes; it does not diagnose.

devices-title = Phones of the team
devices-approve = Let a phone join
devices-ask-supervisor = Only a supervisor can let a phone join.
devices-last-seen = Last heard of { $when }
devices-never-seen = Nothing has arrived from it yet
devices-this-one = This phone
devices-roster = Team list
devices-no-gap = packets 1 to { NUMBER($to, useGrouping: "false") }, none missing
devices-gap = packet { NUMBER($hole, useGrouping: "false") } is missing (highest { NUMBER($to, useGrouping: "false") })
