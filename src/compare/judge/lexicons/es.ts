import type { Lexicon } from './lexicon.ts'

export const ES: Lexicon = {
  functionWords:
    'el, la, los, las, un, una, unos, unas, de, del, y, e, o, u, pero, es, son, era, eran, ser, sido, ha, han, había, habían, haber, en, a, al, por, para, con, sin, sobre, entre, hacia, desde, hasta, contra, que, quien, cual, cuyo, donde, cuando, como, este, esta, estos, estas, ese, esa, eso, se, su, sus, él, ella, ellos, ellas, lo, le, les, nos, me, mi, yo, no, ni, más, muy, también, ya, aún, tras, según, si, está, están, puede, pueden, va, van, debe, deben, todo, todos, toda, todas',
  irregular:
    'muere>morir, mueren>morir, murió>morir, muerto>morir, muertos>morir, muerta>morir, muertas>morir, dice>decir, dijo>decir, dicen>decir, gana>ganar, ganó>ganar, pierde>perder, perdió>perder, detenido>detener, detenida>detener, detenidos>detener, detienen>detener, condenado>condenar, condenada>condenar, condenan>condenar, heridos>herido, herida>herido, heridas>herido, mata>matar, mató>matar',
  hedges:
    'podría, podrían, posible, posiblemente, presunto, presunta, presuntos, presuntas, supuesto, supuesta, supuestamente, presuntamente, probable, probablemente, quizá, quizás, al parecer, sospechoso, habría, habrían, sería, posibles',
  negations: 'no, nunca, jamás, nadie, nada, ningún, ninguna, ninguno, sin, ni, tampoco, niega, rechaza',
  casualties:
    'morir, matar, muerte, fallecido, fallecidos, fallece, víctima, herido, desaparecido, desaparecidos, desaparecida, cuerpo, cadáver, asesinato, asesinado, asesinada, ahogado, mortal, hospital',
  whoSays:
    'decir, según, afirma, anuncia, asegura, declara, confirma, informa, señala, advierte, denuncia, sostiene, niega, admite',
  sourceNouns:
    'estudio, encuesta, policía, informe, medios, autoridades, expertos, investigadores, ministro, gobierno, juez, fiscalía, abogado, ejército, sondeo',
  future: 'va a, van a, podría, prevé, planea, quiere, quieren, busca, hará, será, pronto, a punto de',
  numbers:
    'uno=1, dos=2, tres=3, cuatro=4, cinco=5, seis=6, siete=7, ocho=8, nueve=9, diez=10, once=11, doce=12, trece=13, catorce=14, quince=15, dieciséis=16, diecisiete=17, dieciocho=18, diecinueve=19, veinte=20, treinta=30, cuarenta=40, cincuenta=50, sesenta=60, setenta=70, ochenta=80, noventa=90, cero=0, cien=100',
  vague: 'varios, varias, algunos, algunas, decenas, cientos, miles, millones, muchos, muchas, numerosos, numerosas',
  dates:
    'lunes, martes, miércoles, jueves, viernes, sábado, domingo, enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, octubre, noviembre, diciembre, hoy, mañana, ayer, próxima semana, próximo año, primavera, verano, otoño, invierno, navidad',
  pronouns: 'él, ella, ellos, ellas, su, sus, lo, le',
  scales: {
    justice: [
      'sospechoso, buscado, prófugo, fuga',
      'detener, arrestado, arrestada, captura, capturado, detención, bajo custodia',
      'acusado, acusada, imputado, imputada, procesado, acusan',
      'juicio, juzgado, tribunal, comparece',
      'culpable, condenar, condena',
      'absuelto, absuelta, inocente, exonerado',
      'prisión, cárcel, pena, multa, cadena perpetua, sentenciado',
      'libre, liberado, liberada, libertad, indultado',
      'apelación, recurso, apela, recurre',
    ],
    decision: [
      'estudia, considera, debate, analiza',
      'propone, pide, quiere, plantea, exige, reclama',
      'acepta, aprueba, acuerda, acuerdo, aprobado, firma, ratifica, respalda',
      'rechaza, niega, bloquea, veta, rechazado',
      'aplaza, pospone, suspende, aplazado, suspendido',
      'cancela, cancelado, anula, descarta',
      'prohíbe, prohibición, prohibido',
      'levanta, reanuda, reabre, restablece',
    ],
    contest: [
      'elecciones, votación, vota',
      'lidera, encabeza, favorito',
      'ganar, victoria, vence, triunfo, campeón, elegido, derrota a',
      'perder, derrota, cae, eliminado, derrotado',
      'empate, empata',
    ],
    life: [
      'desaparecido, desaparecida, desaparición',
      'busca, búsqueda, buscan',
      'hallado, encontrado, hallan, encuentran, localizado',
      'rescatado, rescatan, sobrevive, rescate',
      'herido, hospital, hospitalizado',
      'morir, fallecido, cadáver, cuerpo, matar, fallece',
    ],
    office: [
      'candidato, candidata, nominado',
      'nombrado, nombrada, elegido, designado',
      'dimite, renuncia, dimisión, deja',
      'destituido, despedido, cesado, cesa',
    ],
    direction: [
      'sube, aumenta, crece, alza, récord, dispara, aumento',
      'baja, cae, desciende, disminuye, caída, desploma',
      'estable, igual',
    ],
    conflict: [
      'amenaza, advierte',
      'ataca, ataque, bombardea, invade, ofensiva',
      'alto el fuego, tregua, paz, negociaciones',
      'retira, retirada, evacúa, huye',
      'toma, captura, conquista',
    ],
    claim: ['acusa, afirma', 'niega, desmiente, rechaza', 'admite, confiesa, reconoce', 'confirma'],
    access: ['abre, abierto, reabre', 'cierra, cerrado, cierre'],
  },
  categories: {
    kin: 'hijo, hija, hermano, hermana, padre, madre, marido, esposo, esposa, tío, tía, sobrino, sobrina, novio, novia',
    person: 'hombre, mujer, niño, niña, bebé, adolescente, jubilado, joven',
    crime:
      'asesinato, homicidio, violación, agresión, robo, fraude, corrupción, incendio, secuestro, extorsión, espionaje, blanqueo, terrorismo',
    disaster: 'terremoto, inundación, huracán, incendio, avalancha, explosión, derrumbe, accidente, tormenta',
    vehicle: 'avión, helicóptero, autobús, tren, tranvía, camión, coche, barco, ferry, moto, bicicleta',
    period: 'hora, día, semana, mes, año, minuto, siglo, noche, tarde',
    rank: 'primero, primera, segundo, segunda, tercero, tercera, último, última',
    compass: 'norte, sur, este, oeste',
  },
  synonyms: `
decir, afirma, asegura, declara, señala, informa, anuncia
policía, agentes
empresa, compañía, grupo
coche, vehículo, auto
avión, aeronave
comienza, empieza, arranca, inicia
termina, acaba, fin, concluye
ee uu, estados unidos, estadounidense, eeuu
reino unido, británico, británica
rusia, ruso, rusa, moscú
españa, español, española
líder, jefe, dirigente
cerca de, unos, alrededor de, casi, aproximadamente
más de, más
casa, vivienda
`,
  antonyms:
    'más menos, antes después, primero último, con sin, verdadero falso, ganancia pérdida, alto bajo, abierto cerrado, a favor en contra, este oeste, norte sur, amigo enemigo, víctima agresor, grande pequeño, bueno malo, legal ilegal, comprar vender, sube baja, hombres mujeres, culpable inocente',
  labels:
    'directo, en directo, vídeo, análisis, opinión, entrevista, podcast, reportaje, última hora, exclusiva, en imágenes',
}
