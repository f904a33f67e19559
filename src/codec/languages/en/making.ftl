# Where files are downloaded: how far the one is that somebody waits for.

making-starting = The file is being asked for.
making-waiting = { $file } is waiting for its turn: other files are made first.
making-gathering = { $file }: the answers are being gathered.
making-writing = { $file } is being written.
making-ready = { $file } is ready. The download starts by itself.
making-failed = { $file } was not made.
making-unknown = How far the file is cannot be seen just now. The download goes on.
