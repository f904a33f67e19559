# What a program is told when its request cannot be read.
api-lacks-from = ‘from’ is missing or is no step. It is the ‘step’ you last heard of this session, like p2.open, so that nobody steps twice.
api-lacks-slide = ‘slide’ is missing or is no slide. It is the name or the number of a slide; 0 is the page on which people join.
api-lacks-since = ‘since’ is missing. It is a moment, in milliseconds since 1970.
api-lacks-command = This ‘command’ does not exist. There are next, back, show, open, close, reveal, hide, clear, undo, black, end, resume, set-aside, bring-back, renew-screen and renew-control.
api-lacks-content-type = The body must be JSON. Send it with the header content-type: application/json.
api-lacks-json = The body is not the JSON that was asked for. { $why }
