# What may leave a session, and what attendees read of it.
privacy-merged = Other or no answer
problem-no-rows = This session has no file with a row for each participant.
problem-no-rows-way-on = Participants took part in confidence. Totals and texts are in the other files.
