# What the command `verify` says in a terminal. `path` is where something stands in the file, as counts.ja of question 1 (komt).
verify-question = question { $n } ({ $id })
verify-in-question = { $path } of question { $n } ({ $id })
verify-unreadable = ‘{ $name }’ cannot be read: { $why }
verify-no-json = ‘{ $name }’ is not whole: { $why }
verify-no-json-tip = it may have been cut off or edited by hand; download results.json again
verify-other = ‘{ $name }’ holds no results
verify-other-tip = give the file results.json of a session, as the desk and the API hand it over
verify-version = version in ‘{ $name }’ is not 1, and this program knows no other
verify-version-tip = check it with the version of Peil that made the file; if it says 1 there, the file was changed
verify-in-file = ‘{ $name }’: { $said }
verify-figure = { $path } says { $file }, but the rows give { $content }
verify-figure-tip = do not use these figures; download results.json again, and ask whoever sent you this file what was changed
verify-changed = { $path } is not what was written there
verify-changed-tip = compare what stands there with a file that you download again from the desk
verify-missing = { $path } is missing
verify-added = { $path } was added later
verify-malformed = { $path } is nothing that Peil writes there
verify-check = { $path } was changed; the value that it is a check of was not
verify-check-tip = the results still stand as they were written; download the file again to have it whole
verify-digest-differs = sha256 says { $file }, but the content gives { $content }
verify-digest-tip = something in the file was changed; compare the digest with the one on the report or the workbook of that moment
verify-more = { $n ->
    [one] and { $n } more difference
   *[other] and { $n } more differences
}
verify-whole = { $name }: { $figures } figures counted again, from { $rows } participants; all agree
verify-digest-only = { $name }: only the digest was reckoned again, because there are no rows to count; it agrees
verify-no-rows = not counted again: this file holds no answers by participant, because the session keeps none or they were deleted
verify-rows-later = not counted again: this file holds no answers by participant yet; they come when the results are final
verify-no-texts = not counted again: { $path }, because the texts were deleted
verify-merged = not counted again one by one: { $path }, because small groups stand together in the rows
verify-withheld = not counted again: { $path }, because the rows leave it out: it would tell few people apart
verify-apart = not counted again: { $path }, because its words stand apart from the rows
verify-askers = not counted again: { $path }, because who asked is not kept
verify-digest = sha-256 { $digest }; on the report and the workbook of the same moment stands the same
