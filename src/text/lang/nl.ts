import type { LanguageTable } from './table.ts'

export const NL: LanguageTable = {
  code: 'nl',
  decimal: ',',
  numbers:
    'nul=0 een=1 één=1 twee=2 drie=3 vier=4 vijf=5 zes=6 zeven=7 acht=8 negen=9 tien=10 elf=11 twaalf=12 dertien=13 ' +
    'veertien=14 vijftien=15 zestien=16 zeventien=17 achttien=18 negentien=19 twintig=20 dertig=30 veertig=40 ' +
    'vijftig=50 zestig=60 zeventig=70 tachtig=80 negentig=90 beide=2 duo=2 tweetal=2 drietal=3 anderhalf=1.5 anderhalve=1.5',
  scales: 'honderd=100 duizend=1000 miljoen=1000000 miljard=1000000000 biljoen=1000000000000 dozijn=12',
  shortScales: 'mln=1000000 mld=1000000000 m=1000000',
  fractions: 'half=0.5 halve=0.5 helft=0.5 derde=.3333 kwart=0.25 vierde=0.25',
  and: 'en',
  andAHalf: 'en een half, en een halve',
  glue: 'en',
  ordinals:
    'eerste=1 tweede=2 derde=3 vierde=4 vijfde=5 zesde=6 zevende=7 achtste=8 negende=9 tiende=10 elfde=11 twaalfde=12 ' +
    'twintigste=20 honderdste=100 duizendste=1000',
  vague:
    'enkele=4 tientallen=36 honderden=300 duizenden=3000 miljoenen=3000000 veel=20 meerdere=4 verschillende=4 tal=20',
  over: 'minstens, zeker, ruim, meer dan, minimaal, ten minste, tenminste, op zijn minst, boven',
  under: 'bijna, minder dan, hooguit, maximaal, onder, hoogstens, tot, krap',
  about: 'ongeveer, circa, zo n, rond, naar schatting, zon, rond de, een',
  currencies: 'euro=eur eurocent=eur-cent dollar=usd dollars=usd pond=gbp roebel=rub yen=jpy yuan=cny',
  percent: 'procent, procentpunt',
  units:
    'km=length*1000 kilometer=length*1000 meter=length*1 cm=length*0.01 centimeter=length*0.01 kg=mass*1 kilo=mass*1 ' +
    'kilogram=mass*1 gram=mass*0.001 ton=mass*1000 graden=degree*1 graad=degree*1 liter=litre*1 hectare=hectare*1 ' +
    'seconde=second*1 seconden=second*1 minuut=second*60 minuten=second*60 uur=second*3600 uren=second*3600 dag=day*1 ' +
    'dagen=day*1 week=day*7 weken=day*7 maand=month*1 maanden=month*1 jaar=month*12 jaren=month*12 punten=point*1',
  months:
    'januari=1 februari=2 maart=3 april=4 mei=5 juni=6 juli=7 augustus=8 september=9 oktober=10 november=11 december=12 ' +
    'jan=1 feb=2 mrt=3 apr=4 aug=8 sept=9 okt=10 nov=11 dec=12',
  weekdays:
    'maandag=1 dinsdag=2 woensdag=3 donderdag=4 vrijdag=5 zaterdag=6 zondag=7 maandagavond=1 dinsdagavond=2 ' +
    'woensdagavond=3 donderdagavond=4 vrijdagavond=5 zaterdagavond=6 zondagavond=7',
  relative:
    'vandaag, morgen, gisteren, overmorgen, eergisteren, vanavond, vanmorgen, vanmiddag, vannacht, volgende week, ' +
    'volgende maand, volgend jaar, vorige week, vorige maand, vorig jaar, deze week, deze maand, dit jaar, dit weekend, ' +
    'afgelopen weekend, komend weekend',
  clock: 'uur',
  ageBefore: 'leeftijd van',
  ageAfter: 'jarige, jaar oud, jaar',
  ageGlued: 'jarig',
  marks: 'de het een van en in op te dat niet met voor zijn naar bij ook als aan uit door over wordt na om is',
  stop:
    'de het een van en in op te ten ter dat die dit deze er niet met voor is zijn was waren naar bij ook als aan uit door ' +
    'over wordt worden werd werden na om tot tegen onder tussen zonder maar of want dan nog al wel heeft hebben had hadden ' +
    'hij zij ze het hun haar hem hen we wij ik je jij u men wie wat waar hoe waarom wanneer toch zich kan kunnen kon konden ' +
    'zal zullen zou zouden moet moeten mag mogen wil willen gaat gaan ging meer veel nu weer opnieuw steeds toen sinds tijdens ' +
    'volgens zegt zeggen zei niets geen zo zelf eens af toe mee vanaf via per',
  negation: 'niet geen nooit niemand niets zonder nergens ontkent ontkennen ontkende weigert weigeren weigerde noch',
  say: 'zegt zeggen zei meldt melden meldde stelt stellen verklaart verklaarde bevestigt laat weten schrijft vindt claimt beweert',
  according: 'volgens, aldus',
  sources:
    'politie bronnen bron onderzoek studie peiling ministerie om justitie rechter media minister premier kabinet experts exitpoll',
  hedges:
    'vermoedelijk, mogelijk, waarschijnlijk, naar verluidt, zou, zouden, verdacht van, verdachte, verdachten, lijkt, lijken, ' +
    'misschien, vermeende, wellicht, naar verwachting, dreigt, vermoed, kan, kunnen',
  hedgeFamilies:
    'mogelijk misschien wellicht kan kunnen / vermoedelijk waarschijnlijk vermoed / zou zouden / lijkt lijken / verdacht verdachte verdachten vermeende / naar verwacht',
  weakHedges: 'kan kunnen zou zouden verdachte verdachten verwacht lijkt lijken',
  future: 'gaat zal zullen gaan',
  casualty:
    'dood doden dode gedood overleden overlijden omgekomen slachtoffers slachtoffer gewonden gewonde gewond vermist vermisten dodental dodelijk lichamen lijken verdronken besmettingen gegijzeld',
  antonyms: [
    'stijgt stijgen steeg gestegen stijging hoger meer omhoog / daalt dalen daalde gedaald daling lager minder omlaag',
    'wint winnen won gewonnen winst zege / verliest verliezen verloor verloren verlies nederlaag',
    'ja / nee',
    'voor / tegen',
    'schuldig veroordeeld / onschuldig vrijgesproken',
    'bevestigt bevestigen / ontkent ontkennen',
    'akkoord goedgekeurd aangenomen / afgewezen verworpen afgekeurd',
    'open opent / dicht sluit gesloten',
    'eerste / laatste',
    'man jongen / vrouw meisje',
    'voor / na',
    'groter grootste / kleiner kleinste',
    'noord noorden / zuid zuiden',
    'oost oosten / west westen',
    'koopt kopen gekocht / verkoopt verkopen verkocht',
    'toegestaan legaal / verboden illegaal',
    'veilig / onveilig',
    'overschot / tekort',
    'wel / niet',
    'begint begonnen / stopt gestopt eindigt',
  ],
  events: [
    {
      name: 'justice',
      critical: true,
      stages: [
        'gezocht, verdacht, verhoord',
        'aangehouden, opgepakt, gearresteerd, vastgehouden',
        'aangeklaagd, vervolgd, gedagvaard',
        'terecht, voor de rechter',
        'eis, eist, geëist',
        'veroordeeld, schuldig, celstraf',
        'vrijgesproken, vrijspraak',
        'vrijgelaten, vrijlating',
      ],
    },
    {
      name: 'life',
      critical: true,
      stages: [
        'vermist, vermiste',
        'gewond, gewonden, raakt gewond',
        'gered, veilig, levend, overleeft',
        'dood, doden, overleden, omgekomen, overlijdt, gedood, sterft, doodgeschoten, doodgestoken',
      ],
    },
    {
      name: 'course',
      critical: true,
      stages: [
        'wil, plan, plannen, aangekondigd, dreigt, dreigen',
        'begint, begonnen, start, gestart, gaat door, hervat',
        'uitgesteld, opgeschort, stilgelegd, vertraagd',
        'afgelast, geannuleerd, geschrapt, van de baan',
        'voorbij, beëindigd, gestopt, opgeheven, ten einde',
      ],
    },
    {
      name: 'office',
      critical: true,
      stages: [
        'onder druk, wankelt',
        'blijft aan, herkozen',
        'stapt op, stappen op, treedt af, opgestapt, afgetreden, vertrekt, stopt',
        'ontslagen, weggestuurd, geschorst',
        'benoemd, gekozen, aangesteld, aangesteld als',
      ],
    },
    {
      name: 'contest',
      critical: true,
      stages: [
        'leidt, op voorsprong, koploper',
        'wint, winst, zege, verslaat, klopt, triomf, kampioen, overwinning, door naar, goud',
        'verliest, nederlaag, uitgeschakeld, onderuit, verslagen, verlies',
        'gelijkspel, gelijk',
      ],
    },
    {
      name: 'decision',
      critical: true,
      stages: [
        'wil, overweegt, voorstel, plan, stelt voor',
        'akkoord, keurt goed, steunt, aangenomen, stemt in, goedgekeurd',
        'wijst af, verwerpt, weigert, tegen, afgewezen, verworpen, blokkeert',
        'trekt in, schrapt, ingetrokken, geschrapt',
      ],
    },
  ],
  notices: [
    '^(?:correctie|rectificatie|verduidelijking)\\b',
    '\\bin een eerdere versie van dit (?:artikel|bericht)\\b',
    '\\bdit artikel is (?:aangepast|gecorrigeerd|bijgewerkt)\\b',
    '\\b(?:dit artikel|bericht) is (?:op .{3,20} )?(?:aangepast|gecorrigeerd)\\b',
  ],
  titles:
    'meneer mevrouw dr prof president premier minister koning koningin burgemeester staatssecretaris trainer coach voormalig voormalige oud ex nieuwe vice',
  endings: 'elijke: elijk: ende: ingen:ing eren: ers: sch: sche: en: e: t: s: n:',
}
