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
export-no-place = no place
export-given = given
# At the top of the scripts that label the file of codes.
labels-r-first = Reads the file of codes and puts labels, value labels and missing values on it.
labels-r-second = Put this script in the same folder as that file and run: source("labels.R", encoding = "UTF-8")
labels-r-third = With the package haven it stays known why an answer is missing; without, the attribute why_missing says so.
labels-spss-first = Reads the file of codes and puts labels, value labels and missing values on it; put it in the working folder of SPSS
labels-of = { $deck }, started { $started }; sha-256 { $digest } of results.json
export-rows-later = Rows for each participant, and tables of two questions together, come once the results are final: ten minutes after the end, when a form closes that stays open for longer, or earlier if you make them final at the desk. This deck then splits the results by group. If rows came now, the difference with those of later would show what somebody of such a group answered at first.
