import type { Lexicon } from './lexicon.ts'

export const DE: Lexicon = {
  functionWords:
    'der, die, das, den, dem, des, ein, eine, einen, einem, einer, eines, und, oder, aber, ist, sind, war, waren, wird, werden, wurde, wurden, bei, mit, als, aus, dass, dies, diese, dieser, es, er, sie, wir, ihr, ich, sich, sein, seine, seiner, ihre, ihrer, ihren, hat, haben, hatte, hatten, in, im, an, am, auf, zu, zum, zur, für, von, vom, nach, vor, über, unter, durch, gegen, um, bis, seit, noch, auch, schon, so, dann, wie, was, wer, wo, warum, wenn, weil, da, kann, können, soll, sollen, muss, müssen, will, wollen, nicht, kein, keine, mehr, sehr, alle, nur, nun, hier, dort',
  irregular:
    'starb>sterben, gestorben>sterben, stirbt>sterben, tot>tote, toten>tote, getötet>töten, tötet>töten, gewann>gewinnen, gewonnen>gewinnen, gewinnt>gewinnen, verlor>verlieren, verloren>verlieren, verliert>verlieren, stieg>steigen, gestiegen>steigen, steigt>steigen, fiel>fallen, fällt>fallen, gefallen>fallen, fand>finden, gefunden>finden, nahm>nehmen, festgenommen>festnahme, kam>kommen, ging>gehen, gab>geben, sagte>sagen, sagt>sagen, trat>treten, zurückgetreten>rücktritt',
  hedges:
    'möglicherweise, wohl, vermutlich, mutmaßlich, mutmaßliche, mutmaßlicher, angeblich, angebliche, offenbar, womöglich, könnte, könnten, soll, sollen, dürfte, dürften, vielleicht, anscheinend, wahrscheinlich, verdacht, droht',
  negations: 'nicht, kein, keine, keinen, keiner, nie, niemals, niemand, nichts, ohne, weder, verweigert, kaum',
  casualties:
    'tote, toter, tot, getötet, töten, sterben, tod, tödlich, opfer, verletzt, verletzte, verletzter, vermisst, vermisste, leiche, leichen, ermordet, mord, ertrunken, erschossen, erstochen, todesopfer, krankenhaus, schwerverletzt',
  whoSays:
    'sagt, sagen, laut, zufolge, meldet, melden, nach angaben, erklärt, bestätigt, behauptet, meint, warnt, glaubt, berichtet, berichten, teilt mit, bestreitet',
  sourceNouns:
    'studie, umfrage, polizei, bericht, berichte, medien, behörden, experten, forscher, minister, regierung, gericht, anwalt, militär, prognose, hochrechnung',
  future: 'soll, sollen, will, wollen, wird, werden, könnte, plant, planen, dürfte, droht, bald, vor, steht vor',
  numbers:
    'eins=1, zwei=2, drei=3, vier=4, fünf=5, sechs=6, sieben=7, acht=8, neun=9, zehn=10, elf=11, zwölf=12, dreizehn=13, vierzehn=14, fünfzehn=15, sechzehn=16, siebzehn=17, achtzehn=18, neunzehn=19, zwanzig=20, dreißig=30, vierzig=40, fünfzig=50, sechzig=60, siebzig=70, achtzig=80, neunzig=90, null=0, hundert=100',
  vague: 'mehrere, einige, dutzende, hunderte, tausende, millionen, milliarden, viele, zahlreiche, paar, etliche',
  dates:
    'montag, dienstag, mittwoch, donnerstag, freitag, samstag, sonntag, januar, februar, märz, april, mai, juni, juli, august, september, oktober, november, dezember, heute, morgen, gestern, wochenende, nächste woche, nächstes jahr, dieses jahr, frühjahr, sommer, herbst, winter, weihnachten, ostern',
  pronouns: 'er, sie, es, sein, seine, ihr, ihre, ihm, ihn',
  scales: {
    justice: [
      'verdacht, verdächtig, verdächtiger, gesucht, fahndung, flüchtig',
      'festnahme, festgenommen, verhaftet, verhaftung, in haft, gefasst, festgehalten',
      'angeklagt, anklage, beschuldigt',
      'prozess, vor gericht',
      'schuldig, verurteilt, schuldspruch',
      'freigesprochen, freispruch, unschuldig',
      'haft, haftstrafe, gefängnis, geldstrafe, lebenslang, bewährung',
      'frei, freigelassen, entlassen, begnadigt',
      'berufung, revision',
    ],
    decision: [
      'erwägt, prüft, diskutiert, berät',
      'plant, fordert, schlägt vor, will, vorschlag',
      'stimmt zu, beschließt, billigt, einigt, einigung, einigen, beschlossen, verabschiedet, genehmigt, deal',
      'lehnt ab, verweigert, blockiert, abgelehnt, ablehnung',
      'verschoben, verschiebt, ausgesetzt, setzt aus',
      'abgesagt, sagt ab, gestrichen, streicht',
      'verbietet, verbot, verboten',
      'aufgehoben, gelockert, hebt auf, wieder geöffnet',
    ],
    contest: [
      'wahl, abstimmung',
      'führt, vorn, vor sieg',
      'gewinnen, sieg, siegt, gewonnen, meister',
      'verlieren, niederlage, unterliegt, ausgeschieden',
      'unentschieden, remis',
    ],
    life: [
      'vermisst, verschwunden',
      'suche, sucht, gesucht',
      'finden, gefunden, entdeckt',
      'gerettet, überlebt, rettung',
      'verletzt, verletzte, krankenhaus',
      'tote, sterben, tod, leiche, getötet',
    ],
    office: [
      'kandidat, nominiert',
      'ernannt, gewählt, neuer',
      'rücktritt, tritt zurück',
      'entlassen, gefeuert, abgesetzt',
    ],
    direction: [
      'steigen, höher, wächst, anstieg, plus, rekord',
      'fallen, sinkt, niedriger, rückgang, minus, sinken',
      'stabil, unverändert',
    ],
    conflict: [
      'warnt, droht, drohung',
      'angriff, greift an, angegriffen, einmarsch',
      'waffenruhe, frieden, verhandlungen',
      'rückzug, zieht ab, flieht',
      'erobert, eingenommen',
    ],
    claim: [
      'behauptet, beschuldigt, wirft',
      'bestreitet, dementiert, weist zurück',
      'gesteht, gibt zu, räumt ein',
      'bestätigt',
    ],
    access: ['offen, öffnet, geöffnet', 'geschlossen, schließt, gesperrt'],
  },
  categories: {
    kin: 'sohn, tochter, bruder, schwester, vater, mutter, ehemann, ehefrau, onkel, tante, neffe, nichte, enkel, enkelin, freund, freundin',
    person: 'mann, frau, junge, mädchen, baby, jugendlicher, rentner, rentnerin',
    crime:
      'mord, totschlag, vergewaltigung, körperverletzung, raub, diebstahl, betrug, bestechung, brandstiftung, entführung, erpressung, spionage, geldwäsche, terror',
    disaster: 'erdbeben, hochwasser, hurrikan, brand, feuer, lawine, explosion, einsturz, unfall, sturm',
    vehicle: 'flugzeug, hubschrauber, bus, zug, straßenbahn, lastwagen, auto, boot, schiff, fähre, motorrad, fahrrad',
    period: 'stunde, tag, woche, monat, jahr, minute, jahrhundert, morgen, abend, nacht',
    rank: 'erste, zweite, dritte, vierte, letzte, älteste, jüngste',
    compass: 'norden, süden, osten, westen, nördlich, südlich, östlich, westlich',
  },
  synonyms: `
sagt, erklärt, meldet, teilt mit
polizei, beamte
firma, unternehmen, konzern
auto, wagen, fahrzeug
flugzeug, maschine
beginnt, startet, start
endet, ende
streit, konflikt
usa, amerika, us, amerikanisch
großbritannien, britisch, britische
deutschland, deutsch, deutsche
russland, russisch, russische
chef, leiter, boss
rund, etwa, ungefähr, knapp
mehr als, über
wohnung, haus
`,
  antonyms:
    'mehr weniger, vor nach, erste letzte, mit ohne, wahr falsch, gewinn verlust, hoch niedrig, höher niedriger, offen geschlossen, für gegen, ost west, nord süd, freund feind, täter opfer, groß klein, gut schlecht, legal illegal, kaufen verkaufen, männer frauen',
  labels: 'live, video, liveblog, analyse, kommentar, interview, podcast, liveticker, newsblog, eilmeldung, exklusiv',
}
