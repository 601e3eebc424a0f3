import type { LanguageTable } from './table.ts'

export const ES: LanguageTable = {
  code: 'es',
  decimal: ',',
  numbers:
    'cero=0 un=1 uno=1 una=1 dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 once=11 doce=12 trece=13 ' +
    'catorce=14 quince=15 dieciséis=16 diecisiete=17 dieciocho=18 diecinueve=19 veinte=20 veintiuno=21 veintiún=21 ' +
    'veintidós=22 veintitrés=23 veinticuatro=24 veinticinco=25 veintiséis=26 veintisiete=27 veintiocho=28 veintinueve=29 ' +
    'treinta=30 cuarenta=40 cincuenta=50 sesenta=60 setenta=70 ochenta=80 noventa=90 doscientos=200 doscientas=200 ' +
    'trescientos=300 trescientas=300 cuatrocientos=400 quinientos=500 seiscientos=600 setecientos=700 ochocientos=800 novecientos=900 ambos=2 ambas=2 decena=10 veintena=20 treintena=30 docena=12 centenar=100 millar=1000',
  scales: 'cien=100 ciento=100 mil=1000 millón=1000000 millones=1000000 billón=1000000000000',
  shortScales: 'm=1000000',
  fractions: 'medio=0.5 media=0.5 mitad=0.5 tercio=.3333 tercios=.3333 cuarto=0.25 quinto=0.2 décimo=0.1',
  and: 'y',
  andAHalf: 'y medio, y media',
  ordinals:
    'primer=1 primero=1 primera=1 segundo=2 segunda=2 tercer=3 tercero=3 tercera=3 cuarto=4 cuarta=4 quinto=5 quinta=5',
  vague:
    'varios=4 varias=4 decenas=36 docenas=36 cientos=300 centenares=300 miles=3000 muchos=20 muchas=20 algunos=4 algunas=4 unos=4',
  over: 'al menos, más de, por lo menos, como mínimo, más que, por encima de, superior a',
  under: 'menos de, hasta, casi, como máximo, por debajo de, cerca de, inferior a',
  about: 'unos, unas, alrededor de, aproximadamente, en torno a, cerca',
  currencies:
    'euro=eur euros=eur dólar=usd dólares=usd libra=gbp libras=gbp peso=mxn pesos=mxn rublo=rub rublos=rub yen=jpy yuan=cny céntimos=eur-cent',
  percent: 'por ciento, puntos porcentuales',
  units:
    'km=length*1000 kilómetro=length*1000 kilómetros=length*1000 metro=length*1 metros=length*1 cm=length*0.01 kg=mass*1 ' +
    'kilo=mass*1 kilos=mass*1 kilogramos=mass*1 gramos=mass*0.001 tonelada=mass*1000 toneladas=mass*1000 grado=degree*1 ' +
    'grados=degree*1 litro=litre*1 litros=litre*1 hectárea=hectare*1 hectáreas=hectare*1 segundos=second*1 minuto=second*60 ' +
    'minutos=second*60 hora=second*3600 horas=second*3600 día=day*1 días=day*1 semana=day*7 semanas=day*7 mes=month*1 ' +
    'meses=month*1 año=month*12 años=month*12 puntos=point*1',
  months:
    'enero=1 febrero=2 marzo=3 abril=4 mayo=5 junio=6 julio=7 agosto=8 septiembre=9 setiembre=9 octubre=10 noviembre=11 diciembre=12',
  weekdays: 'lunes=1 martes=2 miércoles=3 jueves=4 viernes=5 sábado=6 domingo=7',
  relative:
    'hoy, mañana, ayer, anteayer, pasado mañana, esta noche, esta mañana, esta tarde, anoche, la próxima semana, el próximo mes, ' +
    'el próximo año, la semana pasada, el mes pasado, el año pasado, la semana que viene, el mes que viene, el año que viene, esta semana, este mes, este año, este fin de semana',
  clock: 'h horas',
  ageBefore: 'edad de, a los',
  ageAfter: 'años de edad, años',
  marks: 'el la los las de del y un una es en que por con para se su al lo como más ha fue no según',
  stop:
    'el la los las lo un una unos unas de del al a y e o u en con por para sin sobre entre hasta desde hacia contra según durante ' +
    'tras ante bajo que quien cual cuyo donde cuando como si no ni pero sino aunque porque pues ya muy más menos tan también solo ' +
    'es son era eran fue fueron ser sido está están estaba estaban estar ha han había habían haber hay se su sus le les me te nos ' +
    'mi mis este esta estos estas ese esa esos esas aquel aquella él ella ellos ellas yo tú usted puede pueden debe va van todo ' +
    'toda todos todas otro otra otros otras dijo dice así aún todavía además',
  negation:
    'no nunca jamás nadie nada ningún ninguna ninguno sin ni tampoco niega niegan negó rechaza desmiente desmintió desmentido rehúsa',
  say: 'dice dicen dijo dijeron afirma afirman afirmó anuncia anunció anunciaron informa informó informaron asegura aseguró aseguran declara declaró señala señaló explica explicó confirma confirmó indicó añadió sostiene',
  according: 'según, de acuerdo con, conforme a, a juicio de',
  sources:
    'policía fuentes fuente estudio encuesta informe fiscalía autoridades ministerio medios testigos expertos familia abogado gobierno',
  hedges:
    'presunto, presunta, presuntos, presuntas, presuntamente, supuesto, supuesta, supuestos, supuestamente, sospechoso, sospechosos, sospecha, ' +
    'habría, habrían, sería, podría, podrían, posible, posiblemente, probable, probablemente, quizá, quizás, al parecer, aparentemente, parece, podrán, sospechan',
  hedgeFamilies:
    'presunto presunta presuntos presuntas presuntamente supuesto supuesta supuestos supuestamente / sospechoso sospechosos sospecha sospechan / habría habrían sería / podría podrían posible posiblemente quizá quizás / probable probablemente / al parece aparentemente',
  weakHedges: 'podría podrían posible sospechoso sospechosos',
  future: 'va van podría debe quiere',
  casualty:
    'muerto muertos muerta muertas muere mueren murió murieron muerte muertes fallecido fallecidos fallecida fallecen falleció víctimas víctima herido heridos herida heridas desaparecido desaparecidos cadáveres cuerpos mortal mata matan mató ahogados',
  antonyms: [
    'sube suben subió aumenta aumentó aumento alza crece / baja bajan bajó cae cayó caída disminuye descenso',
    'gana ganan ganó ganar victoria ganancias beneficio / pierde pierden perdió perder derrota pérdidas pérdida',
    'sí / no',
    'favor / contra',
    'culpable condenado condenada / inocente absuelto absuelta',
    'confirma confirmó anuncia anunció / niega negó desmiente desmintió',
    'acepta aceptó aprueba aprobó aprobado / rechaza rechazó rechazado',
    'abre abrió abierto abierta / cierra cerró cerrado cerrada',
    'primero primera primer / último última',
    'hombre niño / mujer niña',
    'antes / después',
    'más / menos',
    'norte / sur',
    'este / oeste',
    'compra compró / vende vendió',
    'permite legal / prohíbe prohibido ilegal',
    'superávit / déficit',
    'comienza empieza inicio / termina acaba fin',
    'vivo viva / muerto muerta',
    'mayor / menor',
    'firmará firma firmó / vetará veta vetó',
  ],
  events: [
    {
      name: 'justice',
      critical: true,
      stages: [
        'buscado, investigado, sospechoso',
        'detenido, detenida, detenidos, arrestado, arrestados, capturado',
        'acusado, acusada, imputado, procesado, cargos',
        'juzgado, juicio',
        'condenado, condenada, culpable, sentenciado, prisión, cárcel',
        'absuelto, absuelta, exonerado',
        'liberado, liberada, puesto en libertad',
      ],
    },
    {
      name: 'life',
      critical: true,
      stages: [
        'desaparecido, desaparecida',
        'herido, herida, heridos, grave',
        'rescatado, rescatada, a salvo, sobrevive',
        'muerto, muerta, muertos, murió, murieron, fallecido, fallecida, muere, mueren, falleció',
      ],
    },
    {
      name: 'course',
      critical: true,
      stages: [
        'previsto, prevista, planea, amenaza, convocada, convocado',
        'comienza, comenzó, inicia, inició, empieza, reanuda, reanudado',
        'suspendido, suspendida, aplazado, aplazada, pospuesto, retrasado',
        'cancelado, cancelada, desconvocada, desconvocado',
        'terminado, terminada, finaliza, finalizó, levantado, levantada',
      ],
    },
    {
      name: 'office',
      critical: true,
      stages: [
        'bajo presión, cuestionado',
        'continúa en el cargo, reelegido',
        'dimite, dimitió, renuncia, renunció, dimisión',
        'destituido, destituida, cesado, cesada, despedido',
        'nombrado, nombrada, elegido, elegida',
      ],
    },
    {
      name: 'decision',
      critical: true,
      stages: [
        'propone, estudia, plantea, pide, propuso',
        'aprueba, aprobó, aprobado, aprobada, acepta, avala, firma, firmó',
        'rechaza, rechazó, rechazado, rechazada, veta, vetó, bloquea',
        'retira, retiró, deroga, derogó, anula',
      ],
    },
  ],
  notices: [
    '^(?:corrección|rectificación|aclaración|fe de errores|fe de erratas|nota del editor|nota de la redacción)\\b',
    '\\b(?:una|en una) versión anterior de est[ea]\\b',
    '\\beste artículo (?:ha sido|fue) (?:corregido|modificado|actualizado)\\b',
  ],
  titles:
    'sr sra señor señora dr dra presidente presidenta ministro ministra rey reina alcalde alcaldesa papa juez general don doña',
  endings: 'aciones:acion amente: ados:ado adas:ado ada:ado idos:ido idas:ido ida:ido es: as: os: a: o: s: e:',
}
