# Where files are downloaded: how far the one is that somebody waits for.

making-starting = Bestand wordt aangevraagd.
making-waiting = { $file } wacht op zijn beurt: er worden eerst andere bestanden gemaakt.
making-gathering = { $file }: de antwoorden worden bij elkaar gezocht.
making-writing = { $file } wordt geschreven.
making-ready = { $file } is klaar. De download begint vanzelf.
making-failed = { $file } is niet gemaakt.
making-unknown = Het is even niet te zien hoever het bestand is. De download gaat door.
