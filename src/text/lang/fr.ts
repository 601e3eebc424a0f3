import type { LanguageTable } from './table.ts'

export const FR: LanguageTable = {
  code: 'fr',
  decimal: ',',
  numbers:
    'zéro=0 un=1 une=1 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 onze=11 douze=12 treize=13 ' +
    'quatorze=14 quinze=15 seize=16 vingt=20 vingts=20 trente=30 quarante=40 cinquante=50 soixante=60 septante=70 ' +
    'nonante=90 dizaine=10 douzaine=12 quinzaine=15 vingtaine=20 trentaine=30 quarantaine=40 cinquantaine=50 centaine=100 millier=1000',
  scales: 'cent=100 cents=100 mille=1000 million=1000000 millions=1000000 milliard=1000000000 milliards=1000000000',
  shortScales: 'md=1000000000 mds=1000000000 mio=1000000',
  fractions: 'demi=0.5 demie=0.5 moitié=0.5 tiers=.3333 quart=0.25 quarts=0.25 cinquième=0.2 dixième=0.1',
  and: 'et',
  andAHalf: 'et demi, et demie',
  ordinals:
    'premier=1 première=1 deuxième=2 second=2 seconde=2 troisième=3 quatrième=4 cinquième=5 sixième=6 dixième=10',
  vague: 'plusieurs=4 quelques=4 dizaines=36 centaines=300 milliers=3000 nombreux=20 nombreuses=20',
  over: 'au moins, plus de, plus d, au-dessus de, un minimum de',
  under: 'au plus, moins de, moins d, jusqu à, près de, presque, au maximum, sous',
  about: 'environ, autour de, quelque, à peu près, une',
  currencies:
    'euro=eur euros=eur dollar=usd dollars=usd livre=gbp livres=gbp franc=chf francs=chf rouble=rub roubles=rub yen=jpy yuan=cny centime=eur-cent centimes=eur-cent',
  percent: 'pour cent, pourcent',
  units:
    'km=length*1000 kilomètre=length*1000 kilomètres=length*1000 mètre=length*1 mètres=length*1 cm=length*0.01 kg=mass*1 ' +
    'kilo=mass*1 kilos=mass*1 kilogrammes=mass*1 grammes=mass*0.001 tonne=mass*1000 tonnes=mass*1000 degré=degree*1 ' +
    'degrés=degree*1 litre=litre*1 litres=litre*1 hectare=hectare*1 hectares=hectare*1 seconde=second*1 secondes=second*1 ' +
    'minute=second*60 minutes=second*60 heure=second*3600 heures=second*3600 jour=day*1 jours=day*1 semaine=day*7 ' +
    'semaines=day*7 mois=month*1 an=month*12 ans=month*12 année=month*12 années=month*12 points=point*1',
  months:
    'janvier=1 février=2 mars=3 avril=4 mai=5 juin=6 juillet=7 août=8 septembre=9 octobre=10 novembre=11 décembre=12 janv=1 févr=2 juil=7 sept=9 oct=10 nov=11 déc=12',
  weekdays: 'lundi=1 mardi=2 mercredi=3 jeudi=4 vendredi=5 samedi=6 dimanche=7',
  relative:
    'aujourd hui, demain, hier, après-demain, avant-hier, ce soir, ce matin, cette nuit, la semaine prochaine, le mois prochain, ' +
    'l an prochain, l année prochaine, la semaine dernière, le mois dernier, l an dernier, l année dernière, cette semaine, ce mois-ci, cette année, ce week-end',
  clock: 'h heures',
  ageBefore: 'âgé de, âgée de, âgés de, âgées de, à l âge de',
  ageAfter: 'ans',
  marks: 'le la les des du de et un une est dans pour que qui sur avec par au aux pas plus ce son sa ses ont été',
  stop:
    'le la les l un une des du de d et ou mais donc or ni car à au aux en dans sur sous par pour avec sans entre vers chez depuis ' +
    'pendant avant après contre selon que qu qui quoi dont où quand comme si ne n pas plus moins très bien ce c cet cette ces son sa ' +
    'ses leur leurs mon ma mes notre nos votre vos il elle ils elles on nous vous je j tu se s y lui eux est sont était étaient être ' +
    'été a ont avait avaient avoir eu fait faire peut peuvent doit va vont aussi même encore déjà toujours ainsi alors lors dit ' +
    'affirme tout tous toute toutes autre autres',
  negation:
    'pas jamais aucun aucune personne rien ni sans nullement dément démenti démentent nie nient refuse refusent refusé',
  say: 'dit disent déclare déclaré déclarent affirme affirment affirmé annonce annoncent annoncé indique indiqué indiquent précise précisé rapporte rapportent assure assurent estime estiment explique ajouté ajoute',
  according: 'selon, d après, de source, à en croire, suivant',
  sources:
    'police sources source étude sondage rapport parquet autorités ministère médias témoins experts avocat famille',
  hedges:
    'présumé, présumée, présumés, soupçonné, soupçonnée, soupçonnés, soupçons, aurait, auraient, serait, seraient, pourrait, pourraient, ' +
    'peut-être, probable, probablement, possible, possiblement, apparemment, semble, semblent, suspecté, suspects, suspect, devrait, devraient, éventuel, éventuelle',
  hedgeFamilies:
    'présumé présumée présumés soupçonné soupçonnée soupçonnés soupçons suspecté suspects suspect / aurait auraient serait seraient / pourrait pourraient peut possible possiblement éventuel éventuelle / probable probablement / semble semblent apparemment / devrait devraient',
  weakHedges: 'pourrait pourraient devrait devraient possible suspect suspects',
  future: 'va vont doit devrait pourrait veut',
  casualty:
    'mort morts morte mortes mourir tué tués tuée tuées tuant décès décédé décédée victimes victime blessé blessés blessée blessées disparu disparus bilan corps noyé noyés mortel mortelle cadavres',
  antonyms: [
    'hausse augmente augmenté augmentation monte progresse / baisse baissé diminue diminution recule chute recul',
    'gagne gagner gagné victoire remporte bénéfice bénéfices / perd perdre perdu défaite perte pertes',
    'oui / non',
    'pour / contre',
    'coupable condamné condamnée / innocent acquitté acquittée relaxé',
    'confirme confirmé annoncé annonce / dément démenti nie nié',
    'accepte accepté approuve approuvé adopté / refuse refusé rejette rejeté',
    'ouvre ouvert ouverture / ferme fermé fermeture',
    'premier première / dernier dernière',
    'homme garçon / femme fille',
    'avant / après',
    'plus / moins',
    'nord / sud',
    'est / ouest',
    'achète acheté / vend vendu',
    'autorise autorisé légal / interdit illégal',
    'excédent / déficit',
    'commence début / finit fin termine',
    'vivant vivante / mort morte',
    'supérieur / inférieur',
  ],
  events: [
    {
      name: 'justice',
      critical: true,
      stages: [
        'recherché, soupçonné, suspect',
        'arrêté, arrêtée, arrêtés, interpellé, interpellés, garde à vue, détenu',
        'mis en examen, mise en examen, inculpé, poursuivi',
        'jugé, procès, devant la justice',
        'condamné, condamnée, reconnu coupable, coupable, prison',
        'acquitté, acquittée, relaxé, non-lieu',
        'libéré, libérée, remis en liberté',
      ],
    },
    {
      name: 'life',
      critical: true,
      stages: [
        'disparu, disparue, porté disparu',
        'blessé, blessée, blessés, grièvement blessé',
        'sauvé, secouru, retrouvé vivant, survit',
        'mort, morte, morts, tué, tués, décédé, décédée, meurt, retrouvé mort',
      ],
    },
    {
      name: 'course',
      critical: true,
      stages: [
        'prévu, prévue, menace, annoncé',
        'commence, commencé, débute, débuté, lancé, reprend, repris',
        'suspendu, suspendue, reporté, reportée, retardé',
        'annulé, annulée, abandonné',
        'terminé, terminée, levé, levée, fin',
      ],
    },
    {
      name: 'office',
      critical: true,
      stages: [
        'sous pression, contesté',
        'reste en poste, maintenu, réélu',
        'démissionne, démission, démissionné, quitte',
        'limogé, limogée, renvoyé, destitué',
        'nommé, nommée, élu, élue',
      ],
    },
    {
      name: 'decision',
      critical: true,
      stages: [
        'propose, envisage, proposé, demande, projet',
        'adopte, adopté, adoptée, approuve, approuvé, voté, vote, accepte, accepté, validé',
        'rejette, rejeté, rejetée, refuse, refusé, bloque, bloqué, censuré',
        'retire, retiré, abroge, abrogé, renonce',
      ],
    },
  ],
  notices: [
    '^(?:rectificatif|correction|précision|erratum|note de la rédaction|mise à jour)\\b',
    '\\bune (?:première|précédente) version de (?:cet|ce|l)',
    '\\bcet article a été (?:modifié|corrigé|mis à jour)\\b',
    '\\bcontrairement à ce que nous (?:avons|avions) (?:écrit|indiqué)\\b',
  ],
  titles: 'm mme mlle monsieur madame dr président présidente ministre premier roi reine maire pape juge général',
  endings: 'ements:ement ées:é és:é ée:é aux:al es: er: s: e: x:',
}
