# In the files that organisers take with them.
export-participant = participant
export-own-words = own words
export-counts-as = counts as
export-not-present = not present
export-not-answered = not answered
export-not-asked = not asked
export-set-aside = set aside
export-yes = yes
export-no = no
