import type { Lexicon } from './lexicon.ts'

export const FR: Lexicon = {
  functionWords:
    'le, la, les, l, un, une, des, de, du, d, et, ou, mais, est, sont, était, étaient, être, été, a, ont, avait, avaient, avoir, en, dans, sur, à, au, aux, par, pour, avec, sans, sous, vers, chez, entre, contre, que, qui, qu, quoi, dont, où, ce, cette, ces, cet, se, s, sa, son, ses, leur, leurs, il, elle, ils, elles, on, nous, vous, je, j, me, m, y, ne, n, pas, plus, très, aussi, déjà, encore, comme, si, selon, après, avant, depuis, pendant, lors, peut, peuvent, va, vont, doit, doivent, tout, tous, toute, c, ça',
  irregular:
    'meurt>mourir, mort>mourir, morts>mourir, morte>mourir, mortes>mourir, tué>tuer, tués>tuer, tuée>tuer, tue>tuer, gagne>gagner, gagné>gagner, perd>perdre, perdu>perdre, dit>dire, disent>dire, arrêté>arrêter, arrêtée>arrêter, arrêtés>arrêter, condamné>condamner, condamnée>condamner, blessés>blessé, blessée>blessé',
  hedges:
    'peut-être, probablement, sans doute, présumé, présumée, présumés, soupçonné, soupçonnée, soupçonnés, aurait, auraient, serait, seraient, pourrait, pourraient, apparemment, possible, éventuel, suspecté, devrait, risque',
  negations: 'ne, pas, non, aucun, aucune, jamais, rien, personne, sans, ni, refuse',
  casualties:
    'mourir, tuer, décès, décédé, décédée, victime, blessé, disparu, disparue, disparus, corps, meurtre, assassiné, noyé, mortel, mortelle, bilan, hôpital',
  whoSays:
    'dire, selon, affirme, annonce, déclare, assure, estime, confirme, indique, rapporte, précise, avertit, dément, accuse, reconnaît',
  sourceNouns:
    'étude, sondage, police, rapport, médias, autorités, experts, chercheurs, ministre, gouvernement, justice, avocat, armée, parquet',
  future:
    'va, vont, devrait, devraient, pourrait, prévoit, veut, veulent, doit, bientôt, prévu, sur le point, s apprête',
  numbers:
    'deux=2, trois=3, quatre=4, cinq=5, six=6, sept=7, huit=8, neuf=9, dix=10, onze=11, douze=12, treize=13, quatorze=14, quinze=15, seize=16, vingt=20, trente=30, quarante=40, cinquante=50, soixante=60, zéro=0, cent=100',
  vague: 'plusieurs, quelques, dizaines, centaines, milliers, millions, milliards, nombreux, nombreuses, beaucoup',
  dates:
    'lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche, janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, novembre, décembre, hier, demain, soir, semaine prochaine, année prochaine, printemps, été, automne, hiver, noël, pâques',
  pronouns: 'il, elle, ils, elles, son, sa, ses, leur, lui',
  scales: {
    justice: [
      'soupçonné, suspect, recherché, fuite, suspecté',
      'arrêter, interpellé, interpellée, garde à vue, détenu, arrestation',
      'mis en examen, mise en examen, inculpé, poursuivi',
      'procès, jugé, jugée, tribunal, devant la justice',
      'coupable, reconnu coupable, condamner',
      'acquitté, acquittée, relaxé, relaxée, innocenté, blanchi',
      'prison, peine, amende, incarcéré, perpétuité, sursis',
      'libéré, libérée, libération, remis en liberté, gracié',
      'appel, cassation',
    ],
    decision: [
      'envisage, étudie, examine, débat',
      'propose, demande, veut, prévoit, réclame, appelle',
      'accepte, adopte, approuve, vote, accord, valide, signe, adopté',
      'rejette, refuse, bloque, rejeté, rejet',
      'reporte, reporté, suspend, suspendu, report',
      'annule, annulé, abandonne, annulation',
      'interdit, interdiction',
      'lève, levé, rouvre, reprend, assouplit',
    ],
    contest: [
      'élection, scrutin, vote',
      'en tête, mène, favori',
      'gagner, victoire, remporte, bat, champion, élu, élue',
      'perdre, défaite, battu, éliminé, battue',
      'match nul, nul',
    ],
    life: [
      'disparu, disparue, disparition',
      'recherche, recherché',
      'retrouvé, retrouvée, découvert',
      'sauvé, sauvée, survivant, secouru',
      'blessé, hôpital, hospitalisé',
      'mourir, tuer, décédé, corps',
    ],
    office: [
      'candidat, candidate',
      'nommé, nommée, élu, désigné',
      'démissionne, démission, quitte',
      'limogé, renvoyé, destitué, évincé',
    ],
    direction: [
      'hausse, augmente, monte, progresse, grimpe, bondit, record',
      'baisse, chute, recule, diminue, repli, plonge',
      'stable, inchangé',
    ],
    conflict: [
      'menace, avertit, met en garde',
      'attaque, frappe, bombarde, envahit, offensive',
      'cessez-le-feu, trêve, paix, négociations',
      'retrait, se retire, évacue, fuit',
      'prend, capture, conquiert',
    ],
    claim: ['accuse, affirme', 'nie, dément, rejette', 'avoue, reconnaît, admet', 'confirme'],
    access: ['ouvert, ouvre, rouvre', 'fermé, ferme, fermeture'],
  },
  categories: {
    kin: 'fils, fille, frère, soeur, père, mère, mari, épouse, oncle, tante, neveu, nièce, compagnon, compagne',
    person: 'homme, femme, garçon, fillette, bébé, adolescent, adolescente, retraité',
    crime:
      'meurtre, homicide, viol, agression, vol, fraude, corruption, incendie, enlèvement, extorsion, espionnage, blanchiment, terrorisme',
    disaster: 'séisme, inondation, ouragan, incendie, avalanche, explosion, effondrement, accident, tempête',
    vehicle: 'avion, hélicoptère, bus, train, tramway, camion, voiture, bateau, navire, ferry, moto, vélo',
    period: 'heure, jour, semaine, mois, an, année, minute, siècle, matin, soir, nuit',
    rank: 'premier, première, deuxième, troisième, dernier, dernière',
    compass: 'nord, sud, est, ouest',
  },
  synonyms: `
dire, affirme, déclare, annonce, indique, assure
police, policiers, forces de l ordre
entreprise, société, groupe
voiture, véhicule
avion, appareil
début, commence, démarre
fin, termine, achève
états unis, américain, américaine, washington
royaume uni, britannique
russie, russe, moscou
france, français, française
allemagne, allemand, allemande
patron, dirigeant, chef
environ, près de, quelque
plus de, plus d
maison, domicile
`,
  antonyms:
    'plus moins, avant après, premier dernier, avec sans, vrai faux, gain perte, haut bas, ouvert fermé, pour contre, est ouest, nord sud, ami ennemi, victime agresseur, grand petit, bon mauvais, légal illégal, acheter vendre, hausse baisse, hommes femmes, coupable innocent',
  labels:
    'direct, en direct, vidéo, analyse, tribune, entretien, podcast, reportage, enquête, décryptage, en images, exclusif, info',
}
