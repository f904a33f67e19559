# What a program is told when its request cannot be read.
api-lacks-from = ‘from’ is missing or is no step. It is the ‘step’ you last heard of this session, like p2.open, so that nobody steps twice.
api-lacks-slide = ‘slide’ is missing or is no slide. It is the name or the number of a slide; 0 is the page on which people join.
api-lacks-since = ‘since’ is missing. It is a moment, in milliseconds since 1970.
api-lacks-command = This ‘command’ does not exist. There are { $commands }.
api-lacks-seconds = ‘seconds’ is missing, or too few or too many. It is how long the clock runs, in seconds.
api-lacks-round = ‘round’ is missing. It is the round of the question, as ‘round’ in results.json; 1 where nothing was cleared.
api-lacks-entries = ‘entries’ is missing, or names something that is no text. It is a list of names of texts, each of 32 hexadecimal digits.
api-lacks-under = ‘under’ is missing or is no answer. It is the name of the answer that the text counts as.
api-lacks-newest = ‘newest’ is missing. It is the number of the newest text that you have read: what came later stays hidden.
api-lacks-ask = ‘ask’ is missing. It is the number of a question from the audience, as ‘number’ in results.json.
api-lacks-into = ‘into’ is missing. It is the number of the question from the audience that this one joins.
api-lacks-content-type = The body must be JSON. Send it with the header content-type: application/json.
api-lacks-json = The body is not the JSON that was asked for. { $why }
