/** Month names and their common short forms, January first; forms that two languages share stand once. */
const TABLE: readonly string[][] = [
  'january jan januar jänner janvier janv enero ene gennaio gen janeiro januari january jaanuar tammikuu tammikuuta styczeń stycznia sty leden ledna január janeuar ianuarie ian января янв январь январи січня січ јануар јануара siječanj siječnja januára ocak oca sausio janvāris janvārī gener urtarrila xaneiro ιανουαρίου ιανουάριος ιαν يناير ژانویه ינואר जनवरी janúar január'.split(
    ' ',
  ),
  'february feb febr februar feber février févr fév febrero febbraio fevereiro fev februari veebruar helmikuu helmikuuta luty lutego lut únor února február februarie февраля фев февраль февруари лютого лют фебруар фебруара veljača veljače şubat şub subat vasario februāris februārī febrer otsailak φεβρουαρίου φεβρουάριος φεβ فبراير فوریه פברואר फरवरी febrúar'.split(
    ' ',
  ),
  'march mar mär märz mrz maerz mars marzo março marco maart märts maaliskuu maaliskuuta marzec marca březen března március marec martie марта мар март березня бер марта ožujak ožujka mart kovo marts martā març μαρτίου μάρτιος μαρ مارس מרץ मार्च'.split(
    ' ',
  ),
  'april apr avril avr abril abr aprile aprill huhtikuu huhtikuuta kwiecień kwietnia kwi duben dubna április apríl aprílla aprilie апреля апр апрель април квітня кві априла travanj travnja nisan nis balandžio aprīlis aprīlī apirila απριλίου απρίλιος απρ أبريل آوریل אפריל अप्रैल aprila'.split(
    ' ',
  ),
  'may mai mayo maggio mag maio mei maj toukokuu toukokuuta maja květen května május máj mája мая май травня тра маја svibanj svibnja mayıs gegužės maijs maijā maig maiatza μαΐου μάιος مايو مه מאי मई maí'.split(
    ' ',
  ),
  'june jun juni juin junio giugno giu junho juuni kesäkuu kesäkuuta czerwiec czerwca cze červen června június jún júna iunie iun июня июн июнь юни червня чер јун јуна lipanj lipnja haziran haz birželio jūnijs jūnijā juny ekaina xuño ιουνίου ιούνιος ιουν يونيو ژوئن יוני जून júní'.split(
    ' ',
  ),
  'july jul juli juillet juil julio luglio lug julho juuli heinäkuu heinäkuuta lipiec lipca lip červenec července július júl júla iulie iul июля июл июль юли липня лип јул јула srpanj srpnja temmuz tem liepos jūlijs jūlijā juliol uztaila xullo ιουλίου ιούλιος ιουλ يوليو ژوئیه יולי जुलाई júlí'.split(
    ' ',
  ),
  'august aug août aout agosto ago agosto augustus augusti elokuu elokuuta sierpień sierpnia sie srpen srpna augusztus augusta августа авг август серпня сер августа kolovoz kolovoza ağustos agu ağu rugpjūčio augusts augustā agost abuztua αυγούστου αύγουστος αυγ أغسطس اوت אוגוסט अगस्त ágúst agustus ogos'.split(
    ' ',
  ),
  'september sept sep septembre septiembre set settembre setembro syyskuu syyskuuta wrzesień września wrz září szeptember szept septembrie сентября сен сент сентябрь септември вересня вер септембар септембра rujan rujna eylül eyl rugsėjo septembris septembrī setembre iraila σεπτεμβρίου σεπτέμβριος σεπ سبتمبر سپتامبر ספטמבר सितंबर setiembre septembra'.split(
    ' ',
  ),
  'october oct okt oktober octobre octubre ottobre ott outubro out oktoober lokakuu lokakuuta październik października paź říjen října október octombrie октября окт октябрь октомври жовтня жов октобар октобра ekim eki spalio oktobris oktobrī urria οκτωβρίου οκτώβριος οκτ أكتوبر اکتبر אוקטובר अक्टूबर oktobra'.split(
    ' ',
  ),
  'november nov novembre noviembre novembro marraskuu marraskuuta листопад novembra noiembrie ноября ноя ноябрь ноември листопада лис новембар новембра studeni studenog kasım kas lapkričio novembris novembrī azaroa νοεμβρίου νοέμβριος νοε نوفمبر نوامبر נובמבר नवंबर nóvember'.split(
    ' ',
  ),
  'december dec dez dezember décembre déc dic diciembre dicembre dezembro joulukuu joulukuuta detsember grudzień grudnia gru prosinec prosince december decembra decembrie декабря дек декабрь декември грудня гру децембар децембра prosinac prosinca aralık ara gruodžio decembris decembrī desembre abendua δεκεμβρίου δεκέμβριος δεκ ديسمبر دسامبر דצמבר दिसंबर desember desember des disember'.split(
    ' ',
  ),
]

const NUMBERS = new Map<string, number>()
TABLE.forEach((names, index) => {
  for (const name of names) if (!NUMBERS.has(name)) NUMBERS.set(name, index + 1)
})

/**
 * The month (1-12) that a word names in any of some thirty languages, or null.
 * `listopad` is October in Croatian and November in Polish and Czech: `lang` decides.
 */
export function monthOf(word: string, lang: string | null): number | null {
  const name = word.toLowerCase().replace(/\.$/, '').normalize('NFC')
  if (/^listopad[au]?$/.test(name)) return lang?.startsWith('hr') || lang?.startsWith('bs') ? 10 : 11
  return NUMBERS.get(name) ?? null
}
