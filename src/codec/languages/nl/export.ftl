# In the files that organisers take with them.
export-participant = deelnemer
export-own-words = eigen woorden
export-counts-as = telt als
export-not-present = niet aanwezig
export-not-answered = niet beantwoord
export-not-asked = niet gesteld
export-set-aside = apart gezet
export-yes = ja
export-no = nee
