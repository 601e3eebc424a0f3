import type { Lexicon } from './lexicon.ts'

export const NL: Lexicon = {
  functionWords:
    "de, het, een, van, in, op, aan, te, tot, voor, en, of, maar, is, zijn, was, waren, wordt, worden, werd, werden, bij, met, als, uit, dat, dit, deze, die, er, zijn, haar, hun, hem, ze, zij, hij, we, wij, je, jij, u, ik, me, mij, ons, onze, heeft, hebben, had, hadden, om, over, naar, door, na, nog, ook, al, wel, dan, zo, toch, weer, af, toe, onder, tussen, tijdens, tegen, sinds, zich, wat, wie, waar, hoe, waarom, wanneer, omdat, want, zal, zullen, zou, zouden, kan, kunnen, moet, moeten, mag, mogen, wil, willen, niet, geen, meer, heel, zeer, alle, alles, veel, nu, hier, daar, 't, 'n",
  irregular:
    'won>win, gewonnen>win, winnen>win, wint>win, verloor>verlies, verloren>verlies, verliest>verlies, verliezen>verlies, zei>zeg, zegt>zeg, zeggen>zeg, gezegd>zeg, stierf>sterf, gestorven>sterf, sterft>sterf, sterven>sterf, overleed>overlijd, overleden>overlijd, overlijdt>overlijd, gaf>geef, gegeven>geef, nam>neem, genomen>neem, kwam>kom, gekomen>kom, komen>kom, ging>ga, gegaan>ga, gaan>ga, vond>vind, gevonden>vind, vonden>vind, vindt>vind, doden>dood, dode>dood, gedood>dood, doodt>dood, viel>val, vielen>val, gevallen>val, steeg>stijg, gestegen>stijg, stijgt>stijg, daalt>daal, gedaald>daal, verkocht>verkoop, kocht>koop, gekocht>koop, brak>breek, gebroken>breek, schoot>schiet, geschoten>schiet, aangehouden>aanhoud, opgepakt>oppak, ontslagen>ontslag, kinderen>kind, leidt>leid, vertrekt>vertrek, vertrokken>vertrek, stopt>stop, gestopt>stop, sluit>sluit, gesloten>sluit, vrijgesproken>vrijspraak, veroordeeld>veroordeel',
  hedges:
    'mogelijk, waarschijnlijk, vermoedelijk, wellicht, misschien, zou, zouden, kan, kunnen, lijkt, lijken, vermeend, vermeende, naar verluidt, verdacht, dreigt, dreigen, mag, schijnt, volgens, verwacht',
  negations: 'niet, geen, nooit, niemand, niets, zonder, noch, nauwelijks, weigert, evenmin',
  casualties:
    'dood, doden, dode, sterf, overlijd, slachtoffer, gewond, gewonde, gewonden, vermist, vermiste, moord, vermoord, lichaam, lichamen, dodelijk, dodelijke, omgekomen, omkomen, verdronken, doodgeschoten, doodgestoken, neergeschoten, dodental, ziekenhuis',
  whoSays:
    'zeg, zegt, meldt, melden, meld, volgens, stelt, denkt, vindt, claimt, bevestigt, verwacht, waarschuwt, laat weten, aldus, blijkt, beweert, verklaart, belooft, ontkent',
  sourceNouns:
    'onderzoek, politie, minister, ministerie, kabinet, justitie, media, bronnen, leger, rapport, peiling, exitpoll, experts, deskundigen, onderzoekers, rechter, advocaat, woordvoerder, om, rivm, knmi, cbs',
  future:
    'gaat, gaan, zal, zullen, wil, willen, moet, moeten, kan, mag, hoopt, dreigt, van plan, plan, binnenkort, straks, op weg naar, op punt',
  numbers:
    'één=1, twee=2, drie=3, vier=4, vijf=5, zes=6, zeven=7, acht=8, negen=9, tien=10, elf=11, twaalf=12, dertien=13, veertien=14, vijftien=15, zestien=16, zeventien=17, achttien=18, negentien=19, twintig=20, dertig=30, veertig=40, vijftig=50, zestig=60, zeventig=70, tachtig=80, negentig=90, nul=0, honderd=100',
  vague:
    'meerdere, enkele, tientallen, honderden, duizenden, miljoenen, miljarden, veel, vele, verschillende, diverse, paar, aantal',
  dates:
    'maandag, dinsdag, woensdag, donderdag, vrijdag, zaterdag, zondag, januari, februari, maart, april, mei, juni, juli, augustus, september, oktober, november, december, vandaag, morgen, gisteren, vanavond, vannacht, weekend, volgende week, volgend jaar, vorig jaar, dit jaar, deze week, lente, zomer, herfst, winter, kerst, pasen',
  pronouns: 'hij, zij, ze, het, zijn, haar, hun, hem',
  scales: {
    justice: [
      'verdacht, verdachte, gezocht, voortvluchtig',
      'aanhoud, oppak, vast, gearresteerd, arrestatie, arrestaties, aangehouden, vastgehouden, aanhouding',
      'aangeklaagd, vervolgd, vervolgt, vervolging, aanklacht',
      'rechtszaak, terecht, voor de rechter, rechter, proces',
      'veroordeel, schuldig, eist, eis',
      'vrijspraak, onschuldig, vrijgesproken',
      'cel, celstraf, straf, jaar cel, boete, taakstraf, levenslang',
      'vrij, vrijgelaten, vrijlating',
      'hoger beroep, beroep',
    ],
    decision: [
      'overweegt, bespreekt, onderzoekt, denkt na',
      'wil, stelt voor, plan, pleit, roept op, vraagt, eist',
      'akkoord, steunt, keurt goed, stemt in, eens, goedgekeurd, deal, besluit, bereikt',
      'verwerpt, wijst af, weigert, stemt tegen, blokkeert, afgewezen',
      'uitgesteld, stelt uit, uitstel, opgeschort, schort op',
      'afgelast, geschrapt, schrapt, afgeblazen, blaast af, gaat niet door',
      'verbiedt, verbod, verboden',
      'heropend, hervat, hervatten, opgeheven, versoepeld, heropent',
      'voert in, ingevoerd, lanceert, start, begint, begonnen',
      'stopt, einde, eindigt, voorbij, beëindigd',
    ],
    contest: [
      'stemmen, verkiezingen, peiling, wedstrijd, duel',
      'leid, voorsprong, op kop, op weg naar, aan kop',
      'win, zege, overwinning, verslaat, kampioen, wint, prolongeert, goud, pakt, verovert, door naar',
      'verlies, nederlaag, verslagen, uitgeschakeld, onderuit, strandt, degradeert, ligt uit',
      'gelijk, gelijkspel, remise',
    ],
    life: [
      'vermist, vermiste, verdwenen, zoek',
      'zoekt, zoektocht, zoeken',
      'vind, gevonden, terecht, aangetroffen, terug',
      'gered, redden, overleeft, ongedeerd, levend, gered',
      'gewond, gewonde, ziekenhuis, zwaargewond, lichtgewond',
      'dood, sterf, overlijd, omgekomen, lichaam, dodelijk, vermoord',
    ],
    journey: [
      'vertrek, op weg, reist',
      'kom aan, arriveert, geland, landt, aangekomen, bereikt',
      'keert terug, terug, teruggekeerd',
      'gestrand, vast, stilgelegd',
    ],
    office: [
      'kandidaat, genomineerd',
      'benoemd, gekozen, wordt, nieuwe, aangesteld',
      'stapt op, vertrek, treedt af, aftreden, opgestapt, stopt',
      'ontslag, ontslagen, weggestuurd, afgezet, geschorst',
    ],
    direction: [
      'stijg, hoger, groeit, meer, omhoog, toename, record',
      'daal, lager, krimpt, minder, omlaag, val, afname, zakt',
      'stabiel, gelijk, onveranderd',
    ],
    conflict: [
      'waarschuwt, dreigt, dreiging',
      'valt aan, aanval, aanvallen, bombardeert, slaat toe, inval, invasie',
      'staakt, bestand, vrede, wapenstilstand, onderhandelingen',
      'trekt terug, vlucht, geëvacueerd, evacuatie',
      'neemt in, verovert, ingenomen',
    ],
    claim: [
      'beschuldigt, verwijt, beschuldigd',
      'ontkent, ontkennen, spreekt tegen',
      'bekent, erkent, geeft toe, bekend',
      'bevestigt, bevestigd',
      'excuses, spijt, sorry',
    ],
    access: ['open, opent, heropend', 'dicht, gesloten, sluit, afgesloten'],
    strike: ['dreigt met staking, staking dreigt', 'staakt, staking, stakingen', 'staking voorbij, staking afgeblazen'],
    hazard: ['waarschuwing, code geel, dreigt', 'code oranje', 'code rood', 'onder controle, geblust, voorbij, onder'],
  },
  categories: {
    kin: 'zoon, dochter, broer, zus, vader, moeder, man, vrouw, oom, tante, neef, nicht, opa, oma, kleinzoon, kleindochter, vriend, vriendin, partner',
    person: 'man, vrouw, jongen, meisje, baby, kleuter, tiener, bejaarde, peuter',
    crime:
      'moord, doodslag, verkrachting, mishandeling, overval, diefstal, inbraak, fraude, omkoping, brandstichting, ontvoering, afpersing, spionage, witwassen, smokkel, terrorisme, steekpartij, schietpartij',
    vehicle:
      'vliegtuig, helikopter, bus, trein, tram, vrachtwagen, auto, busje, boot, schip, veerboot, motor, fiets, scooter, bestelbus',
    disaster:
      'aardbeving, overstroming, orkaan, tornado, brand, lawine, explosie, ontploffing, instorting, ongeluk, storm',
    place:
      'school, ziekenhuis, universiteit, kerk, moskee, vliegveld, station, hotel, restaurant, stadion, gevangenis, museum, supermarkt, fabriek, strand, meer, rivier, berg, eiland, bos, snelweg',
    period: 'uur, dag, week, maand, jaar, minuut, seconde, eeuw, ochtend, middag, avond, nacht, kwartier',
    rank: 'eerste, tweede, derde, vierde, vijfde, laatste, oudste, jongste, grootste, kleinste',
    compass: 'noord, zuid, oost, west, noorden, zuiden, oosten, westen, noordelijk, zuidelijk, oostelijk, westelijk',
    metal: 'goud, zilver, brons',
  },
  synonyms: `
zeg, zegt, meldt, stelt, verklaart, laat weten
tegen, versus
huis, woning
kind, kleintje
politie, agent, agenten
bedrijf, onderneming, concern
medewerker, werknemer, personeel
auto, wagen
vliegtuig, toestel
ruzie, conflict, onenigheid
onderzoek, studie
begint, start, van start
stopt, eindigt, einde
groot, enorm, fors, flink
snel, hard
krijgt, ontvangt
toont, laat zien
hulp, steun
woede, boos, boosheid
angst, zorgen, vrees
kritiek, hekelt
prijs, tarief, kosten
stijg, neemt toe, omhoog
daal, neemt af, omlaag
leider, baas, topman, chef
ruim, meer dan
bijna, ongeveer, zo'n, circa, rond
vs, amerika, amerikaans, amerikaanse, verenigde staten
vk, britse, brits, verenigd koninkrijk
nederland, nederlands, nederlandse, oranje
duitsland, duits, duitse
frankrijk, frans, franse
rusland, russisch, russische
oekraïne, oekraïens, oekraïense
israël, israëlisch, israëlische
china, chinees, chinese
premier, minister president
`,
  antonyms:
    'meer minder, voor na, eerste laatste, met zonder, waar onwaar, winst verlies, hoog laag, hoger lager, open dicht, voor tegen, oost west, noord zuid, vriend vijand, dader slachtoffer, groot klein, goed slecht, beter slechter, omhoog omlaag, wel niet, in uit, vroeg laat, jong oud, legaal illegaal, veilig onveilig, kopen verkopen, mannen vrouwen',
  labels:
    'live, video, kijk, liveblog, terugblik, analyse, opinie, column, podcast, fotoserie, uitleg, reacties, overzicht, achtergrond',
}
