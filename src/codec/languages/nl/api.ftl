# Wat een programma hoort als zijn verzoek niet te lezen is.
api-lacks-from = ‘from’ ontbreekt of is geen stap. Het is de ‘step’ die u het laatst van deze bijeenkomst hoorde, zoals p2.open, zodat niemand twee keer stapt.
api-lacks-slide = ‘slide’ ontbreekt of is geen dia. Het is de naam of het nummer van een dia; 0 is de pagina waarop men meedoet.
api-lacks-since = ‘since’ ontbreekt. Het is een moment, in milliseconden sinds 1970.
api-lacks-command = Deze ‘command’ bestaat niet. Er zijn { $commands }.
api-lacks-seconds = ‘seconds’ ontbreekt of is te weinig of te veel. Het is hoe lang de klok loopt, in seconden.
api-lacks-round = ‘round’ ontbreekt. Het is de ronde van de vraag, zoals ‘round’ in results.json; 1 als er niets werd gewist.
api-lacks-entries = ‘entries’ ontbreekt of noemt iets anders dan teksten. Het is een lijst van namen van teksten, elk van 32 hexadecimale cijfers.
api-lacks-under = ‘under’ ontbreekt of is geen antwoord. Het is de naam van het antwoord waarbij de tekst telt.
api-lacks-newest = ‘newest’ ontbreekt. Het is het nummer van de nieuwste tekst die u hebt gelezen: wat later kwam, blijft verborgen.
api-lacks-ask = ‘ask’ ontbreekt. Het is het nummer van een vraag uit de zaal, zoals ‘number’ in results.json.
api-lacks-into = ‘into’ ontbreekt. Het is het nummer van de vraag uit de zaal waar deze bij komt.
api-lacks-content-type = De inhoud moet JSON zijn. Stuur haar met de header content-type: application/json.
api-lacks-json = De inhoud is niet de JSON die werd gevraagd. { $why }
