/** Abbreviations after which a sentence goes on, lower case and without the last dot. */
export function abbreviationsOf(lang: string | null): ReadonlySet<string> {
  const code = (lang ?? 'en').slice(0, 2).toLowerCase()
  return ABBREVIATIONS[code] ?? ENGLISH
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

const ENGLISH = words(
  'mr mrs ms dr prof sr jr st gov sen rep gen col maj capt lt sgt cpl pvt adm cmdr hon rev fr supt det insp pres ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun inc ltd corp co bros no ' +
    'vs v etc approx dept est fig ft mt u.s u.k u.n e.g i.e a.k.a d.c ave blvd rd assn univ messrs atty ep vol pp nos ch sec min max al jan',
)

const ABBREVIATIONS: Record<string, ReadonlySet<string>> = {
  en: ENGLISH,
  de: words(
    'dr prof hr fr bzw ca z.b u.a d.h usw nr str st mio mrd jan feb mär apr jun jul aug sep sept okt nov dez evtl ggf inkl max min abs art',
  ),
  nl: words(
    'dr mr prof drs ir ing dhr mevr mw st nr ca bijv d.w.z o.a m.b.t jan feb mrt apr jun jul aug sep sept okt nov dec evt incl min max',
  ),
  fr: words('m mm mme mlle dr pr st ste av bd p.ex env art janv févr avr juil sept oct nov déc n no vol'),
  es: words(
    'sr sra srta dr dra d dña prof gral ud uds av avda núm p.ej aprox ee.uu art ene feb mar abr jun jul ago sep sept oct nov dic',
  ),
  it: words('sig dott prof ing avv on art ecc gen feb mar apr giu lug ago set ott nov dic'),
  pt: words('sr sra dr dra prof av art núm ex jan fev mar abr jun jul ago set out nov dez'),
}
