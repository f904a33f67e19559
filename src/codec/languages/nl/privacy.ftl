# Wat er van een bijeenkomst naar buiten mag, en wat deelnemers daarover lezen.
privacy-merged = Overig of geen antwoord
problem-no-rows = Van deze bijeenkomst is er geen bestand met een rij per deelnemer.
problem-no-rows-way-on = Deelnemers deden vertrouwelijk mee. Totalen en teksten staan in de andere bestanden.
