# Wat de opdracht `check` in een terminal zegt, rond de fouten die de lezer van vragenlijsten vindt.
check-error = fout: { $message }
check-tip = tip: { $tip }
check-folder-unreadable = map ‘{ $name }’ is niet te lezen: { $why }
check-folder-empty = in map ‘{ $name }’ staat geen vragenlijst
check-folder-empty-tip = een vragenlijst eindigt op .md
check-unreadable = ‘{ $name }’ is niet te lezen: { $why }
check-bad-name = ‘{ $name }’ kan geen vragenlijst zijn
check-bad-name-tip = een bestandsnaam heeft kleine letters, cijfers en streepjes, zoals webinar.md; een vertaling heet naar haar taal, zoals webinar.en.md
check-no-original = ‘{ $name }’ is een vertaling, maar ‘{ $original }’ is niet te lezen: { $why }
check-no-original-tip = zet het origineel ernaast; is dit er zelf een, laat dan ‘.{ $language }’ uit de naam
check-waits = { $name }: is nog niet nagekeken, want het origineel heeft fouten
check-slides =
    { $n ->
        [one] { $n } dia
       *[other] { $n } dia’s
    }
check-choices =
    { $n ->
        [one] { $n } keuzevraag
       *[other] { $n } keuzevragen
    }
check-others =
    { $n ->
        [one] { $n } andere vraag
       *[other] { $n } andere vragen
    }
check-rounds =
    { $n ->
        [one] { $n } vragenronde
       *[other] { $n } vragenrondes
    }
check-plain = { $n } gewoon
