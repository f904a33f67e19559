# Wat een programma hoort als zijn verzoek niet te lezen is.
api-lacks-from = ‘from’ ontbreekt of is geen stap. Het is de ‘step’ die u het laatst van deze bijeenkomst hoorde, zoals p2.open, zodat niemand twee keer stapt.
api-lacks-slide = ‘slide’ ontbreekt of is geen dia. Het is de naam of het nummer van een dia; 0 is de pagina waarop men meedoet.
api-lacks-since = ‘since’ ontbreekt. Het is een moment, in milliseconden sinds 1970.
api-lacks-command = Deze ‘command’ bestaat niet. Er zijn next, back, show, open, close, reveal, hide, clear, undo, black, end, resume, set-aside, bring-back, renew-screen en renew-control.
api-lacks-content-type = De inhoud moet JSON zijn. Stuur haar met de header content-type: application/json.
api-lacks-json = De inhoud is niet de JSON die werd gevraagd. { $why }
