# What the command `check` says in a terminal, around the faults that the reader of decks finds.
check-error = error: { $message }
check-tip = tip: { $tip }
check-folder-unreadable = folder ‘{ $name }’ cannot be read: { $why }
check-folder-empty = there is no deck in folder ‘{ $name }’
check-folder-empty-tip = a deck ends in .md
check-unreadable = ‘{ $name }’ cannot be read: { $why }
check-bad-name = ‘{ $name }’ cannot be a deck
check-bad-name-tip = a file name has small letters, digits and hyphens, like webinar.md; a translation is named by its language, like webinar.en.md
check-no-original = ‘{ $name }’ is a translation, but ‘{ $original }’ cannot be read: { $why }
check-no-original-tip = put the original beside it; if this is one itself, leave ‘.{ $language }’ out of its name
check-waits = { $name }: not checked yet, for the original has errors
check-slides =
    { $n ->
        [one] { $n } slide
       *[other] { $n } slides
    }
check-choices =
    { $n ->
        [one] { $n } choice question
       *[other] { $n } choice questions
    }
check-others =
    { $n ->
        [one] { $n } other question
       *[other] { $n } other questions
    }
check-rounds =
    { $n ->
        [one] { $n } Q&A
       *[other] { $n } Q&As
    }
check-plain = { $n } plain
