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
export-no-place = geen plaats
export-given = gegeven
# Bovenaan de scripts die het bestand met codes van labels voorzien.
labels-r-first = Leest het bestand met codes en zet er labels, waardelabels en ontbrekende waarden op.
labels-r-second = Zet dit script in dezelfde map als dat bestand en voer uit: source("labels.R", encoding = "UTF-8")
labels-r-third = Met het pakket haven blijft staan waarom een antwoord ontbreekt; zonder staat het in het attribuut why_missing.
labels-spss-first = Leest het bestand met codes en zet er labels, waardelabels en ontbrekende waarden op; zet het in de werkmap van SPSS
labels-of = { $deck }, begonnen { $started }; sha-256 { $digest } van results.json
export-rows-later = Rijen per deelnemer en tabellen van twee vragen samen komen als de uitslagen vaststaan: tien minuten na het einde, als een formulier dichtgaat dat langer open blijft, of eerder als u ze op de organisatiepagina definitief maakt. Deze vragenlijst splitst de uitslagen dan uit naar groepen. Kwamen de rijen nu al, dan was in het verschil met later te zien wat iemand uit zo’n groep eerst antwoordde.
