import type { LanguageTable } from './table.ts'

export const DE: LanguageTable = {
  code: 'de',
  decimal: ',',
  numbers:
    'null=0 ein=1 eins=1 eine=1 einen=1 einer=1 einem=1 zwei=2 zwo=2 drei=3 vier=4 fünf=5 sechs=6 sieben=7 acht=8 neun=9 ' +
    'zehn=10 elf=11 zwölf=12 dreizehn=13 vierzehn=14 fünfzehn=15 sechzehn=16 siebzehn=17 achtzehn=18 neunzehn=19 ' +
    'zwanzig=20 dreißig=30 vierzig=40 fünfzig=50 sechzig=60 siebzig=70 achtzig=80 neunzig=90 beide=2 beiden=2 ' +
    'anderthalb=1.5 eineinhalb=1.5 zweieinhalb=2.5 dreieinhalb=3.5 siebeneinhalb=7.5',
  scales:
    'hundert=100 tausend=1000 million=1000000 millionen=1000000 milliarde=1000000000 milliarden=1000000000 dutzend=12',
  shortScales: 'mio=1000000 mrd=1000000000',
  fractions: 'halb=0.5 halbe=0.5 hälfte=0.5 drittel=.3333 viertel=0.25 fünftel=0.2 zehntel=0.1',
  and: 'und',
  andAHalf: 'und ein halb, und eine halbe',
  glue: 'und',
  ordinals:
    'erste=1 ersten=1 erster=1 zweite=2 zweiten=2 dritte=3 dritten=3 vierte=4 vierten=4 fünfte=5 sechste=6 siebte=7 achte=8 neunte=9 zehnte=10',
  vague: 'mehrere=4 einige=4 dutzende=36 hunderte=300 tausende=3000 viele=20 zahlreiche=20 wenige=3',
  over: 'mindestens, mehr als, über, wenigstens, rund über',
  under: 'höchstens, weniger als, unter, bis zu, fast, knapp, beinahe, maximal',
  about: 'etwa, rund, circa, ca, ungefähr, gut, schätzungsweise',
  currencies: 'euro=eur cent=eur-cent dollar=usd pfund=gbp franken=chf rubel=rub yen=jpy yuan=cny',
  percent: 'prozent, prozentpunkt, prozentpunkte',
  units:
    'km=length*1000 kilometer=length*1000 kilometern=length*1000 meter=length*1 metern=length*1 cm=length*0.01 zentimeter=length*0.01 kg=mass*1 ' +
    'kilo=mass*1 kilogramm=mass*1 gramm=mass*0.001 tonne=mass*1000 tonnen=mass*1000 grad=degree*1 liter=litre*1 ' +
    'hektar=hectare*1 sekunde=second*1 sekunden=second*1 minute=second*60 minuten=second*60 stunde=second*3600 ' +
    'stunden=second*3600 tag=day*1 tage=day*1 tagen=day*1 woche=day*7 wochen=day*7 monat=month*1 monate=month*1 ' +
    'monaten=month*1 jahr=month*12 jahre=month*12 jahren=month*12 punkte=point*1',
  months:
    'januar=1 jänner=1 februar=2 märz=3 april=4 mai=5 juni=6 juli=7 august=8 september=9 oktober=10 november=11 ' +
    'dezember=12 jan=1 feb=2 apr=4 aug=8 sept=9 okt=10 nov=11 dez=12',
  weekdays:
    'montag=1 dienstag=2 mittwoch=3 donnerstag=4 freitag=5 samstag=6 sonnabend=6 sonntag=7 montagabend=1 dienstagabend=2 ' +
    'mittwochabend=3 donnerstagabend=4 freitagabend=5 samstagabend=6 sonntagabend=7',
  relative:
    'heute, morgen, gestern, vorgestern, übermorgen, heute abend, nächste woche, nächsten monat, nächstes jahr, letzte woche, ' +
    'letzten monat, letztes jahr, vergangene woche, kommende woche, diese woche, diesen monat, dieses jahr, am wochenende, ' +
    'vergangenen monat, kommenden monat, kommendes jahr',
  clock: 'uhr',
  ageBefore: 'im alter von',
  ageAfter: 'jahre alt, jahre alte, jahre alter, jährige, jähriger, jährigen, jähriges',
  ageGlued: 'jährig',
  marks: 'der die das und ein eine ist im den dem nicht mit von für auf sich des sind wird bei nach auch werden hat',
  stop:
    'der die das den dem des ein eine einen einem einer eines und oder aber in im ins an am auf aus bei mit nach von vom zu zum ' +
    'zur über unter vor für gegen durch ohne um bis seit während wegen als wie so dass daß ob wenn weil denn doch noch nur auch ' +
    'schon sehr mehr nicht kein keine ist sind war waren sein wird werden wurde wurden worden hat haben hatte hatten kann können ' +
    'könnte könnten konnte soll sollen sollte muss müssen will wollen darf er sie es wir ihr ich du sich ihm ihn ihnen ihre ihren ' +
    'ihrem ihrer sein seine seinen seinem seiner dieser diese dieses diesen diesem man was wer wo da dann dort hier nun jetzt ' +
    'sagte sagt teilte mit sowie bereits etwa erst wieder',
  negation:
    'nicht kein keine keinen keinem keiner nie niemals niemand nichts ohne weder dementiert dementierte bestreitet bestritt verweigert lehnt ab nirgends',
  say: 'sagt sagte sagen meldet meldete melden berichtet berichtete berichten erklärt erklärte bestätigt bestätigte behauptet behauptete mitteilte schreibt schrieb',
  according: 'laut, nach angaben, zufolge, nach informationen, gemäß',
  sources:
    'polizei behörden staatsanwaltschaft studie umfrage medien bericht berichte quellen ministerium sprecher sprecherin kreise experten',
  hedges:
    'mutmaßlich, mutmaßliche, mutmaßlicher, mutmaßlichen, angeblich, angebliche, angeblichen, offenbar, vermutlich, wahrscheinlich, ' +
    'möglicherweise, womöglich, wohl, soll, sollen, könnte, könnten, verdächtig, verdächtigt, verdacht, vielleicht, anscheinend, dürfte, dürften, voraussichtlich, droht',
  hedgeFamilies:
    'mutmaßlich mutmaßliche mutmaßlicher mutmaßlichen verdacht verdächtig verdächtigt / angeblich angebliche angeblichen soll sollen / offenbar anscheinend wohl / vermutlich wahrscheinlich dürfte dürften / möglicherweise womöglich könnte könnten vielleicht',
  weakHedges: 'könnte könnten wohl soll sollen dürfte dürften',
  future: 'will soll wird wollen sollen werden',
  casualty:
    'tot tote toten toter todesopfer getötet getoteten starb starben gestorben sterben opfer verletzt verletzte verletzten verletzter leichen leiche vermisst vermisste vermissten ums leben tödlich ertrunken erschossen infizierte',
  antonyms: [
    'steigt steigen stieg gestiegen anstieg höher mehr / sinkt sinken sank gesunken fällt fiel gefallen rückgang niedriger weniger',
    'gewinnt gewinnen gewann gewonnen sieg gewinn / verliert verlieren verlor verloren niederlage verlust',
    'ja / nein',
    'für / gegen',
    'schuldig verurteilt / unschuldig freigesprochen',
    'bestätigt bestätigte bestätigen / dementiert dementierte bestreitet bestritt',
    'angenommen zugestimmt genehmigt stimmt / abgelehnt verworfen lehnt',
    'offen öffnet geöffnet / geschlossen schließt',
    'erste ersten / letzte letzten',
    'mann junge / frau mädchen',
    'vor / nach',
    'größte größer / kleinste kleiner',
    'norden nord / süden süd',
    'osten ost / westen west',
    'kauft kaufen gekauft / verkauft verkaufen verkaufte',
    'erlaubt legal / verboten illegal',
    'sicher / unsicher',
    'überschuss / defizit',
    'beginnt begann begonnen / endet endete beendet',
    'über / unter',
    'zustimmung / ablehnung',
    'lebend lebendig / tot',
  ],
  events: [
    {
      name: 'justice',
      critical: true,
      stages: [
        'gesucht, verdächtigt, ermittelt',
        'festgenommen, verhaftet, festnahme, untersuchungshaft, gefasst',
        'angeklagt, anklage, klagt an',
        'vor gericht, prozess',
        'verurteilt, schuldig, haft, haftstrafe',
        'freigesprochen, freispruch',
        'freigelassen, aus der haft entlassen',
      ],
    },
    {
      name: 'life',
      critical: true,
      stages: [
        'vermisst, verschwunden',
        'verletzt, schwer verletzt, lebensgefahr, schwerverletzt',
        'gerettet, überlebt, überlebte',
        'tot, gestorben, starb, starben, getötet, stirbt, tote, ums leben, verstorben',
      ],
    },
    {
      name: 'course',
      critical: true,
      stages: [
        'geplant, plant, droht, angekündigt',
        'beginnt, begonnen, begann, startet, gestartet, fortgesetzt',
        'verschoben, ausgesetzt, unterbrochen, verzögert',
        'abgesagt, gestrichen, abgebrochen',
        'beendet, endet, vorbei, aufgehoben',
      ],
    },
    {
      name: 'office',
      critical: true,
      stages: [
        'unter druck, rücktrittsforderungen',
        'bleibt im amt, wiedergewählt',
        'tritt zurück, zurückgetreten, rücktritt',
        'entlassen, abgesetzt, gefeuert, abgewählt',
        'ernannt, gewählt, vereidigt',
      ],
    },
    {
      name: 'decision',
      critical: true,
      stages: [
        'erwägt, schlägt vor, prüft, fordert, will',
        'beschließt, beschlossen, billigt, gebilligt, stimmt zu, verabschiedet, zugestimmt, genehmigt',
        'lehnt ab, abgelehnt, blockiert, verworfen, scheitert, gescheitert',
        'zieht zurück, zurückgezogen, kippt, gekippt',
      ],
    },
  ],
  notices: [
    '^(?:korrektur|richtigstellung|berichtigung|anmerkung der redaktion|hinweis der redaktion)\\b',
    '\\bin einer früheren (?:version|fassung)\\b',
    '\\bwir haben (?:den fehler|das|die angabe|dies) (?:korrigiert|berichtigt)\\b',
    '\\b(?:dieser|der) (?:artikel|text|beitrag) wurde (?:aktualisiert|korrigiert|geändert|berichtigt)\\b',
  ],
  titles:
    'herr frau dr prof präsident präsidentin kanzler kanzlerin minister ministerin könig königin bürgermeister papst',
  endings: 'ischen:isch ische:isch ungen:ung ern: en: er: es: em: te: st: e: t: s: n:',
}
